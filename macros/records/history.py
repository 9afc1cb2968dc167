"""History: what each thing and page said in each edition, so that any two can be compared and each says since when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from macros.models.addresses import address, checklist_entry, flowchart_entry
from macros.models.contact import CONTACTS_PAGE
from macros.models.dates import format_date, read_day
from macros.models.instrument import LAW_PAGE
from macros.models.reference import NodeRef
from macros.records.redirects import at_current_addresses
from macros.records.sheets import row_in_words, rows
from macros.records.snapshot import PageAsItStood, Snapshot, WordsBlock
from macros.records.things import Thing, Things, rule_words
from macros.records.withheld import WithheldParts

PAGES_KIND = "page"
"""The kind of a whole page, whose words stand in its edition."""

_REACH = ("number", "option", "hours", "when_closed", "note", "unanswered", "text", "bsl", "email", "form", "link")
"""What is said of a contact besides its name, in the order in which it is read."""


@dataclass(frozen=True)
class HeldLine:
    """What a thing says, in words, and where it stands; two say the same if their meanings are equal."""

    kind: str
    key: str
    title: str
    address: str
    words: str
    meaning: object = field(repr=False)


@dataclass(frozen=True)
class Stand:
    """What a thing said from one edition until another, both counted from 0; `line` is None where it was not there."""

    since: int
    until: int
    line: HeldLine | None
    withheld: bool

    @property
    def words(self) -> str:
        """What it said; nothing where it was not there, or is out of sight."""
        return self.line.words if self.line and not self.withheld else ""

    @property
    def meaning(self) -> object:
        """What decides whether another says the same."""
        return self.line and self.line.meaning


@dataclass(frozen=True)
class History:
    """All that a thing said; the last of its stands is what it says today."""

    stands: tuple[Stand, ...]

    @property
    def id(self) -> str:
        """Its id among all that changed."""
        return history_id(self.latest.kind, self.latest.key)

    @property
    def since(self) -> int:
        """The edition from which on it says what it says today, counted from 0; one more than there are if in none."""
        now = self.stands[-1].meaning
        return [*takewhile(lambda one: one.meaning == now, reversed(self.stands))][-1].since

    @property
    def has_earlier(self) -> bool:
        """Whether it said something else before."""
        return any(one.line and one.meaning != self.stands[-1].meaning for one in self.stands)

    @property
    def latest(self) -> HeldLine:
        """The last words that there are."""
        return next(one.line for one in reversed(self.stands) if one.line)

    def at(self, edition: int) -> Stand:
        """What it said in an edition."""
        return next(one for one in self.stands if edition < one.until)


def history_id(kind: str, key: str) -> str:
    """The id of a thing among all that changed: "rule-section-11", "ending-share.refer", "page-home"."""
    return f"{kind}-{key.strip('/').replace('/', '.') or 'home'}"


def histories(
    editions: Sequence[Snapshot], now: Things, withheld: WithheldParts, moved: Mapping[str, str]
) -> Mapping[str, History]:
    """By id, what each thing and page said in each edition and says now; of now the words of pages are not known.

    `moved` has the address that each page of another name has now: both are one page.
    """
    moments = [{**_lines(one.things), **_pages(one, moved)} for one in editions]
    moments.append({**_lines(now), **(_pages(editions[-1], moved) if editions else {})})
    hidden = [*(withheld.get(one.day, {}).keys() for one in editions), set()]
    found = {}
    for key in dict.fromkeys(key for lines in moments for key in lines):
        said = [lines.get(key) for lines in moments]
        is_hidden = [
            bool(line and {line.address, line.address.partition("#")[0]} & parts)
            for line, parts in zip(said, hidden, strict=True)
        ]
        found[key] = History(tuple(_stands(said, is_hidden)))
    return found


def _stands(said: Sequence[HeldLine | None], hidden: Sequence[bool]) -> Iterator[Stand]:
    def key(number: int) -> tuple[bool, object]:
        line = said[number]
        return hidden[number], line and line.meaning

    for _, run in groupby(range(len(said)), key):
        first, *others = run
        last = [first, *others][-1]
        yield Stand(first, last + 1, said[last], hidden[first])


def _pages(edition: Snapshot, moved: Mapping[str, str]) -> dict[str, HeldLine]:
    keys = {page.address: page.address for page in edition.pages}
    for old, new in moved.items():
        if old in keys and new not in keys.values():
            keys[old] = new
    return {
        history_id(PAGES_KIND, keys[page.address]): HeldLine(
            PAGES_KIND, keys[page.address], page.title, page.address, "", (page.address, _words(page, moved))
        )
        for page in edition.pages
    }


def _words(page: PageAsItStood, moved: Mapping[str, str]) -> tuple[WordsBlock, ...]:
    """The words of a page: a link to a page that moved says the same as one to where that is now."""
    if not moved:
        return page.words
    return tuple((tag, key, at_current_addresses(html, moved)) for tag, key, html in page.words)


def _lines(things: Things) -> dict[str, HeldLine]:
    every = (*_law(things), *_lists(things), *_flowcharts(things), *_blocks(things), *_contacts(things))
    return {
        history_id(kind, key): HeldLine(kind, key, title, place, words, meaning)
        for kind, key, title, place, words, meaning in every
    }


_Said = tuple[str, str, str, str, str, object]


def _law(things: Things) -> Iterator[_Said]:
    instruments = things.get("instruments", {})
    for key, rule in things.get("rules", {}).items():
        title = ", ".join(filter(None, (instruments[rule["instrument"]]["title"], rule.get("section"))))
        asks = f"{rule_words(rule)} ({_status(rule)})."
        words = " ".join([asks, *filter(None, [rule.get("limits")])])
        yield "rule", key, title, f"/{address(f'{LAW_PAGE}#{key}')}", words, (title, words)
    for key, one in instruments.items():
        title = ", ".join(filter(None, (one["title"], one.get("section"))))
        words = f"{title} ({_status(one)}). {one['text']} {one.get('binds', '')}".rstrip()
        yield "instrument", key, title, f"/{address(f'{LAW_PAGE}#{key}')}", words, words


def _status(point: Thing) -> str:
    starts = [format_date(read_day(point["starts"]))] if "starts" in point else []
    return ", ".join([point["status"].replace("-", " "), *starts])


def _lists(things: Things) -> Iterator[_Said]:
    for name, checklist in things.get("checklists", {}).items():
        for key, words in rows(checklist):
            yield "item", f"{name}/{key}", checklist["title"], f"/{checklist_entry(name, key)}", words, words


def _flowcharts(things: Things) -> Iterator[_Said]:
    charts = things.get("flowcharts", {})
    titles = {name: chart["title"] for name, chart in charts.items()}
    for name, chart in charts.items():
        said = dict(rows(chart))
        asked = {question["id"] for question in chart["questions"]}
        for key, row in said.items():
            words = row_in_words(row, said, titles)
            kind = "question" if key in asked else "ending"
            yield kind, f"{name}/{key}", chart["title"], f"/{flowchart_entry(NodeRef(name, key))}", words, row


def _blocks(things: Things) -> Iterator[_Said]:
    for key, block in things.get("blocks", {}).items():
        words = " ".join(block["text"])
        yield "block", key, block["title"], "", words, (block["title"], words)


def _contacts(things: Things) -> Iterator[_Said]:
    for key, contact in things.get("contacts", {}).items():
        if contact.get("shown") != "nowhere":
            words = ". ".join(contact[part].rstrip(".") for part in _REACH if part in contact)
            yield "contact", key, contact["name"], f"/{address(CONTACTS_PAGE)}", words, (contact["name"], words)
