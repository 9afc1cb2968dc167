"""Force: the words of duty, and the detection of those without a source.

"must" means that a law or a court order asks it, "should" that statutory guidance, a code or
good practice asks it, "may" that a power allows it.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic_core import CoreSchema, core_schema


class Force(StrEnum):
    """How strongly a rule asks; the value is that of YAML and JSON."""

    MUST = "must"
    MUST_NOT = "must-not"
    SHOULD = "should"
    SHOULD_NOT = "should-not"
    MAY = "may"

    @property
    def word(self) -> str:
        """The force as it is printed, such as "must not"."""
        return self.replace("-", " ")

    @property
    def macro(self) -> str:
        """The name of the macro that prints it, such as "must_not"."""
        return self.replace("-", "_")

    @property
    def is_negative(self) -> bool:
        """Whether it asks that something is not done."""
        return self in (Force.MUST_NOT, Force.SHOULD_NOT)

    @property
    def strength(self) -> int:
        """From 0 for a power to 2 for a duty in law, whichever way it asks."""
        return ("may", "should", "must").index(self.removesuffix("-not"))

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> CoreSchema:
        """Validate and describe it as its values, in place: a schema of its own would tell no program more."""
        values = core_schema.literal_schema([force.value for force in cls])
        to_value = core_schema.plain_serializer_function_ser_schema(str, return_schema=values)
        return core_schema.no_info_after_validator_function(cls, values, serialization=to_value)


DUTY_MACROS = {force.macro: force for force in Force if force is not Force.MAY}
"""The force that each macro that prints a word of duty stands for: that of its rule."""

_DUTY = re.compile(
    r"\b(must|should|shall|ought|(?:must|should)n['’]t|got\s+to|(?:have|has|had)(?:\s+(?:always|also|first|then))?\s+to"
    r"|(?:required|obliged)(?:\s+(?:always|also|by\s+law|in\s+law))?\s+to)\b",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(
    r"\b(?:(?:do|does|did)\s+not|don['’]t|doesn['’]t)\s+have\s+to\b"
    r"|\bnot\s+(?:required|obliged)(?:\s+by\s+law)?\s+to\b|\bdoes\s+not\s+oblige\b"
    r"|\bshould\s+(?:I|we)\b",  # a question of the reader, such as the name of a flowchart
    re.IGNORECASE,
)
_QUOTATION = re.compile(r'“[^”]*”|"[^"]*"')


def blank_quotations(text: str) -> str:
    """The text with spaces for what stands between double quotation marks, so that every word keeps its place."""
    return _QUOTATION.sub(_blank, text)


@lru_cache(maxsize=100_000)  # `make serve` checks all texts anew after each edit of one
def unsourced_duties(text: str, *, sourced: bool = False) -> tuple[tuple[int, str], ...]:
    """The offset and the word of each word of duty in `text` that has no source.

    Words inside double quotation marks are passed over where the text holds its source
    (`sourced`), since a quotation keeps the words of the law.
    """
    if sourced:
        text = blank_quotations(text)
    text = _NO_DUTY.sub(_blank, text)
    return tuple((match.start(), match[0]) for match in _DUTY.finditer(text))


def _blank(match: re.Match[str]) -> str:
    # Line ends stay, so that a later word keeps its line.
    return re.sub(r"[^\n]", " ", match[0])
