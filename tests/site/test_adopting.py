"""Another partnership adopts the site: its own words, menu, colours and exit, and the same gates."""

import re
from pathlib import Path

import pytest

from macros.loading import load
from macros.paths import ROOT
from tests.conftest import SMALL, real
from tests.site import test_site

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "gate",
    [
        test_site.test_heads,
        test_site.test_nothing_inline_and_nothing_from_elsewhere,
        test_site.test_links_and_ids,
        test_site.test_valid_html,
        test_site.test_no_name_tells_of_the_exit,
        test_site.test_data_is_not_published,
    ],
)
def test_gate(gate: test_site.Gate, other: Path) -> None:
    """What holds for every page of ours holds for theirs."""
    gate(other)


def test_the_exit_is_theirs(other: Path) -> None:
    """On every page, and ours on none."""
    theirs, ours = (load(root / "docs").partnership.exit.address for root in (SMALL, ROOT))
    for name, page in test_site.pages(other).items():
        assert page.xpath("//body//a")[1].get("href") == theirs, name
        assert ours not in page.xpath("//@href"), name


def test_nothing_of_ours_is_left(other: Path) -> None:
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
    assert re.search(f"--leave:{theirs.colours.light.exit};", css)
