"""Minify: styles and scripts as they are published, without comments and white space. Names are kept."""

from rcssmin import cssmin
from rjsmin import jsmin

from macros.paths import GUARD


def minify(text: str, kind: str) -> str:
    """The text of a stylesheet, where `kind` is css, or of a script."""
    return str(cssmin(text) if kind == "css" else jsmin(text))


def guard() -> str:
    """The script that stands in the page as it is published, which is what its hash in the policy is of."""
    return minify(GUARD.read_text(encoding="utf-8"), "js")
