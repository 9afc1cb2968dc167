// Shows the search box once scripts run; the engine is fetched when the box first has focus.
(() => {
  const search = document.querySelector('.search');
  if (!search) return;
  if (location.protocol === 'file:') {
    // From a disk nothing can be fetched, and the A to Z stands alone.
    search.querySelector('.search__box').remove();
    return;
  }

  function loadEngine() {
    // It waits in the page: the policy lets no script make an address of a script.
    const script = search.querySelector('.search__script').content.firstElementChild;
    script.addEventListener('error', () => search.dispatchEvent(new Event('broken')));
    document.head.append(script);
  }

  function showBroken() {
    search.querySelector('.search__found').hidden = false;
    search.querySelector('.search__broken').hidden = false;
  }

  search.classList.add('search--on');
  search.querySelector('input').addEventListener('focus', loadEngine, { once: true });
  search.addEventListener('broken', showBroken);
})();
