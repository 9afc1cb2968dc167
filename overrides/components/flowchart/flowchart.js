// A flowchart question by question. The text of the page holds every word; this shows its sections one at a time.
// Answers live in this page alone. Each adds one entry to the tab's history, of the same address, whose state is
// the number of the step. An embed, or a page in a frame, adds none: they would be the other site's.
(function () {
  var root = document.querySelector('.flowchart');
  if (!root) return;
  var ask = root.querySelector('.ask'),
    text = root.querySelector('.flowchart__text'),
    record = find('.ask__record'),
    soFar = find('.ask__so-far'),
    row = find('template').content.firstElementChild,
    copied = find('.ask__copy'),
    name = document.title,
    framed = parent !== window || document.documentElement.dataset.embed !== undefined,
    home = location.hash,
    base = framed ? 0 : history.state | 0,
    sections = new Map([].map.call(text.children, function (part) { return [part.id, part]; })),
    path = [], // each place of the route: its id, and the number of the option chosen there
    step = 0,
    wanted = null; // where a walk through the history is to end

  function find(selector) { return ask.querySelector(selector); }

  function section(id) { return sections.get(id); }

  // What a link leads to: where it stands, and its section. An id that moved stands within its successor.
  function target() {
    var link = location.hash.slice(1),
      there = link && document.getElementById(link);
    return { link: link, there: there, section: there && there.closest('.flowchart__text > section') };
  }

  function say(what) {
    ask.querySelectorAll('[data-say]').forEach(function (words) { words.hidden = words.dataset.say !== what; });
  }

  // The section of a place, as it is shown here: its ids stay with the text, and its answers become buttons.
  function shown(place) {
    var copy = section(place.id).cloneNode(true);
    copy.querySelectorAll('.flowchart__old').forEach(function (note) {
      note.classList.toggle('flowchart__old--shown', note.id === place.note);
    });
    [copy].concat([].slice.call(copy.querySelectorAll('[id]'))).forEach(function (part) { part.removeAttribute('id'); });
    copy.querySelectorAll('.flowchart__options a').forEach(function (link) {
      var button = document.createElement('button');
      button.type = 'button';
      button.value = link.hash.slice(1);
      button.className = 'flowchart__answer';
      button.append(link.querySelector('.flowchart__answer').firstChild);
      link.replaceWith(button);
    });
    var before = copy.querySelector('.flowchart__before');
    if (before && place !== path[0]) before.remove();
    return copy;
  }

  function question(id) {
    var heading = section(id).querySelector('h3').cloneNode(true);
    heading.firstElementChild.remove();
    return heading.textContent.trim();
  }

  function draw(quietly) {
    var place = path[step],
      copy = shown(place),
      heading = copy.querySelector('h3'),
      title = document.createElement('h2'),
      list = soFar.querySelector('ol'),
      ends = !copy.querySelector('.flowchart__options');
    title.tabIndex = -1;
    title.append.apply(title, heading.childNodes);
    heading.replaceWith(title);
    find('.ask__now').replaceChildren(copy);
    list.replaceChildren();
    path.slice(0, step).forEach(function (passed, number) {
      if (passed.choice === undefined) return;
      var item = row.cloneNode(true),
        button = item.querySelector('button'),
        answers = section(passed.id).querySelectorAll('.flowchart__answer');
      item.firstElementChild.textContent = question(passed.id);
      item.querySelector('strong').textContent = answers[passed.choice].firstChild.textContent;
      button.lastElementChild.append(question(passed.id));
      button.addEventListener('click', function () { walk(number); });
      list.append(item);
    });
    soFar.hidden = !list.children.length;
    find('[data-do=again]').hidden = step === 0 && place.id === root.dataset.start;
    find('[data-do=danger]').hidden = place.id === root.dataset.emergency;
    find('div.ask__do').hidden = !ends || !copy.querySelector('.flowchart__link');
    root.classList.toggle('flowchart--ended', ends);
    copied.hidden = true;
    if (quietly) return;
    document.title = title.firstElementChild.textContent + ' - ' + name;
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  }

  // A further place; whatever came after this one before is forgotten.
  function further(id, choice) {
    path.length = step + 1;
    path[step].choice = choice;
    path.push({ id: id });
    step += 1;
    if (!framed) history.pushState(base + step, '');
    say();
    draw();
  }

  // Back or forward to a place of this route, as the browser's own buttons do it.
  function walk(to) {
    say();
    if (framed || to === step) {
      step = to;
      draw();
    } else {
      wanted = to;
      history.go(to - step);
    }
  }

  function again() {
    path = path.map(function () { return { id: root.dataset.start }; }).slice(0, 1);
    walk(0);
  }

  function jump(id) {
    var passed = path.findIndex(function (place, number) { return number <= step && place.id === id; });
    if (id === root.dataset.start) again();
    else if (passed >= 0) walk(passed);
    else further(id);
  }

  // The place that the address names, or the start. It is `quiet` where the reader only opened the page.
  function open() {
    var at = target(),
      note = at.section && at.there.closest('.flowchart__old');
    path = [{ id: at.section ? at.section.id : root.dataset.start, note: note && note.id }];
    step = 0;
    home = location.hash;
    if (base) say('anew');
    else if (at.link && !at.there) say('lost');
    draw(!at.section && !base);
    if (at.section && document.readyState !== 'complete') {
      // The browser would go to the words further down, once all is loaded.
      at.there.id = '';
      addEventListener('load', function () { setTimeout(function () { at.there.id = at.link; }, 0); });
    }
  }

  function words() {
    var copy = record.cloneNode(true);
    copy.querySelectorAll('button, .mark__number, .flowchart__call, .flowchart__again, .flowchart__link, .flowchart__before, [hidden], .unseen')
      .forEach(function (part) { part.remove(); });
    return [document.querySelector('h1').textContent].concat([].map.call(copy.querySelectorAll('h2, p, li, dl > div'), function (part) {
      var line = [].map.call(part.childNodes, function (piece) { return piece.textContent; });
      if (part.localName === 'div') line = [part.firstElementChild.textContent, ': ', part.lastElementChild.textContent];
      return (part.localName === 'li' ? '- ' : '') + line.join('').replace(/\s+/g, ' ').trim();
    })).filter(Boolean).join('\n') + '\n';
  }

  function copy(what) {
    copied.hidden = false;
    copied.textContent = what;
    var done = copyWords(copied);
    say(done ? 'copied' : 'selected');
    copied.hidden = done;
  }

  var actions = {
    again: again,
    copy: function () { copy(words()); },
    danger: function () { jump(root.dataset.emergency); },
    link: function () { copy(find('.flowchart__link').href); },
    print: function () { print(); },
    diagram: function () {
      var was = root.className;
      root.className = 'flowchart flowchart--diagram';
      addEventListener('afterprint', function () { root.className = was; }, { once: true });
      print();
    },
  };

  root.addEventListener('click', function (event) {
    var button = event.target.closest('button'),
      link = event.target.closest('a'),
      id = link && link.href.split('#')[0] === location.href.split('#')[0] && link.hash.slice(1),
      part = id && id.indexOf('.') < 0 && document.getElementById(id); // what has a version is meant for the address
    if (button && button.dataset.do) actions[button.dataset.do]();
    else if (button && button.value) further(button.value, [].indexOf.call(find('.flowchart__options').children, button.parentNode));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (part) {
      event.preventDefault();
      if (section(id) && ask.contains(link)) jump(id);
      else {
        // Within the page, links lead on without a trace in the address.
        if (section(id)) part = part.querySelector('h3');
        part.tabIndex = -1;
        part.focus();
      }
    } else if (framed && !link.target && !id) {
      // On to another flowchart in the same frame, in place of this one.
      event.preventDefault();
      location.replace(link.href);
    }
  });

  addEventListener('popstate', function (event) {
    // The page is being left: show nothing more, not even in the title.
    if (framed || document.documentElement.classList.contains('blank')) return;
    // A link within the page was followed: see below.
    if (event.state === null && location.hash !== home) return;
    var to = (event.state | 0) - base;
    if (wanted !== null && to > wanted) {
      history.go(wanted - to);
      return;
    }
    wanted = null;
    say();
    if (to < 0 || to >= path.length) {
      // Answers that are gone: the page was loaded again, or started again.
      base += to;
      to = 0;
      path = [{ id: root.dataset.start }];
      say('anew');
    }
    step = to;
    draw();
  });

  addEventListener('hashchange', function () {
    if (document.documentElement.classList.contains('blank') || history.state !== null || location.hash === home) return;
    var at = target();
    if (at.section || (at.link && !at.there)) {
      base = 0;
      open();
    } else if (!framed) history.replaceState(base + step, '');
  });

  root.querySelector('.flowchart__plain').hidden = true;
  // A frame that may run scripts and nothing else cannot print.
  root.querySelectorAll('[data-do=print], [data-do=diagram]').forEach(function (button) {
    button.hidden = framed && self.origin === 'null';
  });
  ask.hidden = false;
  open();
})();
