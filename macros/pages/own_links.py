"""Own links: the link of a part of a page to itself is named after the part, so that no two on a page sound alike."""

from selectolax.lexbor import LexborHTMLParser


def name_own_links(tree: LexborHTMLParser) -> None:
    """Add the words beside each link whose sign is no text to its name, which its title begins, unless it has one."""
    for link in tree.css("a.permalink[title]:not([aria-label])"):
        beside = link.parent.text() if link.parent else ""
        link.attrs["aria-label"] = f"{link.attrs['title']}: {' '.join(beside.split())}"
