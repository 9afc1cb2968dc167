"""Sources: everything read from docs/, valid or not, so that one mistake does not cause ten messages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from macros.models.base import Model
from macros.models.block import OpenBlock
from macros.models.briefing import Briefing
from macros.models.change import Change
from macros.models.checklist import Checklist
from macros.models.deck import Deck
from macros.models.flowchart_source import FlowchartSource
from macros.models.inline_text import Inline
from macros.models.instrument import Instrument
from macros.models.organisation import Organisation
from macros.models.page import Page
from macros.models.partnership import Partnership
from macros.models.rule import Rule
from macros.models.scenario import Scenario
from macros.models.source_change import SourceChange
from macros.models.synonym import Synonym
from macros.models.term import Term
from macros.models.texts import nested_models, texts
from macros.reading.markdown import Markdown
from macros.reading.problem import Problem
from macros.reading.yaml import Loc, Source

ModelT_co = TypeVar("ModelT_co", bound=Model, covariant=True)

NEEDED_FILES = {
    "partnership.yml": "the settings of the site",
    "index.md": "the first page",
    "404.md": "what a reader sees where a page is missing",
    "law/instruments.yml": "the laws and guidance documents",
    "law/rules.yml": "what they ask",
    "law/organisations.yml": "the kinds of organisation that they ask it of",
    "guidance/glossary.yml": "the words that are explained",
    "guidance/a-to-z.md": "{{ a_to_z() }}, which stands in for search without scripts",
    "about/leaving.md": "what the quick exit does; every page links to it",
}
"""Files that no site can do without, and what they hold."""


@dataclass(frozen=True)
class SourceEntry(Generic[ModelT_co]):
    """A thing and its location in a file; `model` is None if it is not valid."""

    name: str
    source: Source | None = None
    loc: Loc = ()
    model: ModelT_co | None = None

    def line(self, loc: Loc = ()) -> int:
        """The line of a location within the entry."""
        return self.source.line((*self.loc, *loc)) if self.source else 1

    @cached_property
    def texts(self) -> tuple[tuple[Loc, tuple[Inline, ...]], ...]:
        """Every inline text of the model, with its location."""
        return tuple(texts(self.model)) if self.model else ()

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Model], ...]:
        """The model, and every model nested in it, with its location."""
        return tuple(nested_models(self.model)) if self.model else ()


Entries = Mapping[str, SourceEntry[ModelT_co]]
"""Everything of one kind, by id."""


def valid(entries: Entries[ModelT_co]) -> Iterator[tuple[str, SourceEntry[ModelT_co], ModelT_co]]:
    """The id, the entry and the model of everything that is valid."""
    for key, entry in entries.items():
        if entry.model is not None:
            yield key, entry, entry.model


def models(entries: Entries[ModelT_co]) -> dict[str, ModelT_co]:
    """Every model that is valid, by id."""
    return {key: model for key, _, model in valid(entries)}


def keys_under(folder: str, pages: Iterable[str]) -> list[str]:
    """The ids of the things that are pages of their own in a folder, whose index is none of them."""
    names = (name.removeprefix(folder) for name in pages if name.startswith(folder))
    return [name.removesuffix(".md") for name in names if name != "index.md"]


@dataclass
class SourceFiles:
    """Entries of each kind by id, and pages by name; `folder` is the docs folder."""

    folder: Path
    partnership: SourceEntry[Partnership] = SourceEntry("partnership.yml")
    settings: str = ""
    """The text of that file, if it can be read: all other texts name its contacts."""
    instruments: dict[str, SourceEntry[Instrument]] = field(default_factory=dict)
    rules: dict[str, SourceEntry[Rule]] = field(default_factory=dict)
    organisations: dict[str, SourceEntry[Organisation]] = field(default_factory=dict)
    terms: dict[str, SourceEntry[Term]] = field(default_factory=dict)
    scenarios: dict[str, SourceEntry[Scenario]] = field(default_factory=dict)
    synonyms: dict[str, SourceEntry[Synonym]] = field(default_factory=dict)
    changes: dict[str, SourceEntry[Change]] = field(default_factory=dict)
    source_changes: dict[str, SourceEntry[SourceChange]] = field(default_factory=dict)
    open_blocks: dict[str, SourceEntry[OpenBlock]] = field(default_factory=dict)
    checklists: dict[str, SourceEntry[Checklist]] = field(default_factory=dict)
    flowcharts: dict[str, SourceEntry[FlowchartSource]] = field(default_factory=dict)
    briefings: dict[str, SourceEntry[Briefing]] = field(default_factory=dict)
    decks: dict[str, SourceEntry[Deck]] = field(default_factory=dict)
    pages: dict[str, Page | None] = field(default_factory=dict)
    unsound: dict[str, Markdown] = field(default_factory=dict)
    """What could be read of a page in which something else could not."""
    files_read: set[str] = field(default_factory=set)
    unreadable_kinds: set[str] = field(default_factory=set)
    """Kinds whose file is missing or cannot be read: nothing is said of their ids."""
    anchor_cache: dict[str, list[tuple[int, str]] | None] = field(default_factory=dict)
    """The ids on each page whose ids were asked for, since every link to it asks again."""

    @property
    def root(self) -> str:
        """The name of the docs folder, with which paths begin in messages."""
        return self.folder.name

    def problem(self, name: str, line: int, sentence: str) -> Problem:
        """A problem in the file `name`, a path below the docs folder."""
        return Problem(f"{self.root}/{name}", line, sentence)

    def written_pages(self) -> Iterator[tuple[str, Page]]:
        """The name and page of every valid file of Markdown, without the pages that are made of YAML."""
        yield from ((name, page) for name, page in self.pages.items() if page and name in self.files_read)

    def all_valid(self) -> Iterator[tuple[str, SourceEntry[Model], Model]]:
        """The id, the entry and the model of everything valid, of all kinds."""
        yield from valid({"": self.partnership})
        yield from valid(self.instruments)
        yield from valid(self.rules)
        yield from valid(self.organisations)
        yield from valid(self.terms)
        yield from valid(self.scenarios)
        yield from valid(self.synonyms)
        yield from valid(self.changes)
        yield from valid(self.source_changes)
        yield from valid(self.open_blocks)
        yield from valid(self.briefings)
        yield from valid(self.decks)
        yield from self.printed()

    @cached_property
    def inline_texts(self) -> list[tuple[SourceEntry[Model], Loc, tuple[Inline, ...]]]:
        """Every inline text of everything valid, with its entry and location. Ask once all files are read."""
        return [(entry, loc, text) for _, entry, _ in self.all_valid() for loc, text in entry.texts]

    def printed(self) -> Iterator[tuple[str, SourceEntry[Checklist | FlowchartSource], Checklist | FlowchartSource]]:
        """The id, the entry and the model of every valid list that is printed."""
        yield from valid(self.checklists)
        yield from valid(self.flowcharts)

    @cached_property
    def unsound_kinds(self) -> set[str]:
        """Kinds of which anything cannot be read or is invalid: nothing is said that takes all of them."""
        kinds: dict[str, Entries[Model]] = {
            "instruments": self.instruments,
            "rules": self.rules,
            "organisations": self.organisations,
            "terms": self.terms,
            "blocks": self.open_blocks,
        }
        return self.unreadable_kinds | {key for key, one in kinds.items() if len(models(one)) < len(one)}

    @cached_property
    def by_file(self) -> Mapping[str, Source | None]:
        """The data of each file of which anything is valid, by its name."""
        return {entry.name: entry.source for _, entry, _ in self.all_valid()}

    @cached_property
    def principle_ids(self) -> list[str]:
        """The ids of the principles, each a page. Ask for ids once all files are read."""
        return keys_under("principles/", self.pages)

    @cached_property
    def setting_ids(self) -> list[str]:
        """The ids of the settings that readers work in, each a page."""
        return keys_under("settings/", self.pages)

    def settings_are_known(self, keys: Iterable[str]) -> bool:
        """Whether each of some ids is that of a setting: if not, it is said where they stand."""
        return set(keys) <= set(self.setting_ids)

    @property
    def contact_ids(self) -> list[str]:
        """The ids of the contacts, also where something else about the partnership is not valid."""
        contacts = self.partnership.source.data.get("contacts") if self.partnership.source else None
        return list(contacts) if isinstance(contacts, dict) else []

    @cached_property
    def source_ids(self) -> list[str]:
        """The id of everything that can be cited as a source."""
        return [*self.instruments, *self.rules, *self.principle_ids]

    @cached_property
    def official_links(self) -> frozenset[str]:
        """Addresses of other sites that data may lead to: those of instruments and of contacts."""
        contacts = self.partnership.model.contacts.values() if self.partnership.model else ()
        links = {one.link for one in models(self.instruments).values()}
        return frozenset(links | {link for one in contacts for link in (one.link, one.form) if link})
