"""Sheet status: what the page at the address on a printed sheet says, for every version ever released."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from macros.content import Content
from macros.models.addresses import address, sheet_check_page
from macros.models.base import PublicAddress
from macros.models.contact import Contact
from macros.records.redirects import Retired
from macros.records.releases import PRINTED_KINDS, Release
from macros.records.sheets import changed_rows
from macros.records.team_sheets import TEAM_KINDS


@dataclass(frozen=True)
class SheetStatus:
    """Whether the printed sheet of one version is still current.

    `changes` are the lines that changed since, each before and after; `page` is the page of the list below docs/, and
    `gone` is what became of it if it moved or was withdrawn.
    """

    name: str
    version: int
    page: str
    title: str
    state: Literal["draft", "current", "corrected", "replaced", "gone"]
    day: date | None = None
    changes: tuple[tuple[str, str], ...] = ()
    gone: Retired | None = None
    released: date | None = None
    """The day of the first edition that had it."""
    for_teams: bool = False
    """Whether it is a briefing or a deck of cards, which is put together from what stands elsewhere too."""
    numbers: tuple[tuple[str, Contact], ...] = ()
    """Each number that it may have and that nobody is to ring any more, and who has another now."""

    @property
    def url(self) -> PublicAddress:
        """Its address below the top of the site."""
        return sheet_check_page(self.name, self.version)


def statuses(content: Content) -> Iterator[SheetStatus]:
    """The status of each version that was ever released, and of each draft."""
    for kind in PRINTED_KINDS:
        yield from _statuses(content, kind, content.printed(kind))
    yield from _statuses(content, "briefings", content.briefings)
    yield from _statuses(content, "decks", content.decks)


class _Versioned(Protocol):
    @property
    def version(self) -> int: ...


def _statuses(content: Content, kind: str, things: Mapping[str, _Versioned]) -> Iterator[SheetStatus]:
    """The same of the things of a kind."""
    past = {name: releases for (of, name), releases in content.releases.items() if of == kind}
    for name in sorted({*things, *past}):
        releases, thing = past.get(name, ()), things.get(name)
        drafts = [thing.version] if thing else []
        for version in sorted({*(one.version for one in releases), *drafts}):
            yield _status(content, kind, name, thing, version, releases)


def _status(
    content: Content, kind: str, name: str, thing: _Versioned | None, version: int, releases: Sequence[Release]
) -> SheetStatus:
    begins, page_of = TEAM_KINDS.get(kind, ("", lambda name: f"{kind}/{name}.md"))
    page, for_teams = page_of(name), kind in TEAM_KINDS
    own, later = (releases[version - 1] if version <= len(releases) else None), releases[version:]
    # A briefing has the title of its page.
    title = (getattr(thing, "title", "") or content.pages[page].meta.title) if thing else releases[version - 1].title
    status = SheetStatus(
        begins + name, version, page, title, "draft", released=own.day if own else None, for_teams=for_teams
    )
    if thing is None:
        row = next((row for row in content.retired if row.address == f"/{address(page)}"), None)
        return replace(status, state="gone", gone=row, day=row.day if row else None)
    if not own:
        return status
    numbers = () if for_teams else tuple(_numbers_of_then(content, own.day))
    if not later:
        return replace(status, state="current", day=own.day, numbers=numbers)
    titles = {key: chart.title for key, chart in content.flowcharts.items()}
    hidden = content.withheld.get(own.day, {})
    changes = []
    for key, was, now in changed_rows(dict(own.rows), dict(later[-1].rows), titles):
        place = key if for_teams else f"/{address(page)}#{key}"
        if not {place, place.partition(".")[0], place.partition("#")[0]} & hidden.keys():
            changes.append((was, now))
    status = replace(status, changes=tuple(changes))
    if advice := next((release for release in later if release.change == "advice"), None):
        return replace(status, state="replaced", day=advice.day)
    return replace(status, state="corrected", day=later[-1].day, numbers=numbers)


def _numbers_of_then(content: Content, day: date) -> Iterator[tuple[str, Contact]]:
    """Each number that sheets had since an edition and have no more, and whose it was."""
    since = [one.things.get("contacts", {}) for one in content.editions if one.day >= day]
    for key, contact in content.partnership.urgent.items():
        were = {str(held[key]["number"]) for held in since if "number" in held.get(key, {})} - {contact.number}
        yield from ((number, contact) for number in sorted(were))
