"""Rewrite: change the HTML of a page's content on its tree, which is parsed once for all visitors."""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

Visitor = Callable[[LexborHTMLParser], object]
"""Changes a tree in place; what it returns is not used."""


def rewrite(html: str, *visitors: Visitor) -> str:
    """The fragment as the visitors leave it, each after the other; its own bytes where none changes the tree."""
    tree = LexborHTMLParser(html, is_fragment=True)
    before = tree.html
    for visit in visitors:
        visit(tree)
    after = tree.html
    return html if after is None or after == before else after


def root_links(tree: LexborHTMLParser, top: str) -> None:
    """Let the links of a page at the top of the site begin with the path of that, so that they lead from anywhere."""
    for link in tree.css('[href^="../"]'):
        link.attrs["href"] = top + (link.attrs["href"] or "").removeprefix("../")


def element(html: str) -> LexborNode:
    """The element that some HTML starts with, to be inserted into a tree."""
    node = LexborHTMLParser(html, is_fragment=True).root
    assert node is not None, "there is no element"
    return node


def text_nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    """The text nodes in document order; the tree may be changed while they are gone through."""
    return [node for node in tree.root.traverse(include_text=True) if node.is_text_node] if tree.root else []


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
