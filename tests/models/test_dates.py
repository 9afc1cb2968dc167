"""The one parser of dates, and the day on which the site is looked at."""

from datetime import date

import pytest

from macros.models.dates import as_of, format_date, format_month, read_day
from macros.paths import ROOT


def test_a_day_is_read_where_the_calendar_has_it() -> None:
    """A leap day too."""
    assert read_day("2026-03-31") == date(2026, 3, 31)
    assert read_day("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "31 March", "2026-3-31", "20260331", "2026-W13-2", " 2026-03-31", "2026-03-31T00"]
)
def test_a_date_in_another_form_is_refused(text: str) -> None:
    """Also those that the standard library takes."""
    with pytest.raises(ValueError, match=r"is no date: write it like 2026-03-31\."):
        read_day(text)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2027-02-29", "0000-01-01"])
def test_a_day_that_never_comes_is_refused(text: str) -> None:
    """In the right form, but no day."""
    with pytest.raises(ValueError, match="is a date that the calendar does not have"):
        read_day(text)


def test_a_date_is_written_out_in_words() -> None:
    """In words, with or without its day."""
    assert format_date(date(2026, 11, 2)) == "2 November 2026"
    assert format_month(date(2026, 11, 2)) == "November 2026"


def test_the_day_of_the_site_is_today_or_the_one_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be stated, and what is no date is said in a sentence."""
    monkeypatch.setenv("AS_OF", "2026-03-31")
    assert as_of() == date(2026, 3, 31)
    for wrong in ("31 March", "20260331"):
        monkeypatch.setenv("AS_OF", wrong)
        with pytest.raises(ValueError, match=f'AS_OF is "{wrong}", which is no date'):
            as_of()


def test_no_other_module_parses_dates() -> None:
    """There is one parser."""
    parsing = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "macros").rglob("*.py"))
        if any(call in path.read_text(encoding="utf-8") for call in ("fromisoformat", "strptime", r"\d{4}-\d"))
    ]
    assert parsing == ["macros/models/dates.py"]
