// Compares two editions: of all that changed, what differs between them, with the words of these two alone.
(() => {
  const comparison = document.querySelector('.comparison');
  const [choice, again] = ['compare', 'all'].map((action) => comparison.querySelector(`[data-action=${action}]`));
  const chosen = [...comparison.querySelectorAll('[data-choice]')];
  const status = comparison.querySelector('[data-status]');
  const kinds = comparison.querySelector('.comparison__kinds'); // counted over all editions

  const showThing = (thing, then, later) => {
    const stands = [...thing.querySelectorAll('[data-since]')];
    const [was, now] = [then, later].map((edition) => stands.find((stand) => edition < Number(stand.dataset.until)));
    for (const stand of stands) {
      stand.hidden = stand !== was && stand !== now;
    }
    thing.hidden = was === now;
  };

  const compare = () => {
    const [then, later] = chosen.map((select) => Number(select.value)).sort((one, other) => one - other);
    for (const change of comparison.querySelectorAll('.comparison__change')) {
      const since = Number(change.dataset.since);
      change.hidden = since <= then || since > later;
    }
    for (const thing of comparison.querySelectorAll('.comparison__thing')) {
      showThing(thing, then, later);
    }
    for (const kind of comparison.querySelectorAll('.comparison__kind')) {
      kind.hidden = !kind.querySelector('li:not([hidden])');
    }
    status.querySelector('strong').textContent = comparison.querySelectorAll('.comparison__thing:not([hidden])').length;
    status.hidden = false;
    again.hidden = false;
    kinds.hidden = true;
  };

  choice.addEventListener('click', compare);
  // What is said of two editions is said of those that are chosen.
  comparison.addEventListener('change', () => status.hidden || compare());
  again.addEventListener('click', () => {
    for (const hidden of comparison.querySelectorAll('.comparison__kind, .comparison__kind [hidden]')) {
      hidden.hidden = false;
    }
    status.hidden = true;
    again.hidden = true;
    kinds.hidden = false;
    choice.focus();
  });
  comparison.querySelector('.comparison__choose').hidden = false;
})();
