"""The search index: what a reader can find, page by page and part by part, as data for the script and the A to Z."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import eq
from typing import Any

from macros.calls import ON_PAGES
from macros.calls.macro import Part, first_sentence
from macros.calls.practice import practises
from macros.checks.links import UNLISTED_PAGES
from macros.content import Content
from macros.models.addresses import address
from macros.models.page import Page, plain_words
from macros.models.synonym import split

ACTIVITIES = {"decide": "do", "checklists": "check", "examples": "example", "law": "law"}
"""What a reader does with the pages of a folder; all others are to read, unless they are for families."""

WEIGHTS = {"settings": 0.85, "": 0.5}
"""What search makes of the score of the pages of a folder, or of the home page: these have the words of many others."""

MAX_SUMMARY = 40
"""The most letters of a part's first sentence that search shows and looks in: a longer one is left out. With all of
them, and with the other words of each text, the index is a third heavier, and finds first 0.6 to 2.5 more in 100."""


TOO_MANY = 3
"""The number of pages with a part of the same title, from which on it says nothing of any of them and is left out."""


@dataclass(frozen=True)
class Indexed:
    """A page that can be found; `name` is its path below docs/."""

    name: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    text: str
    """What stands before the first heading."""
    parts: tuple[Part, ...]
    readers: str = "practitioners"
    is_practice: bool = False
    """Whether what it shows is none of the reader's cases, so that the A to Z alone leads there."""
    opens_codes: bool = False
    """Whether route codes are typed there."""

    @property
    def kind(self) -> str:
        """do, check, read, law, example or families."""
        if self.readers == "families":
            return self.readers
        return ACTIVITIES.get(self.name.split("/")[0], "read")


def index(content: Content) -> tuple[Indexed, ...]:
    """The entry of every listed page, sorted by name."""
    seen: set[tuple[str, str]] = set()
    return tuple(
        Indexed(
            name=name,
            title=page.meta.title,
            summary=page.meta.description,
            keywords=tuple(filter(None, (" ".join(word.split()) for word in page.meta.keywords.split(",")))),
            text=plain_words(page.sections[0].words, content.said),
            parts=tuple(_parts(content, page, seen)),
            readers=page.meta.readers,
            is_practice=practises(page),
            opens_codes=any(ON_PAGES[call.macro].opens_codes for call in page.calls),
        )
        for name, page in sorted(content.pages.items())
        if not name.startswith(UNLISTED_PAGES)
    )


def _parts(content: Content, page: Page, seen: set[tuple[str, str]]) -> Iterator[Part]:
    for section in page.sections[1:]:
        words = plain_words(section.words, content.said)
        yield Part(section.id, plain_words(section.title), first_sentence(words), words, "section")
    for call in page.calls:
        for part in ON_PAGES[call.macro].parts(content, *call.ids):
            # What several pages show is found on one of them.
            if (part.kind, part.title) not in seen:
                seen.add((part.kind, part.title))
                yield part


def as_json(content: Content, pages: tuple[Indexed, ...]) -> str:
    """Serialise the index for the script."""
    return packed(unpacked(content, pages))


def unpacked(content: Content, pages: tuple[Indexed, ...]) -> dict[str, Any]:
    """What the index holds: pages; synonyms as typed words, meant words and a page; leads.

    `codes` is the number of the page that opens route codes, `otherwise` of the one that helps whatever is asked,
    `unless` those of pages that never give way to it, and `weights` has the weight of a folder.

    A lead is lists of numbers of synonyms, and numbers of the pages to which one of each list, in this order, leads.

    A page is its address, kind, title, summary and keywords, then its parts. A part is its id, or "" where its title
    makes it, its title, and its first sentence, where that is short.
    """
    pages = tuple(page for page in pages if not page.is_practice)
    seen: set[str] = set()
    heads = Counter(title for page in pages for title in {part.title for part in page.parts if part.kind == "section"})
    common = frozenset(title for title, count in heads.items() if count >= TOO_MANY)
    data = [
        [
            address("/" + page.name),
            page.kind,
            page.title,
            page.summary,
            ",".join(page.keywords),
            [list(part) for part in _found_parts(page, seen, common)],
        ]
        for page in pages
    ]
    typed = {key: one for key, one in content.synonyms.items() if one.typed}
    rows = {key: number for number, key in enumerate(typed)}
    numbers = {f"/{page.name}": number for number, page in enumerate(pages)}
    leads: list[tuple[list[list[int]], list[int]]] = [
        (
            [sorted({rows[part] for named in group for part in _members(content, named)}) for group in groups],
            [numbers[page] for page in one.leads],
        )
        for key, one in content.synonyms.items()
        if one.leads
        for groups in [one.groups or ((key,),)]
    ]
    curated = {row for groups, _ in leads for group in groups for row in group}
    idle = (one for key, one in typed.items() if not one.means and not one.first and rows[key] not in curated)
    stop_words = {word for one in idle for phrase in one.typed for word in split(phrase)}
    synonyms = [
        (
            one.typed,
            # What means nothing but stop words finds nothing, and they would be marked in each result.
            tuple(means for means in one.means if not stop_words.issuperset(split(means))),
            address(one.first) if one.first else "",
        )
        for one in typed.values()
    ]
    for term in content.terms.values():
        if term.stands_for:
            synonyms += [((term.term,), (term.stands_for,), ""), ((term.stands_for,), (term.term,), "")]
        elif short := _initials(term.term):
            synonyms.append(((short,), (term.term,), ""))
        if section := re.fullmatch(r"Section (\w+)\b.*", term.term):
            synonyms.append(((f"s{section[1]}",), (f"section {section[1]}",), ""))
    said_so = [["|".join(said), "|".join(meant), first] for said, meant, first in synonyms]
    codes = next((n for n, page in enumerate(pages) if page.opens_codes), None)
    helps = next((one for one in content.synonyms.values() if one.otherwise), None)
    otherwise = numbers.get(helps.otherwise) if helps else None
    unless = [numbers[page] for page in helps.unless] if helps else []
    places = {"codes": codes, "otherwise": otherwise, "unless": unless, "weights": WEIGHTS}
    return {"synonyms": said_so, "pages": data, "leads": leads, **places}


def packed(data: dict[str, Any]) -> str:
    """The index in the form that is the shortest once compressed; the script undoes it.

    A number is a sign, of which "A" is 0. The fields of a page or synonym are one text. A typed phrase begins with the
    number of words that it shares with the one before. A lead is its pages, then each group, as numbers.
    """
    synonyms = [_joined(_packed_phrases(said.split("|")), *more) for said, *more in data["synonyms"]]
    pages = [
        _joined(*own, *(text for id_, title, summary in parts for text in (_packed_id(id_, title), title, summary)))
        for *own, parts in data["pages"]
    ]
    leads = [",".join("".join(map(_sign, list_)) for list_ in (led, *groups)) for groups, led in data["leads"]]
    small = {**data, "synonyms": synonyms, "pages": pages, "leads": sorted(leads)}
    return json.dumps(small, ensure_ascii=False, separators=(",", ":"))


def _joined(*fields: str) -> str:
    return "^".join(field.replace("^", " ") for field in fields)


def _sign(number: int) -> str:
    return chr(ord("A") + number)


def _packed_phrases(phrases: Iterable[str]) -> str:
    said, last = "", list[str]()
    for words in sorted(phrase.lower().split() for phrase in phrases):
        shared = len([*takewhile(bool, map(eq, words, last))])
        said += _sign(shared) + " ".join(words[shared:])
        last = words
    return said


def _packed_id(id_: str, title: str) -> str:
    """The number of each of its words among those of the title, where all stand there."""
    words, named = split(title), id_.split("-")
    return "".join(_sign(words.index(word)) for word in named) if set(named) <= set(words[:26]) else id_


def _members(content: Content, key: str) -> Iterator[str]:
    """Resolve a synonym group into the groups with typed words: itself, or those that it is an alias of."""
    one = content.synonyms[key]
    named = [key, *(part for group in one.groups for part in group)] if not one.leads else [key]
    yield from (part for part in named if content.synonyms[part].typed)


def _initials(name: str) -> str:
    """What people shorten a name of three words or more to, or nothing."""
    words = [word for word in split(name) if word not in ("and", "in", "of", "or", "the", "to")]
    return "".join(word[0] for word in words) if len(words) > 2 and not re.search(r"[\d,)]", name) else ""


def _found_parts(page: Indexed, seen: set[str], common: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """The parts of a page but the lines of its checklists: with these, the index is heavier and finds no more.

    Those under the title of many pages are left out as well.

    Those that have nothing but a title that was seen before tell nothing, and are left out too.
    """
    for part in page.parts:
        if part.kind == "item" or part.title in common:
            continue
        summary = first_sentence(part.summary).strip()
        if len(summary) > MAX_SUMMARY or summary.endswith(":"):
            summary = ""
        if summary or part.title not in seen:
            yield "" if part.id == "-".join(split(part.title)) else part.id, part.title, summary
        seen.add(part.title)
