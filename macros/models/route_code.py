"""Route code: nine signs that name an edition, a flowchart in it, and the options that were chosen.

Two signs are the number of the edition, one that of the flowchart, five the route, and the last is a check. A route is
a number in mixed base: its lowest digit is the question that it begins at, the next ones are the options chosen, in
order. Whoever reads it walks the flowchart, which says how many options each question has.

No sign looks like another, and of the vowels there is E alone, so that no code is a word. The weights are 2 to 9, and 1
for the check. 29 is a prime, and no weight and no difference of two weights is a multiple of it: neither one wrong sign
nor two that changed places leave the sum a multiple of 29. `overrides/components/route-code/` does the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod

from macros.models.flow_graph import Graph, NodeT

CODE_SIGNS = "23456789BCDEFGHJKMNPQRSTVWXYZ"
BASE = len(CODE_SIGNS)

MOST_EDITIONS, MOST_FLOWCHARTS, MOST_ROUTES = (BASE**width for width in (2, 1, 5))
"""How many editions, flowcharts of an edition, and numbers of routes of a flowchart have a code."""

_WIDTHS = (2, 1, 5)

Choices = Sequence[tuple[NodeT, str]]
"""The questions of a route, each with the option chosen."""


class WrongCode(ValueError):
    """It is no code, or one of its signs is wrong."""


@dataclass(frozen=True)
class RouteCode:
    """Three numbers, each from 0: of the edition in order of day, of its flowchart in order of id, and of the route."""

    edition: int
    flowchart: int
    route: int

    def __str__(self) -> str:
        digits = [*self._prefix, *_digits(self.route, _WIDTHS[2])]
        signs = "".join(CODE_SIGNS[digit] for digit in (*digits, -_weighted(digits) % BASE))
        return "-".join(re.findall("...", signs))

    @property
    def _prefix(self) -> list[int]:
        return [*_digits(self.edition, _WIDTHS[0]), *_digits(self.flowchart, _WIDTHS[1])]

    @property
    def prefix(self) -> str:
        """The first three signs, which all routes of a flowchart in an edition have."""
        return "".join(CODE_SIGNS[digit] for digit in self._prefix)


def read_code(text: str) -> RouteCode:
    """Read a code as people type it: in small letters, with spaces and hyphens anywhere.

    Raises:
        WrongCode: if it is no code, or a sign is wrong.
    """
    signs = re.sub(r"[\s\u2010-\u2015\u2212-]", "", text).upper()
    if len(signs) != sum(_WIDTHS) + 1 or not set(signs) <= set(CODE_SIGNS):
        raise WrongCode(text)
    *digits, check = (CODE_SIGNS.index(sign) for sign in signs)
    if (_weighted(digits) + check) % BASE:
        raise WrongCode(text)
    return RouteCode(_number(digits[:2]), _number(digits[2:3]), _number(digits[3:]))


def _digits(number: int, width: int) -> list[int]:
    if number >= BASE**width:
        raise ValueError(f"{number} needs more than {width} signs.")
    return [number // BASE**place % BASE for place in reversed(range(width))]


def _number(digits: Iterable[int]) -> int:
    number = 0
    for digit in digits:
        number = number * BASE + digit
    return number


def _weighted(digits: Sequence[int]) -> int:
    """The sum of which the check sign makes a multiple of 29."""
    return sum(weight * digit for weight, digit in enumerate(digits, 2))


def route_number(graph: Graph[NodeT], choices: Choices[NodeT]) -> int:
    """The number of a route, which may begin at any question of a graph."""
    number = 0
    for question, option in reversed(choices):
        options = list(graph[question])
        number = number * len(options) + options.index(option)
    return number * len(graph) + list(graph).index(choices[0][0])


def walk(graph: Graph[NodeT], number: int) -> tuple[Choices[NodeT], NodeT]:
    """The questions and options of the number of a route, and the ending that they lead to.

    Raises:
        WrongCode: if no route has that number.
    """
    number, first = divmod(number, len(graph))
    node, choices = list(graph)[first], []
    while node in graph:
        options = graph[node]
        number, chosen = divmod(number, len(options))
        option = list(options)[chosen]
        choices.append((node, option))
        node = options[option]
    if number:
        raise WrongCode(f"{number} is left over")
    return choices, node


def numbers_needed(graph: Graph[NodeT]) -> int:
    """How many numbers the routes of a graph without loops need: each is below this."""

    @cache
    def below(node: NodeT) -> int:
        options = graph.get(node)
        return prod((len(options), max(map(below, options.values())))) if options else 1

    return len(graph) * max(map(below, graph), default=1)
