"""Markdown as it was written, row by row."""

import re
from collections.abc import Iterator

_DO_NOT = re.compile(r"\b(do not|don['’]t|never)\W*$", re.IGNORECASE)


def do_nots(rows: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The line and sentence of each entry of a don't list that would read as its opposite, alone."""
    listing = False
    above = ""
    for number, row in rows:
        entry = re.match(r"\s*(?:[-*+]|\d+\.)\s+(.*)", row)
        if entry:
            listing = listing or bool(_DO_NOT.search(re.sub(r"\s*\{#[^}]*\}\s*$", "", above)))
            if listing and not re.match(r"\W*(do not|don['’]t|never)\b", entry[1], re.IGNORECASE):
                yield number, 'belongs to a list of what not to do, but does not say so alone. Begin it with "Do not".'
        elif row.strip() and not row.startswith(" "):
            listing = False
        above = row if row.strip() and not entry else above
