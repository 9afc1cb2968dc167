"""Sheet status: what the page at the address on a printed sheet says, for every version ever released."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from macros.content import Content
from macros.models.addresses import address, sheet_check_page
from macros.models.base import PublicAddress
from macros.models.contact import Contact
from macros.records.redirects import Retired
from macros.records.sheets import PRINTED_KINDS, Release, Releases, changed_rows
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
        for name, version, releases in _versions(kind, content.printed(kind), content.releases):
            yield _status(content, kind, name, version, releases)
    for kind, things in (("briefings", content.briefings), ("decks", content.decks)):
        for name, version, releases in _versions(kind, things, content.team_releases):
            yield _status_for_teams(content, kind, name, version, releases)


class _Versioned(Protocol):
    @property
    def version(self) -> int: ...


def _versions(
    kind: str, things: Mapping[str, _Versioned], released: Releases
) -> Iterator[tuple[str, int, tuple[Release, ...]]]:
    """The name and number of each version of the things of a kind, with all releases of its thing."""
    past = {name: releases for (of, name), releases in released.items() if of == kind}
    for name in sorted({*things, *past}):
        releases = past.get(name, ())
        drafts = [things[name].version] if name in things else []
        for version in sorted({*(one.version for one in releases), *drafts}):
            yield name, version, releases


def _status(content: Content, kind: str, name: str, version: int, releases: tuple[Release, ...]) -> SheetStatus:
    things = content.printed(kind)
    page = f"{kind}/{name}.md"
    if name not in things:
        row = next(row for row in content.retired if row.address == f"/{address(page)}")
        own = releases[version - 1]
        return SheetStatus(name, version, page, own.title, "gone", row.day, gone=row, released=own.day)
    title = things[name].title
    if version > len(releases):
        return SheetStatus(name, version, page, title, "draft")
    own, later = releases[version - 1], releases[version:]
    numbers = tuple(_numbers_of_then(content, own.day))
    if not later:
        return SheetStatus(name, version, page, title, "current", own.day, released=own.day, numbers=numbers)
    titles = {key: chart.title for key, chart in content.flowcharts.items()}
    hidden = content.withheld.get(own.day, {})
    changes = tuple(
        (was, now)
        for key, was, now in changed_rows(dict(own.rows), dict(later[-1].rows), titles)
        if not {f"/{address(page)}", f"/{address(page)}#{key}"} & hidden.keys()
    )
    advice = next((release for release in later if release.change == "advice"), None)
    if advice:
        return SheetStatus(name, version, page, title, "replaced", advice.day, changes, released=own.day)
    status = SheetStatus(name, version, page, title, "corrected", later[-1].day, changes, released=own.day)
    return replace(status, numbers=numbers)


def _numbers_of_then(content: Content, day: date) -> Iterator[tuple[str, Contact]]:
    """Each number that sheets had since an edition and have no more, and whose it was."""
    since = [one.things.get("contacts", {}) for one in content.editions if one.day >= day]
    for key, contact in content.partnership.urgent.items():
        were = {str(held[key]["number"]) for held in since if "number" in held.get(key, {})} - {contact.number}
        yield from ((number, contact) for number in sorted(were))


def _status_for_teams(
    content: Content, kind: str, name: str, version: int, releases: tuple[Release, ...]
) -> SheetStatus:
    begins, page_of = TEAM_KINDS[kind]
    page, things = page_of(name), {"briefings": content.briefings, "decks": content.decks}[kind]
    status = SheetStatus(begins + name, version, page, name, "draft", for_teams=True)
    if name not in things:
        row = next((row for row in content.retired if row.address == f"/{address(page)}"), None)
        return replace(status, state="gone", gone=row, day=row.day if row else None, released=releases[version - 1].day)
    status = replace(status, title=content.decks[name].title if kind == "decks" else content.pages[page].meta.title)
    if version > len(releases):
        return status
    own, later = releases[version - 1], releases[version:]
    if not later:
        return replace(status, state="current", day=own.day, released=own.day)
    hidden = content.withheld.get(own.day, {})
    changes = tuple(
        (was, now)
        for key, was, now in changed_rows(dict(own.rows), dict(later[-1].rows), {})
        if not {key, key.partition(".")[0], key.partition("#")[0]} & hidden.keys()
    )
    return replace(status, state="replaced", day=later[0].day, changes=changes, released=own.day)
