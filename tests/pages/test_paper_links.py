"""Links on paper: one number for each address, and the address under it at the end of the page."""

from macros.pages.paper_links import number_links
from macros.pages.rewrite import rewrite


def test_each_address_has_one_number() -> None:
    """In the order of the page, the same wherever it stands again; links within the site have none."""
    html = '<p><a href="https://b.example/">B</a> <a href="../a/">A</a></p><a href="https://a.example/">A</a>'
    again = '<p><a href="https://b.example/">B</a></p>'
    said = rewrite(html + again, lambda tree: number_links(tree, lambda links: f"<div>{' '.join(links)}</div>"))
    assert said == (
        '<p><a href="https://b.example/" data-n="1">B</a> <a href="../a/">A</a></p>'
        '<a href="https://a.example/" data-n="2">A</a><p><a href="https://b.example/" data-n="1">B</a></p>'
        "<div>https://b.example/ https://a.example/</div>"
    )


def test_a_page_that_leads_nowhere_else_stays_as_it_is() -> None:
    """It has no list."""
    html = '<p><a href="../a/">A</a></p>'
    assert rewrite(html, lambda tree: number_links(tree, lambda _: "<div></div>")) == html
