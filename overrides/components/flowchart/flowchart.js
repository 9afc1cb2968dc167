// Flowcharts question by question. The text of the page holds every word; this shows its sections one at a time.
// Answers live in this page alone. Each adds one entry to the tab's history, of the same URL, whose state is the number
// of the step. An embed, or a page in a frame, adds none: they would be the other site's. Nor does a page with several
// flowcharts: the browser's Back could not tell whose step it goes back by.
(() => {
  const flowcharts = document.querySelectorAll('.flowchart');
  const isFramed = parent !== window || document.documentElement.dataset.embed !== undefined;
  const hasHistory = !isFramed && flowcharts.length === 1;
  const hiddenInCopy = [
    'button',
    '.mark__number',
    '.flowchart__again',
    '.flowchart__link',
    '.flowchart__before',
    '.flowchart__next',
    '.flowchart__which',
    '.stepper__said',
    '.stepper__change',
    '[hidden]',
  ].join();

  // The page is being left: show nothing more.
  function isLeaving() {
    return document.documentElement.classList.contains('blank');
  }

  function focusTemporarily(element) {
    element.tabIndex = -1;
    element.focus();
  }

  function questionText(section) {
    const heading = section.querySelector('h3').cloneNode(true);
    heading.firstElementChild.remove();
    return heading.textContent.trim();
  }

  function answerText(section, choice) {
    return section.querySelectorAll('.flowchart__options b')[choice].textContent;
  }

  function answerButton(link) {
    const button = document.createElement('button');
    button.type = 'button';
    button.value = link.hash.slice(1);
    button.append(...link.childNodes);
    return button;
  }

  // A copy of a section to show: its ids stay with the text, and its answers become buttons. `note` is the id of the
  // note about an older version that a link led to.
  function copyOf(section, note) {
    const copy = section.cloneNode(true);
    for (const old of copy.querySelectorAll('.flowchart__old')) old.hidden = old.id !== note;
    for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
    for (const link of copy.querySelectorAll('.flowchart__options > li > a')) link.replaceWith(answerButton(link));
    return copy;
  }

  function renamed(element, name) {
    const copy = document.createElement(name);
    copy.append(...element.childNodes);
    element.replaceWith(copy);
    return copy;
  }

  // Lifts the headings of a copied section by one level, and makes the first the focusable heading of the view.
  function promoteHeadings(copy) {
    const title = renamed(copy.querySelector('h3'), 'h2');
    title.tabIndex = -1;
    for (const heading of copy.querySelectorAll('h4')) renamed(heading, 'h3');
    return title;
  }

  function lineOf(element) {
    const isPair = element.localName === 'dd';
    const pieces = isPair
      ? [element.previousElementSibling.textContent, ': ', element.textContent]
      : [...element.childNodes].map((node) => node.textContent + (node.localName === 'p' ? ' ' : ''));
    return (element.localName === 'li' ? '- ' : '') + pieces.join('').replace(/\s+/g, ' ').trim();
  }

  function plainText(record) {
    const copy = record.cloneNode(true);
    for (const element of copy.querySelectorAll(hiddenInCopy)) element.remove();
    const parts = [...copy.querySelectorAll('h2, h3, p, li, summary, dd')];
    const lines = parts.filter((part) => !part.parentNode.closest('li')).map(lineOf);
    return `${[document.querySelector('h1').textContent, ...lines].filter(Boolean).join('\n')}\n`;
  }

  class Flowchart {
    constructor(root) {
      this.root = root;
      this.view = root.querySelector('.stepper');
      this.text = root.querySelector('.flowchart__text');
      this.words = this.text.closest('details');
      this.sections = new Map([...this.text.children].map((section) => [section.id, section]));
      this.record = this.find('.stepper__record');
      this.answers = this.find('.stepper__answers');
      this.copyArea = this.find('.stepper__copy');
      this.route = []; // the steps so far: of each, the id of its section and the number of the option chosen there
      this.step = 0;
      this.baseStep = hasHistory ? history.state | 0 : 0; // the number in the history of the route's first step
      this.travelTarget = null; // the step where a walk through the history is to end
      this.openedHash = location.hash;
      this.actions = {
        restart: () => this.restart(),
        copy: () => this.copy(plainText(this.record)),
        'copy-link': () => this.copy(this.find('.flowchart__link a').href),
        print: () => print(),
        'print-diagram': () => this.printDiagram(),
      };
    }

    start() {
      this.root.addEventListener('click', (event) => this.handleClick(event));
      addEventListener('popstate', (event) => this.handlePopstate(event));
      addEventListener('hashchange', () => this.handleHashchange());
      this.root.querySelector('.flowchart__plain').hidden = true;
      for (const button of this.root.querySelectorAll('[data-action=print], [data-action=print-diagram]')) {
        // A frame that may run scripts and nothing else cannot print.
        button.hidden = isFramed && self.origin === 'null';
      }
      for (const more of this.text.querySelectorAll('.flowchart__more > summary')) {
        const title = more.closest('section').querySelector('h3').textContent;
        more.setAttribute('aria-label', `${more.textContent}. ${title}`); // no two of the text sound alike
      }
      this.view.hidden = false;
      this.open();
    }

    find(selector) {
      return this.view.querySelector(selector);
    }

    // A copy of one of the parts that stand in a template.
    part(name) {
      return this.find(`[data-part=${name}]`).content.firstElementChild.cloneNode(true);
    }

    announce(name) {
      showStatus(this.find('.stepper__status'), name);
    }

    // What the location leads to: its element, and the section around that. An id that moved stands in its successor.
    target() {
      const id = location.hash.slice(1);
      const element = id ? document.getElementById(id) : null;
      const section = element?.closest('.flowchart__text > section');
      return { id, element, section: section && this.text.contains(section) ? section : null };
    }

    // Starts the route at the section that the location leads to, or else at the first question. Takes no focus where
    // the reader only opened the page.
    open() {
      const { id, element, section } = this.target();
      const note = section && element.closest('.flowchart__old');
      this.route = [{ id: section ? section.id : this.root.dataset.start, note: note?.id }];
      this.step = 0;
      this.openedHash = location.hash;
      if (this.baseStep) this.announce('restarted');
      else this.announce(id && !element && 'unknown-link');
      this.draw({ takesFocus: Boolean(section || this.baseStep) });
      if (section && document.readyState !== 'complete') {
        this.words.open = false; // a browser opens what holds the target
        // Once all is loaded, the browser would scroll to the section further down.
        element.id = '';
        addEventListener('load', () => {
          setTimeout(() => {
            element.id = id;
          }, 0);
        });
      }
    }

    draw({ takesFocus = true } = {}) {
      const current = this.route[this.step];
      const copy = copyOf(this.sections.get(current.id), current.note);
      const before = copy.querySelector('.flowchart__before');
      const isOutcome = !copy.querySelector('.flowchart__options');
      const title = promoteHeadings(copy);
      if (!isOutcome) {
        title.firstElementChild.replaceWith(this.progress(this.sections.get(current.id)));
        this.foldSources(copy.querySelector('.source'));
      }
      if (before && current !== this.route[0]) before.remove();
      this.find('.stepper__current').replaceChildren(copy);
      this.addCode(copy);
      this.drawAnswers();
      this.find('[data-action=restart]').hidden = this.step === 0 && current.id === this.root.dataset.start;
      this.find('div.stepper__actions').hidden = !isOutcome || !copy.querySelector('.flowchart__link');
      this.root.classList.toggle('flowchart--ended', isOutcome);
      this.copyArea.hidden = true;
      if (!takesFocus) return;
      title.focus({ preventScroll: true });
      copy.scrollIntoView();
    }

    // How far the reader has come: of the longest way on from here; where a link led in, the number alone that is left.
    progress(section) {
      const most = Number(section.dataset.most);
      const isWhole = this.route[0].id === this.root.dataset.start;
      const progress = this.part(isWhole ? 'progress' : 'rest');
      const numbers = isWhole ? [this.step + 1, this.step + most] : [most];
      for (const [index, number] of numbers.entries()) progress.children[index].textContent = number;
      return progress;
    }

    // Folded in this view alone: nobody needs them to answer.
    foldSources(line) {
      const fold = this.part('sources');
      line.replaceWith(fold);
      fold.append(line);
    }

    // The code of the answers, where they alone led to this ending, and the flowchart is no draft.
    addCode(copy) {
      const place = copy.querySelector('.flowchart__more + .source');
      const steps = this.route.slice(0, this.step);
      if (!place || !this.root.dataset.code || !steps.length || steps.some(({ choice }) => choice === undefined))
        return;
      const questions = [...this.text.querySelectorAll('.flowchart__question')];
      const digits = steps.map(({ id, choice }) => [
        choice,
        this.sections.get(id).querySelector('.flowchart__options').children.length,
      ]);
      const first = [questions.indexOf(this.sections.get(steps[0].id)), questions.length];
      const code = this.part('code');
      code.querySelector('strong').textContent = createRouteCodes().write(this.root.dataset.code, [first, ...digits]);
      place.append(code);
    }

    drawAnswers() {
      const given = [...this.route.slice(0, this.step).entries()].filter(([, { choice }]) => choice !== undefined);
      const rows = given.map(([number, { id, choice }]) => this.answerRow(number, this.sections.get(id), choice));
      this.answers.querySelector('ol').replaceChildren(...rows);
      this.find('.stepper__said').textContent = `${rows.map((row) => row.children[1].textContent).join('; ')}.`;
      this.answers.hidden = !rows.length;
      this.answers.open = false;
    }

    answerRow(number, section, choice) {
      const row = this.part('answer');
      const button = row.querySelector('button');
      row.firstElementChild.textContent = questionText(section);
      row.querySelector('strong').textContent = answerText(section, choice);
      button.setAttribute('aria-label', `${button.textContent}: ${questionText(section)}`);
      button.dataset.step = number;
      return row;
    }

    // Adds a step; whatever came after this one before is forgotten.
    advance(id, choice) {
      this.route.length = this.step + 1;
      this.route[this.step].choice = choice;
      this.route.push({ id });
      this.step += 1;
      if (hasHistory) history.pushState(this.baseStep + this.step, '');
      this.announce();
      this.draw();
    }

    // Back or forward to a step of this route, as the browser's own buttons do it.
    travel(step) {
      this.announce();
      if (!hasHistory || step === this.step) {
        this.step = step;
        this.draw();
      } else {
        this.travelTarget = step;
        history.go(step - this.step);
      }
    }

    restart() {
      this.route = [{ id: this.root.dataset.start }];
      this.travel(0);
    }

    jump(id) {
      const passed = this.route.findIndex((place, number) => number <= this.step && place.id === id);
      if (id === this.root.dataset.start) this.restart();
      else if (passed >= 0) this.travel(passed);
      else this.advance(id);
    }

    copy(text) {
      this.copyArea.hidden = false;
      this.copyArea.textContent = text;
      const isCopied = copyText(this.copyArea);
      this.announce(isCopied ? 'copied' : 'selected');
      this.copyArea.hidden = isCopied;
    }

    async printDiagram() {
      const { className } = this.root;
      if (this.root.matches('.flowchart--diagram')) return; // it waits for its picture, and was pressed again
      const picture = this.root.querySelector('.diagram__picture');
      this.root.className = 'flowchart flowchart--diagram';
      addEventListener(
        'afterprint',
        () => {
          this.root.className = className;
        },
        { once: true },
      );
      // It is fetched when it comes near the screen, and paper would not wait for it.
      picture.loading = 'eager';
      if (!picture.complete) {
        await new Promise((resolve) => {
          for (const type of ['load', 'error']) picture.addEventListener(type, resolve, { once: true });
        });
      }
      if (isLeaving()) return; // which stopped its picture
      print();
    }

    handleClick(event) {
      // The second press of a double click meets whatever the first one brought there.
      if (event.detail > 1) {
        event.preventDefault();
        return;
      }
      const button = event.target.closest('button');
      const link = event.target.closest('a');
      if (button?.dataset.action) this.actions[button.dataset.action]();
      else if (button?.dataset.step) this.travel(Number(button.dataset.step));
      else if (button?.value) {
        this.advance(button.value, [...this.find('.flowchart__options').children].indexOf(button.closest('li')));
      }
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.followLink(event, link);
    }

    followLink(event, link) {
      const isHere = link.href.split('#')[0] === location.href.split('#')[0];
      const id = isHere && link.hash.slice(1);
      // A fragment with a version is meant for the location.
      const element = id && !id.includes('.') && document.getElementById(id);
      if (element) {
        event.preventDefault();
        const section = this.sections.get(id);
        const fold = element.closest('details');
        if (fold && !this.view.contains(link)) fold.open = true;
        if (section && this.view.contains(link)) this.jump(id);
        // Within the text, links lead on without a trace in the location.
        else focusTemporarily(section ? section.querySelector('h3') : element);
      } else if (isFramed && !link.target && !id) {
        // On to another flowchart in the same frame, in place of this one.
        event.preventDefault();
        location.replace(link.href);
      }
    }

    handlePopstate({ state }) {
      if (!hasHistory || isLeaving()) return;
      // A link within the page was followed, which handleHashchange() deals with.
      if (state === null && location.hash !== this.openedHash) return;
      const step = (state | 0) - this.baseStep;
      if (this.travelTarget !== null && step > this.travelTarget) {
        history.go(this.travelTarget - step);
        return;
      }
      this.travelTarget = null;
      this.announce();
      if (step < 0 || step >= this.route.length) {
        // Answers that are gone: the page was loaded again, or started again.
        this.baseStep += step;
        this.step = 0;
        this.route = [{ id: this.root.dataset.start }];
        this.announce('restarted');
      } else {
        this.step = step;
      }
      this.draw();
    }

    handleHashchange() {
      if (isLeaving() || history.state !== null || location.hash === this.openedHash) return;
      const { id, element, section } = this.target();
      if (section || (id && !element)) {
        this.baseStep = 0;
        this.open();
      } else if (hasHistory) {
        history.replaceState(this.baseStep + this.step, '');
      }
    }
  }

  for (const root of flowcharts) new Flowchart(root).start();
})();
