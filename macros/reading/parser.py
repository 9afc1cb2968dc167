"""markdown-it, set up for the Markdown of this site."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from macros.reading import dialect


class _Verbatim(MarkdownIt):
    """A parser that keeps every target of a link as it was written."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the parser's own name
        """Whether a link may lead there, which the checks say, in words."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's own name
        """The target as it was written."""
        return url


class Parser(_Verbatim):
    """CommonMark with tables, attributes of links, and our blocks, for pages."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.enable("table")
        self.disable(["reference", "text_join"])  # a link in two parts is a mistake; escapes stay apart from words
        self.use(attrs_plugin, after=("link_close",))
        self.block.ruler.before("fence", "block", _block_rule, {"alt": ["paragraph", "blockquote", "list"]})


@lru_cache(maxsize=20_000)  # `make serve` reads all values anew after each edit of one
def line_tokens(line: str) -> Sequence[Token]:
    """The tokens of a value in YAML: words, and where strong or emphasised words or a link begin and end."""
    return _LINE_PARSER.parseInline(line)[0].children or ()


_LINE_PARSER = _Verbatim("zero").enable(["emphasis", "link"])


def _block_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read "/// note | Title", its content, and "///"."""
    row = state.getLines(start, start + 1, 0, False).strip()
    if not row.startswith("///"):
        return False
    if silent:
        return True
    opening = re.fullmatch(r"/{3,} (\w+)(?: \| (.+))?", row)
    name = re.search(r"\w+", row)
    if not opening:
        _push(state, "block_fault", start, dialect.BLOCK)
    elif opening[1] not in dialect.BLOCKS:
        _push(state, "block_fault", start, f'"{opening[1]}" is no block: use {", ".join(dialect.BLOCKS)}.')
    rows = (state.getLines(line, line + 1, 0, False).strip() for line in range(start + 1, end))
    last = next((line for line, text in enumerate(rows, start + 1) if re.fullmatch(r"/{3,}", text)), None)
    state.line = start + 1
    if not name:
        return True
    if last is None:
        _push(state, "block_fault", start, dialect.BLOCK_OPEN)
        return True
    _push(state, "block_open", start, opening[1] if opening else "", nesting=1)
    title = _push(state, "inline", start, (opening and opening[2]) or name[0].title())
    title.children, title.meta = [], {"title": True}
    before, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, start + 1, last)
    state.lineMax, state.line = before, last + 1
    _push(state, "block_close", start, "", nesting=-1)
    return True


def _push(state: StateBlock, kind: str, line: int, content: str, nesting: Literal[-1, 0, 1] = 0) -> Token:
    token = state.push(kind, "" if kind in ("inline", "block_fault") else "div", nesting)
    token.content, token.map = content, [line, line + 1]
    return token
