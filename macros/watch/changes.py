"""Changes that law watch saw in the sources of rules and instruments: what was decided of each, and what is late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from macros.content import Content
from macros.models.source_change import SourceChange
from macros.reading.problem import Problem
from macros.records.seen import SEEN, file_name
from macros.watch.dependents import Sources

DECISIONS = "law/source-changes.yml"
"""Where a person says what a change concerns."""


@dataclass(frozen=True)
class WatchedChange:
    """A change of a source on the day on which it was seen; `decided` is None until a person says what it concerns."""

    source: str
    day: date
    points: tuple[str, ...]
    """The ids of the rules and instruments that rest on the source."""
    decided: SourceChange | None

    @property
    def is_open(self) -> bool:
        """Whether it is undecided, or words of ours are still to be put right."""
        return self.decided is None or self.decided.is_open

    def is_late(self, content: Content, as_of: date) -> bool:
        """Whether it concerns advice, and is open for longer than the days that the partnership agreed."""
        days = content.partnership.change_days
        if not days or not self.decided or not self.decided.is_open or self.decided.concerns != "advice":
            return False
        return self.day + timedelta(days=days.advice) < as_of


def watched_changes(content: Content) -> list[WatchedChange]:
    """Every change of a source that was seen, the latest first."""
    sources = Sources(content)
    decided = {(one.source, one.day): one for one in content.source_changes.values()}
    changes = {
        (address, difference.day): WatchedChange(
            address, difference.day, sources.dependents(address).rules, decided.get((address, difference.day))
        )
        for address, kind in sources.wanted.items()
        if kind != "link" and address in content.seen
        for difference in content.seen[address].differences
    }
    return sorted(changes.values(), key=lambda one: (-one.day.toordinal(), one.source))


def unchanged(content: Content, changes: list[WatchedChange]) -> Mapping[str, date]:
    """The day on which each source without an open change last answered with the same words, by its address."""
    changed = {one.source for one in changes if one.is_open}
    days = {address: one.answered for address, one in content.seen.items() if not one.gone and address not in changed}
    return {address: day for address, day in days.items() if day}


def undecided(content: Content) -> Iterator[Problem]:
    """Yield a sentence for each change of which nobody has said what it concerns."""
    for one in watched_changes(content):
        if one.decided is None:
            yield Problem(
                f"{SEEN}/{file_name(one.source)}",
                1,
                f"saw a change on {one.day}. Say in {content.sources.root}/{DECISIONS} what it concerns.",
            )
