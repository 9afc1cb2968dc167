"""The table of the quick exit's acceptance list tells of every line, and of no test that is not there."""

import re

from macros.paths import ROOT
from tests.support.project import real
from tests.support.reading_age import age

LINES = {"A": 9, "B": 10, "C": 7, "D": 8, "E": 8, "F": 5, "G": 7, "I": 8, "J": 3}
"""How many lines each part of the list has. Part H, private reading, is not built."""

BY_FILES = {"A1", "A9", "D8", "G2", "J1", "J2", "J3"}
"""Lines proved by tests that are not in the browser: of the files, of problems, of privacy."""


def test_every_line_about_leaving_is_told_of() -> None:
    """Each once; what is said to be tested has a test that names it, and the rest says why not."""
    text = (ROOT / "docs" / "editing" / "leaving.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([A-J]\d+) \|[^|]+\| ([^|]+) \|$", text, flags=re.MULTILINE))
    assert set(rows) == {f"{part}{number}" for part, count in LINES.items() for number in range(1, count + 1)}
    named: set[str] = set()
    for path in (ROOT / "tests" / "browser").glob("test_*.py"):
        for given in re.findall(r"^@proves\((.*)\)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            named |= set(re.findall(r'"(\w+)"', given))
    tested = {line for line, where in rows.items() if not where.startswith("Not here: ")}
    assert tested == named | BY_FILES


def test_the_page_about_leaving_is_plain() -> None:
    """Line I7: its reading age is nine at most, counted on what readers see, without ids and addresses."""
    years, words = age(run.text for run in real().pages["about/leaving.md"].prose)
    assert words > 400
    assert years <= 9
