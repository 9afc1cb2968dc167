// How the quick exit leaves, and what keeps it left. It is one constant text, so that one hash in the policy allows it;
// the address to go to is in the meta element before it. What it cannot do: docs/about/leaving.md.
(function () {
  var root = document.documentElement,
    place = document.querySelector('meta[name=away]'),
    title = place.dataset.title,
    to = place.content,
    going = 0, // 1 once the page is blank, 2 once it is on its way
    again,
    wire;

  // A browser may refuse storage or channels; leaving does not depend on either.
  function attempt(action) {
    try { return action(); } catch (refused) { return null; }
  }

  function marked() {
    return attempt(function () { return sessionStorage.getItem('a'); });
  }

  // Stop and Esc can cancel the way out, so it is tried again: late enough for a slow site to answer in between.
  function away(wait) {
    clearTimeout(again);
    location.replace(to);
    again = setTimeout(away, wait, wait * 5);
  }

  function go() {
    if (going > 1) return;
    going = 2;
    window.stop();
    away(8e3);
  }

  function blank() {
    var cover = document.querySelector('.cover'),
      icon = document.querySelector('link[rel=icon]') || document.head.appendChild(document.createElement('link'));
    root.classList.add('blank');
    document.title = title;
    icon.rel = 'icon';
    icon.href = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E';
    if (cover) {
      // The class needs the style sheet; this does not.
      for (var part of document.body.children) part.hidden = part !== cover;
      // What has focus gets the keys: with nothing focused, Firefox would not let us keep Esc from cancelling.
      cover.focus();
    }
  }

  // `kind` is 'all' for the link and the keys, 'told' when another tab left, 'try' for the practice run.
  function leave(kind, address) {
    if (going) return;
    going = 1;
    to = address || to;
    blank();
    if (kind !== 'try') attempt(function () { sessionStorage.setItem('a', 1); });
    if (kind === 'all') {
      // Also drops the copies of our pages that Chromium and Firefox keep for Back.
      if (wire) wire.postMessage(0);
      else attempt(function () { localStorage.setItem('a', 1); localStorage.removeItem('a'); });
    }
    // Hidden tabs get no frames, and late timers. Else let the blank page be seen first: WebKit paints none later.
    if (document.hidden) return go();
    requestAnimationFrame(function () { requestAnimationFrame(go); });
    setTimeout(go, 100);
  }

  function pressed(event) {
    if (going) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    var link = event.target.closest && event.target.closest('[data-leave]'),
      key = event.type === 'keydown',
      down = event.type === 'pointerdown';
    // A finger that comes down may be about to scroll, so touch waits for the click; a mouse or pen leaves at once.
    if (!link || event.type === 'keyup' || event.button === 2 || (key && event.key !== 'Enter' && event.key !== ' ')
      || (down && event.pointerType === 'touch')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(link.dataset.leave, link.href);
  }

  ['pointerdown', 'click', 'auxclick', 'keydown', 'keyup'].forEach(function (type) {
    addEventListener(type, pressed, true);
  });
  addEventListener('leave', function () { leave('all'); });
  // Back to an entry of the same page cancels the way out, and loads no page that could guard itself. Chromium can drop
  // what a script asks for while it still goes back, so this is soon tried again.
  addEventListener('popstate', function () { if (going > 1) away(500); });

  attempt(function () {
    wire = new BroadcastChannel('a');
    wire.onmessage = function () { leave('told'); };
  });
  if (!wire) {
    // WebKit tells only those tabs that have looked there.
    attempt(function () { return localStorage.length; });
    addEventListener('storage', function (event) { if (event.key === 'a' && event.newValue) leave('told'); });
  }

  // A visit by address or link is meant, and ends the guard. To look for the mark takes time, so that is done later.
  var entry = performance.getEntriesByType('navigation')[0],
    meant = !entry || entry.type === 'navigate';

  addEventListener('pageshow', function (event) {
    // Back or Forward brought a kept copy to the screen.
    if (event.persisted && (going || marked())) { going = 0; leave('told'); }
    else if (meant && !going && marked()) attempt(function () { sessionStorage.removeItem('a'); });
    meant = false;
  });

  // Back, Forward or a reload loads this page anew after leaving: go before anything is shown.
  if (!meant && marked()) { going = 1; blank(); go(); }
})();
