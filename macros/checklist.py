"""Checklist: sections of items that a person reads and does, or does and confirms."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from macros.model import Id, Line, Model, Number
from macros.source import Loc
from macros.text import Text, plain

MOST_SECTIONS = 3
MOST_ITEMS = 9
MOST_WORDS = 18


class Item(Model):
    """One action, why it matters, and where it comes from."""

    text: Text
    why: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Section(Model):
    """Items between two pauses."""

    title: Line
    items: Annotated[dict[Id, Item], Field(min_length=1)]


class Checklist(Model):
    """A list that fits on one sheet of paper."""

    title: Line
    kind: Literal["read-do", "do-confirm"]
    version: Number
    sections: Annotated[dict[Id, Section], Field(min_length=1)]

    def ids(self) -> Iterator[tuple[Loc, str]]:
        """Every id that can be linked to, with its place."""
        for section_id, section in self.sections.items():
            yield ("sections", section_id), section_id
            for item_id in section.items:
                yield ("sections", section_id, "items", item_id), item_id

    def check(self) -> Iterator[tuple[Loc, str]]:
        """What the single values cannot know, as a way into the data and a sentence."""
        if len(self.sections) > MOST_SECTIONS:
            yield (
                ("sections",),
                f"{len(self.sections)} sections are too many for one sheet: {MOST_SECTIONS} is the most.",
            )
        for section_id, section in self.sections.items():
            loc: Loc = ("sections", section_id)
            if len(section.items) > MOST_ITEMS:
                yield (
                    (*loc, "items"),
                    f'"{section_id}" has {len(section.items)} items; {MOST_ITEMS} is the most between two pauses. '
                    "Join, drop or move some.",
                )
            for item_id, item in section.items.items():
                count = len(plain(item.text).split())
                if count > MOST_WORDS:
                    yield (
                        (*loc, "items", item_id, "text"),
                        f'"{item_id}" has {count} words; {MOST_WORDS} is the most. Move the reason to "why".',
                    )
