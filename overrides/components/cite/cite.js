// The panel "Cite this page" follows the permalink of a part: it names that part, and opens below it.
(() => {
  const panel = document.querySelector('.cite');
  if (!panel) return;
  const status = panel.querySelector('[role=status]');
  const pageUrl = panel.querySelector('[data-url]').textContent;
  const pageTitle = panel.querySelector('[data-title]').textContent;

  function titleOf(id) {
    const part = document.getElementById(id);
    const container = part.closest('.flowchart__outcome') || (part.matches('a:empty') ? part.parentElement : part);
    const copy = (container.querySelector('h2, h3, label, dt, p') || container).cloneNode(true);
    const extras = copy.querySelectorAll('.permalink, .flowchart__number, .mark__number');
    for (const extra of extras) extra.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }

  // Names the part that a link or the location leads to, or else the page.
  function follow({ hash }) {
    const id = hash.slice(1); // an id of ours has nothing to decode
    const isPart = document.getElementById(id)?.closest('main *');
    const title = isPart ? `${pageTitle}: ${titleOf(id)}` : pageTitle;
    for (const url of panel.querySelectorAll('[data-url]')) url.textContent = isPart ? `${pageUrl}#${id}` : pageUrl;
    for (const element of panel.querySelectorAll('[data-title]')) {
      const isMarkup = element.closest('[data-html]');
      element.textContent = isMarkup ? title.replace(/&/g, '&amp;').replace(/</g, '&lt;') : title;
    }
    showStatus(status);
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('.permalink');
    // Not inside a part of a flowchart, whose script shows copies of them.
    const place =
      link && (link.closest('.flowchart__question, .flowchart__outcome') || link.closest('h2, h3, h4, h5, h6, p, dt'));
    if (!place) return;
    follow(link);
    if (place.localName === 'dt') place.nextElementSibling.prepend(panel);
    else place.after(panel);
    panel.open = true;
  });

  for (const button of panel.querySelectorAll('button')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const source = button.previousElementSibling;
      showStatus(status, copyText(source, { asHtml: 'html' in source.dataset }) ? 'copied' : 'selected');
    });
  }

  addEventListener('hashchange', () => follow(location));
  follow(location);
})();
