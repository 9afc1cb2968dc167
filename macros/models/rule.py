"""Rule: what a law or guidance document asks of someone, and with what force."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.models.base import Day, Id, Line
from macros.models.force import Force
from macros.models.inline_text import Text
from macros.models.instrument import Dated
from macros.reading.yaml import Loc


class Rule(Dated):
    """One duty or power. `who`, the force and `text` read as a sentence.

    `since` is the day on which the text it comes from was replaced. `holders` are the kinds of organisation that it
    asks or allows to pass information, `receivers` those whom it may reach: none where it is about no passing.
    """

    force: Force
    who: Text
    text: Text
    instrument: Id
    section: Line = ""
    since: Day | None = None
    holders: Annotated[tuple[Id, ...], Field(min_length=1)]
    receivers: tuple[Id, ...]

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        yield from super().cross_field_problems()
        if (self.status == "replaced") != bool(self.since):
            yield ("status",), 'A "replaced" rule says since when, and no other does: see "since".'
