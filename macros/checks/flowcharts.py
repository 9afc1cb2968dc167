"""What holds between flowcharts and on every route through them; all of it checked by the build."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.models.flow_graph import (
    MOST_MEDIAN,
    MOST_QUESTIONS,
    Graph,
    back_edges,
    median,
    reachable,
    route_length_counts,
    subgraph,
)
from macros.models.flowchart import UNSURE, Draft, Edge, Promise, Question, Same, external_endings, joint_graph
from macros.models.inline_text import Link, plain
from macros.models.reference import NodeRef, OptionRef
from macros.models.sources import SourceFiles
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc

MOST_NODES = 24
"""The most questions and endings of one flowchart: more cannot be drawn on one page."""

Fault = tuple[Loc, str]
"""A place in the file of a flowchart, and a sentence."""


def flowchart_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Everything that is wrong between flowcharts, or on a route."""
    entries = dict(sources.valid("flowcharts"))
    drafts: dict[str, Draft] = {name: entry.model for name, entry in entries.items()}
    graph = joint_graph(drafts)
    loops = back_edges(graph)
    firsts = Counter(ref for pair in sorted(drafts.items()) if (ref := _first_question(*pair, drafts)))
    usual = next((ref for ref, _ in firsts.most_common(1)), None)
    for name in drafts:
        for loc, sentence in _faults(sources, name, drafts, graph, usual, looping=bool(loops)):
            yield sources.problem(entries[name].name, entries[name].line(loc), sentence)
    for question, option in loops:
        draft, entry = drafts[question.flowchart], entries[question.flowchart]
        target = draft.target_of(question.node, option)
        if target.flowchart == question.flowchart:
            continue  # that is said already
        sentence = f'"{option}" leads back to "{target}", so a reader could go round for ever. Lead it to an outcome.'
        yield sources.problem(entry.name, entry.line(draft.yaml_path(question.node, option)), sentence)


def _faults(
    sources: SourceFiles,
    name: str,
    drafts: Mapping[str, Draft],
    graph: Graph[NodeRef],
    usual: NodeRef | None,
    *,
    looping: bool,
) -> Iterator[Fault]:
    draft = drafts[name]
    yield from _references(sources, name, drafts)
    yield from _first(name, draft, drafts, usual)
    if not _leads_nowhere(draft) and draft.start in draft.questions:
        yield from _reach(name, draft, graph)
        if not looping:
            yield from _lengths(name, draft, graph)
    yield from _promises(sources, name, drafts, graph)


def _leads_nowhere(draft: Draft) -> bool:
    known = (*draft.questions, *draft.outcomes)
    return any(not edge.target.flowchart and edge.target.node not in known for edge in draft.edges())


def _references(sources: SourceFiles, name: str, drafts: Mapping[str, Draft]) -> Iterator[Fault]:
    draft = drafts[name]
    for edge in draft.edges():
        if edge.target.flowchart:
            yield from _reference(sources, name, edge.target, drafts, edge.yaml_path)
    for question_id, question in draft.questions.items():
        if isinstance(question, Same):
            yield from _shared_question(sources, name, question_id, question, drafts)
    here = {key: NodeRef(name, key) for _, key in draft.ids()}
    endings = external_endings(draft, drafts)
    for edge in draft.edges():
        for key, ref in endings.items():
            if ref == edge.target and here.setdefault(key, ref) != ref:
                yield (
                    edge.yaml_path,
                    f'"{ref}" would have the id "{key}" here, which is taken. Change one of the two ids.',
                )


def _shared_question(
    sources: SourceFiles, name: str, question_id: str, question: Same, drafts: Mapping[str, Draft]
) -> Iterator[Fault]:
    loc: Loc = ("questions", question_id, "same_as")
    ref = question.same_as
    wrong = list(_reference(sources, name, ref, drafts, loc, outcomes=False))
    yield from wrong
    if wrong or ref.flowchart not in drafts:
        return
    words = drafts[ref.flowchart].questions[ref.node]
    if isinstance(words, Same):
        yield loc, f'"{ref}" is taken from elsewhere too. Write "{words.same_as}".'
    elif list(question.next) != list(words.options):
        wanted = ", ".join(words.options)
        yield (
            ("questions", question_id, "next"),
            f'"next" says where each answer of "{ref}" leads. Write, in this order: {wanted}.',
        )


def _reference(
    sources: SourceFiles, name: str, ref: NodeRef, drafts: Mapping[str, Draft], loc: Loc, *, outcomes: bool = True
) -> Iterator[Fault]:
    """What is wrong with a reference to another flowchart: to a question, or to one of its `outcomes` too."""
    other = ref.flowchart
    if other == name:
        yield loc, f'"{ref}" names its own flowchart. Write "{ref.node}" alone, so that loops are found.'
    elif other not in sources.ids("flowcharts"):
        yield loc, f'"{other}" is the id of no flowchart.{did_you_mean(other, sources.ids("flowcharts"))}'
    elif other in drafts:
        what = "question or outcome" if outcomes else "question"
        known = [*drafts[other].questions, *(drafts[other].outcomes if outcomes else ())]
        if ref.node not in known:
            yield loc, f'"{ref.node}" is the id of no {what} of "{other}".{did_you_mean(ref.node, known)}'


def _first_question(name: str, draft: Draft, drafts: Mapping[str, Draft]) -> NodeRef | None:
    """The first question, where its words stand; None if that is not clear."""
    ref, question = NodeRef(name, draft.start), draft.questions.get(draft.start)
    for _ in drafts:
        if isinstance(question, Same):
            ref = question.same_as
            question = drafts[ref.flowchart].questions.get(ref.node) if ref.flowchart in drafts else None
    return ref if isinstance(question, Question) else None


def _first(name: str, draft: Draft, drafts: Mapping[str, Draft], usual: NodeRef | None) -> Iterator[Fault]:
    mine = _first_question(name, draft, drafts)
    if mine and mine != usual:
        yield (
            ("start",),
            f'"{draft.start}" is not the first question of the other flowcharts. '
            f'Begin with the same one: give it "same_as: {usual}".',
        )
    for edge in draft.edges():
        if (edge.question, edge.option) == (draft.start, UNSURE):
            there = drafts.get(edge.target.flowchart or name)
            if there and _does_not_share(there, edge.target.node):
                yield (
                    edge.yaml_path,
                    f'"{edge.target}" is not where the first question leads at once: it asks about danger, so whoever '
                    'is not sure is told to share now. Lead it to an outcome with "shares: yes".',
                )


def _does_not_share(draft: Draft, node: str) -> bool:
    return node in draft.questions or (node in draft.outcomes and draft.outcomes[node].shares != "yes")


def _reach(name: str, draft: Draft, graph: Graph[NodeRef]) -> Iterator[Fault]:
    seen = reachable(subgraph(graph, lambda ref: ref.flowchart == name), NodeRef(name, draft.start))
    for kind, ids in (("question", draft.questions), ("outcome", draft.outcomes)):
        for node_id in ids:
            if NodeRef(name, node_id) not in seen:
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


def _lengths(name: str, draft: Draft, graph: Graph[NodeRef]) -> Iterator[Fault]:
    counts = route_length_counts(graph, NodeRef(name, draft.start))
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


def _promises(sources: SourceFiles, name: str, drafts: Mapping[str, Draft], graph: Graph[NodeRef]) -> Iterator[Fault]:
    for promise_id, promise in drafts[name].promises.items():
        wrong = list(_promise_names(sources, name, drafts, promise, ("promises", promise_id)))
        yield from wrong
        if not wrong:
            yield from _broken(name, drafts, graph, promise_id)


def _promise_names(
    sources: SourceFiles, name: str, drafts: Mapping[str, Draft], promise: Promise, loc: Loc
) -> Iterator[Fault]:
    draft = drafts[name]
    if not (promise.never or promise.only or promise.links):
        yield loc, 'promises nothing. Add "never", "only" or "links".'
    options: dict[str, list[str]] = {question: [] for question in draft.questions}
    for edge in draft.edges():
        options[edge.question].append(edge.option)
    for key in ("after", "unless"):
        for number, step in enumerate(getattr(promise, key)):
            question, option = step.question.node, step.option
            if question not in options:
                yield (*loc, key, number), f'"{question}" is the id of no question.{did_you_mean(question, options)}'
            elif option and option not in options[question]:
                near = did_you_mean(option, options[question])
                yield (*loc, key, number), f'"{option}" is the id of no option of "{question}".{near}'
    known = [key for _, key in draft.ids()]
    for key in ("never", "only"):
        for number, ref in enumerate(getattr(promise, key)):
            if ref.flowchart:
                yield from _reference(sources, name, ref, drafts, (*loc, key, number))
            elif ref.node not in known:
                near = did_you_mean(ref.node, known)
                yield (*loc, key, number), f'"{ref}" is the id of no question or outcome.{near}'
    if promise.links and promise.links.removeprefix("/") not in sources.pages:
        near = did_you_mean(promise.links, [f"/{page}" for page in sources.pages])
        yield (*loc, "links"), f'"{promise.links}" leads to no page.{near}'


class _State(NamedTuple):
    """How far a route has come: its node, and whether it has passed `after`, and nothing of `unless`."""

    node: str
    passed: bool
    free: bool


@dataclass(frozen=True)
class _Breach:
    """What breaks a constraint; `detail` says what is wrong with the node beyond its being there."""

    detail: str = ""


def _broken(name: str, drafts: Mapping[str, Draft], graph: Graph[NodeRef], promise_id: str) -> Iterator[Fault]:
    """Each option that leads a route, from the start or from another flowchart, against a constraint."""
    draft = drafts[name]
    promise = draft.promises[promise_id]
    handed = {ref for question, options in graph.items() if question.flowchart != name for ref in options.values()}
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in draft.edges():
        edges[edge.question].append(edge)
    told: set[Loc] = set()
    for way_in in [draft.start, *(key for key in draft.questions if NodeRef(name, key) in handed)]:
        whom = "" if way_in == draft.start else f', for whoever comes from another flowchart to "{way_in}"'
        waiting = [_State(way_in, not promise.after, True)]
        seen = set(waiting)
        while waiting:
            before = waiting.pop()
            for edge in edges[before.node]:
                state = _after(before, edge, promise)
                breach = _breach(promise, edge.target, name, drafts) if state.passed and state.free else None
                if breach and edge.yaml_path not in told:
                    told.add(edge.yaml_path)
                    yield (
                        edge.yaml_path,
                        f'"{edge.option}" leads to "{edge.target}"{breach.detail}{whom}, against "{promise_id}": '
                        f"{plain(promise.text)}",
                    )
                if not edge.target.flowchart and state.node in draft.questions and state not in seen:
                    seen.add(state)
                    waiting.append(state)


def _after(before: _State, edge: Edge, promise: Promise) -> _State:
    def among(steps: tuple[OptionRef, ...]) -> bool:
        return any(step.question.node == edge.question and step.option in ("", edge.option) for step in steps)

    return _State(edge.target.node, before.passed or among(promise.after), before.free and not among(promise.unless))


def _breach(promise: Promise, target: NodeRef, name: str, drafts: Mapping[str, Draft]) -> _Breach | None:
    """What breaks a constraint about a route that comes to a node; None if nothing does."""
    if target in promise.never:
        return _Breach()
    if not target.flowchart and target.node in drafts[name].questions:
        return None
    if promise.only and target not in promise.only:
        return _Breach()
    there = drafts.get(target.flowchart or name)
    if promise.links and there and target.node in there.outcomes:
        steps = there.outcomes[target.node].do
        pages = {piece.target.partition("#")[0] for step in steps for piece in step if isinstance(piece, Link)}
        if promise.links not in pages:
            return _Breach(f', where "do" has no link to {promise.links}')
    return None
