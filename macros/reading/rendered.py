"""Compare the outline of a text as Python-Markdown renders it with the one that markdown-it reads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import Any

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.reading import dialect

EXTENSIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": False},  # the link to itself is no part of what an editor wrote
    "tables": {},
    "fenced_code": {},
    "attr_list": {},
    "pymdownx.blocks.admonition": {"types": ["note", "warning"]},
}
"""Those of mkdocs.yml, and those that MkDocs itself adds."""


@dataclass(frozen=True)
class Block:
    """A container that begins or ends, such as "ul" and "/ul", or a block with its text and id."""

    kind: str
    text: str = ""
    line: int = field(default=0, compare=False)
    id: str = ""


CONTAINERS = ("ul", "ol", "li", "blockquote", "table", "tr", "div")
_ROW_GROUPS = ("thead", "tbody")
_VOID = ("br", "hr", "img")
LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre")


def rendered_outline(text: str) -> list[Block]:
    """The blocks of a text as Python-Markdown reads it, in order."""
    outline = _Outline()
    outline.read(LexborHTMLParser(renderer().reset().convert(text), is_fragment=True).root)
    outline.flush()
    return outline.blocks


def inline_mark(name: str) -> str:
    """Where strong words, code or a link begin or end, in the text of a block."""
    return f"‹{name}›"


def tidy(text: str) -> str:
    """A text without the spaces that HTML does not show."""
    return "\n".join(" ".join(row.split()) for row in text.strip().split("\n"))


@cache
def renderer() -> Markdown:
    """The renderer of pages, without the link of each heading to itself."""
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)


class _Outline:
    """One walk over the tree of a rendered text, as a browser reads it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._leaf, self._id, self._text = "p", "", ""

    def read(self, node: LexborNode | None) -> None:
        """Read a node, what is in it, and all that follows it."""
        while node is not None:
            if node.is_text_node:
                self._text += node.text_content or ""
            elif not node.is_comment_node:
                self._element(node, node.tag or "")
            node = node.next

    def flush(self) -> None:
        """End the block whose text was read."""
        text = tidy(self._text)
        if text or self._leaf in ("td", "th"):
            self.blocks.append(Block(self._leaf, text, id=self._id))
            self._id = ""
        self._leaf, self._text = "p", ""

    def _element(self, node: LexborNode, tag: str) -> None:
        given = node.attributes
        if tag in (*CONTAINERS, *LEAVES, "hr"):
            self.flush()
            self._id = given.get("id") or self._id
        if tag in (*CONTAINERS, "hr"):
            name = (given.get("class") or "").replace("admonition ", "div ") if tag == "div" else tag
            self.blocks.append(Block(name))
        elif tag in LEAVES:
            self._leaf = "title" if given.get("class") == "admonition-title" else tag
        elif self._leaf != "pre" and tag not in _ROW_GROUPS:
            self._text += inline_mark(f"a {given.get('href')}" if tag == "a" else tag)
        if tag not in _VOID:
            self.read(node.first_child)
            self._end(tag)

    def _end(self, tag: str) -> None:
        if tag in (*CONTAINERS, *LEAVES):
            self.flush()
        if tag in CONTAINERS:
            self.blocks.append(Block(f"/{tag}"))
        elif tag not in (*LEAVES, *_ROW_GROUPS) and self._leaf != "pre":
            self._text += inline_mark(f"/{tag}")


def differences(text: str, read: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The line of the first block that the page would show otherwise than it was read, and what to write."""
    for number, (one, other) in enumerate(zip_longest(read, rendered_outline(text), fillvalue=Block("/"))):
        if one == other:
            continue
        line = next((block.line for block in read[number:] if block.text), read[-1].line if read else 1)
        if one.text and other.text:
            line = one.line + other.text[: _same(one.text, other.text) + 1].count("\n")
        yield line, _difference(one, other)
        return


def _difference(read: Block, shown: Block) -> str:
    kinds = {block.kind.lstrip("/").split(" ")[0] for block in (read, shown)}
    if read.kind in ("/ul", "/ol") and shown.kind == "li":
        return dialect.LIST_GOES_ON
    if read.kind in ("ul", "ol", "p") and shown.kind == "/li":
        return dialect.WITHIN_ENTRY
    if kinds & {"ul", "ol", "li"} or re.search(r"\n([-*+]|\d+\.) ", shown.text.removeprefix(read.text)):
        return dialect.LISTS
    if re.match(r"h\d", read.kind):
        return dialect.HEADING_SHOWN
    if read.kind == "pre":
        return dialect.FENCE
    if kinds & {"table", "tr", "td", "th"}:
        return dialect.TABLE
    if "blockquote" in kinds:
        return dialect.QUOTATION
    if "div" in kinds:
        return dialect.BLOCK
    if re.sub("‹.*?›", "", read.text) == re.sub("‹.*?›", "", shown.text):
        return dialect.STRONG
    start = max(0, _same(read.text, shown.text) - 20)
    return dialect.OTHERWISE.format(" ".join(shown.text[start : start + 60].split()))


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )
