"""Rewrite: change the HTML of a page's content on its tree, which is parsed once for all visitors."""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

Visitor = Callable[[LexborHTMLParser], object]
"""Changes a tree in place; what it returns is not used."""


def rewrite(html: str, *visitors: Visitor) -> str:
    """Apply the visitors to a fragment in order; return the same bytes if none changes the tree."""
    tree = LexborHTMLParser(html, is_fragment=True)
    before = tree.html
    for visit in visitors:
        visit(tree)
    after = tree.html
    return html if after is None or after == before else after


def root_links(tree: LexborHTMLParser, top: str) -> None:
    """Make relative links of the page absolute, below the path `top` of the site."""
    for link in tree.css('[href^="../"]'):
        link.attrs["href"] = top + (link.attrs["href"] or "").removeprefix("../")


def element(html: str) -> LexborNode:
    """Parse the first element of some HTML, to be inserted into a tree."""
    node = LexborHTMLParser(html, is_fragment=True).root
    assert node is not None, "there is no element"
    return node


def text_nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    """The text nodes in document order, as a list, so that the tree may change during iteration."""
    return [node for node in tree.root.traverse(include_text=True) if node.is_text_node] if tree.root else []


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
