"""Sheet status: what the page at the address on a printed sheet says, for every version ever released."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from macros.content import Content
from macros.models.addresses import address, sheet_check_page
from macros.models.base import PublicAddress
from macros.records.redirects import Retired
from macros.records.sheets import PRINTED_KINDS, Release, row_in_words


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

    @property
    def url(self) -> PublicAddress:
        """Its address below the top of the site."""
        return sheet_check_page(self.name, self.version)


def statuses(content: Content) -> Iterator[SheetStatus]:
    """The status of each version that was ever released, and of each draft."""
    for kind in PRINTED_KINDS:
        things = content.printed(kind)
        past = {name: releases for (of, name), releases in content.releases.items() if of == kind}
        for name in sorted({*things, *past}):
            releases = past.get(name, ())
            drafts = [things[name].version] if name in things else []
            for version in sorted({*(one.version for one in releases), *drafts}):
                yield _status(content, kind, name, version, releases)


def _status(content: Content, kind: str, name: str, version: int, releases: tuple[Release, ...]) -> SheetStatus:
    things = content.printed(kind)
    page = f"{kind}/{name}.md"
    if name not in things:
        row = next(row for row in content.retired if row.address == f"/{address(page)}")
        return SheetStatus(name, version, page, name, "gone", row.day, gone=row)
    title = things[name].title
    if version > len(releases):
        return SheetStatus(name, version, page, title, "draft")
    own, later = releases[version - 1], releases[version:]
    if not later:
        return SheetStatus(name, version, page, title, "current", own.day)
    was, now = dict(own.rows), dict(later[-1].rows)
    keys = [*was, *(key for key in now if key not in was)]
    titles = {key: chart.title for key, chart in content.flowcharts.items()}
    changes = tuple(
        (row_in_words(was.get(key, ""), was, titles), row_in_words(now.get(key, ""), now, titles))
        for key in keys
        if was.get(key) != now.get(key)
    )
    advice = next((release for release in later if release.change == "advice"), None)
    if advice:
        return SheetStatus(name, version, page, title, "replaced", advice.day, changes)
    return SheetStatus(name, version, page, title, "corrected", later[-1].day, changes)
