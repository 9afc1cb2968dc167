"""Minify styles, scripts and pages: strip comments and white space, keep names."""

import re

from rcssmin import cssmin
from rjsmin import jsmin

from macros.paths import GUARD

_KEPT = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)


def minify(text: str, kind: str) -> str:
    """Minify a stylesheet, if `kind` is css, or a script."""
    return str(cssmin(text) if kind == "css" else jsmin(text))


def without_indents(page: str) -> str:
    """Replace each line break of a page's HTML, and the spaces around it, with one, but where these are shown."""
    parts = _KEPT.split(page)
    return "".join(part if n % 2 else re.sub(r"\s*\n\s*", "\n", part) for n, part in enumerate(parts))


def guard() -> str:
    """The minified inline script, whose hash is in the policy."""
    return minify(GUARD.read_text(encoding="utf-8"), "js")
