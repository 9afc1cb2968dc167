// The search box is shown once this runs; what searches is fetched when the box first has focus.
(function () {
  var search = document.querySelector('.search');
  if (!search) return;
  if (location.protocol === 'file:') {
    // From a disk nothing can be fetched, and the A to Z stands alone.
    search.querySelector('.search__box').remove();
    return;
  }
  var box = search.querySelector('input');
  search.classList.add('search--on');
  box.addEventListener('focus', function () {
    // It waits in the page: the policy lets no script make an address of a script.
    var script = search.querySelector('.search__script').content.firstElementChild;
    script.addEventListener('error', function () { search.dispatchEvent(new Event('broken')); });
    document.head.append(script);
  }, { once: true });
  search.addEventListener('broken', function () {
    search.querySelector('.search__found').hidden = false;
    search.querySelector('.search__broken').hidden = false;
  });
})();
