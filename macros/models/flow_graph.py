"""Routes: every way through a graph of questions, as data.

A graph gives, for each question, where each of its options leads; what is no question in it is an
ending. The graph of all flowcharts names them FLOWCHART/ID, that of one flowchart ID.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

Graph = Mapping[str, Mapping[str, str]]

MOST_QUESTIONS = 7
"""The most questions on any route, counted through other flowcharts."""

MOST_MEDIAN = 5
"""The most questions on the median of the distinct routes."""


@dataclass(frozen=True)
class GraphPath:
    """One distinct route: its questions, each with the options that lead the same way, and its ending."""

    steps: tuple[tuple[str, tuple[str, ...]], ...]
    end: str

    def __str__(self) -> str:
        steps = (f"{question} {', '.join(options)}" for question, options in self.steps)
        return " > ".join([*steps, self.end])


def loops(edges: Graph) -> list[tuple[str, str]]:
    """Each question and option that leads back to where a route has been already."""
    found: list[tuple[str, str]] = []
    done: set[str] = set()

    def follow(question: str, above: frozenset[str]) -> None:
        for option, target in edges[question].items():
            if target == question or target in above:
                found.append((question, option))
            elif target in edges and target not in done:
                follow(target, above | {question})
        done.add(question)

    for question in edges:
        if question not in done:
            follow(question, frozenset())
    return found


def reached(edges: Graph, start: str) -> set[str]:
    """Everything that a route from `start` can come to, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        for target in edges.get(waiting.pop(), {}).values():
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def lengths(edges: Graph, start: str) -> Counter[int]:
    """How many distinct routes ask how many questions; for a graph without loops."""

    @cache
    def below(node: str) -> Counter[int]:
        if node not in edges:
            return Counter([0])
        counts: Counter[int] = Counter()
        for target in set(edges[node].values()):
            counts.update({length + 1: count for length, count in below(target).items()})
        return counts

    return below(start)


def median(counts: Counter[int]) -> int:
    """The lower median of the lengths of routes."""
    middle, seen = (counts.total() + 1) // 2, 0
    for length in sorted(counts):
        seen += counts[length]
        if seen >= middle:
            return length
    raise ValueError("no routes")


def routes(edges: Graph, start: str) -> Iterator[GraphPath]:
    """Every distinct route from `start`, in the order of the options; for a graph without loops."""

    def follow(node: str, steps: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[GraphPath]:
        if node not in edges:
            yield GraphPath(steps, node)
            return
        for target in dict.fromkeys(edges[node].values()):
            options = tuple(option for option, there in edges[node].items() if there == target)
            yield from follow(target, (*steps, (node, options)))

    return follow(start, ())


def within(edges: Graph, name: str) -> dict[str, Mapping[str, str]]:
    """The part of a graph that is one flowchart; where it leads into another, its routes end."""
    return {question: options for question, options in edges.items() if question.startswith(f"{name}/")}


def before(edges: Graph, start: str, question: str) -> list[tuple[str, tuple[str, ...]]]:
    """What every route from `start` to a question has answered: the questions, and the options that lead on to it."""
    found = []
    for passed in edges:
        without = {key: options for key, options in edges.items() if key != passed}
        if passed == question or passed not in reached(edges, start) or question in reached(without, start):
            continue
        led = tuple(key for key, target in edges[passed].items() if question in reached(edges, target))
        found.append((passed, led))
    return found
