"""Public addresses: where a reader finds each thing of the site, as a path below its top.

A page ends in "/" and a file does not; either may have a fragment: "law/#section-11", "sheets/share.pdf".
`Partnership.absolute_url` makes one a full address, and the filter `href` of the templates one relative to a page.
"""

import re
from datetime import date

from macros.models.base import PublicAddress
from macros.models.briefing import briefing_page
from macros.models.change import CHANGES_PAGE
from macros.models.contact import CONTACTS_PAGE
from macros.models.instrument import LAW_PAGE
from macros.models.reference import NodeRef
from macros.models.scenario import example_page
from macros.models.term import GLOSSARY_PAGE

API_FOLDER = "api/v1"
ASSET_FOLDER = "assets"
EMBED_FOLDER = "embed"
FEED_FOLDER = "feeds"
SHEET_FOLDER = "sheets"

MADE = (API_FOLDER.partition("/")[0], ASSET_FOLDER, "c", EMBED_FOLDER, FEED_FOLDER, SHEET_FOLDER, "templates")
"""The folders at the top of the site that it makes itself; MkDocs never publishes the last one."""

GROUPS = "guidance/in/"
"""Where the pages of the groups of guidance stand in docs/."""

PACK = "checklists"
"""The name of the file that holds the sheets of all lists."""

TABLE_NAME = "with"
"""The name of the file that holds the table of who may or must tell whom."""

POSTER_NAME = "poster"
"""The name of the file that holds the ending that most need, for a wall."""

BRIEFING = "briefing-"
"""What the name of the file of a briefing begins with."""

CARDS = "cards-"
"""The same of a deck of cards."""

LARGE = "-large"
"""What the name of the file of a large-print sheet ends in."""


def address(target: str) -> PublicAddress:
    """The address of a target of a link, which names a page as /law/index.md#section-11, or another file."""
    path, hash_sign, fragment = target.removeprefix("/").partition("#")
    if path.endswith(".md"):
        path = path.removesuffix(".md")
        path = path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"
    return PublicAddress(path + hash_sign + fragment)


def is_made(name: str) -> bool:
    """Whether a page of docs/, or the address of a page, stands where the site alone makes pages."""
    top, _, below = name.removeprefix("/").partition("/")
    return bool(below) and (top in MADE or (top == "at" and below != "index.md"))


def scenario_entry(key: str) -> PublicAddress:
    """The page of a scenario, by its id."""
    return address(example_page(key))


def briefing_entry(key: str) -> PublicAddress:
    """The page of a briefing, by its id."""
    return address(briefing_page(key))


def change_entry(key: str) -> PublicAddress:
    """A change, by its id, in the list of all changes."""
    return address(f"{CHANGES_PAGE}#{key}")


def term_entry(key: str) -> PublicAddress:
    """A term, by its id, in the glossary."""
    return address(f"{GLOSSARY_PAGE}#{key}")


def checklist_entry(name: str, key: str) -> PublicAddress:
    """A line of a checklist or form, by its id."""
    return address(f"checklists/{name}.md#{key}")


def flowchart_entry(node: NodeRef) -> PublicAddress:
    """A question or an ending, by its qualified reference."""
    return address(node.link)


def ending_part(key: str, version: int) -> str:
    """The id of an ending in a version of its flowchart, by the id of the ending: "refer.1"."""
    return f"{key}.{version}"


def sheet_pdf(name: str) -> PublicAddress:
    """The PDF of a checklist, a record form or a flowchart, or with `PACK` that of all lists."""
    return PublicAddress(f"{SHEET_FOLDER}/{name}.pdf")


def sheet_large_pdf(name: str) -> PublicAddress:
    """The same PDF in large print."""
    return sheet_pdf(name + LARGE)


def sheet_word(name: str) -> PublicAddress:
    """The Word file of a record form."""
    return PublicAddress(f"{SHEET_FOLDER}/{name}.docx")


def sheet_check_page(name: str, version: int) -> PublicAddress:
    """The page that says whether a version of a printed sheet is current: printed on the sheet as text and QR code."""
    return PublicAddress(f"c/{name}/{version}/")


def edition_page(day: date, of: str = "") -> PublicAddress:
    """What the guidance said in the edition of a day, or the place there of what had the address `of`."""
    return PublicAddress(f"at/{day}/" + (f"#{edition_part(of)}" if of else ""))


def edition_part(of: str) -> str:
    """The id, on the page of an edition, of what had an address: "guidance-consent" or "guidance-consent.refusal"."""
    page, _, fragment = of.partition("#")
    top = page.strip("/").replace("/", "-") or "home"
    return f"{top}.{fragment}" if fragment else top


def comparison_page() -> PublicAddress:
    """The page on which any two editions are compared."""
    return PublicAddress("at/compare/")


def embed_page(of: PublicAddress) -> PublicAddress | None:
    """The page that shows in a frame what has the address `of`; None where that never can be embedded."""
    if re.fullmatch(r"(checklists|decide|principles)/[^/]+/", of) or of == address(CONTACTS_PAGE):
        return PublicAddress(f"{EMBED_FOLDER}/{of}")
    page, _, key = of.partition("#")
    if page == address(LAW_PAGE) and key and "." not in key:
        return PublicAddress(f"{EMBED_FOLDER}/{page}{key}/")
    return None


def feed_file(name: str) -> PublicAddress:
    """An Atom feed."""
    return PublicAddress(f"{FEED_FOLDER}/{name}.xml")


def json_file(kind: str, key: str) -> PublicAddress:
    """The JSON of one thing."""
    return PublicAddress(f"{API_FOLDER}/{kind}/{key}.json")


def json_schema(kind: str) -> PublicAddress:
    """The JSON Schema of the files of a kind, or of the index."""
    return json_file("schema", kind)


def json_index() -> PublicAddress:
    """The JSON that lists all things."""
    return PublicAddress(f"{API_FOLDER}/index.json")


def diagram_file(name: str) -> PublicAddress:
    """The diagram of a flowchart as SVG, beside its page."""
    return PublicAddress(f"decide/{name}.svg")


def route_script(day: date | None = None) -> PublicAddress:
    """The flowcharts of the edition of a day, or of today, as a script."""
    return asset_file(f"routes-{day or 'now'}.js")


def sitemap_file() -> PublicAddress:
    """The list of all pages for search engines."""
    return PublicAddress("sitemap.xml")


def asset_file(name: str) -> PublicAddress:
    """A stylesheet, script or icon."""
    return PublicAddress(f"{ASSET_FOLDER}/{name}")
