"""What is overdue on a day, for editors."""

from datetime import date

import pytest

from macros.loading import load
from macros.watch.overdue import overdue
from tests.support.project import SMALL


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2026-11-23", ["docs/law/instruments.yml:14", "docs/law/rules.yml:14"]),  # never checked
        ("2027-05-24", ["docs/law/instruments.yml:12", "docs/law/rules.yml:10", "docs/partnership.yml:33"]),
    ],
)
def test_law_and_contacts_are_overdue_half_a_year_after_their_check(day: str, lines: list[str]) -> None:
    """Points of law and contacts half a year after their check, those never checked on any day."""
    listed = [f"{one.path}:{one.line}" for one in overdue(load(SMALL / "docs").sources, date.fromisoformat(day))]
    assert set(lines) <= set(listed)
    assert ("docs/law/rules.yml:10" in listed) == (day > "2027")


def test_pages_are_due_on_their_own_day() -> None:
    """The day before the next review there is nothing to say of a page."""
    content = load(SMALL / "docs")
    day = content.pages["index.md"].meta.next_review
    said = [one for one in overdue(content.sources, day) if one.path == "docs/index.md"]
    assert [one.line for one in said] == [content.pages["index.md"].front.line(("next_review",))]
    earlier = overdue(content.sources, date.fromordinal(day.toordinal() - 1))
    assert [one for one in earlier if one.path == "docs/index.md"] == []


def test_a_number_that_was_rung_after_the_day_is_named() -> None:
    """It would take the mark of a draft from a number that nobody has rung yet."""
    sources = load(SMALL / "docs").sources
    said = [str(one) for one in overdue(sources, date(2026, 11, 19)) if "rung" in str(one)]
    assert said == ['docs/partnership.yml:97: "helper" says that it was rung on 2026-11-20, which is still to come.']
    assert not [one for one in overdue(sources, date(2026, 11, 20)) if "rung" in str(one)]


def test_a_review_or_check_dated_after_the_day_is_named() -> None:
    """A review or check dated after the day is named: it would keep anything from ever being due."""
    said = [
        str(one) for one in overdue(load(SMALL / "docs").sources, date(2026, 11, 21)) if "still to come" in str(one)
    ]
    assert any(one.startswith("docs/index.md:5: ") for one in said)
    assert any(one.startswith("docs/law/rules.yml:10: ") for one in said)
    assert any(one.startswith("docs/partnership.yml:33: ") for one in said)
