// The quick exit by keyboard: Shift three times within five seconds, or Esc three times within two.
// Leaving itself is in guard.js, which listens for the event "leave".
(function () {
  var patience = { Shift: 5000, Escape: 2000 },
    progress = document.querySelectorAll('[data-left]'),
    off = document.querySelector('.keys__off'),
    down = new Set(),
    last = '',
    count = 0,
    timer;

  function show() {
    progress.forEach(function (words) { words.hidden = +words.dataset.left !== 3 - count; });
  }

  function reset() {
    clearTimeout(timer);
    count = 0;
    show();
  }

  function press(key) {
    if (key !== last) count = 0;
    last = key;
    count += 1;
    if (count === 1) {
      clearTimeout(timer);
      timer = setTimeout(reset, patience[key]);
    }
    show();
    if (count === 3) {
      reset();
      dispatchEvent(new Event('leave'));
    }
  }

  // Shift counts when it comes up alone, so that a capital letter never counts; with keys that stick it may come down
  // again without having come up. Left and right count each for itself, overlapping or not.
  addEventListener('keydown', function (event) {
    if (off && off.checked) return;
    if (event.key === 'Shift') {
      if (event.repeat) return;
      if (down.has(event.code)) press('Shift');
      down.add(event.code);
    } else if (event.key === 'Escape') {
      if (!event.repeat) press('Escape');
    } else {
      down.clear();
      reset();
    }
  }, true);

  addEventListener('keyup', function (event) {
    if (event.key === 'Shift' && down.delete(event.code) && !(off && off.checked)) press('Shift');
  }, true);

  // Shift with a click selects text.
  addEventListener('pointerdown', function () { down.clear(); reset(); }, true);

  if (off) {
    off.closest('[hidden]').hidden = false;
    off.addEventListener('change', reset);
  }
})();
