"""Embed: what partners can show in a frame on their own pages, at /embed/ and the address of its page.

What an embed shows is the thing alone. Its address follows that of the thing: where that moved or was withdrawn, so did
the embed, and says so.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from macros.content import Content
from macros.models.addresses import address, embed_page
from macros.models.base import PublicAddress
from macros.models.contact import CONTACTS_PAGE
from macros.models.instrument import LAW_PAGE
from macros.records.redirects import Retired


@dataclass(frozen=True)
class Embed:
    """One thing to embed, or what became of it.

    `page` is the page of docs/ that its dates are from, `full` where it stands in full, such as /law/index.md#act,
    `body` its Markdown, `height` that of its frame in pixels.
    """

    kind: str
    url: PublicAddress
    title: str
    page: str
    full: str
    body: str
    height: int
    gone: Retired | None = None
    successor: str = ""
    """Where it went: the address, below the top of the site, of another embed or of a page."""


def embeds(content: Content) -> Iterator[Embed]:
    """Yield an embed for everything that can be embedded."""
    for name, checklist in content.checklists.items():
        yield _of_page("checklist", f"checklists/{name}.md", checklist.title, f'{{{{ checklist("{name}") }}}}', 800)
    for name, chart in content.flowcharts.items():
        yield _of_page("flowchart", f"decide/{name}.md", chart.title, f'{{{{ flowchart("{name}") }}}}', 800)
    for name, page in content.principles.items():
        yield _of_page("principle", f"principles/{name}.md", page.meta.title, page.body, 600)
    if contacts := content.pages.get(CONTACTS_PAGE):
        yield _of_page("contacts", CONTACTS_PAGE, contacts.meta.title, contacts.body, 700)
    for key, one in content.instruments.items():
        name = f"{one.name}, {one.section}" if one.section else one.name
        yield _of_page("instrument", f"{LAW_PAGE}#{key}", name, f'{{{{ instrument("{key}") }}}}', 500)


def former_embeds(content: Content) -> Iterator[Embed]:
    """Yield an embed for each former address."""
    known = {embed.url for embed in embeds(content)}
    for row in content.retired:
        if (url := embed_page(address(row.address))) and url not in known:
            to = address(row.to)
            new = embed_page(to)
            successor = new if new in known else to
            yield Embed("gone", url, row.address, "", row.address, "", 0, row, successor)


def open_links_in_top_window(tree: LexborHTMLParser, url: str, urls: Collection[str]) -> None:
    """Add target="_top" to the links of the embed at `url`, except to other embedded flowcharts and in-page anchors."""
    for link in tree.css("a[href]"):
        to = link.attrs["href"] or ""
        path, _, place = to.replace("../", "").partition("#")
        framed = embed_page(PublicAddress(path))
        if to.startswith("#"):
            continue
        if framed == url and place:
            link.attrs["href"] = f"#{place}"
        elif path.startswith("decide/") and framed in urls and framed != url:
            link.attrs["href"] = to.removeprefix("../")
        else:
            link.attrs["target"] = "_top"


def _of_page(kind: str, target: str, title: str, body: str, height: int) -> Embed:
    url = embed_page(address(target))
    assert url, target
    return Embed(kind, url, title, target.partition("#")[0], f"/{target}", body, height)
