"""What partners put in a frame: each embed says what it is, whose and how old, and is light."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from macros.checks.links import FRAME
from macros.content import Content
from macros.pages.embeds import embeds, open_links_in_top_window
from macros.pages.rewrite import rewrite
from tests.support.pages import all_pages

MOST_BYTES = 33_000
"""Everything an embed loads, as a server compresses it."""


def framed(site: Path) -> dict[str, html.HtmlElement]:
    """Every page for a frame by its address below the top."""
    return {name: page for name, page in all_pages(site).items() if name.startswith("embed/")}


@pytest.mark.slow
def test_each_thing_has_its_embed(site: Path, content: Content) -> None:
    """Every checklist, flowchart, principle and instrument, and the contacts, at /embed/ and the path of its page."""
    wanted = {f"embed/checklists/{name}/" for name in content.checklists}
    wanted |= {f"embed/decide/{name}/" for name in content.flowcharts}
    wanted |= {f"embed/principles/{name}/" for name in content.principles}
    wanted |= {f"embed/law/{key}/" for key in content.instruments} | {"embed/about/contacts/"}
    assert set(framed(site)) == wanted


@pytest.mark.slow
def test_an_embed_has_the_ids_of_its_page(site: Path, content: Content) -> None:
    """Each has the ids of its page, so that a link to a place in it works in both."""
    pages = all_pages(site)  # those for frames too
    for embed in embeds(content):
        there, _, key = embed.full.removeprefix("/").replace("index.md", "").replace(".md", "/").partition("#")
        inside = f"//*[@id='{key}']" if key else "//main"
        whole = set(pages[there].xpath(f"{inside}/descendant-or-self::*/@id")) - set(FRAME)
        own = set(pages[embed.url].xpath("//main//@id")) - set(FRAME)
        assert own <= whole, embed.url
        if embed.kind in ("checklist", "flowchart", "instrument"):
            assert own == whole, embed.url


@pytest.mark.slow
def test_an_embed_says_who_approved_it_and_where_its_page_is(site: Path, content: Content) -> None:
    """Its review, its partnership and approval, the address of its full page as text; search engines leave it out."""
    pages = framed(site)
    for embed in embeds(content):
        page = pages[embed.url]
        words = " ".join(page.text_content().split())
        meta = content.pages[embed.page].meta
        for day in (meta.reviewed, meta.next_review):
            assert f"{day.day} {day:%B %Y}" in words, embed.url
        link = page.xpath("//footer//a")[0]
        full = urljoin(f"/{embed.url}", link.get("href"))
        assert link.get("target") == "_top"
        assert f"{content.partnership.address.rstrip('/')}{full}" in words, embed.url
        assert ("still to follow" in words) == content.partnership.is_placeholder
        assert ("awaits" in words) == (content.partnership.edition.approved is None)
        assert "999" in words
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.get("data-embed") is not None
        assert len(page.findall(".//h1")) == 1


@pytest.mark.slow
def test_an_embed_has_no_exit_and_nothing_inline(site: Path, content: Content) -> None:
    """In a frame an exit could only move the frame, so there is none, nor its guard; nothing comes from elsewhere."""
    for name, page in framed(site).items():
        assert content.partnership.exit.address not in page.xpath("//a/@href"), name
        assert page.xpath("//script[not(@src)] | //style | //@style | //base") == [], name
        loads = page.xpath("//link[not(@rel='canonical')]/@href | //script/@src | //img/@src")
        assert [one for one in loads if urlsplit(one).scheme not in ("", "data")] == [], name
    script = (site / "assets" / "embed.js").read_text(encoding="utf-8")
    assert not re.search("sessionStorage|BroadcastChannel", script)


@pytest.mark.slow
def test_links_of_an_embed_leave_the_frame(site: Path) -> None:
    """Each link opens in the top window, but those within the page and those to another flowchart's embed."""
    pages = framed(site)
    for name, page in pages.items():
        for link in page.xpath("//a[@href]"):
            to = link.get("href")
            inside = urljoin(f"/{name}", to).removeprefix("/").partition("#")[0]
            assert (link.get("target") != "_top") == (to.startswith("#") or inside.startswith("embed/decide/")), to


@pytest.mark.slow
def test_a_hand_over_in_an_embed_leads_to_the_embed_of_the_other_flowchart(other: Path, small_loaded: Content) -> None:
    """In the frame of the first, to the question of the other."""
    pages = framed(other)
    charts = small_loaded.flowcharts.items()
    handed = [(name, one.link) for name, chart in charts for one in chart.handovers.values()]
    assert handed
    for name, link in handed:
        there, _, question = link.removeprefix("/decide/").partition(".md#")
        assert f"../../decide/{there}/#{question}" in pages[f"embed/decide/{name}/"].xpath("//a/@href"), link


@pytest.mark.slow
def test_an_embed_is_light(site: Path) -> None:
    """With all that it loads, compressed, each stays below the budget."""
    heaviest = 0
    for name, page in framed(site).items():
        file = site / name / "index.html"
        loads = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
        files = [file, *((file.parent / one).resolve() for one in loads)]
        assert len(files) == 4, name
        heaviest = max(heaviest, sum(len(gzip.compress(one.read_bytes(), 9, mtime=0)) for one in files))
    assert 10_000 < heaviest < MOST_BYTES


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ('<a href="#here">', '<a href="#here">'),
        ('<a href="../../../law/#x">', '<a href="../../../law/#x" target="_top"></a>'),
        ('<a class="k" href="https://gov.uk">', '<a class="k" href="https://gov.uk" target="_top"></a>'),
        ("<a href='/x/'>", '<a href="/x/" target="_top"></a>'),
        ('<a href="../../../decide/reply/#x">', '<a href="../../decide/reply/#x"></a>'),
        ('<a href="../../../decide/ask/#x">', '<a href="#x"></a>'),
        ('<a href="../../../decide/ask/">', '<a href="../../../decide/ask/" target="_top"></a>'),
        ('<a data-href="../../../law/">', '<a data-href="../../../law/">'),
        ('<abbr title="a"><a id="b">', '<abbr title="a"><a id="b">'),
    ],
)
def test_a_link_to_another_flowchart_leads_to_its_embed(link: str, wanted: str) -> None:
    """A link of the embed of one flowchart, where another has one too."""
    urls = {"embed/decide/ask/", "embed/decide/reply/"}
    assert rewrite(link, lambda tree: open_links_in_top_window(tree, "embed/decide/ask/", urls)) == wanted
