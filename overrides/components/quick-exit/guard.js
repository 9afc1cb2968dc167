// Leaves the site at once, and keeps it left. One constant text, so that one hash in the policy allows it; the address
// to go to is in the meta element before it. What it cannot do: docs/about/leaving.md.
(() => {
  const READING = 0;
  const BLANK = 1;
  const LEAVING = 2;
  const root = document.documentElement;
  const meta = document.querySelector('meta[name=away]');
  let destination = meta.content;
  let state = READING;
  let retry;
  let channel;

  // A browser may refuse storage or channels; leaving does not depend on either.
  function attempt(action) {
    try {
      return action();
    } catch (_error) {
      return null;
    }
  }

  function isMarked() {
    return attempt(() => sessionStorage.getItem('a'));
  }

  // Stop and Esc can cancel a navigation, so it is tried again: late enough for a slow site to answer in between.
  function navigate(delay) {
    clearTimeout(retry);
    location.replace(destination);
    retry = setTimeout(navigate, delay, delay * 5);
  }

  function go() {
    if (state === LEAVING) return;
    state = LEAVING;
    window.stop();
    navigate(8e3);
  }

  function blank() {
    // A link that was followed just before could else still bring its page, to which the reader would have come on purpose.
    window.stop();
    const cover = document.querySelector('.cover');
    const icon = document.querySelector('link[rel=icon]') || document.head.appendChild(document.createElement('link'));
    root.classList.add('blank');
    document.title = meta.dataset.title;
    icon.rel = 'icon';
    icon.href = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E';
    if (cover) {
      // The class needs the stylesheet; this does not.
      for (const child of document.body.children) child.hidden = child !== cover;
      // The focused element gets the keys: with none focused, Firefox would let Esc cancel the navigation.
      cover.focus();
    }
  }

  // `mode` is 'all' for the link and the keys, 'remote' when another tab left, 'practice' for the practice run.
  function leave(mode, address) {
    if (state) return;
    state = BLANK;
    destination = address || destination;
    blank();
    if (mode !== 'practice') attempt(() => sessionStorage.setItem('a', 1));
    if (mode === 'all') {
      // Also drops the copies of our pages that Chromium and Firefox keep for Back.
      if (channel) channel.postMessage(0);
      else {
        attempt(() => {
          localStorage.setItem('a', 1);
          localStorage.removeItem('a');
        });
      }
    }
    // Hidden tabs get no frames, and late timers. Else let the blank page be painted first: WebKit paints none later.
    if (document.hidden) return go();
    requestAnimationFrame(() => requestAnimationFrame(go));
    setTimeout(go, 100);
  }

  function handleInput(event) {
    const { type, key } = event;
    const link = event.target.closest && event.target.closest('[data-leave]');
    // A finger that comes down may be about to scroll, so touch waits for the click; a mouse or pen leaves at once.
    const isActivation =
      link &&
      type !== 'keyup' &&
      event.button !== 2 &&
      (type !== 'keydown' || key === 'Enter' || key === ' ') &&
      (type !== 'pointerdown' || event.pointerType !== 'touch');
    if (!state && !isActivation) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!state) leave(link.dataset.leave, link.href);
  }

  for (const type of ['pointerdown', 'click', 'auxclick', 'keydown', 'keyup']) {
    addEventListener(type, handleInput, true);
  }
  addEventListener('leave', () => leave('all'));
  // Back to an entry of the same page cancels the navigation, and loads no page that could guard itself. Chromium can
  // drop what a script asks for while it still goes back, so this is soon tried again.
  addEventListener('popstate', () => {
    if (state === LEAVING) navigate(500);
  });

  attempt(() => {
    channel = new BroadcastChannel('a');
    channel.onmessage = () => leave('remote');
  });
  if (!channel) {
    // WebKit sends storage events only to tabs that have read storage.
    attempt(() => localStorage.length);
    addEventListener('storage', (event) => {
      if (event.key === 'a' && event.newValue) leave('remote');
    });
  }

  // A visit by address or link is deliberate, and ends the guard. Reading the mark takes time, so that is done later, but
  // not after what a slow server holds up: a reader who then loads the page again would be sent away.
  const [entry] = performance.getEntriesByType('navigation');
  // Safari before 15 has no such entry.
  const isDeliberate = entry ? entry.type === 'navigate' : !attempt(() => performance.navigation.type);

  addEventListener('pageshow', (event) => {
    // Back or Forward brought a kept copy to the screen.
    if (event.persisted && (state || isMarked())) {
      state = READING;
      leave('remote');
    }
  });

  if (isDeliberate) {
    setTimeout(() => {
      if (!state && isMarked()) attempt(() => sessionStorage.removeItem('a'));
    });
  } else if (isMarked()) {
    // Back, Forward or a reload loads this page anew after leaving: go before anything is shown.
    state = BLANK;
    blank();
    go();
  }
})();
