"""Words: each page in a neutral form, rendered without MkDocs and its theme, for the record of an edition."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import yaml
from jinja2 import Environment, StrictUndefined
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.calls import REGISTRY
from macros.checks.settings import FILE
from macros.models.addresses import address
from macros.pages.menu import MenuEntry
from macros.pages.render import PageRendering
from macros.reading.rendered import renderer
from macros.reading.yaml import read
from macros.records.snapshot import PageAsItStood, WordsBlock
from macros.records.withheld import LEVELS
from macros.site import Site

INLINE = frozenset({"a", "br", "code", "em", "strong", "sub", "sup"})
WITHIN = frozenset({"dd", "dl", "dt", "li", "ol", "p", "table", "tbody", "td", "th", "thead", "tr", "ul"})
"""What the HTML of a block may hold; other elements are left out, and what they hold stays."""

_SAME = {"b": "strong", "i": "em", "cite": "em"}
_CONTAINERS = frozenset({"blockquote", "div", "figcaption", "footer", "label", "legend", "section", "summary"})
"""What is a paragraph where it holds none."""
_MAY_BE_EMPTY = frozenset({"br", "dd", "td", "th"})
_BLOCKS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl", "table", "pre"})
_STRONG = ("flowchart__answer", "flowchart__number")
"""Classes of what only its look parts from the words beside it."""
_NO_WORDS = (
    "script, style, template, svg, img, button, input, select, textarea, progress, [hidden], [aria-hidden=true], "
    "a.permalink, sup.mark__number"
)
AROUND = (
    ".stepper, .flowchart__faces, .flowchart__plain, .flowchart__paper, .flowchart__again, .flowchart__old, .diagram, "
    ".flowchart__before, .flowchart__words > summary, "
    ".flowchart__more > summary, .checklist__why summary, .checklist__room, .letters, "
    ".entries, .examples__settings, .route, .stood, "
    "section.group, .ring-line, .sheet__head, .sheet__foot, .checklist__screen, .checklist__own"
)
"""What stands around the words of a component: tools, other faces or another order of the same words, room to write."""


def pages_as_they_stand(site: Site) -> Iterator[PageAsItStood]:
    """Every page that can be cited, in the order of the menu."""
    root = site.content.sources.folder.parent
    menu = _menu(root)
    groups = dict(_groups(menu))
    jinja = Environment(undefined=StrictUndefined, comment_start_string="{##", comment_end_string="##}")  # noqa: S701 - it makes Markdown
    listed = (name for name in dict.fromkeys([*_pages(menu), *site.content.pages]) if name in site.citable)
    for name in listed:
        page, url = site.content.pages[name], address(name)

        def expand(text: str, url: str = url, name: str = name) -> str:
            rendering = PageRendering(site, url, lambda text: expand(text, url, name), groups.get(name, ()))
            macros = {key: partial(macro.render, rendering) for key, macro in REGISTRY.items()}
            return rendering.with_blocks(renderer().reset().convert(jinja.from_string(text).render(macros)))

        words = tuple(blocks(expand(page.body), f"/{url}"))
        yield PageAsItStood(f"/{url}", page.meta.title, page.meta.reviewed, page.meta.next_review, words)


def _menu(root: Path) -> Any:
    path = root / FILE
    return yaml.safe_load(read(path)).get("nav", ()) if path.exists() else ()


def _pages(menu: Any) -> Iterator[str]:
    for entry in menu:
        below = next(iter(entry.values())) if isinstance(entry, dict) else entry
        yield from [below] if isinstance(below, str) else _pages(below)


def _groups(menu: Any) -> Iterator[tuple[str, Sequence[MenuEntry]]]:
    """What the menu has below each page that stands first in a group."""
    for below in (below for entry in menu if isinstance(entry, dict) for below in entry.values()):
        if isinstance(below, list):
            first, *rest = below
            yield next(_pages([first])), tuple(MenuEntry(next(_pages([one])), _title(one)) for one in rest)
            yield from _groups(below)


def _title(entry: Any) -> str:
    """The title of a group; "" for a page."""
    if not isinstance(entry, dict):
        return ""
    ((title, below),) = entry.items()
    return title if isinstance(below, list) else ""


def blocks(html: str, url: str) -> Iterator[WordsBlock]:
    """The words of the HTML of the page at an address, such as "/law/", as blocks of a record."""
    body = LexborHTMLParser(html).body
    assert body is not None
    for node in body.css(f"{_NO_WORDS}, {AROUND}"):
        node.decompose()
    for group in body.css("dl > div[id]"):  # where no anchor may stand
        if (term := group.css_first("dt:not([id])")) is not None:
            term.attrs["id"] = group.attributes["id"]
            del group.attrs["id"]
    ids: list[str] = []
    for tag, key, words in _blocks(body, url):
        ids += [key] if key else []
        if _says_something(words):
            first, *others = ids or [""]
            for other in reversed(others):
                anchor = ET.Element("a", id=other)
                anchor.tail, words.text = words.text, None
                words.insert(0, anchor)
            yield tag, first, _inner_html(words)
            ids = []


def _blocks(container: LexborNode, url: str) -> Iterator[tuple[str, str, ET.Element]]:
    """Tag, id and words of blocks in order; where one has no words, its id belongs to the next."""
    run = ET.Element("p")
    for node in container.iter(include_text=True):
        tag = node.tag or ""
        is_block = tag in _BLOCKS
        if node.is_text_node or not (is_block or tag in _CONTAINERS or _holds_blocks(node)):
            _copy(node, run, url)
            continue
        yield "p", "", run
        run, key = ET.Element("p"), node.attributes.get("id") or ""
        if is_block or not _holds_blocks(node):
            words = ET.Element(tag if is_block else "p")
            _copy_children(node, words, url)
            yield tag if is_block else "p", key, words
        else:
            yield "p", key, ET.Element("p")
            yield from _blocks(node, url)
    yield "p", "", run


def _holds_blocks(node: LexborNode) -> bool:
    return any(one.tag in _BLOCKS | WITHIN and one != node for one in node.css("*"))


def _copy_children(node: LexborNode, into: ET.Element, url: str) -> None:
    for child in node.iter(include_text=True):
        _copy(child, into, url)


def _copy(node: LexborNode, into: ET.Element, url: str) -> None:
    """Append what may be in a block to an element; of other elements, what they hold."""
    if node.is_text_node:
        _append_text(into, node.text_content or "")
        return
    tag, key = _SAME.get(node.tag or "", node.tag or ""), node.attributes.get("id")
    if node.attributes.get("class") in _STRONG:
        tag = "strong"
    given = {"id": key, "href": _href(node.attributes.get("href"), url) if tag == "a" else None}
    attributes = {name: value for name, value in given.items() if value}
    place = into
    if tag in INLINE | WITHIN:
        place = ET.SubElement(into, tag, attributes)
    elif into.tag != "p" and ((heading := tag in LEVELS) or (tag in _CONTAINERS and not _holds_blocks(node))):
        place = ET.SubElement(into, "p")
        if key:
            ET.SubElement(place, "a", id=key)
        place = ET.SubElement(place, "strong") if heading else place
    elif key:
        ET.SubElement(into, "a", id=key)
    _copy_children(node, place, url)
    if place is not into and tag not in _MAY_BE_EMPTY and not key and not _says_something(place):
        into.remove(into[-1])


def _append_text(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _says_something(element: ET.Element) -> bool:
    return bool("".join(element.itertext()).strip())


def _inner_html(element: ET.Element) -> str:
    held = ET.tostring(element, encoding="unicode", method="html")
    return " ".join(held[held.index(">") + 1 : held.rindex("<")].split())


def _href(target: str | None, url: str) -> str:
    """A public address, or an address of another site."""
    if not target or urlsplit(target).scheme:
        return target or ""
    if ".md" in target:
        return "/" + address(target)
    return urljoin(url, target)
