// The page of route codes: what is typed is read, the data of its edition is loaded, and its flowchart is walked, then
// today's with the same answers. All of it lives in this page alone, and is gone when it is left: no address, history or
// storage has it.
(() => {
  const codes = createRouteCodes();

  // What a reader reads of a node: not where its options lead.
  function wordsOf({ title, lines, options = [] }) {
    return [title, lines, options.map((option) => [option.title, option.lines])];
  }

  // The same, each text by itself.
  function textsOf({ title, lines, options = [] }) {
    const texts = lines.map(([, text]) => text);
    return [title, ...texts, ...options.flatMap(textsOf)];
  }

  const asLine = (contact) => Object.values(contact).join(', ');

  // Those contacts of which something else is said now.
  class ChangedContacts {
    constructor(then, now) {
      this.all = Object.entries(then)
        .map(([key, was]) => ({ key, was, is: now[key] ?? {} }))
        .filter(({ was, is }) => asLine(was) !== asLine(is));
    }

    // A text of then, with what it says of contacts as it is said now: that is told of each contact, once.
    asNow(text) {
      const line = this.all.find(({ was }) => text === asLine(was));
      if (line) return asLine(line.is);
      const replaced = (words, { was, is }) =>
        this.hasOther(was, is) ? words.replaceAll(was.number, is.number) : words;
      return this.all.reduce(replaced, text);
    }

    // Not a short one, which may be part of others.
    hasOther(was, is) {
      return is.number && was.number?.length > 3 && was.number !== is.number;
    }

    // Those that texts name, or whose number they say, if it is not that of one they name.
    named(texts) {
      const isNamed = ({ was }) => texts.includes(asLine(was));
      const numbers = this.all.filter(isNamed).map(({ was }) => was.number);
      const isSaid = ({ was, is }) =>
        this.hasOther(was, is) && !numbers.includes(was.number) && texts.some((text) => text.includes(was.number));
      return this.all.filter((one) => isNamed(one) || isSaid(one));
    }

    differs(node, other) {
      const asNow = (_, value) => (typeof value === 'string' ? this.asNow(value) : value);
      return !node.withheld && JSON.stringify(wordsOf(node), asNow) !== JSON.stringify(wordsOf(other));
    }
  }

  function showIf(element, ...names) {
    for (const words of element.querySelectorAll('[data-if]')) words.hidden = !names.includes(words.dataset.if);
  }

  class Flowchart {
    constructor(data) {
      Object.assign(this, data);
      this.byId = new Map(data.nodes.map((node) => [node.id, node]));
      this.questions = data.nodes.filter((node) => node.options);
    }

    // The steps of the number of a route, each with the option chosen, its ending last; nothing if no route has it.
    route(number) {
      const steps = [];
      let node = this.questions[number % this.questions.length];
      let rest = Math.floor(number / this.questions.length);
      while (node.options) {
        const option = node.options[rest % node.options.length];
        rest = Math.floor(rest / node.options.length);
        steps.push({ node, option: option.id, title: option.title });
        node = this.byId.get(option.next);
      }
      return rest ? null : [...steps, { node }];
    }

    // As far as the same answers lead, from the same question or else from the first.
    follow(first, answers) {
      const steps = [];
      let node = first;
      for (;;) {
        const option = node.options?.find(({ id }) => id === answers.get(node.id));
        steps.push({ node, option: option?.id });
        if (!option) return steps;
        node = this.byId.get(option.next);
      }
    }

    // The first question of a route, of those still asked, whose answer leads elsewhere here.
    parting(route) {
      return route.find(({ node, option }) => {
        const next = ({ options = [] }) => options.find(({ id }) => id === option)?.next;
        const other = this.byId.get(node.id);
        return other?.options && next(other) !== next(node);
      })?.node;
    }
  }

  class RoutePage {
    constructor(root) {
      this.root = root;
      this.form = root.querySelector('form');
      this.input = root.querySelector('input');
      this.status = root.querySelector('.route__status');
      this.found = root.querySelector('.route__found');
      this.loaded = new Map();
    }

    start() {
      this.root.querySelector('.route__plain').hidden = true;
      this.form.hidden = false;
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.open(this.input.value);
      });
      this.form.addEventListener('reset', () => this.clear());
      addEventListener('pagehide', () => this.form.reset());
    }

    clear() {
      this.found.replaceChildren();
      this.tell();
    }

    tell(problem) {
      showIf(this.status, problem);
      if (problem) this.status.scrollIntoView({ block: 'nearest' });
      this.input.setAttribute('aria-invalid', Boolean(problem));
    }

    place(name, key) {
      return this.root.querySelector(`.route__places [data-${name}="${key}"]`);
    }

    // The flowcharts of an edition, whose script waits in the page: the policy lets no script make an address of a script.
    load(edition) {
      if (!this.loaded.has(edition)) {
        const script = this.place('edition', edition).querySelector('template').content.firstElementChild;
        const loading = new Promise((resolve, reject) => {
          script.addEventListener('routes', ({ detail }) => resolve(detail));
          // A filter's page in its place loads without an error. What came has told of itself before.
          for (const type of ['load', 'error']) script.addEventListener(type, reject);
        });
        this.loaded.set(edition, loading);
        document.head.append(script);
      }
      return this.loaded.get(edition);
    }

    async open(typed) {
      this.clear();
      const numbers = codes.read(typed);
      if (!numbers) {
        this.tell(typed.replace(/[^0-9A-Za-z]/g, '').length === 9 ? 'wrong' : 'short');
        return;
      }
      const [edition, place, number] = numbers;
      if (!this.place('edition', edition)) {
        this.tell('unknown');
        return;
      }
      try {
        const [then, now] = await Promise.all([this.load(edition), this.load('now')]);
        if (typed !== this.input.value) return;
        const chart = then.flowcharts[place] && new Flowchart(then.flowcharts[place]);
        const route = chart?.route(number);
        if (route) this.show({ edition, then, now, chart, route, typed });
        else this.tell('wrong');
      } catch {
        this.tell('broken');
      }
    }

    // A copy of what stands in a template, and of its one element.
    content(name) {
      return this.root.querySelector(`[data-part=${name}]`).content.cloneNode(true);
    }

    part(name) {
      return this.content(name).firstElementChild;
    }

    filled(name, values) {
      const part = this.part(name);
      for (const [key, value] of Object.entries(values)) {
        part.querySelector(`[data-fill=${key}]`).append(...[value].flat());
      }
      return part;
    }

    show({ edition, then, now, chart, route, typed }) {
      const data = now.flowcharts.find(({ name }) => name === chart.name);
      this.numbers = then.numbers.length && new RegExp(`(${then.numbers.join('|')})(?!\\d)`);
      this.contacts = new ChangedContacts(then.contacts, now.contacts);
      this.since = now.since;
      const today = data && new Flowchart(data);
      const { note, last, rows } = this.compare(chart, route, today);
      const ending = route[route.length - 1].node;
      // What to do comes first, then whom to ring, and then the questions that led there.
      const parting = today?.parting(route);
      const [end, ...questions] = rows.map((row) => this.change(row, { chart, today, parting })).reverse();
      const named = this.contacts.named(route.flatMap(({ node }) => textsOf(node)));
      const numbers = named.map((contact) => this.changeOfContact(contact, rows[rows.length - 1]));
      const different = [end, ...numbers, ...questions].filter(Boolean);
      const article = this.filled('found', {
        day: this.place('edition', edition).firstElementChild.textContent,
        title: chart.title,
        version: chart.version,
        code: typed
          .replace(/[^0-9a-z]/gi, '')
          .toUpperCase()
          .replace(/...(?=.)/g, '$&-'),
        links: this.links(edition, chart, ending, last),
        ending: ending.title,
        count: different.length,
        answers: route.map(({ node, title }) => (title ? `${node.title} ${title}. ` : '')),
      });
      showIf(
        article,
        note || (end ? 'reworded' : 'same'),
        !note && 'stays',
        this.place('edition', edition + 1) ? 'replaced' : 'latest',
        ['zero', 'one'][different.length] ?? 'other',
        this.place('flowchart', chart.name) && 'today',
      );
      article.querySelector('ol').append(...rows.map(({ row }) => row));
      article.querySelector('.route__changes').append(...different);
      this.found.replaceChildren(article);
      article.querySelector('h2').focus({ preventScroll: true });
      article.scrollIntoView();
    }

    links(edition, chart, ending, last) {
      const links = this.part('links');
      const [whole, today] = links.querySelectorAll('a');
      const place = this.place('flowchart', chart.name);
      whole.href = `${this.place('edition', edition).firstElementChild.href}#decide-${chart.name}.${ending.id}`;
      if (place) today.href = `${place.firstElementChild.href}#${last.id}`;
      return links;
    }

    // A row for each step of a route, then beside now, and where the same answers lead now.
    compare(chart, route, today) {
      const ending = route[route.length - 1].node;
      const answers = new Map(route.map(({ node, option }) => [node.id, option]));
      const first = today && (route[0].node.id === chart.start ? today.start : route[0].node.id);
      const steps = today ? today.follow(today.byId.get(first) ?? today.byId.get(today.start), answers) : [];
      const asked = new Set(steps.map(({ node }) => node.id));
      const last = steps[steps.length - 1]?.node;
      const sides = route.slice(0, -1).map(({ node, option }) => {
        const other = today?.byId.get(node.id);
        if (!today) return [node, option];
        if (!other?.options) return [node, option, 'gone'];
        if (!asked.has(node.id)) return [node, option, 'passed'];
        if (!other.options.some(({ id }) => id === option)) return [node, option, 'no-answer', other];
        return [node, option, '', other];
      });
      let note = '';
      if (!today) note = 'none';
      else if (last.options) note = 'asks';
      else if (last.id !== ending.id) note = 'leads';
      sides.push([ending, undefined, note, last]);
      const rows = sides.map(([node, option, why, other], number) => ({
        node,
        note: why,
        other,
        row: this.row(number + 1, node, option, why, other, today),
      }));
      return { rows, note, last };
    }

    // What a step said, and beside it what it says now: a note, other words, or that they are the same.
    row(number, node, option, note, other, today) {
      const row = this.part('step');
      row.id = `step.${number}`;
      const isOther = other && (note || this.contacts.differs(node, other));
      row.append(this.side('then', node, option, isOther && !note ? other : null));
      if (!note && !other) return row;
      if (!note && !isOther) {
        row.append(this.part('same'));
        return row;
      }
      const now = other ? this.side('now', other, option, note ? null : node) : this.part('now');
      if (note) now.firstElementChild.after(this.part(note));
      if (note === 'asks') now.append(...this.leads(other, today));
      row.append(now);
      return row;
    }

    // Where each answer to a question of today leads.
    leads(question, today) {
      return question.options.map(({ title, next }) =>
        this.filled('lead', { answer: title, to: today.byId.get(next).title }),
      );
    }

    // What differs at a step, in short: why, or the marked words of both sides. It leads to the step, and names it alone.
    change({ row, node, note, other }, { chart, today, parting }) {
      if (!row.querySelector('.route__side--now')) return null;
      const isElsewhere = note === 'asks' || note === 'leads';
      const changed = isElsewhere || note === 'passed' ? parting : node;
      const since = changed && this.since[`${changed.options ? 'question' : 'ending'}-${chart.name}.${changed.id}`];
      const marked = note ? '.route__note' : '.route__differs';
      const [then, now] = [...row.children].map((side) =>
        [...side.querySelectorAll(marked)].map((element) => element.textContent).join(' '),
      );
      if (!isElsewhere) {
        const title = row.querySelector('h3, .edition__withheld').textContent;
        return this.changed(row, { title, was: then, now, since });
      }
      const asked = note === 'asks' && this.filled('asked', { title: other.title, leads: this.leads(other, today) });
      return this.changed(row, { title: this.part('ends'), was: node.title, now: asked || other.title, since });
    }

    // What is said of a contact, its number alone if that is another; it stands at the ending.
    changeOfContact({ key, was, is }, { row }) {
      const said = was.number === is.number ? asLine : ({ number = '' }) => number;
      const number = this.words('span', said(was), { side: 'then' });
      return this.changed(row, { title: was.name, was: number, now: said(is), since: this.since[`contact-${key}`] });
    }

    // A difference, as it was and as it is, with the day of the edition since which it is so.
    changed(row, { title, was, now, since }) {
      const change = this.filled('change', { title, was, now, since: since ?? '' });
      change.querySelector('a').href = `#${row.id}`;
      change.querySelector('p + p').hidden = !was;
      showIf(change, since && 'since', !now && 'gone');
      return change;
    }

    // What is read of a node; each line that the other does not have is marked.
    side(name, node, option, other) {
      const side = this.part(name);
      if (node.withheld) {
        side.append(this.filled('withheld', node.withheld));
        return side;
      }
      const known = other && new Set(textsOf(other).map((text) => (name === 'now' ? this.contacts.asNow(text) : text)));
      const context = { side: name, first: node.options?.[0].title, known };
      side.append(this.words('h3', node.title, context));
      const isAbove = ([kind]) => kind !== 'more';
      side.append(...this.lines(node.lines.filter(isAbove), context));
      if (node.options) side.append(this.label('answers'), this.answers(node.options, option, context));
      side.append(
        ...this.lines(
          node.lines.filter((line) => node.options && !isAbove(line)),
          context,
        ),
      );
      return side;
    }

    answers(options, chosen, context) {
      const list = document.createElement('ul');
      list.className = 'route__answers';
      for (const option of options) {
        const row = this.part('answer');
        const isChosen = option.id === chosen;
        row.classList.toggle('route__answer--chosen', isChosen);
        row.querySelector('.route__chosen').hidden = !isChosen;
        row.querySelector('.route__words').append(this.words('span', option.title, context));
        row.prepend(
          ...this.lines(
            option.lines.filter(([kind]) => kind === 'unless'),
            context,
          ),
        );
        row.append(
          ...this.lines(
            option.lines.filter(([kind]) => kind !== 'unless'),
            context,
          ),
        );
        list.append(row);
      }
      return list;
    }

    // Lines of one kind that follow each other are a list under its label.
    lines(lines, context) {
      const elements = [];
      let list = null;
      lines.forEach(([kind, text], number) => {
        const isFirst = lines[number - 1]?.[0] !== kind;
        const isMany = lines[number + 1]?.[0] === kind || !isFirst;
        const label = isFirst && this.label(kind, context);
        if (label) elements.push(label);
        const element = this.words(isMany ? 'li' : 'p', text, context);
        element.classList.add(`route__line--${kind}`);
        if (isMany && isFirst) {
          list = document.createElement('ul');
          elements.push(list);
        }
        if (isMany) list.append(element);
        else elements.push(element);
      });
      return elements;
    }

    label(kind, { first } = {}) {
      const label = this.content('kinds').querySelector(`[data-kind=${kind}]`);
      label?.querySelector('[data-fill=first]')?.append(first);
      return label;
    }

    // An element with words; numbers of then are words too, and say so.
    words(tag, text, { side, known }) {
      const element = document.createElement(tag);
      if (known)
        element.classList.toggle('route__differs', !known.has(side === 'then' ? this.contacts.asNow(text) : text));
      const pieces = side === 'then' && this.numbers ? text.split(this.numbers) : [text];
      element.append(...pieces.map((piece, number) => (number % 2 ? this.filled('number', { number: piece }) : piece)));
      return element;
    }
  }

  for (const root of document.querySelectorAll('.route')) {
    if (root.querySelector('form')) new RoutePage(root).start();
  }
})();
