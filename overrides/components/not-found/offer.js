// Offers the page of an address that was typed with capitals, ".html", or what followed it in a sentence.
(() => {
  const offer = document.querySelector('.not-found');
  if (!offer || location.pathname.endsWith('/404.html')) return;
  const link = offer.querySelector('a');
  const asked = location.pathname.slice(new URL(link.href).pathname.length);
  const ending = /(?:(?:^|\/)index)?(?:\.html?)?\/?(?:%[0-9a-f]{2}|[^a-z0-9/%])*\/?$/;
  const [, sheet] = /^(sheets\/[^/]*\.[a-z]+)(?:%[0-9a-f]{2}|[^a-z0-9%])*$/.exec(asked.toLowerCase()) || [];
  const folded = sheet || asked.toLowerCase().replace(ending, '/').replace(/^\//, '');
  if (folded === asked || folded === `${asked}/`) return; // only a slash is missing, which every server adds
  const page = new URL(folded, link.href).href;
  fetch(page, { method: 'HEAD' }).then((response) => {
    if (!response.ok) return;
    link.href = page;
    link.textContent = page;
    offer.hidden = false;
  });
})();
