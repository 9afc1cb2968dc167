"""Check flowcharts against each other: references, cycles, reachability, route lengths and route constraints."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.models.flow_graph import (
    Graph,
    back_edges,
    median,
    reachable,
    route_length_counts,
    subgraph,
)
from macros.models.flowchart import UNSURE, Question, joined
from macros.models.flowchart_source import (
    Edge,
    FlowchartSource,
    RouteConstraint,
    SharedQuestion,
    external_endings,
    joint_graph,
)
from macros.models.inline_text import plain
from macros.models.reference import NodeRef, OptionRef
from macros.models.route_code import MOST_FLOWCHARTS, MOST_ROUTES, numbers_needed
from macros.models.sources import SourceFiles, models
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc

MOST_NODES = 24
"""The most questions and endings of one flowchart: more cannot be drawn on one page."""

MOST_QUESTIONS = 6
"""The most questions on any route, counted through other flowcharts."""

MOST_MEDIAN = 4
"""The most questions on the median of the distinct sequences of questions."""

ReferenceFault = tuple[Loc, str]
"""A place in the file of a flowchart, and a sentence."""


def flowchart_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Yield every problem between flowcharts, or on a route."""
    entries, flowcharts = sources.flowcharts, models(sources.flowcharts)
    graph = joint_graph(flowcharts)
    loops = back_edges(graph)
    firsts = Counter(ref for pair in sorted(flowcharts.items()) if (ref := _first_question(*pair, flowcharts)))
    shared = {ref for ref, count in firsts.items() if count > 1}
    for name in flowcharts:
        for loc, sentence in _faults(sources, name, flowcharts, graph, shared, looping=bool(loops)):
            yield sources.problem(entries[name].name, entries[name].line(loc), sentence)
    for name in sorted(flowcharts)[MOST_FLOWCHARTS:]:
        sentence = f"is one flowchart too many: {MOST_FLOWCHARTS} have a route code. Join two that are read together."
        yield sources.problem(entries[name].name, 1, sentence)
    for question, option in loops:
        flowchart, entry = flowcharts[question.flowchart], entries[question.flowchart]
        target = flowchart.target_of(question.node, option)
        if target.flowchart == question.flowchart:
            continue  # that is said already
        sentence = f'"{option}" leads back to "{target}", so a reader could go round for ever. Lead it to an outcome.'
        yield sources.problem(entry.name, entry.line(flowchart.yaml_path(question.node, option)), sentence)


def _faults(
    sources: SourceFiles,
    name: str,
    flowcharts: Mapping[str, FlowchartSource],
    graph: Graph[NodeRef],
    shared: set[NodeRef],
    *,
    looping: bool,
) -> Iterator[ReferenceFault]:
    flowchart = flowcharts[name]
    yield from _references(sources, name, flowcharts)
    yield from _first(name, flowchart, flowcharts, shared)
    if not _leads_nowhere(flowchart) and flowchart.start in flowchart.questions:
        yield from _reach(name, flowchart, graph)
        if not looping:
            yield from _lengths(name, flowchart, graph)
            yield from _codes(name, graph)
    yield from _constraints(sources, name, flowcharts, graph)


def _leads_nowhere(flowchart: FlowchartSource) -> bool:
    known = (*flowchart.questions, *flowchart.outcomes)
    return any(not edge.target.flowchart and edge.target.node not in known for edge in flowchart.edges())


def _references(sources: SourceFiles, name: str, flowcharts: Mapping[str, FlowchartSource]) -> Iterator[ReferenceFault]:
    flowchart = flowcharts[name]
    for edge in flowchart.edges():
        if edge.target.flowchart:
            yield from _reference(sources, name, edge.target, flowcharts, edge.yaml_path)
    for question_id, question in flowchart.questions.items():
        if isinstance(question, SharedQuestion):
            yield from _shared_question(sources, name, question_id, question, flowcharts)
    here = {key: NodeRef(name, key) for _, key in flowchart.ids()}
    endings = external_endings(flowchart, flowcharts)
    for edge in flowchart.edges():
        for key, ref in endings.items():
            if ref == edge.target and here.setdefault(key, ref) != ref:
                yield (
                    edge.yaml_path,
                    f'"{ref}" would have the id "{key}" here, which is taken. Change one of the two ids.',
                )


def _shared_question(
    sources: SourceFiles,
    name: str,
    question_id: str,
    question: SharedQuestion,
    flowcharts: Mapping[str, FlowchartSource],
) -> Iterator[ReferenceFault]:
    loc: Loc = ("questions", question_id, "same_as")
    ref = question.same_as
    wrong = list(_reference(sources, name, ref, flowcharts, loc, outcomes=False))
    yield from wrong
    if wrong or ref.flowchart not in flowcharts:
        return
    words = flowcharts[ref.flowchart].questions[ref.node]
    if isinstance(words, SharedQuestion):
        yield loc, f'"{ref}" is taken from elsewhere too. Write "{words.same_as}".'
    elif list(question.next) != list(words.options):
        wanted = ", ".join(words.options)
        yield (
            ("questions", question_id, "next"),
            f'"next" says where each answer of "{ref}" leads. Write, in this order: {wanted}.',
        )


def _reference(
    sources: SourceFiles,
    name: str,
    ref: NodeRef,
    flowcharts: Mapping[str, FlowchartSource],
    loc: Loc,
    *,
    outcomes: bool = True,
) -> Iterator[ReferenceFault]:
    """What is wrong with a reference to another flowchart: to a question, or to one of its `outcomes` too."""
    other = ref.flowchart
    if other == name:
        yield loc, f'"{ref}" names its own flowchart. Write "{ref.node}" alone, so that loops are found.'
    elif other not in sources.flowcharts:
        yield loc, f'"{other}" is the id of no flowchart.{did_you_mean(other, sources.flowcharts)}'
    elif other in flowcharts:
        what = "question or outcome" if outcomes else "question"
        known = [*flowcharts[other].questions, *(flowcharts[other].outcomes if outcomes else ())]
        if ref.node not in known:
            yield loc, f'"{ref.node}" is the id of no {what} of "{other}".{did_you_mean(ref.node, known)}'


def _first_question(name: str, flowchart: FlowchartSource, flowcharts: Mapping[str, FlowchartSource]) -> NodeRef | None:
    """The first question, where its words stand; None if that is not clear."""
    ref, question = NodeRef(name, flowchart.start), flowchart.questions.get(flowchart.start)
    for _ in flowcharts:
        if isinstance(question, SharedQuestion):
            ref = question.same_as
            question = flowcharts[ref.flowchart].questions.get(ref.node) if ref.flowchart in flowcharts else None
    return ref if isinstance(question, Question) else None


def _first(
    name: str, flowchart: FlowchartSource, flowcharts: Mapping[str, FlowchartSource], shared: set[NodeRef]
) -> Iterator[ReferenceFault]:
    """A first question that several flowcharts share asks about danger."""
    if _first_question(name, flowchart, flowcharts) not in shared:
        return
    for edge in flowchart.edges():
        if (edge.question, edge.option) == (flowchart.start, UNSURE):
            there = flowcharts.get(edge.target.flowchart or name)
            if there and _does_not_share(there, edge.target.node):
                yield (
                    edge.yaml_path,
                    f'"{edge.target}" is not where the first question leads at once: it asks about danger, so whoever '
                    'is not sure is told to share now. Lead it to an outcome with "shares: yes".',
                )


def _does_not_share(flowchart: FlowchartSource, node: str) -> bool:
    return node in flowchart.questions or (node in flowchart.outcomes and flowchart.outcomes[node].shares != "yes")


def _reach(name: str, flowchart: FlowchartSource, graph: Graph[NodeRef]) -> Iterator[ReferenceFault]:
    seen = reachable(subgraph(graph, lambda ref: ref.flowchart == name), NodeRef(name, flowchart.start))
    for kind, ids in (("question", flowchart.questions), ("outcome", flowchart.outcomes)):
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


def _lengths(name: str, flowchart: FlowchartSource, graph: Graph[NodeRef]) -> Iterator[ReferenceFault]:
    counts = route_length_counts(graph, NodeRef(name, flowchart.start))
    if max(counts) > MOST_QUESTIONS:
        yield (
            ("questions",),
            f"a route asks {max(counts)} questions, counted through other flowcharts; {MOST_QUESTIONS} is the "
            "most. Shorten it.",
        )
    elif median(counts) > MOST_MEDIAN:
        yield (
            ("questions",),
            f"half of the {counts.total()} routes ask {median(counts)} questions or more; the median is at most "
            f"{MOST_MEDIAN}. Let more routes end early.",
        )


def _codes(name: str, graph: Graph[NodeRef]) -> Iterator[ReferenceFault]:
    needed = numbers_needed(subgraph(graph, lambda question: question.flowchart == name))
    if needed > MOST_ROUTES:
        yield (
            ("questions",),
            f"the answers here need {needed:,} route codes, and five signs make {MOST_ROUTES:,}. Ask fewer questions, "
            "or give them fewer answers.",
        )


def _constraints(
    sources: SourceFiles, name: str, flowcharts: Mapping[str, FlowchartSource], graph: Graph[NodeRef]
) -> Iterator[ReferenceFault]:
    for constraint_id, constraint in flowcharts[name].promises.items():
        wrong = list(_constraint_names(sources, name, flowcharts, constraint, ("promises", constraint_id)))
        yield from wrong
        if not wrong:
            yield from _broken(name, flowcharts, graph, constraint_id)


def _constraint_names(
    sources: SourceFiles, name: str, flowcharts: Mapping[str, FlowchartSource], constraint: RouteConstraint, loc: Loc
) -> Iterator[ReferenceFault]:
    flowchart = flowcharts[name]
    if not (constraint.never or constraint.only or constraint.most or constraint.says or constraint.shows):
        yield loc, 'promises nothing. Add "never", "only", "most", "says" or "shows".'
    options: dict[str, list[str]] = {question: [] for question in flowchart.questions}
    for edge in flowchart.edges():
        options[edge.question].append(edge.option)
    for key in ("after", "unless"):
        for number, step in enumerate(getattr(constraint, key)):
            question, option = step.question.node, step.option
            if question not in options:
                yield (*loc, key, number), f'"{question}" is the id of no question.{did_you_mean(question, options)}'
            elif option and option not in options[question]:
                near = did_you_mean(option, options[question])
                yield (*loc, key, number), f'"{option}" is the id of no option of "{question}".{near}'
    if constraint.shows and constraint.shows not in sources.open_blocks and "blocks" not in sources.unreadable_kinds:
        near = did_you_mean(constraint.shows, sources.open_blocks)
        yield (*loc, "shows"), f'"{constraint.shows}" is the id of no block.{near}'
    known = [key for _, key in flowchart.ids()]
    for key in ("never", "only"):
        for number, ref in enumerate(getattr(constraint, key)):
            if ref.flowchart:
                yield from _reference(sources, name, ref, flowcharts, (*loc, key, number))
            elif ref.node not in known:
                near = did_you_mean(ref.node, known)
                yield (*loc, key, number), f'"{ref}" is the id of no question or outcome.{near}'


class _State(NamedTuple):
    """How far a route has come: its node, whether it has passed `after`, and nothing of `unless`, and what it asked."""

    node: str
    passed: bool
    free: bool
    asked: int


@dataclass(frozen=True)
class _Breach:
    """What breaks a constraint; `detail` says what is wrong with the node beyond its being there."""

    detail: str = ""


def _broken(
    name: str, flowcharts: Mapping[str, FlowchartSource], graph: Graph[NodeRef], constraint_id: str
) -> Iterator[ReferenceFault]:
    """Each option that leads a route, from the start or from another flowchart, against a constraint."""
    flowchart = flowcharts[name]
    constraint = flowchart.promises[constraint_id]
    handed = {ref for question, options in graph.items() if question.flowchart != name for ref in options.values()}
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in flowchart.edges():
        edges[edge.question].append(edge)
    told: set[Loc] = set()
    for way_in in [flowchart.start, *(key for key in flowchart.questions if NodeRef(name, key) in handed)]:
        whom = "" if way_in == flowchart.start else f', for whoever comes from another flowchart to "{way_in}"'
        waiting = [_State(way_in, not constraint.after, True, 0)]
        seen = set(waiting)
        while waiting:
            before = waiting.pop()
            for edge in edges[before.node]:
                state = _after(before, edge, constraint)
                is_held = state.passed and state.free
                breach = _breach(constraint, edge.target, state, name, flowcharts) if is_held else None
                if breach and edge.yaml_path not in told:
                    told.add(edge.yaml_path)
                    yield (
                        edge.yaml_path,
                        f'"{edge.option}" leads to "{edge.target}"{breach.detail}{whom}, against "{constraint_id}": '
                        f"{plain(constraint.text)}",
                    )
                if not edge.target.flowchart and state.node in flowchart.questions and state not in seen:
                    seen.add(state)
                    waiting.append(state)


def _after(before: _State, edge: Edge, constraint: RouteConstraint) -> _State:
    def among(steps: tuple[OptionRef, ...]) -> bool:
        return any(step.question.node == edge.question and step.option in ("", edge.option) for step in steps)

    return _State(
        edge.target.node,
        before.passed or among(constraint.after),
        before.free and not among(constraint.unless),
        before.asked + 1,
    )


def _breach(
    constraint: RouteConstraint,
    target: NodeRef,
    state: _State,
    name: str,
    flowcharts: Mapping[str, FlowchartSource],
) -> _Breach | None:
    """What breaks a constraint about a route that comes to a node; None if nothing does."""
    if target in constraint.never:
        return _Breach()
    if not target.flowchart and target.node in flowcharts[name].questions:
        return None
    if constraint.only and target not in constraint.only:
        return _Breach()
    if constraint.most and state.asked > constraint.most:
        return _Breach(f" after {state.asked} questions")
    there = flowcharts.get(target.flowchart or name)
    ending = there.outcomes.get(target.node) if there else None
    if constraint.says and ending and constraint.says not in joined(ending.texts):
        return _Breach(f', which does not say "{constraint.says}"')
    if constraint.shows and ending and constraint.shows not in ending.blocks:
        return _Breach(f', which does not show "{constraint.shows}"')
    return None
