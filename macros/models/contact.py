"""Contact: someone to ring or write to, with where the number stands and on which day the partnership rang it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from macros.models.base import Address, Day, Id, Line, Model, Number
from macros.models.dates import DAY
from macros.models.inline_text import ContactMark, Inline, OptionalText, plain
from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc

CONTACTS_PAGE = "about/contacts.md"
"""Where all contacts stand."""

URGENT = ("999", "mash", "edt")
"""Who is rung in danger, about a child, and about a child whenever the office is closed; "mash" and "edt" are the ids
in each area, whatever its own names are."""

NEEDED = (*URGENT, "101")
"""The contacts that stand on every page or that every list of numbers ends with."""

USES = ("child", "adult", "allegation", "domestic-abuse", "crisis", "family", "emergency", "helpline")
"""What a contact can be for, besides "council ID", which is the council of another area."""

NATIONAL = ("999", "101", "111")
"""The numbers that are the same everywhere, which no partnership has to ring before it prints them."""

DRAFT = "draft"
"""What stands beside a number that the partnership has not rung yet."""

DRAFT_NOTE = "Draft: the partnership has still to confirm this number."
DRAFT_NOTES = f"Draft: the partnership has still to confirm each number marked “{DRAFT}”."

EMAIL = re.compile(r"[\w.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_COUNCIL = r"council [a-z0-9-]{1,40}"


def _number(value: str) -> str:
    if not re.fullmatch(r"\+?[0-9][0-9 ]*", value) or not 3 <= len(dialled(value)) <= 16:
        raise ValueError(f'"{value}" is no telephone number: write digits and spaces, and the rest under "hours".')
    digits = re.sub(r"^(?:\+44|0044)0?", "0", dialled(value))
    if len(digits) > len("116123") and digits[0] not in "+0":
        raise ValueError(f'"{value}" begins with no 0. Write it as people dial it, in quotation marks.')
    if re.match(r"0[1237]", digits) and len(digits) not in ((10, 11) if digits[1] == "1" else (11,)):
        raise ValueError(f'"{value}" has {len(digits)} digits, and such a number has 11. Count them again.')
    return value


def _email(value: str) -> str:
    if not EMAIL.fullmatch(value):
        raise ValueError(f'"{value}" is no email address: write one alone, like name@council.example.')
    return value


def _short(value: str) -> str:
    if len(value) > SHORT:
        raise ValueError(f'"{value}" has {len(value)} letters; {SHORT} is the most that fit.')
    return value


def _use(value: str) -> str:
    if value not in USES and not re.fullmatch(_COUNCIL, value):
        raise ValueError(f'"{value}" is no use of a contact: write {", ".join(USES)}, or "council" and a name.')
    return value


def _confirmation(value: object) -> object:
    if value == "no":
        return None
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise ValueError(
            f'"{value}" is no day: write the day on which the partnership rang the number, like 2026-03-31, '
            'or "no" until then.'
        )
    return value


SHORT = 24
"""The most letters of a short name."""

ShortName = Annotated[Line, AfterValidator(_short)]
"""A name for where there is little room."""

Use = Annotated[str, AfterValidator(_use), Field(json_schema_extra={"pattern": f"^({'|'.join(USES)}|{_COUNCIL})$"})]


class ContactSource(Model):
    """Who prints a number, where, and the day on which that was seen."""

    who: Line
    address: Address
    seen: Day


@cache  # each text is looked through for every number
def dialled(number: str) -> str:
    """A number as a telephone takes it: its digits, and a plus."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


class Contact(Model):
    """Someone to ring or write to.

    `shown` says whether it stands on paper too, on screen only, or nowhere. Until `confirmed` holds a day, the number
    is a draft, and whatever prints it says so.
    """

    name: Line
    short: ShortName
    number: Annotated[Line, AfterValidator(_number)] | None = None
    option: Line = ""
    hours: OptionalText = ()
    closes: Line = ""
    """The hour at which it closes, as it stands in `hours`."""
    when_closed: OptionalText = ()
    unanswered: OptionalText = ()
    """What to do where nobody answers."""
    note: OptionalText = ()
    order: Number
    uses: Annotated[tuple[Use, ...], Field(alias="for")]
    link: Address | None = None
    form: Address | None = None
    email: Annotated[Line, AfterValidator(_email)] = ""
    text: OptionalText = ()
    bsl: OptionalText = ()
    sources: Annotated[tuple[ContactSource, ...], Field(min_length=1)]
    checked: Day
    confirmed: Annotated[
        Day | None,
        BeforeValidator(_confirmation),
        WithJsonSchema({"type": "string", "pattern": rf"^(no|{DAY.pattern})$"}, mode="validation"),
    ]
    shown: Literal["paper", "screen", "nowhere"]
    organisation: Id | None = None
    """The kind of organisation that answers, of law/organisations.yml."""

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return dialled(self.number or "")

    @property
    def called(self) -> str:
        """What people call it: what its name has in brackets, or its name; nothing for a number that all know."""
        if self.number and len(self.dial) <= len("999"):
            return ""
        short = re.search(r"\(([^()]+)\)$", self.name)
        return short[1] if short else self.name

    def is_named_in(self, text: str) -> bool:
        """Whether a text has its name, with or without what stands in brackets, or what people call it."""
        names = {self.name.partition(" (")[0], self.called} - {""}
        return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names)

    @property
    def is_draft(self) -> bool:
        """Whether the partnership has still to ring the number."""
        return bool(self.number) and self.dial not in NATIONAL and self.confirmed is None

    @property
    def said(self) -> str:
        """The number as plain words, with what to press, and whether it is a draft."""
        option = f", {self.option}" if self.option else ""
        return f"{self.number or self.name}{option}{f' ({DRAFT})' if self.is_draft else ''}"

    @property
    def standby(self) -> tuple[str, ...]:
        """The ids of the contacts to ring whenever this one is closed."""
        return _numbers_in(self.when_closed)

    @property
    def instead(self) -> tuple[str, ...]:
        """The ids of the contacts to ring whenever this one is closed or does not answer."""
        return _numbers_in((*self.when_closed, *self.unanswered))

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        if not any((self.number, self.link, self.form, self.email)):
            yield (), "has no number, link, form or email. Add one."
        if self.closes and not re.search(rf"\b(?:to|until|till) {re.escape(self.closes)}(?!\w)", plain(self.hours)):
            sentence = f'"closes" is "{self.closes}", and "hours" does not say "to {self.closes}".'
            yield ("closes",), f"{sentence} Write it as it stands there."


def _numbers_in(pieces: Iterable[Inline]) -> tuple[str, ...]:
    marks = [piece for piece in pieces if isinstance(piece, ContactMark)]
    return tuple(dict.fromkeys(mark.contact for mark in marks if mark.macro == "number"))


def say_contact(contacts: Mapping[str, Contact], macro: str, contact_id: str) -> ContactMark:
    """What a macro prints of a contact among words.

    Raises:
        ValueError: with a sentence for the editor, if there is nothing to print.
    """
    contact = contacts.get(contact_id)
    if contact is None:
        raise ValueError(f'"{contact_id}" is the id of no contact.{did_you_mean(contact_id, contacts)}')
    if contact.shown != "paper":
        raise ValueError(f'"{contact_id}" is not shown on paper, so no text can name it. Name another contact.')
    pieces: tuple[Inline, ...] = {
        "hours": contact.hours,
        "when_closed": (*contact.when_closed, *contact.unanswered),
    }.get(macro, ())
    text = {"number": contact.said if contact.number else "", "closes": contact.closes}.get(macro, plain(pieces))
    if not text:
        raise ValueError(f'"{contact_id}" has no "{macro}" to print. Add it in partnership.yml, or write other words.')
    is_draft = any(isinstance(piece, ContactMark) and piece.is_draft for piece in pieces)
    return ContactMark(macro, contact_id, text, is_draft or (macro == "number" and contact.is_draft))


def draft_note(contacts: Iterable[Contact]) -> str:
    """What stands once beside some contacts, if the partnership has still to ring one of them."""
    count = sum(contact.is_draft for contact in contacts)
    return {0: "", 1: DRAFT_NOTE}.get(count, DRAFT_NOTES)
