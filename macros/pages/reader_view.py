"""Reader view: browsers leave out what an id makes look like furniture, such as "contact" or "social-care"."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.pages.legacy_anchors import insert_anchor

# What Mozilla's Readability 0.6.0 takes for furniture by an id, and what it never does by a class.
_FURNITURE = re.compile(
    "-ad-|ad-break|agegate|ai2html|banner|breadcrumbs|com-|combx|comment|community|contact|cover-wrap|disqus|extra|"
    "footer|gdpr|header|hidden|legends|masthead|media|menu|meta|outbrain|pager|pagination|popup|promo|related|remark|"
    "replies|rss|scroll|share|shopping|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|tags|widget|yom-remote",
    re.IGNORECASE,
)
KEPT = "content"
"""The class of what is content, whatever its id, its length or its links say; components have it too."""
_LINES = {"dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"}
_SECTIONS = {"article", "div", "section"}
_REFERENCES = ("aria-controls", "aria-describedby", "aria-labelledby", "for")


def keep_in_reader_view(tree: LexborHTMLParser) -> None:
    """Move such an id from a line to an empty anchor in it; mark a section that has one, and callouts, as content.

    An id that the page itself refers to stays: labels and names need it where it is.
    """
    for callout in tree.css(".admonition"):
        _mark(callout)
    referred = {id_ for name in _REFERENCES for node in tree.css(f"[{name}]") for id_ in _value(node, name).split()}
    for node in tree.css("[id]"):
        id_ = _value(node, "id")
        if not _FURNITURE.search(id_):
            continue
        if node.tag in _SECTIONS:
            _mark(node)
        elif node.tag in _LINES and id_ not in referred:
            del node.attrs["id"]
            anchor = tree.create_node("a")
            anchor.attrs["id"] = id_
            insert_anchor(anchor, node)


def _mark(node: LexborNode) -> None:
    node.attrs["class"] = f"{_value(node, 'class')} {KEPT}".strip()


def _value(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""
