"""Minify styles, scripts and pages: strip comments and white space, keep names."""

import re

from rcssmin import cssmin
from rjsmin import jsmin

from macros.paths import GUARD

_KEPT = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
_BLOCK = (
    "li|ul|ol|p|div|section|dl|dt|dd|h[1-6]|details|summary|nav|header|footer|main|aside|body|head|link|meta|script|title"
    "|template|table|thead|tbody|tr|td|th"
)
_BEFORE_BLOCKS = re.compile(rf"\n(?=</?(?:{_BLOCK})\b)")
# What the standard of HTML says that a parser puts in by itself, where parsers of HTML 4 do so too.
IMPLIED = re.compile(
    r"</li>(?=<li\b|</ul|</ol)|</dt>(?=<dd)|</dd>(?=<dt|</dl|</div)"
    r"|</p>(?=<(?:p|ul|ol|dl|div|h[1-6]|table)\b|</(?:div|section|li|dd|details|nav|footer|header|main|aside)>)"
)

# The empty value of an attribute, which the tree of a page writes out: text has no bare angle bracket after one.
_EMPTY = re.compile(r'=""(?=[^<>]*>)')


def minify(text: str, kind: str) -> str:
    """Minify a stylesheet, if `kind` is css, or a script."""
    return str(cssmin(text) if kind == "css" else jsmin(text))


def minify_page(page: str) -> str:
    """Leave out what changes nothing in HTML: indents, line breaks before blocks, implied end tags, empty values."""
    return "".join(part if n % 2 else _squeezed(part) for n, part in enumerate(_KEPT.split(page)))


def _squeezed(part: str) -> str:
    return _EMPTY.sub("", IMPLIED.sub("", _BEFORE_BLOCKS.sub("", _stripped(part))))


def _stripped(part: str) -> str:
    """The lines without the white space around them: a regular expression takes four times as long."""
    first, *others = part.split("\n")
    if not others:
        return part
    *between, last = others
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, between)), last.lstrip()])


def guard() -> str:
    """The minified inline script, whose hash is in the policy."""
    return minify(GUARD.read_text(encoding="utf-8"), "js")
