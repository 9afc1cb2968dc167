"""A page's HTML is parsed once for all visitors, and stays byte for byte where none of them changes it."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.pages.rewrite import rewrite, root_links

UNUSUAL = (
    "\n<p hidden  class=k>It&#39;s &nbsp;&#34;so&#34;<br/>\n<ul><li>a<li>b</ul><svg viewBox='0 0 1 1'><rect/></svg>\n"
)
"""HTML that would be written in another way after parsing."""


def mark(tree: LexborHTMLParser) -> None:
    """Change something."""
    for item in tree.css("li"):
        item.attrs["id"] = item.text()


@pytest.mark.parametrize("html", ["", "\n", "words & more", UNUSUAL])
def test_what_a_visitor_only_reads_keeps_its_bytes(html: str) -> None:
    """What a visitor only reads keeps its bytes."""
    assert rewrite(html, lambda tree: tree.css("li"), lambda tree: tree.css_first("p")) == html


def test_each_visitor_sees_what_those_before_it_did() -> None:
    """Each visitor sees what those before it did; SVG keeps the names of its attributes, text its meaning."""
    seen: list[bool] = []
    html = rewrite(UNUSUAL, mark, lambda tree: seen.append(tree.css_first("[id='b']") is not None))
    assert seen == [True]
    assert html == (
        '\n<p hidden="" class="k">It\'s &nbsp;"so"<br>\n</p>'
        '<ul><li id="a">a</li><li id="b">b</li></ul><svg viewBox="0 0 1 1"><rect></rect></svg>\n'
    )


def test_links_are_written_from_the_top_of_the_site() -> None:
    """A link up leads from the top; one within the page or to another host stays."""
    html = '<a href="../law/#x"></a><a href="../"></a><a href="#a"></a><a href="https://gov.uk/../b"></a>'
    wanted = '<a href="/top/law/#x"></a><a href="/top/"></a><a href="#a"></a><a href="https://gov.uk/../b"></a>'
    assert rewrite(html, lambda tree: root_links(tree, "/top/")) == wanted
