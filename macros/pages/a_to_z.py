"""The A to Z: every name of something on the site, and every keyword, by its letter."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from macros.calls.macro import PartKind
from macros.content import ARTICLE
from macros.pages.search_index import Indexed

_FOUND_BY_THEIR_PAGE = {"section", "item"}
"""Nobody looks for a heading, or for a line of a list, by the word that it begins with."""


@dataclass(frozen=True)
class IndexEntry:
    """A line of the A to Z: a name of something with the place it leads to, or a keyword with all its pages."""

    words: str
    kind: PartKind | Literal["example", "keyword", "page"]
    places: tuple[tuple[str, str], ...]
    """Where it leads: the words and the target of each link."""

    @property
    def letter(self) -> str:
        """The heading it is sorted under: a letter, or 0 for a digit."""
        first = _order(self.words)[:1]
        return first.upper() if first.isalpha() else "0"


def a_to_z(pages: tuple[Indexed, ...]) -> dict[str, list[IndexEntry]]:
    """Every page, question, outcome, term, law, example and keyword, by its letter."""
    keywords: dict[str, dict[str, str]] = defaultdict(dict)
    entries = []
    for page in pages:
        target = f"/{page.name}"
        kind: Literal["example", "page"] = "example" if page.kind == "example" else "page"
        entries.append(IndexEntry(page.title, kind, ((page.title, target),)))
        entries += [
            IndexEntry(part.title, part.kind, ((part.title, f"{target}#{part.id}"),))
            for part in page.parts
            if part.kind not in _FOUND_BY_THEIR_PAGE
        ]
        for word in page.keywords:
            if word.lower() != page.title.lower():
                keywords[word][target] = page.title
    for word, targets in keywords.items():
        entries.append(IndexEntry(word, "keyword", tuple((title, target) for target, title in targets.items())))
    letters: dict[str, list[IndexEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: (_order(one.words), one.words, one.places)):
        letters[entry.letter].append(entry)
    return dict(sorted(letters.items()))


def _order(words: str) -> str:
    plainly = re.sub(r"[^a-z0-9 ]", "", words.lower())
    return ARTICLE.sub("", plainly).strip() or plainly
