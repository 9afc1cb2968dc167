"""Check that no instruction sets the next working day as its only deadline: a child may be at risk today."""

import re
from collections.abc import Iterator

from macros.models.inline_text import plain
from macros.models.sources import SourceFiles
from macros.reading.problem import Problem

_LATE = re.compile(r"\b(?:by the end of|by|on|within) (?:the next|one) working day\b", re.IGNORECASE)

_SOONER = re.compile(r"\b(?:now|at once|today|tonight|within the hour|before the child)\b", re.IGNORECASE)


def deadline_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Yield a problem for each text of a checklist, an ending or a block without an earlier deadline."""
    for kind in (sources.checklists, sources.flowcharts, sources.open_blocks):
        for entry in kind.values():
            for loc, text in entry.texts:
                late = _LATE.search(plain(text))
                if late and not _SOONER.search(plain(text)):
                    yield sources.problem(
                        entry.name,
                        entry.line(loc),
                        f'says "{late[0]}" and nothing sooner. Say what is done today, or before the child goes home.',
                    )
