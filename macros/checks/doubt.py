"""Limit expressions of doubt: they belong to a source, are rare elsewhere, and never stand in an instruction.

An instruction is an entry of a list on a page, an item of a checklist, an option or an ending of a flowchart, or a
block that stands open under one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from macros.models.inline_text import plain
from macros.models.instrument import LAW_PAGE
from macros.models.page import Page
from macros.models.sources import SourceFiles
from macros.reading.problem import Problem
from macros.reading.yaml import Loc

MOST = 20
"""The most expressions of doubt in docs/, the law and the page about doubt apart."""

LAW_FOLDER = LAW_PAGE.partition("/")[0] + "/"
"""The folder whose pages say how sure we are of each source."""

PAGE_OF_DOUBT = "guidance/what-we-know.md"
"""The page that says what is still to be read or settled."""

BLOCKS_FILE = "guidance/blocks.yml"
"""The file of what stands open under an ending."""

_ORDERS = {"items", "options", "outcomes"}
"""The keys of checklists and flowcharts below which orders stand."""

_DOUBT = re.compile(
    r"\b(?:not\s+confirmed|unconfirmed|could\s+not\s+establish|not\s+established|not\s+settled"
    r"|secondary(?!\s+(?:schools?|transfer))|others['’]\s+accounts|in\s+one\s+account|not\s+(?:yet\s+)?(?:checked|read)"
    r"|we\s+have\s+not|we\s+do\s+not\s+know|as\s+far\s+as\s+we\s+know|check\s+the\s+current|due\s+to\s+start"
    r"|read\s+in\s+full\s+in\s+a\s+copy|in\s+other\s+people['’]s\s+words)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Doubt:
    name: str
    line: int
    words: str
    in_order: bool


def doubt_problems(sources: SourceFiles) -> list[Problem]:
    """A problem for each expression of doubt in an instruction, and for every one if there are too many."""
    said = [*_in_pages(sources), *_in_files(sources)]
    many = f"is one of {len(said)} expressions of doubt; {MOST} is the most" if len(said) > MOST else ""
    return [
        sources.problem(
            one.name,
            one.line,
            f'"{one.words}" {"is doubt inside an order" if one.in_order else many}. '
            f"Say what to do. How sure we are stands with the source, or in {sources.root}/{PAGE_OF_DOUBT}.",
        )
        for one in said
        if one.in_order or many
    ]


def _in_pages(sources: SourceFiles) -> Iterator[_Doubt]:
    for name, page in sources.written_pages():
        if name != PAGE_OF_DOUBT and not name.startswith(LAW_FOLDER):
            yield from _in_page(name, page)


def _in_page(name: str, page: Page) -> Iterator[_Doubt]:
    orders = {entry.line for entry in page.entries}
    for run in page.prose:
        for place, words in _doubts(run.text):
            line = run.line + run.text[:place].count("\n")
            yield _Doubt(name, line, " ".join(words.split()), run.line in orders)


def _in_files(sources: SourceFiles) -> Iterator[_Doubt]:
    for entry, loc, text in sources.inline_texts:
        if entry.name.startswith(LAW_FOLDER):
            continue
        is_printed = entry.name.startswith(("checklists/", "decide/"))
        is_open_block = entry.name == BLOCKS_FILE
        for _, words in _doubts(plain(text)):
            yield _Doubt(entry.name, entry.line(loc), words, is_open_block or (is_printed and _is_order(loc)))


@lru_cache(maxsize=100_000)  # `make serve` checks all texts anew after each edit of one
def _doubts(text: str) -> tuple[tuple[int, str], ...]:
    """The place and the words of each expression of doubt in a text."""
    return tuple((match.start(), match[0]) for match in _DOUBT.finditer(text))


def _is_order(loc: Loc) -> bool:
    return not _ORDERS.isdisjoint(loc)
