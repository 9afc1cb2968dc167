"""Checks of reviews: none is put off for longer than a year, or half a year where a page is about the law."""

from collections.abc import Iterator
from datetime import date

from macros.checks.doubt import LAW_FOLDER
from macros.models.sources import SourceFiles
from macros.reading.problem import Problem

MONTHS, MONTHS_OF_LAW = 12, 6


def review_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Yield a problem for each page whose next review is too long after the last."""
    for name, page in sources.written_pages():
        months = MONTHS_OF_LAW if name.startswith(LAW_FOLDER) else MONTHS
        latest = months_after(page.meta.reviewed, months)
        if page.meta.next_review > latest:
            sentence = (
                f'"next_review" is more than {months} months after "reviewed". Write {latest} or a day before it.'
            )
            yield sources.problem(name, page.front.line(("next_review",)), sentence)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, day.day - 4, -1):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(f"{day} has a day of the month that no month has")
