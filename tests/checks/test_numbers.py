"""Numbers and hours of contacts stand in partnership.yml alone."""

import re

import pytest

from macros.checks.numbers import typed_numbers
from macros.paths import ROOT
from tests.support.project import real


@pytest.mark.parametrize("text", ["section 101A", "in 999.5 cases", "3 to 5 days", "page 0345", "2 of 101,000 people"])
def test_numbers_that_nobody_rings_may_be_typed(text: str) -> None:
    """What is no telephone number and no hour is nobody's business."""
    assert list(typed_numbers(text, real().partnership.contacts)) == []


def test_no_template_holds_a_number() -> None:
    """Nor do templates and their words: they get it from the contact."""
    contacts = real().partnership.contacts
    files = [path for path in (ROOT / "overrides").rglob("*") if path.suffix in {".html", ".yml", ".typ", ".js"}]
    assert len(files) > 50
    for path in files:
        shown = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert [said for _, said in typed_numbers(shown, contacts)] == [], path
