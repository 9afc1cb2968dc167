"""No HTML stands in Python: templates hold every tag and attribute."""

import ast
import re
from collections.abc import Iterator

import pytest

from macros.paths import ROOT
from macros.publish.minify import IMPLIED

HTML = re.compile(
    r"""
    (?<!\?P)</?[a-z][\w-]*[\s/>]  # a tag; not a named group of a regular expression
    | <!(--|doctype)
    | />
    | (?<![\[\w-])[a-z-]+=["']      # an attribute; not that of a selector
    """,
    re.IGNORECASE | re.VERBOSE,
)
EXCUSED = {
    "macros/pages/render.py: <!-- block x -->": "the place of a block until Markdown is converted; never published",
    f"macros/publish/minify.py: {IMPLIED.pattern}": "the end tags that a page is published without",
}
"""What may stay, and why."""


def html_in(source: str) -> Iterator[str]:
    """Each text of a module that holds HTML; docstrings are statements of their own, and no value."""
    tree = ast.parse(source)
    passed = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            passed |= set(node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed:
            text = node.value
        else:
            continue
        if HTML.search(text):
            yield text


def test_no_module_of_python_holds_html() -> None:
    """No module of macros/ holds a tag, a comment or an attribute, but what is excused; every excuse is needed."""
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {text}"
        for path in (ROOT / "macros").rglob("*.py")
        for text in html_in(path.read_text(encoding="utf-8"))
    }
    assert found == set(EXCUSED)


@pytest.mark.parametrize(
    "source",
    ["x = '<p>'", "x = f'<{y}>'", "f('a</b>')", "x = '<!-- a -->'", "x = f'<span id=\"{y}\">'", "f(f' href=\"{y}\"')"],
)
def test_html_in_a_string_of_python_is_found(source: str) -> None:
    """Negative control."""
    assert list(html_in(source))


@pytest.mark.parametrize(
    "source",
    ["'''A <p> in a docstring.'''", "x = '(?P<name>a)(?<!b)'", "x = '[id=\"a\"]'", "x = 'a < b'", "x = '<=' + '>='"],
)
def test_what_only_looks_like_html_in_python_is_passed_over(source: str) -> None:
    """Nor is what only looks like it."""
    assert not list(html_in(source))
