"""Rule: what a law or guidance document asks of someone, and with what force."""

import re
from collections.abc import Iterator

from macros.models.base import Day, Id, Line
from macros.models.force import Force
from macros.models.inline_text import OptionalText, Text, plain
from macros.models.instrument import Dated
from macros.reading.yaml import Loc

_EVERYONE = re.compile(r"^(?:anyone|everyone|whoever|any person|a person|organisations|practitioners)\b", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"^(?:(?:an?|any|each|the|listed|public)\s+)*"
    r"(?:person|people|body|bodies|organisation|organisations|employer|authority|authorities|partners|practitioners)\b",
    re.IGNORECASE,
)


class Rule(Dated):
    """One duty or power. `who`, the force and `text` read as a sentence.

    `since` is the day on which the text it comes from was replaced. `holders` are the kinds of organisation that it
    asks or allows to pass information, `receivers` those whom it may reach: none where it is about no passing, or where
    it does not name them. `limits` says who decides on what it leaves open, and what may still be told.
    """

    force: Force
    who: Text
    text: Text
    instrument: Id
    section: Line = ""
    since: Day | None = None
    holders: tuple[Id, ...]
    receivers: tuple[Id, ...]
    limits: OptionalText = ()

    @property
    def sentence(self) -> str:
        """What it asks of whom, in plain words."""
        return f"{plain(self.who)} {self.force.word} {plain(self.text)}."

    @property
    def is_about_everyone(self) -> bool:
        """Whether `who` begins with everyone."""
        return bool(_EVERYONE.match(plain(self.who)))

    @property
    def is_described(self) -> bool:
        """Whether `who` says what those are like whom it is about, such as "The bodies on the list"."""
        return bool(_DESCRIBED.match(plain(self.who)))

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        yield from super().cross_field_problems()
        if plain(self.text).endswith("."):
            yield ("text",), '"text" ends a sentence that begins with "who", and gets its full stop there. Delete it.'
        if (self.status == "replaced") != bool(self.since):
            yield ("status",), 'A "replaced" rule says since when, and no other does: see "since".'
