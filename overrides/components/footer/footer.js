// On paper the foot of a page says on which day it was printed; without a script, the browser's own line may.
(() => {
  const printed = document.querySelector('.footer__printed');
  if (!printed) return;
  addEventListener('beforeprint', () => {
    const today = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
    printed.querySelector('.footer__day').textContent = today;
    printed.hidden = false;
  });
})();
