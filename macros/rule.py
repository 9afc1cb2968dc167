"""Rule: what a law or guidance document asks of someone, and with what force."""

from collections.abc import Iterator

from macros.force import Force
from macros.instrument import Dated
from macros.model import Day, Id, Line
from macros.source import Loc
from macros.text import Text


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

    def check(self) -> Iterator[tuple[Loc, str]]:
        """What the single values cannot know, as a way into the data and a sentence."""
        yield from super().check()
        if (self.status == "replaced") != bool(self.since):
            yield ("status",), 'A "replaced" rule says since when, and no other does: see "since".'

    @property
    def word(self) -> str:
        """The force as it is printed."""
        return self.force.replace("-", " ")
