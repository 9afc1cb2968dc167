"""As it stood: what an edition said, as sections of one page that depends on no model of today."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from markupsafe import Markup

from macros.content import Content
from macros.models.addresses import edition_page
from macros.models.base import PublicAddress
from macros.models.change import Change
from macros.pages.render import render
from macros.records.advice import ThenAndNow, then_and_now
from macros.records.snapshot import PageAsItStood, Snapshot, WordsBlock
from macros.records.things import long_numbers
from macros.records.withheld import LEVELS, NOTE, Withheld, without

_ATTRIBUTES = re.compile(r"((?:href|id)=.)(?:(?:tel|mailto):[^>]*(>)([^<]*)|([^\"]*))")
"""An id, a link, or a link to ring or write to with what is linked."""


def part_id(address: str) -> str:
    """The id, on the page of an edition, of what had an address: "guidance-consent" or "guidance-consent.refusal"."""
    page, _, fragment = address.partition("#")
    top = page.strip("/").replace("/", "-") or "home"
    return f"{top}.{fragment}" if fragment else top


@dataclass(frozen=True)
class EditionPage:
    """The page of an edition; `until` is the day of the next one, if there is one.

    `sections` holds what was rendered already: most pages are the same in several editions.
    """

    content: Content
    snapshot: Snapshot
    until: date | None
    sections: dict[tuple[object, ...], Markup] = field(default_factory=dict, repr=False)

    @property
    def url(self) -> PublicAddress:
        """Its address below the top of the site."""
        return edition_page(self.snapshot.day)

    @staticmethod
    def part_id(address: str) -> str:
        """The id here of what had an address."""
        return part_id(address)

    @property
    def withheld(self) -> Mapping[str, Withheld]:
        """What was taken from sight, by address."""
        return self.content.withheld.get(self.snapshot.day, {})

    @property
    def pages(self) -> Iterator[PageAsItStood]:
        """Its pages, without what was taken from sight."""
        for page in self.snapshot.pages:
            yield without(page, self.withheld) if self.withheld else page

    def section(self, page: PageAsItStood) -> Markup:
        """The HTML of one of its pages."""
        on_page = tuple(one for one in self.withheld.items() if one[0].partition("#")[0] == page.address)
        key = (page, self._addresses, self._numbers, on_page)
        if key not in self.sections:
            self.sections[key] = render(
                "page-as-it-stood", page_url=self.url, content=self.content, edition=self, page=page
            )
        return self.sections[key]

    def blocks(self, page: PageAsItStood, then: str) -> Iterator[WordsBlock]:
        """The words of a page, with ids and links of this page, and numbers as words that `then` stands behind."""
        top = part_id(page.address)

        def changed(found: re.Match[str]) -> str:
            name, close, number, value = found.groups()
            if close:
                return f"{close}{number} ({then})"
            return f"{name}{top}.{value}" if name.startswith("id") else f"{name}{self._target(value)}"

        above: list[str] = []
        for tag, key, html in page.words:
            if tag == NOTE:
                yield tag, key, ""
                continue
            if tag in LEVELS:  # each is one below the heading that it is under, and that of the page is an h2
                above = [*(one for one in above if one < tag), tag]
            shown = LEVELS[min(len(above) + 1, 5)] if tag in LEVELS else tag
            words = _ATTRIBUTES.sub(changed, html) if "=" in html else html
            words = self._numbers.sub(rf"\g<0> ({then})", words)
            yield shown, key and f"{top}.{key}", Markup(words)  # noqa: S704 - a record

    def _target(self, address: str) -> str:
        """Where a link leads from here: to the same page of that day, or to what is at that address now."""
        page = address.partition("#")[0]
        if page in self._addresses:
            return f"#{part_id(address)}"
        return f"../..{address}" if address.startswith("/") else address

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(page.address for page in self.snapshot.pages)

    @cached_property
    def _numbers(self) -> re.Pattern[str]:
        """The numbers of that day that stand alone, outside of a tag."""
        long = long_numbers(self.snapshot.things)
        return re.compile(rf"(?:{'|'.join(map(re.escape, long)) or '(?!)'})(?! \(|\d|[^<]*>)")

    @property
    def differences(self) -> Sequence[ThenAndNow]:
        """What is different now, each as it was and as it is."""
        return [
            one
            for one in then_and_now(self.snapshot.things, self.content.things)
            if not {one.address, one.address.partition("#")[0]} & self.withheld.keys()
        ]

    @property
    def changes(self) -> Mapping[str, Change]:
        """What readers do differently since."""
        return {key: one for key, one in self.content.changes.items() if one.date > self.snapshot.day}


def edition_pages(content: Content) -> Iterator[EditionPage]:
    """The page of each edition, the first one first."""
    followers = [*(one.day for one in content.editions[1:]), None]
    sections: dict[tuple[object, ...], Markup] = {}
    for snapshot, until in zip(content.editions, followers, strict=False):
        yield EditionPage(content, snapshot, until, sections)


def versions(content: Content) -> Mapping[str, Mapping[date, str]]:
    """By public address of a page, the day of each edition in which it says something else than before, and its id."""
    found: dict[str, dict[date, str]] = defaultdict(dict)
    before: dict[str, PageAsItStood] = {}
    for snapshot in content.editions:
        for page in snapshot.pages:
            if page.address not in before or before[page.address].words != page.words:
                found[page.address][snapshot.day] = part_id(page.address)
        before = {page.address: page for page in snapshot.pages}
    return found
