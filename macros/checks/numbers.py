"""Numbers: a telephone number or opening hours that are typed where a mark of their contact belongs."""

import re
from collections.abc import Iterator, Mapping

from macros.checks.plain_english import is_numbered
from macros.models.contact import Contact

CARD = "editing"
"""The folder of the card, which shows what stands in files."""

_GAP = r"[\s().\u2010-\u2015-]*"
"""What people put between the digits of a number."""
_TELEPHONE = rf"(?:(?:(?:\+|00)44|\(?0)(?:{_GAP}\d){{8,11}}|0[38]\d\d(?:{_GAP}\d){{4}}|116{_GAP}\d\d\d)(?![\w-])"
"""A number of this country, with the short ones of helplines, such as 0800 1111 and 116 123."""
_HALF_DAY = r"(?:[ap]m\b|[ap]\.m\.)"
_HOUR = rf"(?:\d{{1,2}}(?:[.:]\d\d)?(?:\s?{_HALF_DAY})?|noon|midday|midnight)"
_HOURS = re.compile(
    rf"\b{_HOUR}\s?(?:to|until|till|[–—-])\s?{_HOUR}(?!\w)|\bclos(?:es|ing)\s+at\s+{_HOUR}"
    rf"|\bbetween\s+{_HOUR}\s+and\s+{_HOUR}(?!\w)"
    rf"|\b(?:open|opens|answers?|staffed)\s+(?:\w+\s+){{0,3}}?(?:from|at|until|till)\s+{_HOUR}(?!\w)",
    re.IGNORECASE,
)
_TIME = re.compile(rf"{_HALF_DAY}|:\d|noon|midday|midnight|^closes|^closing", re.IGNORECASE)
"""What tells hours from other numbers: 9 to 5 may be of anything."""

_COUNTED = re.compile(
    r"\b(?:rooms?|forms?|bus|flat|unit|box|exactly|nearly|almost|(?:more|fewer|less) than)\s$|£$", re.IGNORECASE
)
_OF_THINGS = re.compile(
    r"\s(?:cases|children|people|families|pages|words|days|weeks|hours|times|pounds|per cent)\b(?!['’])|%"
    r"|\sof (?:them|these|those|us)\b",
    re.IGNORECASE,
)
"""What stands before and after a short number that counts something, such as exactly 101, or 999 cases."""

_LETTERS = re.compile(r"(?<![\w/.-])(?!\d{1,2}l\b)(?=[OolI]*\d|O{2,}(?!\w))[\dOolI]*[OolI][\dOolI]*(?![\w/])")
_PARTED = re.compile(r"(?<![\w/])(0\d{2,4}) ?[/|•·] ?(?=\d{3})")


def _digits_for_letters(text: str) -> str:
    """A text of the same length with a digit for each letter typed in its place, and a space after the code."""
    text = _LETTERS.sub(lambda one: one[0].translate(str.maketrans("OolI", "0011")), text)
    return _PARTED.sub(lambda one: one[1] + " " * (len(one[0]) - len(one[1])), text)


_MAYBE = re.compile(rf"\d{_GAP}[\dOolI]|\d\s?[ap]\.?m|\bclos(?:es|ing)\s+at", re.IGNORECASE)
"""What any of them has, since most texts have none."""


def typed_numbers(text: str, contacts: Mapping[str, Contact]) -> Iterator[tuple[int, str]]:
    """The place in a text, and a sentence, for each number or hour of a contact that is typed in it."""
    if not _MAYBE.search(text):
        return
    by_digits = {contact.dial: key for key, contact in contacts.items() if contact.number}
    # A spreadsheet takes the 0 from the start of a number.
    by_digits |= {dial[1:]: key for dial, key in by_digits.items() if re.match(r"0\d{9}", dial)}
    typed = _digits_for_letters(text)
    known = "|".join(
        f"{digits}|{' '.join(digits)}|{'-'.join(digits)}" if len(digits) <= len("999") else _GAP.join(digits)
        for digits in by_digits
        if digits.isdigit()
    )
    # At most places of a text no number begins: asked first, that takes a small part of the time.
    for match in re.finditer(rf"(?<![\w.,/-])(?=[+(\d])(?:{_TELEPHONE}|(?:{known or '(?!)'})(?![\w-]|[.,]\d))", typed):
        said, before, after = text[slice(*match.span())], text[: match.start()], text[match.end() :]
        is_count = said.isdigit() and len(said) <= len("999") and (_COUNTED.search(before) or _OF_THINGS.match(after))
        if is_numbered(before) or is_count:
            continue
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)44\D*0?", "0", match[0]))
        key = by_digits.get(digits)
        instead = f'{{{{ number("{key}") }}}}' if key else "its contact in partnership.yml, and name it here"
        yield match.start(), f'"{said}" is a number that is typed. Write {instead}.'
    for match in filter(lambda one: _TIME.search(one[0]), _HOURS.finditer(text)):
        said = " ".join(match[0].split())
        near = next((key for key, one in contacts.items() if one.closes and one.closes in said), "contact-id")
        yield (
            match.start(),
            f'"{said}" are hours that are typed. Write {{{{ hours("{near}") }}}} or {{{{ closes("{near}") }}}}.',
        )
