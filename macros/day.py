"""Day: the one date that the site depends on, and only to say what is overdue.

It is today, or what AS_OF=YYYY-MM-DD says, so that the same commit and day give the same bytes.
"""

import os
from datetime import UTC, date, datetime


def as_of() -> date:
    """The day on which the site is looked at.

    Raises:
        ValueError: with a sentence, if AS_OF is no date.
    """
    given = os.environ.get("AS_OF", "")
    if not given:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ValueError(f'AS_OF is "{given}", which is no date: write it like 2026-03-31.') from None
