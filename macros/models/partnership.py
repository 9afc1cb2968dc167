"""Partnership: the settings that another partnership changes to adopt the site."""

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema

from macros.models.base import Address, Day, Id, Line, Model, Number, PublicAddress
from macros.models.colour import Colours
from macros.models.contact import NATIONAL, NEEDED, URGENT, Contact, ShortName
from macros.models.dates import DAY
from macros.models.inline_text import OptionalText
from macros.reading.yaml import Loc

ORIGIN = re.compile(r"https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?")
"""A site that may show embedded pages; "*." stands for any name below it."""


class Exit(Model):
    """Where the quick exit leads, and the name of that site."""

    address: Address
    title: Line


def _approval(value: object) -> object:
    if value == "no":
        return None
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise ValueError(f'"{value}" is no day: write the day of the approval, like 2026-03-31, or "no" until then.')
    return value


class Edition(Model):
    """Which edition of the guidance this is, and on which day the partnership approved it, if it has."""

    title: Line
    date: Day
    approved: Annotated[
        Day | None,
        BeforeValidator(_approval),
        WithJsonSchema({"type": "string", "pattern": rf"^(no|{DAY.pattern})$", "title": "Approved"}, mode="validation"),
    ]


class ChangeDays(Model):
    """In how many days after law watch saw a change our words are right again, by what it concerns."""

    wording: Number
    advice: Number


class Partnership(Model):
    """Who publishes the site. `notice` is shown on top of every page while it has words."""

    name: Line
    short: ShortName
    area: Line
    address: Address
    exit: Exit
    colours: Colours
    edition: Edition
    notice: OptionalText = ()
    corrections: OptionalText = ()
    change_days: ChangeDays | None = None
    frames: tuple[Address, ...] = ()
    contacts: dict[Id, Contact]

    def in_order(self, *ids: str) -> dict[str, Contact]:
        """The contacts of some ids, or all, that may be shown on a screen, in the order in which people ring them."""
        chosen = {key: self.contacts[key] for key in ids or self.contacts if self.contacts[key].shown != "nowhere"}
        return dict(sorted(chosen.items(), key=lambda one: one[1].order))

    def panel(self, *ids: str) -> dict[str, Contact]:
        """The contacts of some ids, in their order, with those to ring whenever one of them is closed."""
        return self.in_order(*ids, *(key for one in ids for key in self.contacts[one].standby))

    @property
    def urgent(self) -> dict[str, Contact]:
        """Who to ring in danger, about a child, and whenever that is closed."""
        return self.in_order(*URGENT)

    @property
    def base_url(self) -> str:
        """The address of the site without a trailing slash."""
        return self.address.rstrip("/")

    @property
    def is_placeholder(self) -> bool:
        """Whether the address is a reserved name, since the partnership has not given one yet."""
        return (urlsplit(self.address).hostname or "").endswith(".example")

    @property
    def origin(self) -> str:
        """The address of the host, without a folder."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def has(self, url: str) -> bool:
        """Whether a full address, in whichever way it is typed, is of this site."""
        own = re.escape((urlsplit(self.address).hostname or "").removeprefix("www."))
        return bool(re.match(rf"https?://(?:[^/?#]*@)?(?:www\.)?{own}\.?(?::\d*)?(?:[/?#]|$)", url, re.IGNORECASE))

    def absolute_url(self, address: PublicAddress) -> str:
        """Make a public address absolute."""
        return f"{self.base_url}/{address}"

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        leave, own = urlsplit(self.exit.address), urlsplit(self.address)
        if own._replace(scheme="", netloc="").geturl() not in ("", "/"):
            yield (
                ("address",),
                f'"{self.address}" is no address of a whole site: write it like https://{own.netloc}/, without a '
                "folder or page.",
            )
        if self.has(self.exit.address):
            yield ("exit", "address"), '"address" of the exit leads to this site. Choose another site.'
        if leave.query:
            yield ("exit", "address"), '"address" of the exit holds a search ("?…"). Choose a plain page.'
        yield from ((("colours", *loc), sentence) for loc, sentence in self.colours.cross_field_problems())
        for index, origin in enumerate(self.frames):
            if not ORIGIN.fullmatch(origin):
                yield (
                    ("frames", index),
                    f'"{origin}" is no site: write it like https://intranet.example, without a page.',
                )
        for contact_id in NEEDED:
            needed = self.contacts.get(contact_id)
            if needed is None:
                yield ("contacts",), f'"{contact_id}" is missing in "contacts": its number stands on every page.'
            elif needed.shown != "paper" or not needed.number:
                loc = ("contacts", contact_id)
                yield loc, f'"{contact_id}" stands on every page: it needs a "number" and "shown: paper".'
        for contact_id, contact in self.contacts.items():
            if contact_id in NATIONAL and contact.number and contact.dial != contact_id:
                sentence = f'"{contact_id}" has the number "{contact.number}". Write "{contact_id}", or rename it.'
                yield ("contacts", contact_id, "number"), sentence
            if contact_id in contact.instead:
                loc = ("contacts", contact_id)
                yield loc, f'"{contact_id}" is rung again where it is closed or does not answer. Name who answers then.'
            for place, sentence in contact.cross_field_problems():
                yield ("contacts", contact_id, *place), sentence if place else f'"{contact_id}" {sentence}'
