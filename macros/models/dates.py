"""Dates: parsing, formatting, and the reference date of the site, which only decides what is overdue.

That is today, or what AS_OF=YYYY-MM-DD says, so that the same commit and date give the same bytes.
"""

import os
import re
from datetime import UTC, date, datetime

from macros.reading.ids import no_dash

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2101)
"""The years of all days: another one is a slip of the hand."""


def read_day(text: str) -> date:
    """Parse a date in ISO format, such as 2026-03-31.

    Raises:
        ValueError: with a sentence, if it names none.
    """
    if not DAY.fullmatch(text):
        raise ValueError(f'"{text}" is no date: write it like 2026-03-31.{no_dash(text)}')
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is a date that the calendar does not have.') from None
    if day.year not in YEARS:
        raise ValueError(f'"{text}" is in no year from {YEARS[0]} to {YEARS[-1]}. Write the year that is meant.')
    return day


def format_date(day: date) -> str:
    """Format a date for readers, such as 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def format_month(day: date) -> str:
    """Format the month of a date, such as November 2026."""
    return f"{day:%B %Y}"


def as_of() -> date:
    """The reference date: AS_OF, or today in UTC.

    Raises:
        ValueError: with a sentence, if AS_OF is no date.
    """
    given = os.environ.get("AS_OF", "")
    if not given:
        return datetime.now(UTC).date()
    try:
        return read_day(given)
    except ValueError:
        raise ValueError(f'AS_OF is "{given}", which is no date: write it like 2026-03-31.') from None
