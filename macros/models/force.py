"""Force: the words of duty, and finding those that stand without a source.

"must" means that a law or a court order asks it, "should" that statutory guidance, a code or
good practice asks it, "may" that a power allows it.
"""

import re
from collections.abc import Iterator
from typing import Literal

Force = Literal["must", "must-not", "should", "should-not", "may"]

DUTY_MACROS: dict[str, Force] = {
    "must": "must",
    "must_not": "must-not",
    "should": "should",
    "should_not": "should-not",
}
"""The macros that print a word of duty, and the force that their rule has."""

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


def unsourced_duties(text: str, *, sourced: bool = False) -> Iterator[tuple[int, str]]:
    """Each word of duty in `text` that no mark gives a source: its place and the word.

    Words inside double quotation marks are passed over where the text holds its source
    (`sourced`), since a quotation keeps the words of the law.
    """
    if sourced:
        text = _QUOTATION.sub(_blank, text)
    text = _NO_DUTY.sub(_blank, text)
    for match in _DUTY.finditer(text):
        yield match.start(), match[0]


def _blank(match: re.Match[str]) -> str:
    # Line ends stay, so that a later word keeps its line.
    return re.sub(r"[^\n]", " ", match[0])
