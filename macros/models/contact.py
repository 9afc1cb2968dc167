"""Contact: someone to ring or write to, with what was done to know that it is right."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from macros.models.base import Address, Day, Line, Model
from macros.models.inline_text import Text

CONTACTS_PAGE = "about/contacts.md"
"""Where all contacts stand."""


def _number(value: str) -> str:
    if value and not re.fullmatch(r"\+?\d[\d ]*", value):
        raise ValueError(f'"{value}" is no telephone number: write digits and spaces, and the rest under "when".')
    return value


class Contact(Model):
    """Someone to contact.

    `confirmed` is yes, no (printed nowhere), or shown: on screen only, beside its source,
    since the partnership has not confirmed it.
    """

    name: Line
    number: Annotated[Line, AfterValidator(_number)] = ""
    confirmed: Literal["yes", "shown", "no"]
    when: Text
    link: Address | None = None
    source: Address
    checked: Day

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
