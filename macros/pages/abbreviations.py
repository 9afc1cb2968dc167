"""Abbreviation: a term of the glossary that stands for something, explained where a page uses it first.

It works on the tree of a page, since only there Markdown and components are one text in its order.
"""

import re
from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.models.term import Term
from macros.pages.rewrite import ancestors, element, text_nodes

_APART = {"a", "abbr", "blockquote", "button", "caption", "cite", "code", "dt", "h2", "h3", "h4", "h5", "h6"}
_APART |= {"b", "label", "pre", "script", "summary", "svg", "textarea"}
"""Elements in which nothing is inserted: links, headings, names, code, pictures, what others wrote, and choices."""

_AS_IS = "data-as-is"
"""The attribute of other parts in which nothing is inserted, such as numbers to ring."""

Show = Callable[[str, bool], str]
"""Renders the term of an id, inside brackets or not."""


def _is_apart(node: LexborNode) -> bool:
    return node.tag in _APART or _AS_IS in node.attributes


def explain(tree: LexborHTMLParser, terms: Mapping[str, Term], show: Show) -> None:
    """Explain each abbreviation in place of its first use, unless the page says it in full before."""
    waiting = {term.term: key for key, term in terms.items() if term.stands_for}
    if not waiting:
        return
    names = "|".join(re.escape(name) for name in sorted(waiting, key=len, reverse=True))
    uses = re.compile(rf"(?<![\w-])(?:{names})(?=s?\b)(?!-)")
    read = ""
    for node in text_nodes(tree):
        text = node.text_content or ""
        read += text
        if not uses.search(text) or any(map(_is_apart, ancestors(node))):
            continue
        end = 0
        for use in uses.finditer(text):
            key = waiting.pop(use[0], None)
            if key and terms[key].stands_for.lower() not in read.lower():
                node.insert_before(text[end : use.start()])
                node.insert_before(element(show(key, text[: use.start()].endswith("("))))
                end = use.end()
        if end:
            node.insert_before(text[end:])
            node.remove()
