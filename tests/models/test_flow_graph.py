"""Flow graph: loops, reach, routes, their lengths and dominators, tried on generated graphs."""

from itertools import product
from statistics import median_low

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.models import flow_graph as routes
from tests.support.graphs import clean_graphs


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """Any graph of up to twelve questions and twelve endings, loops and dead parts included."""
    questions = [f"q{n}" for n in range(draw(st.integers(1, 12)))]
    target = st.sampled_from([*questions, *(f"o{n}" for n in range(draw(st.integers(1, 12))))])
    return {question: {option: draw(target) for option in ("yes", "no", "not-sure")} for question in questions}


def by_force(graph: routes.Graph[str], start: str) -> tuple[set[str], bool]:
    """By brute force: everything that can be reached, and whether any way goes round."""
    seen: set[str] = set()
    loops = False

    def follow(node: str, above: frozenset[str]) -> None:
        nonlocal loops
        seen.add(node)
        loops = loops or node in above
        if node not in above:
            for target in graph.get(node, {}).values():
                follow(target, above | {node})

    follow(start, frozenset())
    return seen, loops


FEWER = settings(max_examples=max(60, settings().max_examples // 5))
"""Each of these tries every route by brute force."""


@pytest.mark.slow
@FEWER
@given(graphs())
def test_loops_and_dead_parts_agree_with_brute_force(graph: routes.Graph[str]) -> None:
    """A loop is found wherever a way goes round, and everything that a way comes to is reached."""
    assert bool(routes.back_edges(graph)) == any(by_force(graph, question)[1] for question in graph)
    if not routes.back_edges(graph):
        assert routes.reachable(graph, "q0") == by_force(graph, "q0")[0]


@pytest.mark.slow
@FEWER
@given(clean_graphs())
def test_routes_agree_with_brute_force(graph: routes.Graph[str]) -> None:
    """Each way of answering is in exactly one distinct route, and lengths are those of their questions."""
    found = list(routes.routes(graph, "q0"))
    answered = [
        (*(f"{q} {o}" for (q, _), o in zip(route.steps, options, strict=True)), route.end)
        for route in found
        for options in product(*(options for _, options in route.steps))
    ]
    walked = []

    def walk(node: str, steps: tuple[str, ...]) -> None:
        if node not in graph:
            walked.append((*steps, node))
        for option, target in graph.get(node, {}).items():
            walk(target, (*steps, f"{node} {option}"))

    walk("q0", ())
    assert sorted(answered) == sorted(walked)
    lengths = [len(asked) for asked in {tuple(question for question, _ in route.steps) for route in found}]
    assert sorted(routes.route_length_counts(graph, "q0").elements()) == sorted(lengths)
    assert routes.median(routes.route_length_counts(graph, "q0")) == median_low(lengths)


@pytest.mark.slow
@FEWER
@given(clean_graphs(), st.data())
def test_dominators_agree_with_brute_force(graph: routes.Graph[str], data: st.DataObject) -> None:
    """What counts as answered at a question is what every route to it asks, with each option that leads to it."""
    question = data.draw(st.sampled_from(sorted(graph)))
    through = [
        dict(route.steps[: [q for q, _ in route.steps].index(question)])
        for route in routes.routes(graph, "q0")
        if question in dict(route.steps)
    ]
    if through:
        always = set.intersection(*(set(steps) for steps in through))
        wanted = {q: {option for steps in through for option in steps[q]} for q in always}
        assert {q: set(options) for q, options in routes.dominators(graph, "q0", question)} == wanted
