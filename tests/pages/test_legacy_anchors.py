"""An id that moved within a page is kept as an empty anchor at its successor, where HTML allows one."""

from datetime import date

import pytest

from macros.pages.legacy_anchors import add_legacy_anchors
from macros.pages.rewrite import rewrite
from macros.records.redirects import Retired

DAY = date(2026, 11, 22)
ROWS = [
    Retired("/page/#old", "/page/#new", DAY),
    Retired("/page/#away", "/other/#new", DAY),
    Retired("/page/#gone", "/page/#new", DAY, "It was withdrawn."),
    Retired("/page/", "/page/#new", DAY),
]


def anchored(html: str, url: str = "page/") -> str:
    """The page with its anchors."""
    return rewrite(html, lambda tree: add_legacy_anchors(tree, url, ROWS))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p id="new">Words</p>', '<p id="new"><span id="old"></span>Words</p>'),
        ("<p id=new></p>", '<p id="new"><span id="old"></span></p>'),
        (
            '<dl id="new"><div><dt>A</dt><dd>B</dd></div></dl>',
            '<dl id="new"><div><dt><span id="old"></span>A</dt><dd>B</dd></div></dl>',
        ),
        (
            '<dl><div id="new">\n<dt>A</dt></div></dl>',
            '<dl><div id="new">\n<dt><span id="old"></span>A</dt></div></dl>',
        ),
        ('<ul id="new">\n<li>A</li></ul>', '<ul id="new">\n<li><span id="old"></span>A</li></ul>'),
        (
            '<table><tbody><tr id="new"><td>A</td></tr></tbody></table>',
            '<table><tbody><tr id="new"><td><span id="old"></span>A</td></tr></tbody></table>',
        ),
        (
            '<table id="new"><thead><tr><th>A</th></tr></thead></table>',
            '<table id="new"><thead><tr><th><span id="old"></span>A</th></tr></thead></table>',
        ),
        (
            '<details id="new"><summary>A</summary></details>',
            '<details id="new"><summary><span id="old"></span>A</summary></details>',
        ),
        ('<p><input id="new"></p>', '<p><span id="old"></span><input id="new"></p>'),
    ],
)
def test_an_old_anchor_stands_first_in_its_successor(html: str, wanted: str) -> None:
    """The anchor is the first thing of its successor, or of the first part of it that may hold one."""
    assert anchored(html) == wanted


@pytest.mark.parametrize(
    "html",
    [
        '<p data-id="new" aria-labelledby="new">Words</p>',
        '<p>id="new"</p>',
        '<p id="new-one">Words</p>',
        '<p id="re-new">Words</p>',
    ],
)
def test_only_an_id_attribute_is_an_id(html: str) -> None:
    """Nothing but the attribute id is the id of an element."""
    assert anchored(html) == html


def test_the_same_id_on_another_page_is_another_place() -> None:
    """The same id on another page is another place."""
    assert anchored('<p id="new">Words</p>', "other/") == '<p id="new">Words</p>'


def test_an_attribute_that_ends_in_id_hides_no_place() -> None:
    """An attribute that only ends in id does not hide the place."""
    assert anchored('<p data-id="new">A</p><p id="new">B</p>') == (
        '<p data-id="new">A</p><p id="new"><span id="old"></span>B</p>'
    )
