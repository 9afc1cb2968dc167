// Finds pages for words, from the index that macros/search.py writes. It knows no document and no words of its own.
// `finder(data)` gives a function from what was typed to { pinned, marks, results }: a part to show above all others, what
// matched, and the best part of each page with its score. Its `split` cuts a text into [words, whether they matched].
function finder(data) {
  // How much a word counts: in the title, keywords, summary and other words of a page, then of a part.
  var WEIGHTS = { page: [3.4, 2.1, 2.7, 1], part: [2.2, 1.1, 1.1] },
    // How much a match counts that is no match of the word itself, and a word of a phrase that has a meaning of its own.
    MEANT = 0.72, BEGUN = 0.7, MISSPELT = 0.71, SMALL = 0.21, PAIR = 0.41, PHRASE = 0.6, BOTH = 0.3,
    COVER = 0.29, LONG = 3.3, LENGTH = 0.57, NAMED = 0.7,
    // What speaks to families has the words of many things that other pages are about.
    ASIDE = { families: 0.9 },
    // How much each group of words that leads to a page counts, more than one word of it, a page after the first, and a small
    // share of what was typed.
    LEAD = 14, LONGER = 0.54, NEXT = 0.6, SHARE = 0.33,
    parts = [], // of all pages; the first of each page stands for the page
    tops = [], // the number of the first part of each page
    posts = new Map(), // from the stem of a word, or of two words in a row, to the weight it has in each part
    names = [], // the stems of each title and keyword, with the part that it names
    words = new Map(), // from each word to its stem
    meanings = new Map(), // from the stems of typed words to what they may mean
    leading = new Set(), // the numbers of the groups of words that lead to pages
    small = new Set(),
    longest = 1;

  function split(text) {
    return text.toLowerCase().replace(/['’]/g, '').match(/[a-z0-9]+/g) || [];
  }

  // Takes off the commonest endings, so that "shared" finds "sharing". Two words need only come out alike.
  function stem(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    return word.replace(/(?:ies|ied)$/, 'y').replace(/([sxz]|ch|sh)es$/, '$1').replace(/([^su])s$/, '$1')
      .replace(/(..[a-z])(?:ing|ed)$/, '$1').replace(/([^aeiouls])\1$/, '$1').replace(/(..)e$/, '$1');
  }

  function stems(text) {
    return split(text).map(function (word) {
      if (!words.has(word)) words.set(word, stem(word));
      return words.get(word);
    });
  }

  // The fields of a part are read one after the other, the weightiest first.
  function post(key, part, weight) {
    var at = posts.get(key);
    if (!at) posts.set(key, at = []);
    if (at[at.length - 2] !== part) at.push(part, weight);
  }

  // A word among many says less of a place than a word among few.
  function read(text, part, weight, paired, named) {
    var all = stems(text);
    if (all.length > LONG) weight *= Math.pow(LONG / all.length, LENGTH);
    if (named) names.push({ part: part, keys: all });
    all.forEach(function (one, n) {
      post(one, part, weight);
      if (paired && n) post(all[n - 1] + ' ' + one, part, weight);
    });
  }

  data.pages.forEach(function (page) {
    var top = parts.length;
    tops.push(top);
    parts.push({ top: top, page: page, id: '', title: page[2], summary: page[3] });
    WEIGHTS.page.forEach(function (weight, n) {
      (n === 1 ? page[4].split(', ') : [page[n + 2]]).forEach(function (text) { read(text, top, weight, n < 3, n < 2); });
    });
    page[6].forEach(function (part) {
      WEIGHTS.part.forEach(function (weight, n) { read(part[n + 1], parts.length, weight, n < 2, n < 1); });
      parts.push({ top: top, page: page, id: part[0], title: part[1], summary: part[2] });
    });
  });

  data.leads.forEach(function (lead) { lead[0].flat().forEach(function (one) { leading.add(one); }); });
  data.synonyms.forEach(function (row, n) {
    var means = row[1] ? row[1].split('|') : [];
    row[0].split('|').forEach(function (typed) {
      var key = stems(typed), name = key.join(' '), meant = meanings.get(name) || { means: [], groups: [] };
      longest = Math.max(longest, key.length);
      meanings.set(name, meant);
      meant.groups.push(n);
      if (!means.length && !row[2] && !leading.has(n)) small.add(name);
      means.forEach(function (text) { meant.means.push(stems(text)); });
      if (row[2]) meant.pin = row[2];
    });
  });

  names.forEach(function (name) { name.keys = name.keys.filter(function (key) { return !small.has(key); }); });

  function rarity(key) {
    var at = posts.get(key);
    return at ? Math.log(1 + 2 * parts.length / at.length) * (small.has(key) ? SMALL : 1) : 0;
  }

  // The edits between two words, where a swap of neighbours is one; more than `most` is as good as none.
  function edits(a, b, most) {
    var before = [], last = [], row = [], i, j, least;
    for (j = 0; j <= b.length; j++) last[j] = j;
    for (i = 1; i <= a.length; i++) {
      row = [i];
      least = i;
      for (j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  // The letters of a word as bits: two words whose letters differ much need not be compared any further.
  function letters(word) {
    var bits = 0, n;
    for (n = 0; n < word.length; n++) bits |= 1 << word.charCodeAt(n) % 32;
    return bits;
  }

  function differ(a, b) {
    var bits = a ^ b, count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  var list = Array.from(words, function (pair) { return { word: pair[0], stem: pair[1], letters: letters(pair[0]) }; }),
    roots = new Set(words.values()), known = new Map();

  // What a word may be: itself, or where nobody knows it, a word that begins with it, or the nearest in spelling.
  function guesses(word, isLast) {
    var name = word + isLast;
    if (!known.has(name)) known.set(name, guess(word, isLast));
    return known.get(name);
  }

  function guess(word, isLast) {
    var found = [], most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2, near = [], own = letters(word);
    if (words.has(word)) found.push([words.get(word), 1]);
    else if (roots.has(stem(word))) found.push([stem(word), 1]);
    if (word.length > 2 && (isLast || !found.length)) {
      list.forEach(function (one) {
        if (one.word !== word && one.word.startsWith(word)) near.push([one.stem, BEGUN * word.length / one.word.length + 0.2]);
      });
      near.sort(function (a, b) { return b[1] - a[1]; });
      found = found.concat(near.slice(0, 20));
    }
    if (found.length || !most) return found;
    list.forEach(function (one) {
      if (Math.abs(one.word.length - word.length) > most || differ(own, one.letters) > 2 * most) return;
      var count = edits(word, one.word, most);
      // Few write the first letter of a word wrong, and "anger" is no danger.
      if (count > most || (one.word[0] !== word[0] && (count === 2 || word.length < 6))) return;
      if (count < most) near = [];
      most = count;
      near.push([one.stem, Math.pow(MISSPELT, count)]);
    });
    if (word.length < 6) return near;
    // Or what begins as it does, but ends otherwise.
    var root = word.slice(0, Math.max(5, word.length - 4));
    list.forEach(function (one) { if (one.word.startsWith(root)) near.push([one.stem, BEGUN]); });
    return near;
  }

  function better(into, key, share) {
    var at = posts.get(key) || [], factor = share * rarity(key), n;
    for (n = 0; n < at.length; n += 2) into[at[n]] = Math.max(into[at[n]], at[n + 1] * factor);
  }

  // Several words at once count by the share of them that a part has.
  function mean(into, keys, share) {
    var sums = new Float32Array(parts.length);
    keys.forEach(function (key) {
      var one = new Float32Array(parts.length);
      better(one, key, share / keys.length);
      sums.forEach(function (sum, part) { sums[part] = sum + one[part]; });
    });
    sums.forEach(function (sum, part) { into[part] = Math.max(into[part], sum); });
  }

  // Two words that are known as one, such as "child line", are one.
  function joined(tokens) {
    var all = [];
    tokens.forEach(function (word) {
      var last = all[all.length - 1] || '', both = last + word;
      if (last.length > 2 && word.length > 2 && words.has(both)) {
        all[all.length - 1] = both;
      } else {
        all.push(word);
      }
    });
    return all;
  }

  // What words lead to by the groups that they belong to: one of each, in the order of the groups, or any one at all.
  function led(keys, any) {
    var places = new Map(), count = keys.filter(function (key) { return !small.has(key); }).length,
      idea = { scores: new Float32Array(parts.length), weight: 0 };
    keys.forEach(function (_, from) {
      for (var end = from + 1; end <= Math.min(keys.length, from + longest); end++) {
        var meant = meanings.get(keys.slice(from, end).join(' '));
        (meant ? meant.groups : []).forEach(function (one) {
          places.set(one, (places.get(one) || []).concat({ from: from, end: end }));
        });
      }
    });
    // The most words that are taken by one of each group from the nth on, in their order; less than 0 where one is missing.
    function reach(groups, n, from) {
      var most = groups[n] ? -Infinity : 0;
      (groups[n] || []).forEach(function (one) {
        (places.get(one) || []).forEach(function (place) {
          if (place.from >= from) most = Math.max(most, place.end - place.from + reach(groups, n + 1, place.end));
        });
      });
      return most;
    }
    data.leads.forEach(function (lead) {
      var groups = lead[0].length, most = reach(lead[0], 0, 0);
      if (any && lead[0].flat().some(function (one) { return places.has(one); })) most = groups;
      if (most < 0) return;
      lead[1].forEach(function (page, n) {
        var worth = LEAD * (groups + LONGER * (most - groups)) * Math.pow(Math.min(1, most / count), SHARE) * Math.pow(NEXT, n),
          top = tops[page];
        idea.scores[top] = any ? idea.scores[top] + worth : Math.max(idea.scores[top], worth);
        idea.weight = Math.max(idea.weight, worth / WEIGHTS.page[0]);
      });
    });
    return idea;
  }

  function find(typed) {
    var tokens = joined(split(typed)), ideas = [], keys = [], marks = new Set(), pinned, all = 0,
      score = new Float32Array(parts.length), cover = new Float32Array(parts.length), n, size;

    tokens.forEach(function (word, n) {
      var found = guesses(word, n === tokens.length - 1), idea = { scores: new Float32Array(parts.length), weight: 0 };
      found.forEach(function (one) {
        better(idea.scores, one[0], one[1]);
        idea.weight = Math.max(idea.weight, rarity(one[0]) * one[1]);
        if (!small.has(one[0])) marks.add(one[0]);
      });
      ideas.push(idea);
      keys.push(found.length ? found[0][0] : word);
    });

    function means(from, size) {
      var meant = meanings.get(keys.slice(from, from + size).join(' '));
      if (!meant) return false;
      if (meant.pin) pinned = meant.pin;
      if (size > 1) {
        ideas.slice(from, from + size).forEach(function (idea) {
          idea.weight *= PHRASE;
          idea.scores = idea.scores.map(function (one) { return one * PHRASE; });
        });
      }
      meant.means.forEach(function (some) {
        var weight = 0;
        some.forEach(function (key) { marks.add(key); weight += rarity(key) / some.length; });
        ideas.slice(from, from + size).forEach(function (idea) {
          mean(idea.scores, some, MEANT / size);
          idea.weight = Math.max(idea.weight, weight * MEANT / size);
        });
      });
      return true;
    }

    for (n = 0; n < tokens.length; n += size || 1) {
      for (size = Math.min(longest, tokens.length - n); size > 0 && !means(n, size); size--);
    }
    ideas.push(led(keys));
    if (ideas.every(function (idea) { return !idea.weight; })) ideas.push(led(keys, true));
    for (n = 1; n < tokens.length; n++) {
      var pair = { scores: new Float32Array(parts.length), weight: 0 };
      better(pair.scores, keys[n - 1] + ' ' + keys[n], PAIR);
      ideas.push(pair);
    }

    ideas.forEach(function (idea) {
      all += idea.weight;
      idea.scores.forEach(function (one, part) {
        var top = parts[part].top, above = part === top ? 0 : idea.scores[top];
        if (!one && !above) return;
        score[part] += Math.max(one, above) + BOTH * Math.min(one, above);
        cover[part] += idea.weight;
      });
    });

    // How far what was typed is the very name of something.
    var said = new Set(keys.filter(function (key) { return !small.has(key); })), called = new Float32Array(parts.length);
    names.forEach(function (name) {
      var same = name.keys.filter(function (key) { return said.has(key); }).length;
      called[name.part] = Math.max(called[name.part], same / Math.max(name.keys.length, said.size, 1));
    });

    var best = new Map();
    score.forEach(function (sum, part) {
      var top = parts[part].top, worth = sum * Math.pow(cover[part] / (all || 1), COVER);
      worth *= 1 + NAMED * Math.pow(Math.max(called[part], called[top]), 2);
      worth *= ASIDE[parts[part].page[1]] || 1;
      if (worth && (!best.has(top) || best.get(top).score < worth)) best.set(top, { part: parts[part], score: worth });
    });
    return {
      pinned: parts.find(function (part) { return part.page[0] === pinned && !part.id; }),
      marks: marks,
      results: Array.from(best.values()).sort(function (a, b) { return b.score - a.score || a.part.top - b.part.top; })
    };
  }

  find.split = function (text, marks) {
    return text.split(/([\p{L}\p{N}'’]+)/u).filter(Boolean).map(function (piece) {
      return [piece, marks.has(stems(piece).join(' '))];
    });
  };
  return find;
}
