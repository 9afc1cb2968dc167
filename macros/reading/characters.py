"""Detect characters that are invisible, private, garbled or drawn as letters; read others as they would be typed."""

import re
from unicodedata import is_normalized, normalize

HIDDEN = "holds a character that cannot be seen. Delete it and type the line again."

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff"
    "\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
"""A character that cannot be seen, and that changes what the words around it are to a program."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DRAWN = re.compile(
    "(?<=[A-Za-z])[\u0370-\u052f]|[\u0370-\u052f](?=[A-Za-z])|[\u2160-\u217f\U0001d400-\U0001d7ff\uff01-\uff5e\u24b6-\u24e9\U0001f130-\U0001f189]"
)
"""Bold, wide, circled or Roman letters and digits, each a character of its own; Greek or Cyrillic among our letters."""
_GARBLED = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â[€‚„][^\\sa-zA-Z]|ï[»¿].|\ufffd")
"""UTF-8 that was read as Windows-1252, in the ranges of punctuation and accented letters; and what replaces a loss."""


_TYPED = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict(
        zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
    ),
}
"""What a word processor or a PDF has in place of a character of the keyboard that looks the same."""
_ANY_TYPED = re.compile(f"[{''.join(_TYPED)}]")


def as_typed(text: str) -> str:
    """The text as it would be typed.

    A space or a hyphen that does not break is none to YAML, Markdown and search, nor are joined letters words to these;
    a letter and its accent are one character.
    """
    text = _ANY_TYPED.sub(lambda found: _TYPED[found[0]], text)
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def empty_fault(value: str) -> str:
    """The sentence for a value that says nothing, or nothing."""
    said = value.strip()
    if not said:
        return "has no text. Write some, or delete the line."
    if said.lower() == "null" or not any(sign.isalnum() for sign in said):
        return f'is "{said}", which says nothing. Write words, or delete the line.'
    return ""


def quotation_fault(words: str) -> str:
    """The sentence for quotation marks that stand around a whole value, or without a partner, or nothing."""
    if words[:1] + words[-1:] in ("“”", "‘’") and words.count(words[0]) == 1:
        return 'stands in curly quotation marks, which readers would see. Write straight ones: "…".'
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        return "has a quotation mark without its partner. Write both, or none."
    return ""


def without_hidden(text: str) -> str:
    """A text without the characters that cannot be seen, and those that only a word processor has."""
    return _PRIVATE.sub("", _HIDDEN.sub("", text))


def character_fault(row: str) -> str:
    """The sentence for the first character of a line that may not stand there, or nothing."""
    if row.isascii() and row.isprintable():
        return ""
    if _HIDDEN.search(row.rstrip("\r")):
        return HIDDEN
    if _PRIVATE.search(row):
        return (
            "holds a sign that only a word processor's own letters have, and that others show as an empty box. "
            'Delete it, and type the sign again; an entry of a list begins with "- ".'
        )
    if match := _DRAWN.search(row):
        return f'holds "{match[0]}", which is no letter to search and to who listens. Type it; **strong words** are so.'
    if match := _GARBLED.search(row):
        return f'holds "{match[0].strip()}", which was another sign before it was copied or saved. Type it again.'
    return ""
