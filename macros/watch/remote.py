"""Remote words: what others wrote, made harmless for our own outputs. They pass through no Markdown and no macro."""

import unicodedata

MOST_SIGNS = 200
"""Characters that are kept of a line."""


def one_line(text: str) -> str:
    """A text as one line of printable characters, at most 200; what was cut off ends in "…"."""
    kept = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in text[: MOST_SIGNS * 10])
    line = " ".join(kept.split())
    return line if len(line) <= MOST_SIGNS else line[: MOST_SIGNS - 1] + "…"


def as_code(text: str) -> str:
    """A line as a code span of Markdown, in which nothing is a link, a mention or a tag."""
    return f"`` {one_line(text).replace('`', chr(39))} ``"
