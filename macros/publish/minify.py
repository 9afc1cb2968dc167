"""Minify styles and scripts: strip comments and white space, keep names."""

from rcssmin import cssmin
from rjsmin import jsmin

from macros.paths import GUARD


def minify(text: str, kind: str) -> str:
    """Minify a stylesheet, if `kind` is css, or a script."""
    return str(cssmin(text) if kind == "css" else jsmin(text))


def guard() -> str:
    """The minified inline script, whose hash is in the policy."""
    return minify(GUARD.read_text(encoding="utf-8"), "js")
