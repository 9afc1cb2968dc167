"""{{ editions() }}: every edition, the latest first, with what readers did differently from its day on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.calls.macro import Macro
from macros.content import Content
from macros.records.snapshot import Snapshot
from macros.records.things import Thing


@dataclass(frozen=True)
class EditionEntry:
    """An edition; `until` is the day of the next one, and `changes` is what came with it."""

    snapshot: Snapshot
    until: date | None
    changes: tuple[Thing, ...]


def _entries(content: Content) -> Iterator[EditionEntry]:
    days = [edition.day for edition in content.editions]
    for number, edition in reversed(list(enumerate(content.editions))):
        since = days[number - 1].isoformat() if number else ""
        changes = (one for one in edition.things["changes"].values() if since < one["date"] <= edition.day.isoformat())
        until = days[number + 1] if number + 1 < len(days) else None
        yield EditionEntry(edition, until, tuple(sorted(changes, key=lambda one: str(one["date"]), reverse=True)))


MACROS = (
    Macro(
        name="editions",
        homes=lambda _sources: [],
        render=lambda page: page.block("edition", entries=tuple(_entries(page.content))),
    ),
)
