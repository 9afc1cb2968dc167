// Copying, for the other components: these two functions are the only names that the components' scripts share. All of
// them are joined into one file, which hoists function declarations, so the order of the files does not matter.

// Copies the text of an element and returns whether that worked; if not, the text is left selected, to be copied by hand.
// `execCommand` needs no permission, and works in a frame and from a disk, where the Clipboard API is refused.
function copyText(source, { asHtml = false } = {}) {
  function handleCopy(event) {
    event.clipboardData.setData('text/plain', source.value || source.textContent);
    if (asHtml) event.clipboardData.setData('text/html', source.textContent);
    event.preventDefault();
  }
  if (source.select) source.select();
  else getSelection().selectAllChildren(source);
  addEventListener('copy', handleCopy);
  const isCopied = document.execCommand('copy');
  removeEventListener('copy', handleCopy);
  if (isCopied) getSelection().removeAllRanges();
  return isCopied;
}

// Shows one message of a status region, such as 'copied' or 'selected', and hides the others; all of them without a name.
function showStatus(region, name) {
  for (const message of region.querySelectorAll('[data-status]')) message.hidden = message.dataset.status !== name;
}
