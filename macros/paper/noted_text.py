"""Noted text: inline text as data for a template, whose sources and links are numbered notes."""

import re
from collections.abc import Mapping
from typing import Any

from macros.content import Content
from macros.models.addresses import address
from macros.models.inline_text import Duty, Inline, Link, Text, TextRun

Data = Mapping[str, Any]


class NotedText:
    """Turns text into pieces, one after the other as they are printed.

    `notes` are the sources and links that were named so far, numbered in the order of their first use. `signs` are
    printed in place of a note where a link leads to what stands on the same sheet, by its target.
    """

    def __init__(self, content: Content, signs: Mapping[str, str] | None = None) -> None:
        self.content = content
        self.signs = signs or {}
        self.notes: list[str] = []

    def pieces(self, text: Text) -> list[Data]:
        """The pieces of a text, each with its note or None."""
        return [one for piece in text for one in self._piece(piece)]

    def _piece(self, piece: Inline) -> list[Data]:
        if isinstance(piece, Duty):
            return [noted_piece(piece.text, strong=True, note=self.source_number(piece.rule))]
        if isinstance(piece, Link):
            if sign := self.signs.get(piece.target):
                return [noted_piece(piece.text), noted_piece(f" ({sign})")]
            return [noted_piece(piece.text, note=self.note_number(self.printed_target(piece.target)))]
        return [noted_piece(unbroken(piece.text), strong=not isinstance(piece, TextRun))]

    def source_number(self, source_id: str) -> int:
        """The number of the note that names a source."""
        return self.note_number(self.content.citation(source_id).text)

    def printed_target(self, target: str) -> str:
        """Where a link leads, for paper: an address, or the title of a page while the site has no address."""
        partnership = self.content.partnership
        if target.startswith("https://"):
            return target
        if partnership.is_placeholder:
            return f'"{self.content.pages[target.partition("#")[0].removeprefix("/")].meta.title}"'
        return partnership.absolute_url(address(target))

    def note_number(self, note: str) -> int:
        """The number of a note, a new one if it was not named before."""
        if note not in self.notes:
            self.notes.append(note)
        return self.notes.index(note) + 1


def unbroken(text: str) -> str:
    """A text whose numbers are not broken over two lines."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", text)


def noted_piece(text: str, *, strong: bool = False, note: int | None = None) -> Data:
    """One piece of a text."""
    return {"text": text, "strong": strong, "note": note}
