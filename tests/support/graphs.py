"""Graphs of questions: generated ones, and every way through one."""

from collections.abc import Iterator

from hypothesis import strategies as st

from macros.models.flow_graph import Graph


@st.composite
def clean_graphs(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """A graph of up to eight questions whose options lead only downwards."""
    size = draw(st.integers(1, 8))
    return {
        f"q{n}": {
            option: draw(st.sampled_from([*(f"q{m}" for m in range(n + 1, size)), "o1", "o2"]))
            for option in ("yes", "no", "not-sure")
        }
        for n in range(size)
    }


def ways(graph: Graph[str]) -> Iterator[list[tuple[str, str]]]:
    """Every way through a graph, from each of its questions, one for each option."""

    def follow(node: str) -> Iterator[list[tuple[str, str]]]:
        if node not in graph:
            yield []
        for option, target in graph.get(node, {}).items():
            yield from ([(node, option), *rest] for rest in follow(target))

    for question in graph:
        yield from follow(question)
