"""Instrument: an Act, a code or a guidance document, and what it asks or allows."""

from collections.abc import Iterator
from typing import Literal

from macros.models.base import Address, Day, Id, Line, Model, Number
from macros.models.inline_text import Text
from macros.reading.yaml import Loc

InstrumentKind = Literal["act", "regulations", "code", "guidance", "review", "common-law"]
Status = Literal["in-force", "announced", "replaced", "unconfirmed"]
Certainty = Literal["verified", "full-text", "secondary", "known"]
"""How sure we are: the original says it, or a copy of the whole text, or somebody's account; "known" was not read."""

READ_AS = {"verified": "original", "full-text": "copy", "secondary": "account"}
"""What was read of a point, by its certainty."""

LAW_PAGE = "law/index.md"
"""Where all instruments and their rules stand, each under its id."""


class Reading(Model):
    """What was read of a point, and on what day.

    `address` is that of an official or published page which is not the `link` of the point.
    """

    what: Literal["original", "copy", "account"]
    address: Address | None = None
    day: Day


class Dated(Model):
    """The fields that instruments and rules share: status, dates, certainty and link.

    `checked` is the day on which a point was last compared with its source. One that is only known has `looked_for`
    instead, the day on which its source was last looked for.
    """

    link: Address
    status: Status
    starts: Day | None = None
    certainty: Certainty
    read: Reading | None = None
    checked: Day | None = None
    looked_for: Day | None = None

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        if self.certainty == "known" and self.checked:
            yield (
                ("checked",),
                '"checked" has a date, but a point that is only "known" was not checked. Delete the line.',
            )
        if self.certainty != "known" and not self.checked:
            yield (), f'"checked" is missing: a point that is "{self.certainty}" says when. Add a line "checked: …".'
        if self.certainty == "known" and not self.looked_for:
            yield (), '"looked_for" is missing: a point that is only "known" says when its source was last looked for.'
        if self.certainty != "known" and self.looked_for:
            yield ("looked_for",), f'A point that is "{self.certainty}" was found. Delete "looked_for".'
        yield from self._reading_problems()
        if self.status == "announced" and not self.starts:
            yield ("status",), '"starts" is missing: say when it is announced to start. Add a line "starts: …".'

    def _reading_problems(self) -> Iterator[tuple[Loc, str]]:
        wanted = READ_AS.get(self.certainty)
        if wanted and not self.read:
            yield (), f'"read" is missing: a point that is "{self.certainty}" says what was read, and when.'
        elif self.read and not wanted:
            yield ("read",), 'A point that is only "known" was not read. Delete "read", or write another certainty.'
        elif self.read and self.read.what != wanted:
            yield (
                ("read", "what"),
                f'"what" is "{self.read.what}", but a point that is "{self.certainty}" was read in "{wanted}".',
            )
        if self.read and self.read.what == "copy" and self.read.address:
            yield ("read", "address"), "A copy has no address: it is no official page. Delete the line."


class Instrument(Dated):
    """One law or guidance document; `listed` is the partnership's own entry, word for word."""

    title: Line
    kind: InstrumentKind
    year: Number | None = None
    section: Line = ""
    listed: Line = ""
    binds: Text
    text: Text
    replaced_by: Id | None = None

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        yield from super().cross_field_problems()
        if (self.status == "replaced") != bool(self.replaced_by):
            yield ("status",), 'A "replaced" instrument names its successor, and no other does: see "replaced_by".'

    @property
    def law_or_guidance(self) -> Literal["law", "guidance"]:
        """Whether a reader checks the current law or the current guidance."""
        return "guidance" if self.kind in ("code", "guidance", "review") else "law"

    @property
    def name(self) -> str:
        """The title in a sentence: with the year for guidance, since editions share a title."""
        dated = self.law_or_guidance == "guidance" and self.year and str(self.year) not in self.title
        return f"{self.title} ({self.year})" if dated else self.title
