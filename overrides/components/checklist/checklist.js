// A checklist on the screen: how far it is ticked, its text to copy, and its print. The words are in the page.
(function () {
  var list = document.querySelector('.checklist');
  if (!list) return;
  var boxes = Array.from(list.querySelectorAll('[type=checkbox]')),
    text = list.querySelector('textarea'),
    progress = list.querySelector('.checklist__progress'),
    copy = list.querySelector('[data-copy]'),
    print = list.querySelector('[data-print]');

  function show(selector, shown) {
    list.querySelector(selector).hidden = !shown;
  }

  function ticked() {
    var count = boxes.filter(function (box) { return box.checked; }).length,
      parts = text.value.split(/\[[ x]\]/);
    list.querySelector('[data-ticked]').textContent = count;
    show('[data-some]', count < boxes.length);
    show('[data-all]', count === boxes.length);
    text.value = parts.map(function (part, n) {
      return n < boxes.length ? part + (boxes[n].checked ? '[x]' : '[ ]') : part;
    }).join('');
  }

  if (progress) {
    progress.hidden = false;
    list.addEventListener('change', ticked);
    // Some browsers fill a form in again on return, whatever it asks for.
    list.reset();
    ticked();
  }

  copy.hidden = false;
  copy.addEventListener('click', function () {
    var done = copyWords(text);
    show('[data-copied]', done);
    show('[data-select]', !done);
  });

  print.hidden = false;
  print.addEventListener('click', function () { window.print(); });
  addEventListener('beforeprint', function () {
    list.querySelector('.sheet__day').textContent = new Date().toLocaleDateString(
      document.documentElement.lang, { day: 'numeric', month: 'long', year: 'numeric' });
  });
})();
