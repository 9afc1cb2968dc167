"""Macro: one entry of the registry, with everything the site needs to know of a macro that pages call."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from macros.content import Content
from macros.models.sources import SourceFiles
from macros.reading.calls import Call
from macros.reading.problem import did_you_mean

PartKind = Literal["item", "law", "outcome", "question", "section", "term"]
"""What a part is; a "section" is a heading of the page itself."""


@dataclass(frozen=True)
class Part:
    """A place on a page with an id, as search finds it."""

    id: str
    title: str
    summary: str
    text: str
    kind: PartKind


class PageRenderer(Protocol):
    """The page that a macro is rendered on."""

    @property
    def content(self) -> Content:
        """Everything that the site says."""

    @property
    def diagrams(self) -> Mapping[str, object]:
        """The diagram of each flowchart."""

    @property
    def code_prefixes(self) -> Mapping[str, str]:
        """By name of a flowchart, the first signs of its route codes; a draft has none."""

    @property
    def group(self) -> Sequence[object]:
        """What the menu has below the page, where it stands first in a group."""

    def inline(self, component: str, **context: object) -> str:
        """The HTML of a component's template, to stand among words."""

    def block(self, component: str, **context: object) -> str:
        """A placeholder on a line of its own; the HTML replaces it once Markdown is converted."""

    def expand(self, markdown: str) -> str:
        """Markdown with the macros that it calls rendered."""


ArgumentCheck = Callable[[SourceFiles, Call], Iterable[str]]
"""A sentence for each thing that is wrong with the arguments of a call whose number of arguments is right."""


def one_of(*words: str) -> ArgumentCheck:
    """Check that each argument is one of these words."""

    def check(_sources: SourceFiles, call: Call) -> Iterator[str]:
        yield from _unknown(call, f"is no word for {call.macro}: write {' or '.join(words)}", words)

    return check


def id_of(noun: str, known: Callable[[SourceFiles], Collection[str]]) -> ArgumentCheck:
    """Check that each argument is the id of a known thing, which messages call `noun`."""

    def check(sources: SourceFiles, call: Call) -> Iterator[str]:
        ids = known(sources)
        if ids or not sources.unreadable_kinds:  # of what stands in a file that cannot be read, nothing is said
            yield from _unknown(call, f"is the id of no {noun}", ids)

    return check


def _unknown(call: Call, fault: str, known: Collection[str]) -> Iterator[str]:
    for key in call.ids:
        if key not in known:
            yield f'"{key}" {fault}.{did_you_mean(key, known)}'


@dataclass(frozen=True)
class Home:
    """A page that has to call a macro with these ids, since nothing else shows what `file` holds."""

    file: str
    page: str
    ids: tuple[str, ...] = ()


def nothing(*_: object) -> tuple[()]:
    """Find no fault, bring no id, ask for no page, give search no part."""
    return ()


@dataclass(frozen=True)
class Macro:
    """A macro; `least` and `most` are the numbers of arguments that it takes.

    All its functions are called with the arguments of the call, after what they work on.
    """

    name: str
    render: Callable[..., str]
    """What takes the place of the call in the Markdown of a page: (PageRenderer, *arguments)."""
    least: int = 0
    most: int = 0
    check: ArgumentCheck = nothing
    is_block: bool = True
    """Whether the call has to stand on a line of its own."""
    is_for_embeds: bool = False
    """Whether the site itself calls it, and no page may."""
    ids: Callable[..., Iterable[str] | None] = nothing
    """Every id that it brings to a page: (SourceFiles, page name, *arguments); None where what it shows is invalid."""
    reserved: tuple[str, ...] = ()
    """Further ids that it brings, which nothing may link to: they come and go with what it shows."""
    permanent_ids: Callable[..., Iterable[str]] = nothing
    """Further ids that it brings, one for each version of what it shows: (SourceFiles, *arguments)."""
    page_faults: Callable[[str], Iterable[str]] = nothing
    """A sentence for each reason why it cannot stand on a page, by the name of the page."""
    heads_group: bool = False
    """Whether its page has to stand first in a group of the menu."""
    opens_codes: bool = False
    """Whether route codes are typed there."""
    open_blocks: tuple[str, ...] = ()
    """The ids of the open blocks that it shows."""
    homes: Callable[[SourceFiles], Iterable[Home]] = nothing
    parts: Callable[..., Iterable[Part]] = nothing
    """What search and the A to Z get of it: (Content, *arguments)."""


def first_sentence(words: str) -> str:
    """The words up to the first end of a sentence, or colon."""
    return re.split(r"(?<=[.?!:]) ", words)[0]
