"""Checklist: sections of items that a person reads and does, or does and confirms; or the fields of a record form."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field as Limits

from macros.models.base import Id, Line, Model, Number
from macros.models.inline_text import Duty, Link, Reason, Text, plain
from macros.models.texts import beside, said_twice
from macros.reading.yaml import Loc

MOST_SECTIONS = 3
MOST_ITEMS = 9
MOST_ITEM_WORDS = 18
MOST_LINES = 9


class Item(Model):
    """One action, why it matters, and where it comes from."""

    text: Text
    why: Reason
    sources: Annotated[tuple[Id, ...], Limits(min_length=1)]


class Field(Model):
    """One thing to write down by hand: its label, choices to tick, and lines to write on."""

    label: Text
    lines: Number | None = None
    choices: tuple[Line, ...] = ()


class Section(Model):
    """Items between two pauses, or the fields of one part of a form."""

    title: Line
    items: dict[Id, Item] = Limits(default_factory=dict)
    fields: dict[Id, Field] = Limits(default_factory=dict)


class Checklist(Model):
    """A list that fits on one sheet of paper, or a form that fits on two.

    `change` says what its version changed against the one before: the advice, or the wording alone.
    """

    title: Line
    kind: Literal["read-do", "do-confirm", "record"]
    version: Number
    change: Literal["advice", "wording"] = "advice"
    sections: Annotated[dict[Id, Section], Limits(min_length=1)]

    @property
    def most_pages(self) -> int:
        """The most pages that its sheet may have."""
        return 2 if self.kind == "record" else 1

    def ids(self) -> Iterator[tuple[Loc, str]]:
        """Every id that can be linked to, with its location."""
        for section_id, section in self.sections.items():
            yield ("sections", section_id), section_id
            for key in ("items", "fields"):
                for item_id in getattr(section, key):
                    yield ("sections", section_id, key, item_id), item_id

    def rows(self) -> Iterator[tuple[str, str]]:
        """The id and plain text of every item or field, in order, which every output of the list contains."""
        for section in self.sections.values():
            for item_id, item in section.items.items():
                yield item_id, plain(item.text)
            for field_id, field in section.fields.items():
                yield field_id, " / ".join([plain(field.label), *field.choices])

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        wanted, other = ("fields", "items") if self.kind == "record" else ("items", "fields")
        for section_id, section in self.sections.items():
            loc: Loc = ("sections", section_id)
            if getattr(section, other):
                yield (*loc, other), f'"{other}" is not used in a list of the kind "{self.kind}". Write "{wanted}".'
            elif not getattr(section, wanted):
                yield loc, f'"{section_id}" has no "{wanted}". Add at least one.'
            yield from self._check_items(section_id, section)
            yield from self._check_fields(section_id, section)
        sections = self.sections.items()
        yield from said_twice(  # a form may ask for the same in two parts
            line for key, section in sections for line in beside(section.items, ("sections", key, "items"))
        )
        if self.kind != "record" and len(self.sections) > MOST_SECTIONS:
            yield (
                ("sections",),
                f"{len(self.sections)} sections are too many for one sheet: {MOST_SECTIONS} is the most.",
            )

    def _check_items(self, section_id: str, section: Section) -> Iterator[tuple[Loc, str]]:
        loc: Loc = ("sections", section_id, "items")
        if len(section.items) > MOST_ITEMS:
            yield (
                loc,
                f'"{section_id}" has {len(section.items)} items; {MOST_ITEMS} is the most between two pauses. '
                "Join, drop or move some.",
            )
        for item_id, item in section.items.items():
            yield from self._check_plain((*loc, item_id, "text"), item_id, item.text, 'Move it to "why".')
            count = len(plain(item.text).split())
            if count > MOST_ITEM_WORDS:
                yield (
                    (*loc, item_id, "text"),
                    f'"{item_id}" has {count} words; {MOST_ITEM_WORDS} is the most. Move the reason to "why".',
                )

    @staticmethod
    def _check_plain(loc: Loc, key: str, text: Text, instead: str) -> Iterator[tuple[Loc, str]]:
        if any(isinstance(piece, Link | Duty) for piece in text):
            yield loc, f'"{key}" holds a link or a word of duty, whose source has no room on the sheet. {instead}'

    def _check_fields(self, section_id: str, section: Section) -> Iterator[tuple[Loc, str]]:
        for field_id, field in section.fields.items():
            loc: Loc = ("sections", section_id, "fields", field_id)
            words = plain(field.label)
            yield from self._check_plain((*loc, "label"), field_id, field.label, "Say it in plain words.")
            if (count := len(words.split())) > MOST_ITEM_WORDS:
                yield (*loc, "label"), f'"{field_id}" has {count} words; {MOST_ITEM_WORDS} is the most.'
            if re.search(r"\b(names?|dates? of birth|home address)\b", words, re.IGNORECASE):
                yield (
                    (*loc, "label"),
                    f'"{field_id}" asks who someone is. Ask for a role, an organisation or the local reference: '
                    "names belong only in the organisation's case system.",
                )
            if not field.lines and not field.choices:
                yield loc, f'"{field_id}" has nothing to fill in. Add "lines: 1", or "choices: [one, two]".'
            if field.lines and field.lines > MOST_LINES:
                yield (*loc, "lines"), f'"{field_id}" has {field.lines} lines; {MOST_LINES} is the most.'
            if len(field.choices) == 1:
                yield (*loc, "choices"), f'"{field_id}" has one choice only. Write at least two.'
