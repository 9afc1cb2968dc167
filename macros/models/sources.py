"""Found: what was read from docs/, valid or not, so that one mistake does not cause ten messages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.models.page import Page
from macros.reading.problem import Problem
from macros.reading.yaml import Loc, Source


@dataclass(frozen=True)
class SourceEntry:
    """One thing and where it stands; `model` is None where it is not valid."""

    name: str
    source: Source | None = None
    loc: Loc = ()
    model: Any = None

    def line(self, loc: Loc = ()) -> int:
        """The line of a part of it."""
        return self.source.line((*self.loc, *loc)) if self.source else 1


def keys_under(folder: str, pages: Iterable[str]) -> list[str]:
    """The ids of the things that are pages of their own in a folder, whose index is none of them."""
    names = (name.removeprefix(folder) for name in pages if name.startswith(folder))
    return [name.removesuffix(".md") for name in names if name != "index.md"]


@dataclass
class SourceFiles:
    """Entries by kind and id, and pages by name; `root` is the name of the docs folder."""

    root: str
    entries: dict[str, dict[str, SourceEntry]] = field(default_factory=lambda: defaultdict(dict))
    pages: dict[str, Page | None] = field(default_factory=dict)
    files_read: set[str] = field(default_factory=set)
    unreadable_kinds: set[str] = field(default_factory=set)
    """Kinds whose file is missing or cannot be read: nothing is said of their ids."""
    anchor_cache: dict[int, list[tuple[int, str]] | None] = field(default_factory=dict)
    """The ids on each page whose ids were asked for, since every link to it asks again."""

    def problem(self, name: str, line: int, sentence: str) -> Problem:
        """A problem in the file `name`, a path below the docs folder."""
        return Problem(f"{self.root}/{name}", line, sentence)

    def valid(self, *kinds: str) -> Iterator[tuple[str, SourceEntry]]:
        """The id and entry of everything valid, of all kinds or of those named."""
        for kind in kinds or tuple(self.entries):
            for key, entry in self.entries[kind].items():
                if entry.model is not None:
                    yield key, entry

    def ids(self, kind: str) -> list[str]:
        """The ids of a kind, those of things that are not valid included."""
        if kind in ("principles", "settings"):
            return keys_under(f"{kind}/", self.pages)
        if kind == "contacts":
            entry = self.entries["partnership"].get("")
            contacts = entry.source.data.get("contacts") if entry and entry.source else None
            return list(contacts) if isinstance(contacts, dict) else []
        return list(self.entries[kind])

    @property
    def source_ids(self) -> list[str]:
        """Everything that can be named as a source."""
        return [*self.ids("instruments"), *self.ids("rules"), *self.ids("principles")]
