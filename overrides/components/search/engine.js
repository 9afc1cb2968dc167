// The search engine, over the index that the build writes. It knows no document and no words of its own.
// `createSearch(index)` returns a function from a query to { pinned, matches, results }: a part to show above all others,
// the stems that matched, and the best part of each page with its score. Its `highlight` cuts a text into
// [piece, isMatch]. This file and the script of the box are joined into one, which hoists the function.
function createSearch(index) {
  // Weights of the fields: of a page its title, each keyword, all of them and its summary; of a part title and summary.
  const PAGE_WEIGHTS = { title: 3.4, keyword: 2.1, keywords: 2.7, summary: 1.0 };
  const PART_WEIGHTS = { title: 2.2, summary: 1.1 };
  // Weights of matches other than of the word itself, and of a word within a phrase that is a synonym.
  const SYNONYM_WEIGHT = 0.72;
  const PREFIX_WEIGHT = 0.7;
  const TYPO_WEIGHT = 0.71;
  const STOP_WORD_WEIGHT = 0.21;
  const BIGRAM_WEIGHT = 0.41;
  const PHRASE_WORD_WEIGHT = 0.45;
  const PARENT_WEIGHT = 0.3; // of the lower of the scores of a part and of its page
  const COVERAGE_EXPONENT = 0.29;
  const LENGTH_PIVOT = 3.3; // words in a field, above which each counts for less
  const LENGTH_EXPONENT = 0.57;
  const NAME_BOOST = 0.7;
  // What speaks to families has the words of many things that other pages are about.
  const KIND_WEIGHTS = { families: 0.9 };
  // Of curated results: of each group of synonyms, of further words in one, of each further page, and of a small share
  // of the query.
  const CURATED_WEIGHT = 14;
  const EXTRA_WORD_WEIGHT = 0.54;
  const NEXT_PAGE_WEIGHT = 0.6;
  const AGREEMENT_WEIGHT = 0.2; // of all other rows that lead to a page, beside the best of them
  const SHARE_EXPONENT = 0.33;
  const THIRD_SHARE = 0.75; // of the score of the first result, below which the third gives way to `index.otherwise`
  // The score for each word of a long query, and for all of it, below which the first result gives way to it too.
  const LONG_QUERY = 5;
  const WORD_SHARE = 3.5;
  const FIRST_SHARE = 24;
  const HINT_SHARE = 32; // the same for any query of which some words lead to it first
  const MAX_PREFIX_MATCHES = 20;
  // What has the form of a route code, wherever it stands: macros/models/route_code.py says which signs there are.
  const CODE =
    /(?:^|[\s:])[2-9][2-9b-hj-kmnp-tv-z]{2}(?:[\s\u2010-\u2015\u2212-]*[2-9b-hj-kmnp-tv-z]{3}){2}(?![a-z0-9])/i;

  const parts = []; // of all pages; the first of each page stands for the page
  const firstParts = []; // the number of the first part of each page
  const postings = new Map(); // from a stem, or a bigram of stems, to [part, weight, part, weight, ...]
  const names = []; // the stems of each title and keyword, with the part that it names
  const stems = new Map(); // from each word to its stem
  const synonyms = new Map(); // from the stems of a typed phrase to its meanings, its groups and its pinned page
  const curatedGroups = new Set(); // the numbers of the groups of synonyms that lead to curated results
  const stopWords = new Set();
  const leads = index.leads.map(unpackLead);
  const folderWeights = index.weights || {}; // what the score of a page counts for, by its folder, among several words
  let maxPhraseLength = 1;

  // What macros/pages/search_index.py packs: a number is a sign, of which "A" is 0.
  function numberOf(sign) {
    return sign.charCodeAt(0) - 65;
  }

  function unpackLead(lead) {
    const [pages, ...groups] = lead.split(',').map((signs) => Array.from(signs, numberOf));
    return [groups, pages];
  }

  function unpackPage(fields) {
    const [address, kind, title, summary, keywords, ...rest] = fields.split('^');
    const pageParts = [];
    while (rest.length) pageParts.push(rest.splice(0, 3));
    return [address, kind, title, summary, keywords, pageParts];
  }

  // Each phrase begins with the number of words that it shares with the one before.
  function unpackPhrases(phrases) {
    let words = [];
    return phrases.match(/[A-Z][^A-Z]*/g).map((phrase) => {
      words = [...words.slice(0, numberOf(phrase)), phrase.slice(1)].join(' ').split(' ');
      return words.join(' ');
    });
  }

  // The id is the title, the words of the title that its signs number, or it stands as it is.
  function unpackId(id, title) {
    const words = wordsOf(title);
    return id ? id.replace(/[A-Z]/g, (sign, n) => (n ? '-' : '') + words[numberOf(sign)]) : words.join('-');
  }

  // Letters that were joined in print, and those with accents, are read as plain ones.
  function wordsOf(text) {
    return (
      text
        .normalize('NFKD')
        .toLowerCase()
        .replace(/['’]|[\u0300-\u036f]/g, '')
        .match(/[a-z0-9]+/g) || []
    );
  }

  // An age has many forms, and one here.
  function tokenize(text) {
    return wordsOf(text.replace(/\b(1?\d)[ -]?(?:y\/?o|(?:year|yr)s?[ -]old|yr)\b/gi, '$1 yo'));
  }

  // Takes off the commonest endings, so that "shared" finds "sharing". Two words need only come out alike; but a note is no
  // "not", care is no car, a house no housing, and who is missing was not missed.
  function stem(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    return word
      .replace(/(?:ies|ied)$/, 'y')
      .replace(/([sxz]|ch|sh)es$/, '$1')
      .replace(/([^su])s$/, '$1')
      .replace(/(..[a-z])ed$|(..[^s]|.[^s]s)ing$/, '$1$2')
      .replace(/([^aeiouls])\1$/, '$1')
      .replace(/^(?!care$|house$)(.*(?:[^o].|o[^t]))e$/, '$1');
  }

  function stemsOf(text) {
    return tokenize(text).map((word) => {
      if (!stems.has(word)) stems.set(word, stem(word));
      return stems.get(word);
    });
  }

  // The fields of a part are indexed one after the other, the weightiest first, and the first posting of a part stays.
  function addPosting(key, part, weight) {
    if (!postings.has(key)) postings.set(key, []);
    const list = postings.get(key);
    if (list[list.length - 2] !== part) list.push(part, weight);
  }

  // A word among many says less about a part than a word among few.
  function indexField(text, part, weight, { hasBigrams = false, isName = false } = {}) {
    const keys = stemsOf(text);
    const scaled = keys.length > LENGTH_PIVOT ? weight * (LENGTH_PIVOT / keys.length) ** LENGTH_EXPONENT : weight;
    if (isName) names.push({ part, keys });
    keys.forEach((key, n) => {
      addPosting(key, part, scaled);
      if (hasBigrams && n) addPosting(`${keys[n - 1]} ${key}`, part, scaled);
    });
  }

  function indexPage(page) {
    const [, , title, summary, keywords, pageParts] = page;
    const first = parts.length;
    const name = { hasBigrams: true, isName: true };
    firstParts.push(first);
    parts.push({ first, page, id: '', title, summary });
    indexField(title, first, PAGE_WEIGHTS.title, name);
    for (const keyword of keywords.split(',')) indexField(keyword, first, PAGE_WEIGHTS.keyword, name);
    indexField(keywords, first, PAGE_WEIGHTS.keywords, { hasBigrams: true });
    indexField(summary, first, PAGE_WEIGHTS.summary, { hasBigrams: true });
    for (const part of pageParts) indexPart(page, first, part);
  }

  function indexPart(page, first, [id, title, summary]) {
    const part = parts.length;
    indexField(title, part, PART_WEIGHTS.title, { hasBigrams: true, isName: true });
    indexField(summary, part, PART_WEIGHTS.summary, { hasBigrams: true });
    parts.push({ first, page, id: unpackId(id, title), title, summary });
  }

  function indexSynonym(fields, group) {
    const [typed, meant, pinned] = fields.split('^');
    const meanings = meant ? meant.split('|') : [];
    for (const phrase of unpackPhrases(typed)) {
      const keys = stemsOf(phrase);
      const key = keys.join(' ');
      if (!synonyms.has(key)) synonyms.set(key, { meanings: [], groups: [] });
      const synonym = synonyms.get(key);
      maxPhraseLength = Math.max(maxPhraseLength, keys.length);
      synonym.groups.push(group);
      if (!meanings.length && !pinned && !curatedGroups.has(group)) stopWords.add(key);
      for (const meaning of meanings) synonym.meanings.push(stemsOf(meaning));
      if (pinned) Object.assign(synonym, { pinned, pinning: group });
    }
  }

  function withoutStopWords(keys) {
    return keys.filter((key) => !stopWords.has(key));
  }

  index.pages.map(unpackPage).forEach(indexPage);
  for (const [groups] of leads) for (const group of groups.flat()) curatedGroups.add(group);
  index.synonyms.forEach(indexSynonym);
  for (const name of names) name.keys = withoutStopWords(name.keys);

  // The inverse document frequency of a stem or bigram.
  function rarity(key) {
    const list = postings.get(key);
    return list ? Math.log(1 + (2 * parts.length) / list.length) * (stopWords.has(key) ? STOP_WORD_WEIGHT : 1) : 0;
  }

  // The Damerau-Levenshtein distance of two words (optimal string alignment); more than `max` is as good as infinite.
  function editDistance(a, b, max) {
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > max) return max + 1;
      beforeLast = last;
      last = row;
    }
    return last[b.length];
  }

  // The letters of a word as bits: two words whose letters differ much need not be compared any further.
  function letterBits(word) {
    let bits = 0;
    for (let n = 0; n < word.length; n++) bits |= 1 << (word.charCodeAt(n) % 32);
    return bits;
  }

  function countBits(bits) {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count++;
    return count;
  }

  const vocabulary = Array.from(stems, ([word, root]) => ({ word, stem: root, letters: letterBits(word) }));
  const knownStems = new Set(stems.values());
  const expansions = new Map();

  // What a word may stand for, as [stem, weight]: itself, or where it is unknown, a word that begins with it, or the
  // nearest in spelling.
  function expand(word, isLast) {
    const key = word + isLast;
    if (!expansions.has(key)) expansions.set(key, findExpansions(word, isLast));
    return expansions.get(key);
  }

  function isKnown(word) {
    return stems.has(word) || knownStems.has(stem(word));
  }

  function findExpansions(word, isLast) {
    const found = isKnown(word) ? [[stem(word), 1]] : [];
    if (isLast ? word.length > 2 : word.length > 3 && !found.length) found.push(...prefixMatches(word));
    return found.length ? found : typoMatches(word);
  }

  function prefixMatches(word) {
    return vocabulary
      .filter((entry) => entry.word !== word && entry.word.startsWith(word))
      .map((entry) => [entry.stem, (PREFIX_WEIGHT * word.length) / entry.word.length + 0.2])
      .sort((a, b) => b[1] - a[1])
      .slice(0, MAX_PREFIX_MATCHES);
  }

  function typoMatches(word) {
    // A short word is more often another one than one written wrong: who was born has no burn.
    let max = word.length < 5 ? 0 : word.length < 8 ? 1 : 2;
    if (!max) return [];
    const letters = letterBits(word);
    let nearest = [];
    for (const entry of vocabulary) {
      // Few write the first letter of a word wrong, and "anger" is no danger.
      if (entry.word[0] !== word[0] || Math.abs(entry.word.length - word.length) > max) continue;
      if (countBits(letters ^ entry.letters) > 2 * max) continue;
      const distance = editDistance(word, entry.word, max);
      if (distance > max) continue;
      if (distance < max) nearest = [];
      max = distance;
      nearest.push([entry.stem, TYPO_WEIGHT ** distance]);
    }
    if (word.length < 6) return nearest;
    // Or what begins as it does, but ends otherwise.
    const root = word.slice(0, Math.max(6, word.length - 4));
    for (const entry of vocabulary) if (entry.word.startsWith(root)) nearest.push([entry.stem, PREFIX_WEIGHT]);
    return nearest;
  }

  // A clause is something that the query asks for: its score in each part, and its weight in the whole query.
  function createClause() {
    return { scores: new Float32Array(parts.length), weight: 0 };
  }

  // Raises the score of each part that has a stem or bigram.
  function raiseScores(scores, key, weight) {
    const list = postings.get(key) || [];
    const factor = weight * rarity(key);
    for (let n = 0; n < list.length; n += 2) scores[list[n]] = Math.max(scores[list[n]], list[n + 1] * factor);
  }

  // Several words at once count by the share of them that a part has.
  function raiseMeanScores(scores, keys, weight) {
    const sums = new Float32Array(parts.length);
    for (const key of keys) {
      const own = new Float32Array(parts.length);
      raiseScores(own, key, weight / keys.length);
      sums.forEach((sum, part) => {
        sums[part] = sum + own[part];
      });
    }
    sums.forEach((sum, part) => {
      scores[part] = Math.max(scores[part], sum);
    });
  }

  // Two words that are known as one, such as "child line", are one.
  function joinCompounds(tokens) {
    const joined = [];
    for (const word of tokens) {
      const last = joined[joined.length - 1] || '';
      const compound = last + word;
      if (last.length > 2 && word.length > 2 && stems.has(compound)) joined[joined.length - 1] = compound;
      else joined.push(word);
    }
    return joined;
  }

  // An unknown word that is two or three known ones written together, such as "selfharm", is these, if they stand in this
  // order somewhere; or if one of two is a word of danger, such as "knifecrime".
  function splitCompound(word) {
    if (isKnown(word)) return [word];
    for (const [first, rest] of splits(word)) {
      for (const words of [[first, rest], ...splits(rest).map((others) => [first, ...others])]) {
        if (words.every((one) => stems.has(one)) && (areTogether(words.map(stem)) || isDanger(words))) return words;
      }
    }
    return [word];
  }

  function splits(word) {
    return Array.from({ length: Math.max(0, word.length - 3) }, (_, n) => [word.slice(0, n + 2), word.slice(n + 2)]);
  }

  function areTogether(keys) {
    return synonyms.has(keys.join(' ')) || (keys.length === 2 && postings.has(keys.join(' ')));
  }

  function isDanger([one, other, ...more]) {
    const isPinned = (word) => synonyms.get(stem(word))?.pinned;
    return !more.length && ((isPinned(one) && other.length > 3) || (isPinned(other) && one.length > 3));
  }

  // Where the groups of synonyms stand in the query: from each to its spans of words.
  function findGroups(keys) {
    const spans = new Map();
    keys.forEach((_, from) => {
      for (let end = from + 1; end <= Math.min(keys.length, from + maxPhraseLength); end++) {
        const synonym = synonyms.get(keys.slice(from, end).join(' '));
        for (const group of synonym ? synonym.groups : []) {
          spans.set(group, (spans.get(group) || []).concat({ from, end }));
        }
      }
    });
    return spans;
  }

  // The most words of the query that one of each list of groups takes up, in their order; below 0 where one is missing.
  function longestMatch(spans, lists, n = 0, start = 0) {
    let most = lists[n] ? -Infinity : 0;
    for (const group of lists[n] || []) {
      for (const span of spans.get(group) || []) {
        if (span.from < start) continue;
        most = Math.max(most, span.end - span.from + longestMatch(spans, lists, n + 1, span.end));
      }
    }
    return most;
  }

  // The curated results: the pages to which groups of synonyms lead, all of them in their order or `any` one at all.
  function curatedClause(keys, { any = false } = {}) {
    const clause = createClause();
    const sums = new Float32Array(parts.length);
    const spans = findGroups(keys);
    const count = withoutStopWords(keys).length;
    for (const [lists, pages] of leads) {
      const groups = lists.length;
      const hasAny = any && lists.flat().some((group) => spans.has(group));
      const most = hasAny ? groups : longestMatch(spans, lists);
      if (most < 0) continue;
      pages.forEach((page, n) => {
        const score =
          CURATED_WEIGHT *
          (groups + EXTRA_WORD_WEIGHT * (most - groups)) *
          Math.min(1, most / count) ** SHARE_EXPONENT *
          NEXT_PAGE_WEIGHT ** n;
        const part = firstParts[page];
        sums[part] += score;
        clause.scores[part] = Math.max(clause.scores[part], score);
        clause.weight = Math.max(clause.weight, score / PAGE_WEIGHTS.title);
      });
      clause.isHint = clause.isHint || pages[0] === index.otherwise;
    }
    const share = any ? 1 : AGREEMENT_WEIGHT;
    clause.scores.forEach((best, part) => {
      clause.scores[part] = best + share * (sums[part] - best);
    });
    return clause;
  }

  // Whether a row that names the group that pins a page leads elsewhere, and takes in all words of the query, or says right
  // before the word of the group who it was: it says better what is asked than the group does.
  function givesWay({ pinned, pinning }, keys) {
    const spans = findGroups(keys);
    const count = withoutStopWords(keys).length;
    const followsAny = (groups) =>
      spans
        .get(pinning)
        .some(({ from }) =>
          groups
            .flatMap((group) => spans.get(group) || [])
            .some(({ end }) => end <= from && !withoutStopWords(keys.slice(end, from)).length),
        );
    return leads.some(
      ([lists, [page]]) =>
        parts[firstParts[page]].page[0] !== pinned &&
        lists.flat().includes(pinning) &&
        (longestMatch(spans, lists) >= count ||
          lists.some(
            (groups, n) => n && groups.includes(pinning) && followsAny(lists[n - 1]) && longestMatch(spans, lists) > 0,
          )),
    );
  }

  // A clause for each word of the query, the stems that it stands for most likely, and all that may match.
  function wordClauses(tokens) {
    const matches = new Set();
    const keys = [];
    const clauses = tokens.map((word, n) => {
      const found = expand(word, n === tokens.length - 1);
      const clause = createClause();
      for (const [key, weight] of found) {
        raiseScores(clause.scores, key, weight);
        clause.weight = Math.max(clause.weight, rarity(key) * weight);
        if (!stopWords.has(key)) matches.add(key);
      }
      keys.push(found.length ? found[0][0] : word);
      return clause;
    });
    return { clauses, keys, matches };
  }

  function bigramClauses(keys) {
    return keys.slice(1).map((key, n) => {
      const clause = createClause();
      raiseScores(clause.scores, `${keys[n]} ${key}`, BIGRAM_WEIGHT);
      return clause;
    });
  }

  // Adds to the clauses of words what the phrases of the query mean, the longest first; the page that one pins, if any.
  function applySynonyms(clauses, keys, matches) {
    let pinned;

    function apply(from, size) {
      const synonym = synonyms.get(keys.slice(from, from + size).join(' '));
      if (!synonym) return false;
      if (synonym.pinned && !givesWay(synonym, keys)) pinned = synonym.pinned;
      const phrase = clauses.slice(from, from + size);
      if (size > 1) {
        for (const clause of phrase) {
          clause.weight *= PHRASE_WORD_WEIGHT;
          clause.scores = clause.scores.map((score) => score * PHRASE_WORD_WEIGHT);
        }
      }
      for (const meaning of synonym.meanings) {
        let weight = 0;
        for (const key of meaning) {
          matches.add(key);
          weight += rarity(key) / meaning.length;
        }
        for (const clause of phrase) {
          raiseMeanScores(clause.scores, meaning, SYNONYM_WEIGHT / size);
          clause.weight = Math.max(clause.weight, (weight * SYNONYM_WEIGHT) / size);
        }
      }
      return true;
    }

    for (let n = 0, size; n < keys.length; n += size || 1) {
      size = Math.min(maxPhraseLength, keys.length - n);
      while (size > 0 && !apply(n, size)) size--;
    }
    return pinned;
  }

  // The sum of the clauses' scores in each part, and the weight of those that it has.
  function combine(clauses) {
    const scores = new Float32Array(parts.length);
    const coverage = new Float32Array(parts.length);
    for (const clause of clauses) {
      clause.scores.forEach((own, part) => {
        const { first } = parts[part];
        const parent = part === first ? 0 : clause.scores[first];
        if (!own && !parent) return;
        scores[part] += Math.max(own, parent) + PARENT_WEIGHT * Math.min(own, parent);
        coverage[part] += clause.weight;
      });
    }
    return { scores, coverage };
  }

  function folderOf(part) {
    return part.page[0].split('/')[0];
  }

  // How far the query is the very name of each part.
  function nameSimilarities(keys) {
    const asked = new Set(withoutStopWords(keys));
    const similarities = new Float32Array(parts.length);
    for (const { part, keys: name } of names) {
      const common = name.filter((key) => asked.has(key)).length;
      similarities[part] = Math.max(similarities[part], common / Math.max(name.length, asked.size, 1));
    }
    return similarities;
  }

  // The best part of each page, the highest score first.
  function rank(clauses, keys, isHint) {
    const { scores, coverage } = combine(clauses);
    const similarities = nameSimilarities(keys);
    const asked = withoutStopWords(keys).length;
    const total = clauses.reduce((sum, clause) => sum + clause.weight, 0);
    const best = new Map();
    scores.forEach((sum, n) => {
      const part = parts[n];
      const score =
        sum *
        (coverage[n] / (total || 1)) ** COVERAGE_EXPONENT *
        (1 + NAME_BOOST * Math.max(similarities[n], similarities[part.first]) ** 2) *
        (KIND_WEIGHTS[part.page[1]] || 1) *
        ((asked > 1 && folderWeights[folderOf(part)]) || 1);
      if (score && (!best.has(part.first) || best.get(part.first).score < score)) best.set(part.first, { part, score });
    });
    const ordered = [...best.values()].sort((a, b) => b.score - a.score || a.part.first - b.part.first);
    return withDefault(ordered, keys.length, asked, isHint);
  }

  // With the page that helps whatever is asked in the first place where all that is found says little of a long query, or
  // of one that some row leads to it, and in the third unless what stands there fits nearly as well as the first.
  function withDefault(results, length, asked, isHint) {
    const part = parts[firstParts[index.otherwise]];
    const [best, , third] = results;
    if (!part || !best) return results;
    const others = results.filter((one) => one.part.first !== part.first);
    const isLong = length >= LONG_QUERY && asked > 1;
    const isVague = isLong && best.score < Math.min(FIRST_SHARE, WORD_SHARE * length);
    // The page of a setting helps whatever is asked there.
    const isWeak = isHint && best.score < HINT_SHARE && !folderWeights[folderOf(best.part)];
    if ((isVague || isWeak) && !(index.unless || []).some((page) => firstParts[page] === best.part.first)) {
      return [{ part, score: best.score }, ...others];
    }
    const isThere = results.slice(0, 3).some((one) => one.part.first === part.first);
    if (isThere || third?.score > THIRD_SHARE * best.score) return results;
    const score = (third || others[others.length - 1]).score;
    return [...others.slice(0, 2), { part, score }, ...others.slice(2)];
  }

  function search(typed) {
    const query = typed.normalize('NFKC'); // a keyboard of another language has figures and letters of another width
    const { clauses, keys, matches } = wordClauses(joinCompounds(tokenize(query)).flatMap(splitCompound));
    const pinned = applySynonyms(clauses, keys, matches);
    const curated = curatedClause(keys);
    clauses.push(curated);
    if (clauses.every((clause) => !clause.weight)) clauses.push(curatedClause(keys, { any: true }));
    clauses.push(...bigramClauses(keys));
    const results = rank(clauses, keys, curated.isHint);
    const opener = CODE.test(query) && parts[firstParts[index.codes]];
    return {
      pinned: parts.find((part) => part.page[0] === pinned && !part.id),
      matches,
      // The code itself goes nowhere: it is typed again where it is opened.
      results: opener
        ? [
            { part: opener, score: results[0]?.score ?? 1 },
            ...results.filter(({ part }) => part.first !== opener.first),
          ]
        : results,
    };
  }

  search.highlight = (text, matches) =>
    text
      .split(/([\p{L}\p{N}'’]+)/u)
      .filter(Boolean)
      .map((piece) => [piece, matches.has(stemsOf(piece).join(' '))]);
  return search;
}
