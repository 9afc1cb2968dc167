// Practice: one case at a time, its questions, and where the answers led. What was chosen lives in this page alone: not in
// its address, nor in the tab's history. The order is another each time, since nothing is kept that could tell which
// cases were seen before, and neighbours in the list often end alike.
(() => {
  function shuffled(list) {
    const order = [...list];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }

  class Practice {
    constructor(root) {
      this.root = root;
      this.form = root.querySelector('form');
      this.stage = root.querySelector('.practice__stage');
      this.step = root.querySelector('.practice__step');
      this.count = root.querySelector('.practice__count');
      this.places = new Map(
        [...root.querySelectorAll('template[data-place]')].map((one) => [one.dataset.place, one.content]),
      );
      this.cases = shuffled(root.querySelectorAll('.practice__case'));
      this.chosen = new Map(); // by the place of a question, the name of its option
      this.actions = { next: () => this.next(), again: () => this.open(this.current) };
    }

    start() {
      this.form.addEventListener('change', () => this.filter());
      this.stage.addEventListener('click', (event) => this.handleClick(event));
      this.root.classList.add('practice--running');
      // Laid out anew, the case that is shown comes from nowhere: moved up from far below, it would count as a shift.
      for (const one of this.cases) one.hidden = true;
      this.root.getBoundingClientRect();
      this.stage.hidden = false;
      this.count.hidden = false;
      this.open(this.offered()[0], { takesFocus: false });
    }

    // A copy of one of the parts that stand in a template.
    part(name) {
      return this.root.querySelector(`[data-part=${name}]`).content.firstElementChild.cloneNode(true);
    }

    // The cases of the setting that is chosen.
    offered() {
      const setting = this.form.elements.setting.value;
      return this.cases.filter((one) => !setting || one.dataset.settings.split(' ').includes(setting));
    }

    filter() {
      const offered = this.offered();
      if (offered.includes(this.current)) this.showCount();
      else this.open(offered[0], { takesFocus: false });
    }

    next() {
      const offered = this.offered();
      this.open(offered[(offered.indexOf(this.current) + 1) % offered.length]);
    }

    open(one, { takesFocus = true } = {}) {
      this.current = one;
      this.worked = one.dataset.path.split(' ').map((step) => {
        const [flowchart, question, option] = step.split('/');
        return { place: `${flowchart}/${question}`, option };
      });
      this.chosen.clear();
      for (const other of this.cases) other.hidden = other !== one;
      this.showCount();
      this.show(this.places.get(this.worked[0].place).cloneNode(true));
      if (takesFocus) this.focus(one.querySelector('h2'));
    }

    // How many cases there are, and of which setting, which is folded away.
    showCount() {
      const setting = this.root.querySelector('.practice__setting');
      setting.hidden = false;
      setting.lastElementChild.textContent = this.form.querySelector(':checked').parentElement.textContent.trim();
      const offered = this.offered();
      const [number, total] = this.count.querySelectorAll('span'); // a browser that translates adds elements of its own
      number.textContent = offered.indexOf(this.current) + 1;
      total.textContent = offered.length;
    }

    show(content, isResult = false) {
      this.step.replaceChildren(content);
      this.root.classList.toggle('practice--answered', this.chosen.size > 0);
      this.root.classList.toggle('practice--ended', isResult);
      this.stage.querySelector('[data-action=again]').hidden = !this.chosen.size;
    }

    // From the top of all, or of the case, if there is room for what has the focus and for the first answers below it.
    focus(heading) {
      const last = heading.parentElement.querySelector('.flowchart__options > li:nth-child(2)') ?? heading;
      heading.focus({ preventScroll: true });
      for (const top of [this.root, this.current, heading]) {
        top.scrollIntoView();
        if (last.getBoundingClientRect().bottom <= innerHeight) break;
      }
    }

    choose(button) {
      const question = button.closest('[data-question]').dataset.question;
      this.chosen.set(question, button.dataset.option);
      const content = this.places.get(button.value);
      if (content.querySelector('.flowchart__options')) this.show(content.cloneNode(true));
      else this.show(this.result(button.value, content.cloneNode(true)), true);
      this.focus(this.step.querySelector('h3'));
    }

    result(ending, head) {
      const result = this.part('result');
      const isSame = ending === this.current.dataset.ends;
      for (const words of result.querySelectorAll('[data-same]')) words.hidden = !isSame;
      for (const words of result.querySelectorAll('[data-other]')) words.hidden = isSame;
      // The first question is about danger, so an ending right after it is the one that comes soonest.
      result.querySelector('[data-sooner]').hidden = isSame || this.chosen.size > 1 || this.worked.length < 2;
      result.querySelector('.practice__yours').append(head);
      const worked = this.current.querySelector('.practice__worked').cloneNode(true);
      worked.lastElementChild.before(this.steps());
      result.append(worked);
      return result;
    }

    steps() {
      const steps = this.part('steps');
      steps.querySelector('ol').append(...this.worked.map((step) => this.stepRow(step)));
      return steps;
    }

    stepRow({ place, option }) {
      const row = this.part('step');
      const [question, answer, other] = row.children;
      const heading = this.places.get(place).querySelector('h3').cloneNode(true);
      const chosen = this.chosen.get(place);
      heading.firstElementChild.remove();
      question.textContent = heading.textContent.trim();
      answer.textContent = this.words(place, option);
      if (chosen && chosen !== option) {
        other.hidden = false;
        other.lastElementChild.textContent = this.words(place, chosen);
      }
      return row;
    }

    words(place, option) {
      return this.places.get(place).querySelector(`[data-option=${option}] b`).textContent;
    }

    handleClick(event) {
      const button = event.target.closest('button');
      // The second press of a double click meets whatever the first one brought there.
      if (event.detail > 1) event.preventDefault();
      else if (button?.dataset.action) this.actions[button.dataset.action]();
      else if (button) this.choose(button);
    }
  }

  for (const root of document.querySelectorAll('.practice')) new Practice(root).start();
})();
