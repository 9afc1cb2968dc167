"""Documents: which address is asked for a source, and the words of what comes back, normalised.

legislation.gov.uk gives each provision as XML, GOV.UK each page's dates and change notes as JSON; of any other page,
its main text is read. Only the words count, so that a new menu or style is no change.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.models.dates import DAY
from macros.records.seen import SeenKind
from macros.watch.client import Reply, Unreached

LEGISLATION = ("www.legislation.gov.uk", "legislation.gov.uk")
GOVUK = "www.gov.uk"
_VERSION = re.compile(rf"/(?:enacted|made|adopted|{DAY.pattern}|data\.[a-z]+)$")
"""The end of the address of a version that stands still: the current one is watched."""
_FURNITURE = "script, style, noscript, template, nav, header, footer, aside, form, svg, iframe"
_MAIN = ("main", "[role=main]", "article", "body")
_NOT_TEXT = {"Metadata", "Commentaries", "Versions", "Resources", "CommentaryRef"}
"""Elements of legislation that are about it, and none of its words."""
_WITH_BREAK = {"Text", "Title", "Pnumber", "Number", "P", "Pblock", "TitleBlock", "td", "th", "tr", "ListItem", "Para"}


def kind_of(address: str) -> SeenKind:
    """How the document of a source is asked for."""
    host = urlsplit(address).hostname
    if host in LEGISLATION:
        return "legislation"
    return "govuk" if host == GOVUK else "page"


def request_address(kind: SeenKind, address: str) -> str:
    """The address that is asked for a source of a kind."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    if kind == "legislation":
        while shorter := _VERSION.sub("", path):
            if shorter == path:
                break
            path = shorter
        return urlunsplit(("https", LEGISLATION[0], f"{path.removesuffix('/contents')}/data.xml", "", ""))
    if kind == "govuk":
        return urlunsplit(("https", GOVUK, f"/api/content{path}", "", ""))
    return urlunsplit(parts._replace(fragment=""))


def words_of(kind: SeenKind, reply: Reply) -> str:
    """The words of an answer, a line for each of its parts; of a file that is no text, its hash.

    Raises:
        Unreached: if the answer is not of the documented form.
    """
    if kind == "legislation":
        return "\n".join(_lines(_legislation(reply.body)))
    if kind == "govuk":
        return "\n".join(_lines(_govuk(reply.body)))
    if "html" not in reply.headers.get("content-type", ""):
        return hashlib.sha256(reply.body).hexdigest()
    text = "\n".join(_lines(_page(reply.body)))
    if not text:
        raise Unreached("sends a page without words")
    return text


def is_withdrawn(kind: SeenKind, reply: Reply) -> bool:
    """Whether GOV.UK answers that there was such a page, and it is gone."""
    if kind != "govuk":
        return False
    try:
        return bool(_object(reply.body).get("document_type") == "gone")
    except Unreached:
        return False


def _lines(parts: Iterator[str]) -> Iterator[str]:
    return (line for part in parts if (line := " ".join(part.split())))


def _legislation(body: bytes) -> Iterator[str]:
    """The words of a provision, what it says of its own force, and changes that are made and not yet in its text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreached("sends XML that cannot be read") from None
    if root is None or etree.QName(root).localname != "Legislation":
        raise Unreached("sends XML that is no legislation")
    for element in root.iter("{*}UnappliedEffect"):
        named = (element.get(name, "") for name in ("Type", "AffectedProvisions", "AffectingYear", "AffectingNumber"))
        yield f"Not yet in this text: {' '.join(named)}"
    yield from "".join(_words(root)).splitlines()


def _words(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    name = etree.QName(element).localname
    if name in _NOT_TEXT:
        return
    if status := element.get("Status", ""):
        yield f"\n[{status}]\n"
    yield "\n" if name in _WITH_BREAK else ""
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield "\n" if name in _WITH_BREAK else ""


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreached("sends JSON that cannot be read") from None
    if not isinstance(said, dict):
        raise Unreached("sends JSON that is no page")
    return said


def _govuk(body: bytes) -> Iterator[str]:
    """The title, the day of the last public change, each change note, and why it was withdrawn if it was."""
    said = _object(body)
    if "base_path" not in said:
        raise Unreached("sends JSON that is no page")
    details = said.get("details")
    history = details.get("change_history") if isinstance(details, dict) else None
    yield str(said["base_path"])
    yield str(said.get("title", ""))
    yield f"Updated: {said.get('public_updated_at')}"
    for note in history if isinstance(history, list) else ():
        if isinstance(note, dict):
            yield f"{note.get('public_timestamp')}: {note.get('note')}"
    if isinstance(withdrawn := said.get("withdrawn_notice"), dict) and withdrawn:
        yield f"Withdrawn {withdrawn.get('withdrawn_at')}: {LexborHTMLParser(str(withdrawn.get('explanation'))).text()}"


def _page(body: bytes) -> Iterator[str]:
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    tree.strip_tags(_FURNITURE.split(", "))
    main: LexborNode | None = next((found for name in _MAIN if (found := tree.css_first(name))), None)
    if main:
        yield from main.text(separator="\n").splitlines()
