"""Change: what readers in some settings now do differently, for the page of changes and the feeds.

A change of words that alters nothing for a reader stands nowhere.
"""

from typing import Annotated

from pydantic import Field

from macros.models.base import Day, Id, Line, Model
from macros.models.inline_text import Text

CHANGES_PAGE = "about/changes.md"
"""Where all changes stand, each under its id; feeds lead there."""


class Change(Model):
    """One change, from its day on; without `settings` it is for everyone. `pages` say more, such as /law/index.md."""

    title: Line
    date: Day
    settings: tuple[Id, ...] = ()
    do_now: Text
    pages: Annotated[tuple[Line, ...], Field(min_length=1)]

    def concerns(self, setting: str) -> bool:
        """Whether readers in a setting do something differently."""
        return not self.settings or setting in self.settings
