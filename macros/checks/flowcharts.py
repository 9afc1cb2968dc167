"""What holds between flowcharts and on every route through them; all of it checked by the build."""

from collections import Counter
from collections.abc import Iterator, Mapping

from macros.models.flow_graph import MOST_MEDIAN, MOST_QUESTIONS, Graph, lengths, loops, median, reached, within
from macros.models.flowchart import UNSURE, Draft, Promise, Question, Same, graph, shown
from macros.models.inline_text import Link, plain
from macros.models.sources import SourceFiles, models
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc

MOST_NODES = 24
"""The most questions and endings of one flowchart: more cannot be drawn on one page."""


def flowchart_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Everything that is wrong between flowcharts, or on a route."""
    entries, drafts = sources.flowcharts, models(sources.flowcharts)
    edges = graph(drafts)
    rounds = loops(edges)
    firsts = Counter(ref for pair in sorted(drafts.items()) if (ref := _first_question(*pair, drafts)))
    usual = next((ref for ref, _ in firsts.most_common(1)), "")

    def told(name: str, faults: Iterator[tuple[Loc, str]]) -> Iterator[Problem]:
        for loc, sentence in faults:
            yield sources.problem(entries[name].name, entries[name].line(loc), sentence)

    for name, draft in drafts.items():
        yield from told(name, _references(sources, name, draft, drafts))
        yield from told(name, _first(name, draft, drafts, usual))
        if not _leads_nowhere(draft) and draft.start in draft.questions:
            yield from told(name, _reach(name, draft, edges))
            if not rounds:
                yield from told(name, _lengths(name, draft, edges))
        yield from told(name, _promises(sources, name, draft, drafts, edges))
    for question, option in rounds:
        name, _, node = question.partition("/")
        target = drafts[name].leads(node, option)
        if target.startswith(f"{name}/"):
            continue  # that is said already
        sentence = f'"{option}" leads back to "{target}", so a reader could go round for ever. Lead it to an outcome.'
        yield from told(name, iter([(drafts[name].place(node, option), sentence)]))


def _leads_nowhere(draft: Draft) -> bool:
    known = (*draft.questions, *draft.outcomes)
    return any("/" not in target and target not in known for _, _, _, target in draft.answers())


def _references(
    sources: SourceFiles, name: str, draft: Draft, drafts: Mapping[str, Draft]
) -> Iterator[tuple[Loc, str]]:
    for loc, _, _, target in draft.answers():
        if "/" in target:
            yield from _reference(sources, name, target, drafts, loc, "question or outcome")
    for question_id, question in draft.questions.items():
        if not isinstance(question, Same):
            continue
        place: Loc = ("questions", question_id, "same_as")
        wrong = list(_reference(sources, name, question.same_as, drafts, place, "question"))
        yield from wrong
        other, _, node = question.same_as.partition("/")
        if wrong or other not in drafts:
            continue
        words = drafts[other].questions[node]
        if isinstance(words, Same):
            yield place, f'"{question.same_as}" is taken from elsewhere too. Write "{words.same_as}".'
        elif list(question.next) != list(words.options):
            wanted = ", ".join(words.options)
            yield (
                ("questions", question_id, "next"),
                f'"next" says where each answer of "{question.same_as}" leads. Write, in this order: {wanted}.',
            )
    here = {key: f"{name}/{key}" for _, key in draft.ids()}
    for loc, _, _, target in draft.answers():
        for key, ref in shown(draft, drafts).items():
            if ref == target and here.setdefault(key, ref) != ref:
                yield loc, f'"{target}" would have the id "{key}" here, which is taken. Change one of the two ids.'


def _reference(
    sources: SourceFiles, name: str, ref: str, drafts: Mapping[str, Draft], loc: Loc, what: str
) -> Iterator[tuple[Loc, str]]:
    other, _, node = ref.partition("/")
    if other == name:
        yield loc, f'"{ref}" names its own flowchart. Write "{node}" alone, so that loops are found.'
    elif other not in sources.flowcharts:
        yield loc, f'"{other}" is the id of no flowchart.{did_you_mean(other, sources.flowcharts)}'
    elif other in drafts:
        known = [*drafts[other].questions, *(drafts[other].outcomes if "outcome" in what else ())]
        if node not in known:
            yield loc, f'"{node}" is the id of no {what} of "{other}".{did_you_mean(node, known)}'


def _first_question(name: str, draft: Draft, drafts: Mapping[str, Draft]) -> str | None:
    """The first question as FLOWCHART/ID, where its words stand; None if that is not clear."""
    ref, question = f"{name}/{draft.start}", draft.questions.get(draft.start)
    for _ in drafts:
        if isinstance(question, Same):
            ref = question.same_as
            other, _, node = ref.partition("/")
            question = drafts[other].questions.get(node) if other in drafts else None
    return ref if isinstance(question, Question) else None


def _first(name: str, draft: Draft, drafts: Mapping[str, Draft], usual: str) -> Iterator[tuple[Loc, str]]:
    mine = _first_question(name, draft, drafts)
    if mine and mine != usual:
        yield (
            ("start",),
            f'"{draft.start}" is not the first question of the other flowcharts. '
            f'Begin with the same one: give it "same_as: {usual}".',
        )
    options = {option: target for _, question, option, target in draft.answers() if question == draft.start}
    if UNSURE in options:
        target = options[UNSURE]
        other, _, node = target.rpartition("/")
        there = drafts.get(other, draft if not other else None)
        if there and (node in there.questions or (node in there.outcomes and there.outcomes[node].shares != "yes")):
            yield (
                draft.place(draft.start, UNSURE),
                f'"{target}" is not where the first question leads at once: it asks about danger, so whoever is '
                'not sure is told to share now. Lead it to an outcome with "shares: yes".',
            )


def _reach(name: str, draft: Draft, edges: Graph) -> Iterator[tuple[Loc, str]]:
    seen = reached(within(edges, name), f"{name}/{draft.start}")
    for kind, ids in (("question", draft.questions), ("outcome", draft.outcomes)):
        for node_id in ids:
            if f"{name}/{node_id}" not in seen:
                yield (
                    (f"{kind}s", node_id),
                    f'no option leads to the {kind} "{node_id}". Lead one to it, or delete it.',
                )
    if len(seen) > MOST_NODES:
        yield (
            ("questions",),
            f"has {len(seen)} questions and endings; {MOST_NODES} is the most that one page can show. "
            "Move some into another flowchart, and lead to it.",
        )


def _lengths(name: str, draft: Draft, edges: Graph) -> Iterator[tuple[Loc, str]]:
    counts = lengths(edges, f"{name}/{draft.start}")
    if max(counts) > MOST_QUESTIONS:
        yield (
            ("questions",),
            f"a route asks {max(counts)} questions, counted through other flowcharts; {MOST_QUESTIONS} is the most. "
            "Shorten it.",
        )
    elif median(counts) > MOST_MEDIAN:
        yield (
            ("questions",),
            f"half of the {counts.total()} routes ask {median(counts)} questions or more; the median is at most "
            f"{MOST_MEDIAN}. Let more routes end early.",
        )


def _promises(
    sources: SourceFiles, name: str, draft: Draft, drafts: Mapping[str, Draft], edges: Graph
) -> Iterator[tuple[Loc, str]]:
    for promise_id, promise in draft.promises.items():
        loc: Loc = ("promises", promise_id)
        wrong = list(_promise_names(sources, name, draft, drafts, promise, loc))
        yield from wrong
        if not wrong:
            yield from _kept(name, draft, drafts, edges, promise_id)


def _promise_names(
    sources: SourceFiles, name: str, draft: Draft, drafts: Mapping[str, Draft], promise: Promise, loc: Loc
) -> Iterator[tuple[Loc, str]]:
    if not (promise.never or promise.only or promise.links):
        yield loc, 'promises nothing. Add "never", "only" or "links".'
    answers = {question: [o for _, q, o, _ in draft.answers() if q == question] for question in draft.questions}
    for key in ("after", "unless"):
        for number, step in enumerate(getattr(promise, key)):
            question, _, option = step.partition("/")
            if question not in answers:
                yield (*loc, key, number), f'"{question}" is the id of no question.{did_you_mean(question, answers)}'
            elif option and option not in answers[question]:
                near = did_you_mean(option, answers[question])
                yield (*loc, key, number), f'"{option}" is the id of no option of "{question}".{near}'
    known = [key for _, key in draft.ids()]
    for key in ("never", "only"):
        for number, node in enumerate(getattr(promise, key)):
            if "/" in node:
                yield from _reference(sources, name, node, drafts, (*loc, key, number), "question or outcome")
            elif node not in known:
                yield (*loc, key, number), f'"{node}" is the id of no question or outcome.{did_you_mean(node, known)}'
    if promise.links and promise.links.removeprefix("/") not in sources.pages:
        near = did_you_mean(promise.links, [f"/{page}" for page in sources.pages])
        yield (*loc, "links"), f'"{promise.links}" leads to no page.{near}'


def _kept(
    name: str, draft: Draft, drafts: Mapping[str, Draft], edges: Graph, promise_id: str
) -> Iterator[tuple[Loc, str]]:
    promise = draft.promises[promise_id]
    handed = {
        target
        for question, options in edges.items()
        for target in options.values()
        if not question.startswith(f"{name}/")
    }
    ways_in = [draft.start, *(key for key in draft.questions if f"{name}/{key}" in handed)]
    told: set[Loc] = set()
    for way_in in ways_in:
        whom = "" if way_in == draft.start else f', for whoever comes from another flowchart to "{way_in}"'
        waiting = [(way_in, not promise.after, True)]
        seen = set(waiting)
        while waiting:
            question, after, free = waiting.pop()
            for loc, option, target in [(loc, o, target) for loc, q, o, target in draft.answers() if q == question]:
                steps = {question, f"{question}/{option}"}
                passed = after or not steps.isdisjoint(promise.after)
                state = (target, passed, free and steps.isdisjoint(promise.unless))
                wrong = _breach(promise, target, draft, drafts) if state[1] and state[2] else None
                if wrong is not None and loc not in told:
                    told.add(loc)
                    yield (
                        loc,
                        f'"{option}" leads to "{target}"{wrong}{whom}, against "{promise_id}": {plain(promise.text)}',
                    )
                if target in draft.questions and state not in seen:
                    seen.add(state)
                    waiting.append(state)


def _breach(promise: Promise, target: str, draft: Draft, drafts: Mapping[str, Draft]) -> str | None:
    """What is wrong with a route that comes to a place, beyond its being there; None if nothing is."""
    if target in promise.never:
        return ""
    if target in draft.questions:
        return None
    if promise.only and target not in promise.only:
        return ""
    other, _, node = target.rpartition("/")
    there = drafts.get(other) if other else draft
    if promise.links and there and node in there.outcomes:
        steps = there.outcomes[node].do
        pages = {piece.target.partition("#")[0] for step in steps for piece in step if isinstance(piece, Link)}
        if promise.links not in pages:
            return f', where "do" has no link to {promise.links}'
    return None
