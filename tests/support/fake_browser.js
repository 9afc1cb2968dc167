// A small fake of what the scripts of the quick exit use of a browser, which notes what they do to it, in order.
// It reads cases from standard input, each with what its browser is like, its scripts, and what happens; it writes the
// notes of each.
const vm = require('node:vm');

function refuse() {
  throw new Error('refused');
}

// Listeners, in the order in which they were added; one may stop those after it.
function makeTarget() {
  const listeners = {};
  return {
    addEventListener(type, listener) {
      listeners[type] = [...(listeners[type] || []), listener];
    },
    dispatchEvent(event) {
      event.stopImmediatePropagation = () => {
        event.stopped = true;
      };
      for (const listener of listeners[event.type] || []) if (!event.stopped) listener(event);
    },
  };
}

function run({ browser, scripts, steps }) {
  const notes = [];
  const note = (what) => notes.push(what);

  // What is kept is noted, and what is read is not.
  function makeStorage(name, kept) {
    const items = new Map(kept);
    if (browser.storage_refused) return { getItem: refuse, setItem: refuse, removeItem: refuse };
    return {
      getItem: (key) => (items.has(key) ? items.get(key) : null),
      setItem(key, value) {
        items.set(key, String(value));
        note(`keep ${name} ${key}`);
      },
      removeItem(key) {
        items.delete(key);
        note(`forget ${name} ${key}`);
      },
    };
  }

  // Time passes only as `wait` says.
  let now = 0;
  let timers = [];
  let frames = [];
  let numbers = 0;

  function wait(milliseconds) {
    const until = now + milliseconds;
    for (;;) {
      const [next] = timers.filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due || a.number - b.number);
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      now = next.due;
      next.action(...next.given);
    }
    now = until;
  }

  function frame() {
    const due = frames;
    frames = [];
    for (const action of due) action();
  }

  function makeElement(name, more) {
    let hidden = false;
    const element = { dataset: {}, focus: () => note(`focus ${name}`), ...more };
    return Object.defineProperty(element, 'hidden', {
      get: () => hidden,
      set(value) {
        if (value && !hidden) note(`hide ${name}`);
        hidden = value;
      },
    });
  }

  const cover = makeElement('cover');
  const main = makeElement('main');
  const icon = Object.defineProperty({}, 'href', { set: (value) => note(`icon ${value.slice(0, 5)}`) });
  const messages = [2, 1].map((count) => ({ dataset: { remaining: String(count) }, hidden: true }));
  const box = { hidden: true };
  const keysOff = { ...makeTarget(), checked: false, closest: () => box };
  const found = {
    'meta[name=away]': { content: 'https://away.example/', dataset: { title: 'Weather' } },
    'link[rel=icon]': icon,
    '.cover': browser.still_coming ? null : cover,
    '.keys__off': keysOff,
  };

  const page = makeTarget();
  const context = {
    ...page,
    document: Object.defineProperty(
      {
        documentElement: { classList: { add: (name) => note(name) } },
        body: { children: [main, cover] },
        head: { appendChild: (element) => element },
        hidden: browser.hidden,
        querySelector: (selector) => found[selector],
        querySelectorAll: () => messages,
        createElement: () => icon,
      },
      'title',
      { set: (value) => note(`title ${value}`) },
    ),
    location: { replace: (address) => note(`to ${address}`) },
    performance: {
      getEntriesByType: () => (browser.navigation ? [{ type: browser.navigation }] : []),
      navigation: browser.number === null ? undefined : { type: browser.number },
    },
    sessionStorage: makeStorage('session', browser.marked ? [['a', '1']] : []),
    localStorage: makeStorage('local', []),
    requestAnimationFrame: (action) => frames.push(action),
    setTimeout(action, delay = 0, ...given) {
      timers.push({ action, given, due: now + delay, number: ++numbers });
      return numbers;
    },
    clearTimeout(number) {
      timers = timers.filter((timer) => timer.number !== number);
    },
    stop: () => note('stop'),
    Event: function Event(type) {
      this.type = type;
      note(`event ${type}`);
    },
  };
  let channel;
  if (browser.channel !== 'missing')
    context.BroadcastChannel = function BroadcastChannel(name) {
      if (browser.channel === 'refused') refuse();
      channel = this;
      this.postMessage = () => note(`tell ${name}`);
    };
  context.window = context;
  vm.createContext(context);

  // Something that somebody does, or that the browser reports. `link` says what the link that it happens on is for.
  function happen(event) {
    const { link, ...rest } = event;
    const pressed = link && { dataset: { leave: link }, href: `https://${link}.example/` };
    page.dispatchEvent({
      ...rest,
      target: { closest: () => pressed || null },
      preventDefault: () => note('prevent'),
    });
  }

  function turnKeys(off) {
    keysOff.checked = off;
    keysOff.dispatchEvent({ type: 'change' });
  }

  const ACTIONS = { event: happen, wait, frame, keysOff: turnKeys, message: () => channel.onmessage({}) };

  for (const script of scripts) vm.runInContext(script, context);
  for (const [action, given] of steps) {
    ACTIONS[action](given);
    const shown = messages.find((message) => !message.hidden);
    if (action === 'event' && shown) note(`remaining ${shown.dataset.remaining}`);
  }
  if (!box.hidden) note('offer keys off');
  return notes;
}

console.log(JSON.stringify(JSON.parse(require('node:fs').readFileSync(0, 'utf8')).map(run)));
