// The search box as a combobox, after the ARIA authoring practices. Words that are typed stay in the box: they enter no
// address, request or storage, and are gone when the page is left. Esc is never kept from the keys of the quick exit.
(function () {
  var BEST = 3, MORE = 3, FLOOR = 0.3,
    search = document.querySelector('.search'),
    box = search.querySelector('input'),
    found = search.querySelector('.search__found'),
    none = search.querySelector('.search__none'),
    template = search.querySelector('.search__option').content.firstElementChild,
    groups = Array.from(search.querySelectorAll('[data-kind]')),
    options = [],
    active = -1,
    find;

  function open(isOpen) {
    found.hidden = !isOpen;
    box.setAttribute('aria-expanded', isOpen && options.length > 0);
    if (!isOpen) choose(-1);
  }

  function choose(n) {
    if (options[active]) options[active].setAttribute('aria-selected', false);
    active = n;
    if (!options[n]) {
      box.removeAttribute('aria-activedescendant');
      return;
    }
    options[n].setAttribute('aria-selected', true);
    box.setAttribute('aria-activedescendant', options[n].id);
    options[n].scrollIntoView({ block: 'nearest' });
  }

  // Fills an element with text, its matching words marked; whether there were any.
  function write(element, text, marks) {
    var hit = false;
    find.split(text, marks).forEach(function (piece) {
      if (!piece[1]) {
        element.append(piece[0]);
        return;
      }
      hit = true;
      element.appendChild(document.createElement('mark')).textContent = piece[0];
    });
    return hit;
  }

  function option(part, marks, kind) {
    var link = template.cloneNode(true), group = groups.find(function (one) { return one.dataset.kind === kind; }),
      page = part.page, top = link.dataset.top.replace(/\/?$/, '/');
    function fill(name, text) { return write(link.querySelector('.search__' + name), text, marks); }
    link.href = top + page[0] + (part.id && '#' + part.id);
    var hit = [fill('title', page[2]), part.id && fill('part', part.title), fill('summary', part.summary)].some(Boolean);
    if (!hit) {
      fill('words', page[4].split(', ').filter(function (text) {
        return find.split(text, marks).some(function (piece) { return piece[1]; });
      }).slice(0, 3).join(', '));
    }
    group.append(link);
    group.hidden = false;
  }

  function show() {
    if (!find) return;
    var typed = box.value.trim(), outcome = find(typed), results = outcome.results, counts = {};
    options.forEach(function (link) { link.remove(); });
    groups.forEach(function (group) { group.hidden = true; });
    if (outcome.pinned) {
      option(outcome.pinned, outcome.marks, 'first');
      results = results.filter(function (one) { return one.part.top !== outcome.pinned.top; });
    }
    results.forEach(function (one, n) {
      var kind = n < BEST ? 'best' : one.part.page[1];
      counts[kind] = (counts[kind] || 0) + 1;
      if (n < BEST || (counts[kind] <= MORE && one.score > FLOOR * results[BEST - 1].score)) option(one.part, outcome.marks, kind);
    });
    // In the order in which they stand.
    options = Array.from(found.querySelectorAll('[role=option]'));
    options.forEach(function (link, n) { link.id = 'search-' + n; });
    active = -1;
    none.hidden = !typed || options.length > 0;
    search.querySelector('.search__number').textContent = options.length;
    search.querySelectorAll('[data-count]').forEach(function (words) {
      words.hidden = !typed || +words.dataset.count !== Math.min(options.length, 2);
    });
    choose(-1);
    open(typed !== '');
  }

  function forget() {
    box.value = '';
    show();
    open(false);
  }

  box.addEventListener('input', show);
  box.addEventListener('click', function () { if (found.hidden) show(); });
  box.addEventListener('keydown', function (event) {
    var last = options.length - 1, down = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last };
    if (event.key === 'Escape') {
      if (found.hidden) forget();
      else open(false);
    } else if (event.isComposing || !options.length || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    } else if (event.key in down) {
      event.preventDefault();
      if (found.hidden) open(true);
      choose(down[event.key]);
    } else if (event.key === 'Enter' && !found.hidden) {
      // The first press shows what the second one opens.
      event.preventDefault();
      if (active < 0) choose(0);
      else options[active].click();
    }
  });
  // The box keeps the focus while a result is pressed.
  found.addEventListener('mousedown', function (event) { if (!event.target.closest('p a')) event.preventDefault(); });
  box.parentElement.addEventListener('focusout', function (event) {
    if (!box.parentElement.contains(event.relatedTarget)) open(false);
  });
  addEventListener('pagehide', forget);

  fetch(search.dataset.index, { referrerPolicy: 'no-referrer' }).then(function (answer) {
    if (!answer.ok) throw answer;
    return answer.json();
  }).then(function (data) {
    find = finder(data);
    if (box.value) show();
  }).catch(function () { search.dispatchEvent(new Event('broken')); });
})();
