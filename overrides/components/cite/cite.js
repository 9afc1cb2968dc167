// The panel that says how to cite a page follows the link of a part to itself: it names that part, and opens below it.
(function () {
  var panel = document.querySelector('.cite');
  if (!panel) return;

  function name(id) {
    var part = document.getElementById(id),
      whole = part.closest('.flowchart__outcome') || part,
      copy = (whole.querySelector('h2, h3, label, dt, p') || whole).cloneNode(true);
    copy.querySelectorAll('.self, .unseen, .flowchart__number, .mark__source, .mark__number').forEach(function (extra) { extra.remove(); });
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }

  function said(yes, no) {
    panel.querySelector('[data-done=yes]').hidden = !yes;
    panel.querySelector('[data-done=no]').hidden = !no;
  }

  function follow() {
    var id = (this.hash || '').slice(1), // an id of ours has nothing to decode
      found = id && id !== 'main' && document.getElementById(id),
      title = panel.dataset.name + (found ? ': ' + name(id) : '');
    panel.querySelectorAll('[data-address]').forEach(function (words) {
      words.textContent = panel.dataset.base + (found ? '#' + id : '');
    });
    panel.querySelectorAll('[data-title]').forEach(function (words) {
      words.textContent = words.closest('[data-html]') ? title.replace(/&/g, '&amp;').replace(/</g, '&lt;') : title;
    });
    said();
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest('.self'),
      // Not inside a part of a flowchart, whose script shows copies of them.
      place = link && (link.closest('.flowchart__question, .flowchart__outcome') || link.closest('h2, h3, h4, h5, h6, p, dt'));
    if (!place) return;
    follow.call(link);
    if (place.localName === 'dt') place.nextElementSibling.prepend(panel);
    else place.after(panel);
    panel.open = true;
  });

  panel.querySelectorAll('button').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var words = button.previousElementSibling,
        done = copyWords(words, 'html' in words.dataset);
      said(done, !done);
    });
  });

  addEventListener('hashchange', function () { follow.call(location); });
  follow.call(location);
})();
