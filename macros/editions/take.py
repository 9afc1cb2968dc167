"""Take the snapshot of an edition from the content of today."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

from selectolax.lexbor import LexborHTMLParser

from macros.calls import ON_PAGES
from macros.checks.links import addresses
from macros.content import Content
from macros.editions.words import pages_as_they_stand
from macros.models.addresses import address
from macros.models.instrument import LAW_PAGE
from macros.models.page import plain_words
from macros.records.snapshot import PageAsItStood, Snapshot
from macros.site import Site

_MOST = 80
"""The most characters of a title that is taken from the words of a page."""


def take_snapshot(site: Site, day: date) -> Snapshot:
    """All that the site says, as the edition of a day."""
    content, pages = site.content, tuple(pages_as_they_stand(site))
    partnership = content.partnership
    return Snapshot(
        day=day,
        title=partnership.edition.title,
        approved=partnership.edition.approved,
        site=partnership.address,
        addresses=dict(_titled(content, pages)),
        things=content.things,
        pages=pages,
    )


def _titled(content: Content, pages: Sequence[PageAsItStood]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The kind and title of what each address leads to; of what has no title and no words, the title of its page."""
    known = dict(_known(content)) | {page.address: ("page", page.title) for page in pages}
    in_words = dict(one for page in pages for one in _in_words(page))
    for place in sorted(addresses(content.sources)):
        whole = place.partition(".")[0]  # each version of an ending is called what the ending is
        page, _, key = place.partition("#")
        kind, title = known.get(whole) or ("part", in_words.get(place) or known[page][1])
        yield place, ("rule" if page == f"/{address(LAW_PAGE)}" and key in content.rules else kind, title)


def _known(content: Content) -> Iterator[tuple[str, tuple[str, str]]]:
    """What pages and macros call their parts."""
    for name, page in content.pages.items():
        top = f"/{address(name)}#"
        yield from ((f"{top}{one.id}", ("section", plain_words(one.title))) for one in page.sections[1:])
        for call in page.calls:
            for part in ON_PAGES[call.macro].parts(content, *call.ids):
                yield f"{top}{part.id}", ("instrument" if part.kind == "law" else part.kind, part.title)


def _in_words(page: PageAsItStood) -> Iterator[tuple[str, str]]:
    """The first words of each place on a page."""
    for _, key, html in page.words:
        tree = LexborHTMLParser(html, is_fragment=True)
        places = [(key, tree.text())] if key else []
        for node in tree.css("[id]"):
            words = node.text() or (node.parent.text() if node.parent else "") or tree.text()
            places.append((node.attributes["id"] or "", words))
        for place, words in places:
            if words.strip():
                yield f"{page.address}#{place}", shorten(words, _MOST, placeholder="…")
