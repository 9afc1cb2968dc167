"""Deck: cards to print on both sides and cut: worked examples, words ready to use, or the numbers for a pocket."""

from collections.abc import Iterator
from typing import Literal

from macros.models.base import Id, Line, Model, Number
from macros.reading.yaml import Loc

DECKS_FILE = "teams/decks.yml"
"""The file of docs/ that holds all decks, each under its id."""

DECKS_PAGE = "teams/cards.md"
"""The page that lists them."""

SCRIPTS_PAGE = "guidance/words-to-use.md"
"""The page whose parts are the cards of a deck of words."""


class Deck(Model):
    """One deck: the examples of a `setting`, the words ready to use, or copies of one card for a pocket."""

    title: Line
    kind: Literal["cases", "words", "pocket"]
    version: Number
    setting: Id | None = None

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        if self.kind == "cases" and not self.setting:
            yield ("kind",), 'Cards of the kind "cases" are those of one setting. Add a line "setting: …".'
        if self.kind != "cases" and self.setting:
            yield ("setting",), f'"setting" is not used for cards of the kind "{self.kind}". Delete the line.'
