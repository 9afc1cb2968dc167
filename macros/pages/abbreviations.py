"""Abbreviation: a term of the glossary that stands for something, explained where a page uses it first.

It works on the finished HTML of a page, since only there Markdown and components are one text in its order.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from macros.models.term import Term

_APART = {"a", "abbr", "blockquote", "button", "caption", "cite", "code", "dt", "h2", "h3", "h4", "h5", "h6"}
_APART |= {"b", "label", "pre", "script", "summary", "svg", "textarea"}
"""Elements in which nothing is inserted: links, headings, names, code, pictures, what others wrote, and choices."""

Show = Callable[[str, bool], str]
"""Renders the term of an id, inside brackets or not."""

_TAG = re.compile(r"(<[^>]*>)")


def explain(html: str, terms: Mapping[str, Term], show: Show) -> str:
    """The page with each abbreviation explained in place of its first use, unless it says it in full before."""
    waiting = {key: term for key, term in terms.items() if term.stands_for}
    return "".join(_explained(html, waiting, show))


def _explained(html: str, waiting: dict[str, Term], show: Show) -> Iterator[str]:
    anyone = re.compile("|".join(re.escape(term.term) for term in waiting.values()) or r"(?!)")
    said: list[str] = []
    depth = 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            name = re.match(r"</?(\w+)", part)
            if name and name[1] in _APART:
                depth += -1 if part.startswith("</") else 1
            yield part
            continue
        said.append(part)
        yield _with_first_uses(part, said, waiting, show) if depth == 0 and anyone.search(part) else part


def _with_first_uses(text: str, said: list[str], waiting: dict[str, Term], show: Show) -> str:
    for key, term in list(waiting.items()):
        first = re.search(rf"(?<![\w-]){re.escape(term.term)}(?=s?\b)(?!-)", text)
        if first is None:
            continue
        del waiting[key]
        if term.stands_for.lower() not in "".join(said).lower():
            inside = text[: first.start()].endswith("(")
            text = text[: first.start()] + str(show(key, inside)) + text[first.end() :]
    return text
