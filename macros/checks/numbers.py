"""Numbers: a telephone number or opening hours that are typed where a mark of their contact belongs."""

import re
from collections.abc import Iterator, Mapping

from macros.models.contact import Contact

CARD = "editing"
"""The folder of the card, which shows what stands in files."""

_TELEPHONE = re.compile(r"(?<![\w.,/-])0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?![\w-])")
_HOURS = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)?\s?(?:to|until|till|–|-)\s?\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b"
    r"|\bclos(?:es|ing)\s+at\s+\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)?",
    re.IGNORECASE,
)


_MAYBE = re.compile(r"\d\d|\d\s?[ap]m|\bclos(?:es|ing)\s+at", re.IGNORECASE)
"""What any of them has, since most texts have none."""


def typed_numbers(text: str, contacts: Mapping[str, Contact]) -> Iterator[tuple[int, str]]:
    """The place in a text, and a sentence, for each number or hour of a contact that is typed in it."""
    if not _MAYBE.search(text):
        return
    by_digits = {contact.dial: key for key, contact in contacts.items() if contact.number}
    short = "|".join(digits for digits in by_digits if len(digits) <= len("999"))
    for match in re.finditer(rf"{_TELEPHONE.pattern}|(?<![\w.,/-])(?:{short or '(?!)'})(?![\w-]|[.,]\d)", text):
        key = by_digits.get(re.sub(r"\D", "", match[0]))
        instead = f'{{{{ number("{key}") }}}}' if key else "its contact in partnership.yml, and name it here"
        yield match.start(), f'"{match[0]}" is a number that is typed. Write {instead}.'
    for match in _HOURS.finditer(text):
        said = " ".join(match[0].split())
        near = next((key for key, one in contacts.items() if one.closes and one.closes in said), "contact-id")
        yield (
            match.start(),
            f'"{said}" are hours that are typed. Write {{{{ hours("{near}") }}}} or {{{{ closes("{near}") }}}}.',
        )
