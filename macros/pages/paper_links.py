"""Links on paper: each address of another site has a number on its page, and stands under that at the end."""

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

from macros.pages.rewrite import element

_OUTSIDE = '[href^="https:"]'


def number_links(tree: LexborHTMLParser, listed: Callable[[tuple[str, ...]], str]) -> None:
    """Number the addresses of other sites that a page leads to, each once, and append what `listed` makes of them."""
    links = tree.css(f"a{_OUTSIDE}")
    addresses = tuple(dict.fromkeys(link.attrs["href"] or "" for link in links))
    for link in links:
        link.attrs["data-n"] = str(addresses.index(link.attrs["href"] or "") + 1)
    last = tree.root
    while addresses and last and last.next:
        last = last.next
    if addresses and last:
        last.insert_after(element(listed(addresses)))
