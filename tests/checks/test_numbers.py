"""Numbers and hours of contacts stand in partnership.yml alone."""

import re

import pytest

from macros.checks.numbers import typed_numbers
from macros.paths import ROOT
from tests.support.project import real


@pytest.mark.parametrize(
    "text",
    [
        *("section 101A", "in 999.5 cases", "3 to 5 days", "page 0345", "2 of 101,000 people"),
        *(
            "a ratio of 2:1",
            "on 01.02.2026",
            "116 of them",
            "9 to 5 of them",
            "aged 10-12",
            "page 101",
            "under section 999 of it",
            "999 cases",
            "exactly 101 of them",
            "more than 999",
            "room 101",
            "£999",
            "O2 and 10l",
            "on 01/02/2026 at 12",
            "the school is open to 5 to 10 of them",
        ),
    ],
)
def test_numbers_that_nobody_rings_may_be_typed(text: str) -> None:
    """What is no telephone number and no hour is nobody's business."""
    assert list(typed_numbers(text, real().partnership.contacts)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("0044 161 496 0000", "0800 0000", "116 000", "9 9 9", "9-9-9"),
        *("9 a.m. to 5 p.m.", "09:00–17:00", "9am—5pm", "9am to noon", "noon until 5pm", "closes at 17:00"),
        *("between 9am and 5pm", "open until 5pm", "answers every day from 9am"),
        *("0l61 496 OOOO", "1O1", "0161/496 0000", "0161 • 4960000"),
    ],
)
def test_numbers_and_hours_are_known_however_they_are_typed(text: str) -> None:
    """Each is told whole, by the words or numbers that stand in it."""
    said = [sentence for _, sentence in typed_numbers(f"Ring {text} now", real().partnership.contacts)]
    assert [sentence.split('"')[1] for sentence in said] == [text]


def test_no_template_holds_a_number() -> None:
    """Nor do templates and their words: they get it from the contact."""
    contacts = real().partnership.contacts
    files = [path for path in (ROOT / "overrides").rglob("*") if path.suffix in {".html", ".yml", ".typ", ".js"}]
    assert len(files) > 50
    for path in files:
        shown = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert [said for _, said in typed_numbers(shown, contacts)] == [], path
