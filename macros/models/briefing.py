"""Briefing: what a team reads together in seven minutes, put together from an ending, changes, rules and a scenario."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.models.base import Id, Model, Number
from macros.models.inline_text import Text
from macros.models.scenario import QualifiedOutcome
from macros.reading.yaml import Loc

BRIEFINGS = "teams/briefings"
"""The folder of docs/ with a file and a page for each."""

MYTHS = 3
"""How many myths each has."""

MOST_HERE = 3
"""The most lines of what differs in the setting."""

MOST_CHANGES = 3
"""The most changes that it tells of."""


def briefing_page(key: str) -> str:
    """The name of the page of a briefing, by its id."""
    return f"{BRIEFINGS}/{key}.md"


class Myth(Model):
    """What people say to put off sharing, the answer, and the rules that the answer rests on."""

    said: Text
    answer: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Briefing(Model):
    """One briefing; without `setting` it is for everyone.

    What to do is the outcome `ending`, and `here` what differs in the setting. `changes` and `scenario` are ids; of a
    scenario the first route is printed. `this_week` is one thing to do.
    """

    version: Number
    setting: Id | None = None
    ending: QualifiedOutcome
    here: dict[Id, Text] = Field(default_factory=dict)
    changes: Annotated[tuple[Id, ...], Field(min_length=1)]
    myths: dict[Id, Myth]
    scenario: Id
    this_week: Text

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        if len(self.myths) != MYTHS:
            yield ("myths",), f'"myths" has {len(self.myths)}, and a briefing has {MYTHS}. Add or drop some.'
        for key, most in (("here", MOST_HERE), ("changes", MOST_CHANGES)):
            if (count := len(getattr(self, key))) > most:
                yield (key,), f'"{key}" has {count} lines; {most} is the most that a team can take in. Drop some.'
