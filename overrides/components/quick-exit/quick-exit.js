// Leaving by keyboard: Shift three times within five seconds, or Esc three times within two.
// It dispatches the event "leave", for which the script in the head of the page listens.
(() => {
  const PRESSES = 3;
  const TIMEOUTS = { Shift: 5000, Esc: 2000 };
  const messages = document.querySelectorAll('[data-remaining]');
  const keysOff = document.querySelector('.keys__off');
  const shiftsDown = new Set();
  let lastKey = '';
  let count = 0;
  let timer;

  function showProgress() {
    for (const message of messages) message.hidden = Number(message.dataset.remaining) !== PRESSES - count;
  }

  function reset() {
    clearTimeout(timer);
    count = 0;
    showProgress();
  }

  function countPress(key) {
    if (key !== lastKey) count = 0;
    lastKey = key;
    count += 1;
    if (count === 1) {
      clearTimeout(timer);
      timer = setTimeout(reset, TIMEOUTS[key]);
    }
    showProgress();
    if (count === PRESSES) {
      reset();
      dispatchEvent(new Event('leave'));
    }
  }

  function areKeysOff() {
    return keysOff && keysOff.checked;
  }

  // Shift counts on keyup, so that a capital letter never counts; with sticky keys a second keydown may come without a
  // keyup. Left and right count each for itself, overlapping or not. While Alt, Ctrl or Meta is held, it changes the
  // layout of the keyboard.
  function handleKeydown(event) {
    if (areKeysOff()) return;
    if (event.key === 'Shift') {
      if (event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
      if (shiftsDown.has(event.code)) countPress('Shift');
      shiftsDown.add(event.code);
    } else if (/^Esc/.test(event.key)) {
      if (!event.repeat) countPress('Esc');
    } else {
      shiftsDown.clear();
      reset();
    }
  }

  function handleKeyup(event) {
    if (event.key === 'Shift' && shiftsDown.delete(event.code) && !areKeysOff()) countPress('Shift');
  }

  // Shift with a click selects text, and with the wheel it scrolls sideways.
  function handlePointer() {
    shiftsDown.clear();
    reset();
  }

  addEventListener('keydown', handleKeydown, true);
  addEventListener('keyup', handleKeyup, true);
  addEventListener('pointerdown', handlePointer, true);
  addEventListener('wheel', handlePointer, { capture: true, passive: true });

  if (keysOff) {
    keysOff.closest('[hidden]').hidden = false;
    keysOff.addEventListener('change', reset);
  }
})();
