// The search box as a combobox, after the ARIA authoring practices. Words that are typed stay in the box: they enter no
// URL, request or storage, and are gone when the page is left. Esc always reaches the keys that leave the site.
(() => {
  const MAX_BEST = 3;
  const MAX_OTHERS = 3; // of each kind
  const MIN_SCORE = 0.3; // of the others, as a share of the score of the last of the best
  const MAX_KEYWORDS = 3;
  const root = document.querySelector('.search');
  const input = root.querySelector('input');
  const popup = root.querySelector('.search__found');
  const noResults = root.querySelector('.search__none');
  const template = root.querySelector('.search__option').content.firstElementChild;
  const groups = [...root.querySelectorAll('[data-kind]')];
  let options = [];
  let active = -1;
  let search;

  function toggle(isOpen) {
    popup.hidden = !isOpen;
    input.setAttribute('aria-expanded', isOpen && options.length > 0);
    announceCount(isOpen);
    if (!isOpen) activate(-1);
  }

  function activate(n) {
    if (options[active]) options[active].setAttribute('aria-selected', false);
    active = n;
    if (!options[n]) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    options[n].setAttribute('aria-selected', true);
    input.setAttribute('aria-activedescendant', options[n].id);
    options[n].scrollIntoView({ block: 'nearest' });
  }

  // Fills an element with text, its matches marked; whether there were any.
  function fill(element, text, matches) {
    let hasMatch = false;
    for (const [piece, isMatch] of search.highlight(text, matches)) {
      if (isMatch) element.appendChild(document.createElement('b')).textContent = piece;
      else element.append(piece);
      hasMatch = hasMatch || isMatch;
    }
    return hasMatch;
  }

  function matchingKeywords(keywords, matches) {
    return keywords
      .split(',')
      .filter((keyword) => search.highlight(keyword, matches).some(([, isMatch]) => isMatch))
      .slice(0, MAX_KEYWORDS)
      .join(', ');
  }

  function kindOf(part) {
    return groups.find((one) => one.dataset.kind === part.page[1]).getAttribute('aria-label');
  }

  function addOption(part, matches, kind) {
    const [address, , title, , keywords] = part.page;
    const link = template.cloneNode(true);
    const group = groups.find((one) => one.dataset.kind === kind);
    const fillField = (name, text) => fill(link.querySelector(`.search__${name}`), text, matches);
    link.querySelector('.search__of').textContent = kindOf(part);
    link.href = link.dataset.root.replace(/\/?$/, '/') + address + (part.id && `#${part.id}`);
    const hasMatch = [
      fillField('title', title),
      part.id && fillField('part', part.title),
      fillField('summary', part.summary || part.page[3]),
    ].some(Boolean);
    if (!hasMatch) fillField('words', matchingKeywords(keywords, matches));
    group.append(link);
    group.hidden = false;
  }

  function addResults({ pinned, matches, results }) {
    const counts = {};
    if (pinned) addOption(pinned, matches, 'first');
    const others = results.filter(({ part }) => !pinned || part.first !== pinned.first);
    others.forEach(({ part, score }, n) => {
      const kind = n < MAX_BEST ? 'best' : part.page[1];
      counts[kind] = (counts[kind] || 0) + 1;
      const isShown = n < MAX_BEST || (counts[kind] <= MAX_OTHERS && score > MIN_SCORE * others[MAX_BEST - 1].score);
      if (isShown) addOption(part, matches, kind);
    });
  }

  // The plural category of a number, as CLDR names it.
  function pluralOf(count) {
    return ['zero', 'one'][count] || 'other';
  }

  function announceCount(isOpen) {
    root.querySelector('.search__number').textContent = options.length;
    for (const message of root.querySelectorAll('[data-plural]')) {
      message.hidden = !isOpen || message.dataset.plural !== pluralOf(options.length);
    }
  }

  function update() {
    if (!search) return;
    const query = input.value.trim();
    for (const option of options) option.remove();
    for (const group of groups) group.hidden = true;
    addResults(search(query));
    // In the order in which they stand.
    options = [...popup.querySelectorAll('[role=option]')];
    options.forEach((option, n) => {
      option.id = `search.${n}`;
    });
    active = -1;
    noResults.hidden = !query || options.length > 0;
    toggle(query !== '');
  }

  function clear() {
    input.value = '';
    update();
    toggle(false);
  }

  function handleKeydown(event) {
    const last = options.length - 1;
    const targets = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last };
    if (/^Esc/.test(event.key)) {
      if (popup.hidden) clear();
      else toggle(false);
    } else if (event.isComposing || !options.length || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    } else if (event.key in targets) {
      event.preventDefault();
      if (popup.hidden) toggle(true);
      activate(targets[event.key]);
    } else if (event.key === 'Enter' && !popup.hidden) {
      // The first press, however long, shows what the second one opens.
      event.preventDefault();
      if (active < 0) activate(0);
      else if (!event.repeat) options[active].click();
    }
  }

  async function load() {
    const response = await fetch(root.dataset.index, { referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(response.status);
    search = createSearch(await response.json());
    if (input.value) update();
  }

  input.addEventListener('input', update);
  input.addEventListener('click', () => {
    if (popup.hidden) update();
  });
  input.addEventListener('keydown', handleKeydown);
  // The box keeps the focus while a result is pressed.
  popup.addEventListener('mousedown', (event) => {
    if (!event.target.closest('p a')) event.preventDefault();
  });
  // A result on this page loads none, and what it leads to would lie under the results.
  popup.addEventListener('click', (event) => {
    const link = event.target.closest('[role=option]');
    if (link?.hash && link.pathname === location.pathname && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      document.getElementById('main').focus({ preventScroll: true });
    }
  });
  // A keyboard on the screen that is put away takes the focus with it, and the results stay.
  root.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !root.contains(event.relatedTarget)) toggle(false);
  });
  addEventListener('pointerdown', (event) => {
    if (!root.contains(event.target)) toggle(false);
  });
  addEventListener('pagehide', clear);
  load().catch(() => root.dispatchEvent(new Event('broken')));
})();
