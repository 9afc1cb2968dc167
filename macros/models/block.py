"""Block: what is said in several places, written once: open under each ending that names it, or on a kind of page."""

from typing import Annotated

from pydantic import Field

from macros.models.base import Id, Line, Model
from macros.models.inline_text import Text


class OpenBlock(Model):
    """A title that says when it is for, and what to do, a paragraph for each text."""

    title: Line
    text: Annotated[tuple[Text, ...], Field(min_length=1)]
    sources: tuple[Id, ...] = ()

    @property
    def is_band(self) -> bool:
        """Whether it is short enough to stand with the numbers to ring."""
        return len(self.text) == 1
