// An old copy of a page, from a cache or a disk, says that its review is overdue.
(() => {
  for (const message of document.querySelectorAll('[data-due]')) {
    if (new Date() >= new Date(message.dataset.due)) message.hidden = false;
  }
})();
