"""Sheet: header and footer of a printed list, the same in a browser's print, in PDF and in Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import segno

from macros.content import Content
from macros.models.addresses import BRIEFING, CARDS, TABLE_NAME, address, sheet_check_page
from macros.models.base import Model, PublicAddress
from macros.models.briefing import briefing_page
from macros.models.contact import DRAFT, Contact, draft_note
from macros.models.dates import format_date
from macros.models.deck import DECKS_PAGE
from macros.models.inline_text import plain
from macros.models.organisation import FIRST, WITH_PAGE
from macros.paths import COMPONENTS
from macros.reading.validation import read_words
from macros.records.releases import Printed


class SheetLabels(Model):
    """The fixed words of every sheet, from sheet/words.yml."""

    now: str
    blanks: tuple[str, ...]
    checked: str
    kinds: dict[str, tuple[str, str]]
    own: str
    version: str
    draft: str
    reviewed: str
    approved: str
    awaits: str
    check: str
    follow: str
    printed: str
    page: str
    more: str
    at_site: str
    notes: str
    pack: str
    rules: str
    table: tuple[str, str, str, str]
    each: str
    due: str

    def numbered(self, version: int, *, is_draft: bool) -> str:
        """Which version it is, and whether that was not released yet."""
        return (self.draft if is_draft else self.version).format(version=version)


def sheet_labels() -> SheetLabels:
    """The fixed words as they stand now.

    Raises:
        ContentError: with every problem of their file, if there is any.
    """
    return read_words(COMPONENTS, "sheet", SheetLabels)


@dataclass(frozen=True)
class SheetNumber:
    """A number at the head of a sheet: whose it is, what to press, and when somebody answers."""

    name: str
    number: str
    draft: str
    when: str


@dataclass(frozen=True)
class Sheet:
    """The words of one sheet, ready to print; `code` is the picture of `address`, or both are empty."""

    name: str
    title: str
    kind: tuple[str, str]
    number: str
    now: str
    numbers: tuple[SheetNumber, ...]
    unanswered: str
    checked: str
    blanks: tuple[str, ...]
    own: str
    version: str
    reviewed: str
    edition: str
    check: str
    address: str
    code: str
    printed: str
    page: str
    notes_title: str


def sheet_of(content: Content, folder: str, name: str, thing: Printed) -> Sheet:
    """Make the sheet of a thing in `folder` of docs/."""
    said = sheet_labels()
    return _sheet(
        content,
        name,
        title=thing.title,
        kind=said.kinds[thing.kind],
        version=said.numbered(thing.version, is_draft=content.is_draft(folder, name, thing.version)),
        page=f"{folder}/{name}.md",
        address=sheet_check_page(name, thing.version),
    )


def table_sheet(content: Content) -> Sheet:
    """Make the sheet of who may or must tell whom: it has no version, and its address is the page it is made from."""
    said, meta = sheet_labels(), content.pages[WITH_PAGE].meta
    checked = max((rule.checked for rule in content.rules.values() if rule.checked), default=meta.reviewed)
    return _sheet(
        content,
        TABLE_NAME,
        title=meta.title,
        kind=(content.open_blocks[FIRST].title, ""),
        version=said.rules.format(checked=format_date(checked)),
        page=WITH_PAGE,
        address=address(WITH_PAGE),
    )


def briefing_sheet(content: Content, name: str) -> Sheet:
    """Make the sheet of a briefing, whose title is that of its page."""
    said, page, version = sheet_labels(), briefing_page(name), content.briefings[name].version
    return _sheet(
        content,
        BRIEFING + name,
        title=content.pages[page].meta.title,
        kind=said.kinds["briefing"],
        version=said.numbered(version, is_draft=content.is_draft("briefings", name, version)),
        page=page,
        address=sheet_check_page(BRIEFING + name, version),
    )


def deck_sheet(content: Content, name: str) -> Sheet:
    """Make the sheet of a deck of cards, whose page lists all."""
    said, deck = sheet_labels(), content.decks[name]
    return _sheet(
        content,
        CARDS + name,
        title=deck.title,
        kind=said.kinds[deck.kind],
        version=said.numbered(deck.version, is_draft=content.is_draft("decks", name, deck.version)),
        page=DECKS_PAGE,
        address=sheet_check_page(CARDS + name, deck.version),
    )


def _sheet(
    content: Content, name: str, *, title: str, kind: tuple[str, str], version: str, page: str, address: PublicAddress
) -> Sheet:
    said, partnership = sheet_labels(), content.partnership
    first, *others = partnership.urgent.values()
    meta, edition = content.pages[page].meta, partnership.edition
    full = "" if partnership.is_placeholder else partnership.absolute_url(address)
    return Sheet(
        name=name,
        title=title,
        kind=kind,
        number=first.said,
        now=said.now,
        numbers=tuple(_number(contact) for contact in others),
        unanswered=" ".join(plain(contact.unanswered) for contact in others if contact.unanswered),
        checked=_checked(said, others),
        blanks=said.blanks,
        own=said.own,
        version=version,
        reviewed=said.reviewed.format(reviewed=format_date(meta.reviewed), next_review=format_date(meta.next_review)),
        edition=(said.approved if edition.approved else said.awaits).format(
            edition=edition.title, date=format_date(edition.approved or edition.date)
        ),
        check=said.check if full else said.follow,
        address=full,
        code=_code(full) if full else "",
        printed=said.printed,
        page=said.page,
        notes_title=said.notes,
    )


def _number(contact: Contact) -> SheetNumber:
    when = ". ".join(filter(None, (contact.option, plain(contact.hours)))) + "."
    return SheetNumber(
        contact.name, contact.number or "", DRAFT if contact.is_draft else "", when[0].upper() + when[1:]
    )


def _checked(said: SheetLabels, contacts: Sequence[Contact]) -> str:
    """On which days the numbers were checked, and whether the partnership has still to ring one of them."""
    days = dict.fromkeys(format_date(day) for day in sorted({contact.checked for contact in contacts}))
    return " ".join([said.checked.format(days=", ".join(days)), draft_note(contacts)]).strip()


QUIET = 4
"""Modules of white around a code that readers need."""


def _code(address: str) -> str:
    """A QR code as SVG, black on white, with its quiet zone."""
    svg = BytesIO()
    _qr(address).save(svg, kind="svg", border=QUIET, dark="#000", light="#fff", omitsize=True, xmldecl=False, nl=False)
    return svg.getvalue().decode()


def code_as_png(address: str) -> bytes:
    """A QR code as PNG, with its quiet zone."""
    png = BytesIO()
    _qr(address).save(png, kind="png", border=QUIET, scale=10)
    return png.getvalue()


def _qr(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m", boost_error=False)
