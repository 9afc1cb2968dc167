"""Source change: what a person decided of a change that law watch saw in the source of a rule or instrument."""

from collections.abc import Iterator
from typing import Literal

from macros.models.base import Address, Day, Line, Model
from macros.reading.yaml import Loc

MOST_WHY = 40
"""Words of a reason."""


class SourceChange(Model):
    """The change of `source` that was seen on `day`: what it concerns, why, and when our words were right again.

    A change is open until it concerns nothing, or is `done`.
    """

    source: Address
    day: Day
    concerns: Literal["nothing", "wording", "advice"]
    why: Line
    done: Day | None = None

    @property
    def is_open(self) -> bool:
        """Whether words of ours are still to be put right."""
        return self.concerns != "nothing" and self.done is None

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        if self.done and self.concerns == "nothing":
            yield ("done",), 'It concerns nothing, so nothing is to be done. Delete "done", or say what it concerns.'
        if self.done and self.done < self.day:
            yield ("done",), f'"done" is before {self.day}, the day on which the change was seen.'
        if (count := len(self.why.split())) > MOST_WHY:
            yield ("why",), f'"why" has {count} words; {MOST_WHY} is the most. Say what changed, and for whom.'
