"""Legacy anchors: ids that moved within a page, kept as empty anchors so that old links still lead to the place."""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.records.redirects import Retired

_HOLD_CERTAIN_CHILDREN = {"details", "dl", "menu", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"}
"""Elements that may not hold an anchor; their first child, or one within it, may."""
_HOLD_NO_ELEMENT = {"br", "hr", "iframe", "img", "input", "select", "svg", "textarea"}


def add_legacy_anchors(tree: LexborHTMLParser, url: str, rows: Iterable[Retired]) -> None:
    """Add an empty anchor for each id that moved within the page at `url`, at the start of its successor."""
    for row in rows:
        to, _, successor = row.to.partition("#")
        if row.fragment and row.page == to == f"/{url}" and not row.reason:
            place = tree.css_first(f'[id="{successor}"]')
            if place is not None:
                anchor = tree.create_node("span")
                anchor.attrs["id"] = row.fragment
                insert_anchor(anchor, place)


def insert_anchor(anchor: LexborNode, place: LexborNode) -> None:
    """Insert an empty anchor at the start of an element, or as near to it as HTML allows."""
    while _holds_certain_children(place) and (child := next(place.iter(), None)):
        place = child
    if place.tag in _HOLD_NO_ELEMENT:
        place.insert_before(anchor)
    elif place.first_child:
        place.first_child.insert_before(anchor)
    else:
        place.insert_child(anchor)


def _holds_certain_children(place: LexborNode) -> bool:
    grouped = place.tag == "div" and place.parent is not None and place.parent.tag == "dl"
    return place.tag in _HOLD_CERTAIN_CHILDREN or grouped
