"""State: what is known of the site itself, from its records: sources and links that were seen, reviews, tests, size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from macros.content import Content
from macros.records.seen import Seen
from macros.records.tested import tested_on
from macros.watch.dependents import Sources
from macros.watch.overdue import overdue

SOON = timedelta(days=30)
"""In how many days a review is called due."""


@dataclass(frozen=True)
class SeenLink:
    """A source or outside link that did not answer when it was last asked; `pages` have the link."""

    name: str
    seen: Seen
    pages: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """Counts, and what failed."""

    sources: int
    """How many sources rules and instruments name."""
    answered: int
    """How many of them law watch has ever seen."""
    asked: date | None
    """The day of its last run."""
    failed: Sequence[SeenLink]
    reviews_due: int
    """How many pages are to be reviewed within 30 days."""
    overdue: int
    """How many reviews and checks are past their day."""
    pages: int
    tested: date | None


def state_of(content: Content, day: date) -> State:
    """The state of the site on a day."""
    sources = Sources(content)
    wanted = [address for address, kind in sources.wanted.items() if kind != "link"]
    seen = [content.seen[address] for address in sources.wanted if address in content.seen]
    pages = [page for _, page in content.sources.written_pages()]
    return State(
        sources=len(wanted),
        answered=sum(address in content.seen and content.seen[address].answered is not None for address in wanted),
        asked=max((one.asked for one in seen), default=None),
        failed=[_failed(sources, one) for one in seen if one.result in ("gone", "unreached")],
        reviews_due=sum(day < page.meta.next_review <= day + SOON for page in pages),
        overdue=len(overdue(content.sources, day)),
        pages=len(content.pages),
        tested=tested_on(content.sources.folder.parent),
    )


def _failed(sources: Sources, seen: Seen) -> SeenLink:
    rests = sources.dependents(seen.address)
    places = {path for path, _ in (*rests.links, *rests.statements)}
    return SeenLink(rests.name, seen, tuple(sorted(places)))
