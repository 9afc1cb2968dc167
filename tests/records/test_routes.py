"""The recorded routes: in them a person reads what a change of advice changes."""

from pathlib import Path

import pytest

from macros.content import Content
from tests.support.routes import FOLDER as TABLES
from tests.support.routes import table


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_routes_of_a_flowchart_are_those_of_its_record(path: Path, content: Content) -> None:
    """A change of advice shows as a difference of its table, which `python -m tests.support.routes` writes anew."""
    assert path.read_text(encoding="utf-8") == table(content.flowcharts[path.stem])


def test_every_flowchart_has_its_record_of_routes(content: Content) -> None:
    """Neither one too few nor one too many."""
    assert {path.stem for path in TABLES.glob("*.txt")} == set(content.flowcharts)
