// Copies the snippet of an embed.
(() => {
  for (const snippet of document.querySelectorAll('.snippet')) {
    const button = snippet.querySelector('button');
    button.hidden = false;
    button.addEventListener('click', () => {
      const isCopied = copyText(snippet.querySelector('textarea'));
      showStatus(snippet.querySelector('[role=status]'), isCopied ? 'copied' : 'selected');
    });
  }
})();
