"""A flowchart that route codes cannot tell every route of is refused, with its line; so is one flowchart too many."""

from pathlib import Path

import pytest

from macros.loading import load
from macros.models.route_code import MOST_FLOWCHARTS
from macros.reading.problem import ContentError
from tests.support.project import change


def problems(docs: Path) -> list[str]:
    """Every problem of the content that tells of route codes."""
    with pytest.raises(ContentError) as raised:
        load(docs)
    return [str(problem) for problem in raised.value.problems if "route code" in problem.sentence]


def question(key: str, answers: int, to: str) -> str:
    """A question with so many answers, all of which lead to the same place."""
    keys = ["not-sure", *(f"answer-{number}" for number in range(1, answers))]
    options = "".join(f"      {one}:\n        text: Answer {one}\n        next: {to}\n" for one in keys)
    return f"  {key}:\n    text: Which is it?\n    sources: [timely]\n    options:\n{options}"


def test_a_flowchart_with_more_routes_than_codes_is_refused(small: Path) -> None:
    """Four questions with 40 answers each after two with three, of which a reader may begin at any."""
    added = "".join(question(f"q{number}", 40, f"q{number + 1}") for number in range(1, 4)) + question("q4", 40, "wait")
    change(small / "decide" / "reply.yml", ("outcomes:\n", f"{added}outcomes:\n"), ("next: wait", "next: q1"))
    assert problems(small) == [
        "docs/decide/reply.yml:4: the answers here need 138,240,000 route codes, and five signs make 20,511,149. "
        "Ask fewer questions, or give them fewer answers."
    ]


def test_one_flowchart_too_many_is_refused(small: Path) -> None:
    """The last by its name, since 29 have a sign of their own."""
    text = (small / "decide" / "ask.yml").read_text(encoding="utf-8")
    for number in range(MOST_FLOWCHARTS - 1):
        (small / "decide" / f"z{number:02}.yml").write_text(text, encoding="utf-8")
    assert problems(small) == [
        "docs/decide/z27.yml:1: is one flowchart too many: 29 have a route code. Join two that are read together."
    ]
