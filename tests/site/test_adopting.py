"""Another partnership adopts the site: its own words, menu, colours and exit. The same gates are in test_site."""

import re
from pathlib import Path

import pytest

from macros.loading import load
from macros.paths import ROOT
from tests.support.pages import pages
from tests.support.project import SMALL, real

pytestmark = pytest.mark.slow


def test_the_exit_of_another_partnership_is_theirs(other: Path) -> None:
    """On every page, and ours on none."""
    theirs, ours = (load(root / "docs").partnership.exit.address for root in (SMALL, ROOT))
    for name, page in pages(other).items():
        assert page.xpath("//body//a")[1].get("href") == theirs, name
        assert ours not in page.xpath("//@href"), name


def test_nothing_of_ours_is_left_on_their_site(other: Path) -> None:
    """Neither our name, our area, our colours nor our contacts are published anywhere on their site."""
    ours, theirs = real().partnership, load(SMALL / "docs").partnership
    words = {ours.name, ours.area, ours.address, ours.exit.title}
    words |= {contact.link for contact in ours.contacts.values() if contact.link}
    words |= {getattr(ours.colours.light, key) for key in ("brand", "link")}
    told = 0
    for path in other.rglob("*"):
        if path.suffix in {".html", ".css", ".js", ".json"} and "stylesheets" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert [word for word in words if word in text] == [], path
            told += theirs.name in text
    assert told > 10
    css = (other / "assets" / "site.css").read_text(encoding="utf-8")
    assert re.search(f"--leave:{theirs.colours.light.exit}[;}}]", css)
