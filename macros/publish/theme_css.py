"""Prune from the theme's stylesheet the rules that no page uses, most of a large file.

A rule stays if each class, id and element of its selector is on some page, in whatever state, so that no script of
ours can need a rule that was dropped. The components' own stylesheet is left as it is.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import tinycss2

from macros.content import Content
from macros.models.addresses import asset_file
from macros.publish.minify import minify

THEME, OWN = asset_file("theme.css"), asset_file("site.css")
NESTED = {"media", "supports", "layer", "container"}
CONSTANT = ("dir", "data-md-")
"""How the names of attributes begin that no script changes: a rule for another value of one is unused."""


class _Names(HTMLParser):
    """Collect every element, .class, #id and [constant attribute] of the pages that are fed to it."""

    def __init__(self) -> None:
        super().__init__()
        self.found = {"*"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the names of one start tag."""
        self.found.add(tag)
        for name, value in attrs:
            if name == "class":
                self.found |= {f".{one}" for one in (value or "").split()}
            elif name == "id":
                self.found.add(f"#{value}")
            elif name.startswith(CONSTANT):
                self.found |= {f"[{name}]", f"[{name}={value}]"}


def _named(selector: Iterable[Any]) -> Iterator[str]:
    """The names that a page needs for a selector to match; pseudo-classes and their arguments need nothing."""
    before = ""
    for token in selector:
        if token.type == "ident" and before != ":":
            yield f".{token.value}" if before == "." else token.lower_value
        elif token.type == "hash":
            yield f"#{token.value}"
        elif token.type == "[] block":
            words = [part.value for part in token.content if part.type in {"ident", "literal", "string"}]
            if words and words[0].startswith(CONSTANT) and (len(words) == 1 or words[1] == "="):
                yield f"[{''.join(words)}]"
        before = token.value if token.type == "literal" else ""


def _selectors(prelude: Iterable[Any]) -> Iterator[list[Any]]:
    one: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        else:
            one.append(token)
    yield one


def _kept_rules(rules: Iterable[Any], names: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            used = [one for one in _selectors(rule.prelude) if set(_named(one)) <= names]
            if used:
                shown = ",".join(tinycss2.serialize(one).strip() for one in used)
                yield f"{shown}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule":
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
            if rule.content is None:
                continue  # it is the character set, which the server says
            if rule.lower_at_keyword not in NESTED:
                yield f"{head}{{{tinycss2.serialize(rule.content)}}}"
            elif within := "".join(_kept_rules(tinycss2.parse_blocks_contents(rule.content), names)):
                yield f"{head}{{{within}}}"


def _drop_unused_properties(text: str, own: str) -> str:
    """The stylesheet without the custom properties that no `var()` uses."""
    while True:  # a property that is dropped may have been the only use of another
        asked = set(re.findall(r"var\(\s*(--[\w-]+)", text + own))
        shorter = re.sub(
            r"(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*'|url\([^)]*\))*?(;|(?=\}))",
            lambda one, asked=asked: one[0] if one[1] in asked else "",  # type: ignore[misc]
            text,
        )
        shorter = re.sub(r"[^{}@;]+\{\s*\}", "", shorter)
        if shorter == text:
            return text
        text = shorter


def pruned(stylesheet: str, own: str, pages: Iterable[str]) -> str:
    """The rules of a stylesheet that the pages need; `own`, the components' stylesheet, may use its properties."""
    names = _Names()
    for page in pages:
        names.feed(page)
    rules = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
    return _drop_unused_properties("".join(_kept_rules(rules, names.found)), own)


def prune(site: Path, _: Content) -> None:
    """Prune the theme's stylesheet of a built site."""
    path = site / THEME
    pages = (page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html")))
    text = pruned(path.read_text(encoding="utf-8"), (site / OWN).read_text(encoding="utf-8"), pages)
    path.write_text(minify(text, "css"), encoding="utf-8")
