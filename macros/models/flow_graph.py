"""Flow graph: reachability, back edges, dominators and routes of a graph of questions.

A graph gives, for each question, the node to which each of its options leads; a node that is no question in it is an
ending. Nodes are ids in the graph of one flowchart, and references in that of all.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import TypeVar

NodeT = TypeVar("NodeT", bound=Hashable)
Graph = Mapping[NodeT, Mapping[str, NodeT]]


@dataclass(frozen=True)
class GraphPath:
    """One distinct route: its questions, each with the options that lead the same way, and its ending."""

    steps: tuple[tuple[str, tuple[str, ...]], ...]
    end: str

    def __str__(self) -> str:
        steps = (f"{question} {', '.join(options)}" for question, options in self.steps)
        return " > ".join([*steps, self.end])


def back_edges(edges: Graph[NodeT]) -> list[tuple[NodeT, str]]:
    """Each question and option that leads back to where a route has been already."""
    found: list[tuple[NodeT, str]] = []
    done: set[NodeT] = set()

    def follow(question: NodeT, above: frozenset[NodeT]) -> None:
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


def reachable(edges: Graph[NodeT], start: NodeT) -> set[NodeT]:
    """Everything that a route from `start` can come to, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        for target in edges.get(waiting.pop(), {}).values():
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def follow(edges: Graph[NodeT], start: NodeT, choices: Iterable[tuple[NodeT, str]]) -> list[NodeT]:
    """The nodes that questions and the options chosen lead through, `start` first, as far as the graph has them."""
    passed = [start]
    for question, option in choices:
        if question != passed[-1] or option not in edges.get(question, {}):
            break
        passed.append(edges[question][option])
    return passed


def most_combinations(edges: Graph[NodeT]) -> int:
    """The most combinations of options that the questions of one route have; for a graph without back edges."""

    @cache
    def below(node: NodeT) -> int:
        options = edges.get(node)
        return prod((len(options), max(map(below, options.values())))) if options else 1

    return max(map(below, edges), default=1)


def route_length_counts(edges: Graph[NodeT], start: NodeT) -> Counter[int]:
    """How many distinct sequences of questions ask how many questions; for a graph without back edges."""

    @cache
    def below(node: NodeT) -> Counter[int]:
        if node not in edges:
            return Counter([0])
        counts: Counter[int] = Counter()
        targets = set(edges[node].values())
        if not targets <= edges.keys():
            counts[1] += 1
        for target in targets & edges.keys():
            counts.update({length + 1: count for length, count in below(target).items()})
        return counts

    return below(start)


def most_questions(edges: Graph[NodeT]) -> dict[NodeT, int]:
    """How many questions the longest route from each asks; for a graph without back edges."""

    @cache
    def below(node: NodeT) -> int:
        return 1 + max(map(below, edges[node].values()), default=0) if node in edges else 0

    return {node: below(node) for node in edges}


def median(counts: Counter[int]) -> int:
    """The lower median of the lengths of routes."""
    middle, seen = (counts.total() + 1) // 2, 0
    for length in sorted(counts):
        seen += counts[length]
        if seen >= middle:
            return length
    raise ValueError("no routes")


def routes(edges: Graph[str], start: str) -> Iterator[GraphPath]:
    """Every distinct route from `start`, in the order of the options; for a graph without back edges."""

    def follow(node: str, steps: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[GraphPath]:
        if node not in edges:
            yield GraphPath(steps, node)
            return
        for target in dict.fromkeys(edges[node].values()):
            options = tuple(option for option, there in edges[node].items() if there == target)
            yield from follow(target, (*steps, (node, options)))

    return follow(start, ())


def subgraph(edges: Graph[NodeT], keeps: Callable[[NodeT], bool]) -> dict[NodeT, Mapping[str, NodeT]]:
    """The graph with those questions that are kept; where it leads to others, its routes end."""
    return {question: options for question, options in edges.items() if keeps(question)}


def dominators(edges: Graph[NodeT], start: NodeT, question: NodeT) -> list[tuple[NodeT, tuple[str, ...]]]:
    """The questions on every route from `start` to a question, each with the options that lead on to it."""
    found = []
    for passed in edges:
        without = {key: options for key, options in edges.items() if key != passed}
        if passed == question or passed not in reachable(edges, start) or question in reachable(without, start):
            continue
        led = tuple(key for key, target in edges[passed].items() if question in reachable(edges, target))
        found.append((passed, led))
    return found
