"""Feeds and the sitemap: each is read by a parser, and the pages name theirs."""

import re
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from macros.content import Content
from macros.loading import load
from macros.models.inline_text import plain
from macros.publish.feeds import write_feeds, write_sitemap
from tests.support.project import change


def test_each_setting_has_a_feed_of_the_changes_that_concern_it(content: Content, tmp_path: Path) -> None:
    """One of everything and one for each setting, each with exactly the changes that concern it."""
    write_feeds(tmp_path, content)
    names = {path.stem for path in (tmp_path / "feeds").iterdir()}
    assert names == {"changes", *content.settings}
    for name in names:
        feed = feedparser.parse(str(tmp_path / "feeds" / f"{name}.xml"))
        assert not feed.bozo
        assert feed.version == "atom10"
        wanted = [one for one in content.changes.values() if name == "changes" or one.concerns(name)]
        assert [entry.title for entry in feed.entries] == [one.title for one in wanted]
        assert [entry.content[0].value for entry in feed.entries] == [plain(one.do_now) for one in wanted]
        assert len({entry.id for entry in feed.entries}) == len(wanted)
        assert feed.feed.author == content.partnership.name
        assert feed.feed.updated_parsed >= max(entry.updated_parsed for entry in feed.entries)
        for entry in feed.entries:
            alternate = [link.href for link in entry.links if link.rel == "alternate"]
            assert alternate == [entry.id]


def test_the_sitemap_gives_each_page_the_day_of_its_review(small: Path, tmp_path: Path) -> None:
    """Once the site has an address: each page with the day of its review; none before."""
    write_sitemap(tmp_path / "before", load(small))
    assert not (tmp_path / "before" / "sitemap.xml").exists()
    text = (small / "partnership.yml").read_text(encoding="utf-8")
    own = re.search(r"(?m)^address: (\S+)", text)
    assert own
    change(small / "partnership.yml", (own[1], "https://sharing.example.org/"))
    content = load(small)
    write_sitemap(tmp_path / "after", content)
    tree = etree.parse(str(tmp_path / "after" / "sitemap.xml"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    pairs = zip(
        tree.xpath("//s:loc/text()", namespaces=space), tree.xpath("//s:lastmod/text()", namespaces=space), strict=True
    )
    dates = dict(pairs)
    assert dates["https://sharing.example.org/"] == str(content.pages["index.md"].meta.reviewed)
    assert "https://sharing.example.org/checklists/before/" in dates
    assert len(dates) == len(content.pages) - 1, "all but the 404 page"
    assert not [place for place in dates if "/embed/" in place or "/editing/" in place]


@pytest.mark.slow
def test_the_pages_of_changes_and_settings_name_their_feed(site: Path, content: Content) -> None:
    """A reader of feeds that is given the page finds its feed."""
    for name in ("about/changes", *(f"settings/{key}" for key in content.settings)):
        page = html.parse(str(site / name / "index.html"))
        (feed,) = page.xpath("//link[@type='application/atom+xml']/@href")
        assert (site / name / feed).resolve().is_file()


def test_a_feed_holds_its_setting_alone(content: Content, tmp_path: Path) -> None:
    """A change for one setting is in its feed and in that of everything, and in no other."""
    first, *_ = content.changes
    changes = {**content.changes, first: content.changes[first].model_copy(update={"settings": ("school",)})}
    write_feeds(tmp_path, replace(content, changes=changes))
    title = changes[first].title
    holding = {
        path.stem
        for path in (tmp_path / "feeds").iterdir()
        if title in [entry.title for entry in feedparser.parse(str(path)).entries]
    }
    assert holding == {"changes", "school"}
