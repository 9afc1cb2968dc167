// Closes the menu on Esc, on a press outside of it, and once the focus has gone on. It opens without a script.
(() => {
  const menu = document.querySelector('.menu');
  if (!menu) return;

  function closeUnlessInside(element) {
    if (element && !menu.contains(element)) menu.open = false;
  }

  menu.addEventListener('keydown', (event) => {
    if (!/^Esc/.test(event.key) || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  menu.addEventListener('focusout', (event) => closeUnlessInside(event.relatedTarget));
  addEventListener('pointerdown', (event) => closeUnlessInside(event.target));
})();
