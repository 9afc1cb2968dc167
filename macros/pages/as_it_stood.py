"""As it stood: what an edition said, as sections of one page that depends on no model of today."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import takewhile, zip_longest

from markupsafe import Markup

from macros.content import Content
from macros.models.addresses import edition_page, edition_part
from macros.models.base import PublicAddress
from macros.models.change import Change
from macros.models.contact import dialled
from macros.models.dates import format_date
from macros.pages.render import render
from macros.records.history import PAGES_KIND, History, Stand
from macros.records.redirects import Retired, at_current_addresses
from macros.records.snapshot import PageAsItStood, Snapshot, WordsBlock
from macros.records.things import Thing, long_numbers
from macros.records.withheld import LEVELS, NOTE, Withheld, without

_ATTRIBUTES = re.compile(r"((?:href|id)=.)(?:(?:tel|mailto):[^>]*(>)([^<]*)|([^\"]*)\")")
"""An id, a link, or a link to ring or write to with what is linked."""

MarkedLines = list[list[tuple[str, bool]]]
"""The sentences of each line of what a thing says, and whether each is new against what it is compared with."""


@cache  # most of it is the same in several editions
def _said(words: str, other: str) -> MarkedLines:
    known = {one for line in _sentences(other) for one in line}
    return [[(one, bool(other) and one not in known) for one in line] for line in _sentences(words)]


def _sentences(words: str) -> list[list[str]]:
    return [re.split(r"(?<=[.?!:]) ", line) for line in words.split(" / ") if line]


def _alone(lines: MarkedLines, other: str) -> MarkedLines:
    """What of some lines is not said in the other words; all of them where there are none."""
    if not other:
        return lines
    kept = [[one for one in line if one[1]] for line in lines]
    return [line for line in kept if line]


@dataclass(frozen=True)
class ThenAndNow:
    """What something said that it does not say now, and the reverse; all of it where one of the two is missing.

    `since` is the day of the edition from which on it says what it says now, or is gone; None if none has that yet.
    """

    history: History
    then: Stand
    was: MarkedLines
    now: MarkedLines
    since: date | None


@dataclass(frozen=True)
class ChangedNumber:
    """A number of an edition whose contacts all have another in the latest one, from the edition of `since` on."""

    name: str
    then: str
    now: str
    since: date


@dataclass(frozen=True)
class SinceThen:
    """What became of a page since an edition.

    `gone` and `new` count its parts that the latest edition does not say, or says anew, from the editions of `days` on;
    `numbers` are those on it that changed, which make no part of it new; `is_all` is whether nothing else of its title
    and words did, their order included. `moved` is what became of its address, if that is no longer used.
    """

    numbers: tuple[ChangedNumber, ...]
    gone: int
    new: int
    is_all: bool
    days: tuple[date, ...]
    moved: Retired | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was given up."""
        return bool(self.moved and self.moved.reason)


@dataclass(frozen=True)
class EditionPage:
    """The page of an edition; `number` counts from 0, and `until` is the day of the next one, if there is one.

    `sections` holds what was rendered already: most pages are the same in several editions. `latest` is all that the
    latest edition says on each page, in order, by the address that this has now.
    """

    content: Content
    snapshot: Snapshot
    number: int
    until: date | None
    sections: dict[tuple[object, ...], Markup] = field(repr=False)
    latest: Mapping[str, Mapping[str, None]] = field(repr=False)

    @property
    def url(self) -> PublicAddress:
        """Its address below the top of the site."""
        return edition_page(self.snapshot.day)

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
        days = self.changed_on(page)
        key = (page, self._addresses, self._numbers, on_page, self.until is None, days, self._changed_numbers)
        if key not in self.sections:
            self.sections[key] = render(
                "page-as-it-stood", page_url=self.url, content=self.content, edition=self, page=page
            )
        return self.sections[key]

    def blocks(self, page: PageAsItStood, then: str, now: str) -> Iterator[WordsBlock]:
        """The words of a page, with ids and links of this page, and numbers as words that `then` stands behind.

        Behind one that is another now stands `now`, which names {then}, {now} and {since}.
        """
        top = edition_part(page.address)
        is_now = {
            one.then: now.format(then=then, now=one.now, since=format_date(one.since)) for one in self._changed_numbers
        }

        def marked(found: re.Match[str]) -> str:
            return f"{found[0]} ({is_now.get(found[0], then)})"

        def changed(found: re.Match[str]) -> str:
            name, close, number, value = found.groups()
            if close:
                return f"{close}{number}" if self._numbers.search(number) else f"{close}{number} ({then})"
            if name.startswith("id"):
                return f'{name}{top}.{value}"'
            target = self._target(value)
            return f'{name}{target}"' if target else ""

        above: list[str] = []
        for tag, key, html in page.words:
            if tag == NOTE:
                yield tag, key, ""
                continue
            if tag in LEVELS:  # each is one below the heading that it is under, and that of the page is an h2
                above = [*(one for one in above if one < tag), tag]
            shown = LEVELS[min(len(above) + 1, 5)] if tag in LEVELS else tag
            words = _ATTRIBUTES.sub(changed, html) if "=" in html else html
            words = self._numbers.sub(marked, words)
            yield shown, key and f"{top}.{key}", Markup(words)  # noqa: S704 - a record

    def said_now(self, page: PageAsItStood) -> list[bool] | None:
        """Of each block of a page whether the latest edition says it there; nothing where that has no such page."""
        words = self.latest.get(self.content.current_address(page.address))
        if words is None:
            return None
        return [tag == NOTE or self._as_now(html) in words for tag, _, html in page.words]

    def _as_now(self, html: str) -> str:
        """The HTML of a block with the numbers and addresses of the latest edition in place of those of then."""
        html = at_current_addresses(html, self.content.moved)
        for one in self._changed_numbers:
            html = html.replace(one.then, one.now).replace(dialled(one.then), dialled(one.now))
        return html

    @cached_property
    def _changed_numbers(self) -> tuple[ChangedNumber, ...]:
        """Those of contacts that are there in the latest edition; not one of which some have another and some not."""
        later = [one.things["contacts"] for one in self.content.editions[self.number :]]
        found = []
        for then in long_numbers(self.snapshot.things):
            held = {key: one for key, one in later[0].items() if one.get("number") == then}
            numbers = [{one.get(key, {}).get("number", "") for key in held} for one in later]
            if len(numbers[-1]) == 1 and not numbers[-1] & {"", then}:
                (now,) = numbers[-1]
                since = len(self.content.editions) - len([*takewhile({now}.__eq__, reversed(numbers))])
                names = ", ".join(one["name"] for one in held.values())
                found.append(ChangedNumber(names, then, now, self.content.editions[since].day))
        return tuple(found)

    def _history(self, page: PageAsItStood) -> History | None:
        current = self.content.current_address(page.address)
        return self.content.history(PAGES_KIND, current) or self.content.history(PAGES_KIND, page.address)

    def changed_on(self, page: PageAsItStood) -> tuple[date, ...]:
        """The days of the later editions in which it had other words or another address, or was gone."""
        history, editions = self._history(page), self.content.editions
        later = [one.since for one in history.stands if one.since > self.number] if history else []
        return tuple(editions[number].day for number in later if number < len(editions))

    def since_then(self, page: PageAsItStood) -> SinceThen:
        """What became of one of its pages."""
        then = dict.fromkeys(self._as_now(html) for *_, html in page.words)
        numbers = tuple(one for one in self._changed_numbers if any(one.then in html for *_, html in page.words))
        now = self.latest.get(self.content.current_address(page.address), {})
        gone = (self.said_now(page) or []).count(False)
        history = self._history(page)
        is_all = [*then] == [*now] and bool(history and history.latest.title == page.title)
        moved = self.content.retired_pages.get(page.address)
        return SinceThen(numbers, gone, len(now.keys() - then.keys()), is_all, self.changed_on(page), moved)

    def _target(self, address: str) -> str:
        """Where a link leads from here: to the same page of that day, or to what is at that address now.

        It leads nowhere if it led to a file, such as a sheet: that of today says something else, or is gone.
        """
        page = address.partition("#")[0]
        if page in self._addresses:
            return f"#{edition_part(address)}"
        if page.startswith("/") and not page.endswith("/"):
            return ""
        return f"../..{address}" if address.startswith("/") else address

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(page.address for page in self.snapshot.pages)

    @cached_property
    def _numbers(self) -> re.Pattern[str]:
        """The numbers of that day that stand alone, outside of a tag."""
        long = long_numbers(self.snapshot.things)
        return re.compile(rf"(?:{'|'.join(map(re.escape, long)) or '(?!)'})(?!\d|[^<]*>)")

    @cached_property
    def differences(self) -> Mapping[str, Sequence[ThenAndNow]]:
        """What is different now, each as it was and as it is, by kind; of a page no words."""
        found: dict[str, list[ThenAndNow]] = defaultdict(list)
        for history in self.content.histories.values():
            then, now = history.at(self.number), history.stands[-1]
            if not then.withheld and then.meaning != now.meaning:
                editions, since = self.content.editions, history.since
                both = ThenAndNow(
                    history,
                    then,
                    _alone(self.said(then.words, now.words, "then"), now.words),
                    _alone(_said(now.words, then.words), then.words),
                    editions[since].day if since < len(editions) else None,
                )
                found[history.latest.kind].append(both)
        return found

    def said(self, words: str, other: str, then: str) -> MarkedLines:
        """What something said then, with `then` behind each number."""
        return [
            [(self._numbers.sub(rf"\g<0> ({then})", one), is_new) for one, is_new in line]
            for line in _said(words, other)
        ]

    @property
    def changes(self) -> Mapping[str, Change]:
        """What readers do differently since."""
        return {key: one for key, one in self.content.changes.items() if one.date > self.snapshot.day}


def past_of_page(history: History, editions: Sequence[EditionPage]) -> Iterator[tuple[EditionPage, str, SinceThen]]:
    """Each edition that had other words of a page than the latest, the last one first: it, the address, what became."""
    for stand in reversed(history.stands[:-1]):
        if stand.line and not stand.withheld:
            edition = editions[stand.since]
            page = next(one for one in edition.pages if one.address == stand.line.address)
            yield edition, page.address, edition.since_then(page)


def edition_pages(content: Content) -> Iterator[EditionPage]:
    """The page of each edition, the first one first."""
    days = [one.day for one in content.editions]
    sections: dict[tuple[object, ...], Markup] = {}
    latest = {
        content.current_address(page.address): dict.fromkeys(
            at_current_addresses(html, content.moved) for *_, html in page.words
        )
        for edition in content.editions[-1:]
        for page in edition.pages
    }
    for number, (snapshot, until) in enumerate(zip_longest(content.editions, days[1:])):
        yield EditionPage(content, snapshot, number, until, sections, latest)


@dataclass(frozen=True)
class Comparison:
    """The page on which any two editions are compared: all that changed, with its words from each edition on."""

    content: Content
    editions: Sequence[EditionPage]

    def changed(self, kind: str) -> list[History]:
        """What of a kind ever changed."""
        every = self.content.histories.values()
        return [one for one in every if one.latest.kind == kind and len(one.stands) > 1]

    def stands(self, history: History, then: str) -> Iterator[tuple[Stand, MarkedLines]]:
        """Each stand of something, with what it said and what of that was new; `then` stands behind numbers of then."""
        before = ""
        for stand in history.stands:
            is_now = stand.until > len(self.editions)
            words = stand.words
            yield stand, _said(words, before) if is_now else self.editions[stand.since].said(words, before, then)
            before = words

    @property
    def changes(self) -> list[tuple[int, Thing]]:
        """What readers do differently, with the edition that said it first; what the first one said is no change."""
        every = [*(one.snapshot.things.get("changes", {}) for one in self.editions), self.content.things["changes"]]
        first = {key: number for number, held in reversed([*enumerate(every)]) for key in held}
        return [(number, every[number][key]) for key, number in first.items() if number]
