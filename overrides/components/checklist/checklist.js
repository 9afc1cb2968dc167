// Checklists on the screen: progress, text to copy, and print. Every word is in the page already.
(() => {
  function start(checklist) {
    const checkboxes = [...checklist.querySelectorAll('[type=checkbox]')];
    const text = checklist.querySelector('textarea');
    const progress = checklist.querySelector('.checklist__progress');
    const bar = checklist.querySelector('progress');
    const status = checklist.querySelector('.checklist__text [role=status]');
    const copyButton = checklist.querySelector('[data-action=copy]');
    const printButton = checklist.querySelector('[data-action=print]');

    function updateProgress() {
      const count = checkboxes.filter((checkbox) => checkbox.checked).length;
      progress.querySelector('[data-count]').textContent = count;
      bar.value = count;
      progress.querySelector('[data-progress=partial]').hidden = count === checkboxes.length;
      progress.querySelector('[data-progress=complete]').hidden = count < checkboxes.length;
    }

    function updateText() {
      const marks = checkboxes.map((checkbox) => (checkbox.checked ? '[x]' : '[ ]'));
      text.value = text.value
        .split(/\[[ x]\]/)
        .map((part, n) => part + (marks[n] || ''))
        .join('');
    }

    function update() {
      updateProgress();
      updateText();
    }

    if (progress) {
      progress.hidden = false;
      checklist.addEventListener('change', update);
      // Some browsers restore a form on return, whatever its autocomplete says.
      checklist.reset();
      update();
    }

    copyButton.hidden = false;
    copyButton.addEventListener('click', () => showStatus(status, copyText(text) ? 'copied' : 'selected'));

    printButton.hidden = false;
    printButton.addEventListener('click', () => window.print());
    addEventListener('beforeprint', () => {
      checklist.querySelector('.sheet__day').textContent = new Date().toLocaleDateString(
        document.documentElement.lang,
        {
          day: 'numeric',
          month: 'long',
          year: 'numeric',
        },
      );
    });
  }

  for (const checklist of document.querySelectorAll('.checklist')) start(checklist);
})();
