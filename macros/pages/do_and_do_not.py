"""Do and do not: entries that say what not to do get a mark, and a list of what to do stands beside one of what not."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_DO_NOT = re.compile(r"\W*do not\b", re.IGNORECASE)


def show_do_and_do_not(tree: LexborHTMLParser) -> None:
    """Mark the entries, and wrap two lists, each under a line of words, where all that follows one another.

    Only what an editor wrote is changed, which stands at the top of a page's content.
    """
    for plain in [one for one in tree.css("ul:not([class])") if one.parent is None]:
        entries = [one for one in plain.iter() if one.tag == "li"]
        asked = [one for one in entries if _DO_NOT.match(one.text())]
        for entry in asked:
            entry.attrs["class"] = "do-not"
        if asked and asked == entries and (sides := _sides(plain)):
            _wrap(tree, sides)


def _sides(last: LexborNode) -> list[LexborNode]:
    """The words and list of what to do, and the words above the last list and that list; or nothing."""
    sides = [last]
    for tag in ("p", "ul", "p"):
        before = sides[0].prev
        while before is not None and before.is_text_node:
            before = before.prev
        if before is None or before.tag != tag or not (tag == "ul" or before.text().strip().endswith(":")):
            return []
        sides.insert(0, before)
    return sides


def _wrap(tree: LexborHTMLParser, nodes: list[LexborNode]) -> None:
    wrapper = tree.create_node("div")
    wrapper.attrs["class"] = "sides"
    for node in nodes:
        wrapper.insert_child(node)  # which makes a copy
    nodes[0].insert_before(wrapper)
    for node in nodes:
        node.decompose()
