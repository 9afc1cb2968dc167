"""Rule: what a law or guidance document asks of someone, and with what force."""

from collections.abc import Iterator

from macros.models.base import Day, Id, Line
from macros.models.force import Force
from macros.models.inline_text import Text
from macros.models.instrument import Dated
from macros.reading.yaml import Loc


class Rule(Dated):
    """One duty or power. `who`, the force and `text` read as a sentence.

    `since` is the day on which the text it comes from was replaced.
    """

    force: Force
    who: Text
    text: Text
    instrument: Id
    section: Line = ""
    since: Day | None = None

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        yield from super().cross_field_problems()
        if (self.status == "replaced") != bool(self.since):
            yield ("status",), 'A "replaced" rule says since when, and no other does: see "since".'
