"""The words of pages in their neutral form: all that a reader is told, and nothing of how it looks."""

import re
import zlib
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from macros.content import Content
from macros.editions.take import take_snapshot
from macros.editions.words import AROUND, INLINE, WITHIN, blocks, pages_as_they_stand
from macros.paths import COMPONENTS
from macros.records.snapshot import serialise
from macros.site import Site, load_site


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            '<h2 id="a">One <i>two</i></h2><p>Three &lt; four</p>',
            [("h2", "a", "One <em>two</em>"), ("p", "", "Three &lt; four")],
        ),
        (
            '<section id="a"><div id="b"><h3 id="c">One</h3></div></section>',
            [("h3", "a", '<a id="b"></a><a id="c"></a>One')],
        ),
        ("<div>One <b>two</b></div>", [("p", "", "One <strong>two</strong>")]),
        ("<details><summary>One</summary><p>Two</p></details>", [("p", "", "One"), ("p", "", "Two")]),
        (
            '<ul><li id="a"><div>One</div><h3>Two</h3><button>Three</button></li></ul>',
            [("ul", "", '<li id="a"><p>One</p><p><strong>Two</strong></p></li>')],
        ),
        ('<dl><div id="a"><dt>One</dt><dd>Two</dd></div></dl>', [("dl", "", '<dt id="a">One</dt><dd>Two</dd>')]),
        ("<p><svg><text>One</text></svg></p><p hidden>Two</p><script>Three</script>", []),
        (
            '<p><a href="../../law/#x" class="y">a</a> <a href="/law/index.md#x">b</a> <a href="#z">c</a> '
            '<a href="tel:999">d</a></p>',
            [
                (
                    "p",
                    "",
                    '<a href="/law/#x">a</a> <a href="/law/#x">b</a> <a href="/guidance/one/#z">c</a> '
                    '<a href="tel:999">d</a>',
                )
            ],
        ),
    ],
)
def test_markup_is_reduced_to_what_it_says(page: str, wanted: list[tuple[str, str, str]]) -> None:
    """Headings, paragraphs, lists and tables with their ids; links as public addresses; no tools and no pictures."""
    assert list(blocks(page, "/guidance/one/")) == wanted


def test_only_elements_of_the_allow_list_are_left(small: Path) -> None:
    """With no attribute but an id and where a link leads."""
    words = [words for page in pages_as_they_stand(load_site(small, has_policy=False)) for _, _, words in page.words]
    assert set(re.findall(r"<([a-z0-9]+)", " ".join(words))) <= INLINE | WITHIN
    assert set(re.findall(r' ([a-z-]+)="', " ".join(words))) == {"href", "id"}
    assert not any("Copy for your records" in one for one in words), "a tool"


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.([a-z_-]+)", AROUND))))
def test_what_is_left_out_is_there(name: str) -> None:
    """A class that a template gave up would let tools and other faces into records."""
    assert any(name in path.read_text(encoding="utf-8") for path in COMPONENTS.glob("*/*.html"))


@pytest.mark.slow
def test_a_record_of_the_real_site_is_small(content: Content) -> None:
    """An edition adds at most 300 KB to the repository, as Git compresses it."""
    text = serialise(take_snapshot(Site(content, date(2026, 12, 1)), date(2026, 12, 1)))
    assert 100_000 < len(zlib.compress(text.encode())) <= 300_000


@pytest.mark.slow
def test_a_record_says_what_the_built_page_says(other: Path) -> None:
    """Every word of a record stands on the page, in its order, groups of the menu included."""
    pages = list(pages_as_they_stand(load_site(other.parent / "docs", has_policy=False)))
    assert len(pages) > 20
    for page in pages:
        tree = html.parse(str(other / page.address.strip("/") / "index.html"))
        main = " ".join(tree.xpath("string(//main)").split())
        place = 0
        for _, _, words in page.words:
            for text in html.fromstring(f"<div>{words}</div>").itertext():
                for word in text.split():
                    place = main.find(word, place)
                    assert place >= 0, (page.address, words)
