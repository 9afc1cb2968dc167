// The search box is shown once this runs; what searches is fetched when the box first has focus.
(function () {
  var search = document.querySelector('.search');
  // From a disk nothing can be fetched, and the A to Z stands alone.
  if (!search || location.protocol === 'file:') return;
  var box = search.querySelector('input');
  search.classList.add('search--on');
  box.addEventListener('focus', function () {
    var script = document.createElement('script');
    script.src = search.dataset.script;
    script.addEventListener('error', function () { search.dispatchEvent(new Event('broken')); });
    document.head.append(script);
  }, { once: true });
  search.addEventListener('broken', function () {
    search.querySelector('.search__found').hidden = false;
    search.querySelector('.search__broken').hidden = false;
  });
})();
