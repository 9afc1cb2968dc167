// Copies the snippet of an embed.
document.querySelectorAll('.snippet').forEach(function (snippet) {
  var button = snippet.querySelector('button');
  button.hidden = false;
  button.addEventListener('click', function () {
    var done = copyWords(snippet.querySelector('textarea'));
    snippet.querySelector('[data-yes]').hidden = !done;
    snippet.querySelector('[data-no]').hidden = done;
  });
});
