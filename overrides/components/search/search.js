// Shows the search box once scripts run, on a phone when its button is pressed; the engine is fetched when the box first
// has focus.
(() => {
  const search = document.querySelector('.search');
  if (!search) return;
  if (location.protocol === 'file:') {
    // From a disk nothing can be fetched, and the A to Z stands alone.
    search.querySelector('.search__box').remove();
    return;
  }
  const button = search.querySelector('.search__all');
  const input = search.querySelector('input');

  function loadEngine() {
    // It waits in the page: the policy lets no script make an address of a script.
    const script = search.querySelector('.search__script').content.firstElementChild;
    // A filter's page in its place loads without an error.
    for (const type of ['load', 'error']) {
      script.addEventListener(type, () => window.createSearch || search.dispatchEvent(new Event('broken')));
    }
    document.head.append(script);
  }

  // That search is broken is said whenever the box is used, and then no longer lies over the page.
  function showBroken() {
    const found = search.querySelector('.search__found');
    search.querySelector('.search__broken').hidden = false;
    found.hidden = !search.contains(document.activeElement);
    for (const type of ['focusin', 'focusout', 'click', 'input', 'keydown']) {
      search.addEventListener(type, (event) => {
        found.hidden = type === 'focusout' || /^Esc/.test(event.key);
      });
    }
  }

  function toggle(isOpen) {
    search.classList.toggle('search--open', isOpen);
    button.setAttribute('aria-expanded', isOpen);
  }

  function handleButton(event) {
    if (event.type === 'keydown' && event.key !== ' ') return;
    event.preventDefault();
    toggle(!search.classList.contains('search--open'));
    if (search.classList.contains('search--open')) input.focus();
  }

  function closeUnlessInside(element) {
    if (element && !search.contains(element)) toggle(false);
  }

  // Here it is a button: the link is for when no script runs.
  search.classList.add('search--on');
  button.setAttribute('role', 'button');
  toggle(false);
  button.addEventListener('click', handleButton);
  button.addEventListener('keydown', handleButton);
  input.addEventListener('focus', loadEngine, { once: true });
  search.addEventListener('broken', showBroken);
  search.addEventListener('focusout', (event) => closeUnlessInside(event.relatedTarget));
  search.addEventListener('keydown', (event) => {
    if (!/^Esc/.test(event.key) || input.value || !search.classList.contains('search--open')) return;
    toggle(false);
    button.focus();
  });
  addEventListener('pointerdown', (event) => closeUnlessInside(event.target));
})();
