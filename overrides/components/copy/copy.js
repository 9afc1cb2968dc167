// Copying words that stand in the page. This way needs no permission, and works in a frame and from a disk, where the
// newer one is refused. Where it is refused too, the words are left selected, to be copied by hand.
function copyWords(part, html) {
  function give(event) {
    event.clipboardData.setData('text/plain', part.value || part.textContent);
    if (html) event.clipboardData.setData('text/html', part.textContent);
    event.preventDefault();
  }
  if (part.select) part.select();
  else getSelection().selectAllChildren(part);
  addEventListener('copy', give);
  var done = document.execCommand('copy');
  removeEventListener('copy', give);
  if (done) getSelection().removeAllRanges();
  return done;
}
