"""The page of the law: each entry is folded, and opens for a link, without a script and on paper."""

import pytest

from tests.support.engines import Engine
from tests.support.project import real
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

LAW = "law/"
INSIDE = ".instrument__fold > .instrument"
OPEN = f"[...document.querySelectorAll('{INSIDE}')].filter(one => one.checkVisibility()).map(one => one.id)"
TOP = "document.querySelector('{}').getBoundingClientRect().top"
UNDER = "document.querySelector('.header').getBoundingClientRect().bottom"


def test_a_link_opens_its_entry_of_the_law(engine: Engine, small_address: str) -> None:
    """Of a law or of one of its rules; all others stay folded, and the name of the law is in view above its entry."""
    tab = engine.tab()
    tab.goto(small_address + LAW)
    assert tab.run(OPEN) == []
    for key, entry in (("share-on-request", "sharing-act"), ("sharing-act", "sharing-act")):
        tab.goto(small_address + "about/leaving/")
        tab.goto(f"{small_address}{LAW}#{key}")
        tab.wait(OPEN, [entry])
        tab.wait(f"{TOP.format(f'#{key}')} < innerHeight", wanted=True)
        assert tab.run(f"{TOP.format(f'#{key}')} >= {UNDER}")
    assert tab.run(f"{TOP.format('.instrument__fold:has(:target) h3')} >= {UNDER}")


@pytest.mark.parametrize("way", ["no script", "paper"])
def test_all_entries_of_the_law_are_open_on_paper_and_without_a_script(way: str, address: str, watch: Watch) -> None:
    """Nobody has to open what cannot be opened by hand, or what could not be opened on paper."""
    page = watch(java_script_enabled=way == "paper").page()
    page.goto(address + LAW)
    entries = page.locator(INSIDE)
    assert entries.count() == len(real().instruments)
    if way == "paper":
        assert not entries.first.is_visible()
        page.emulate_media(media="print")
    assert all(one.is_visible() for one in entries.all())


def test_folded_the_page_of_the_law_is_a_short_list(address: str, watch: Watch) -> None:
    """Each entry takes little room on a phone: its name, the force of its rules, and where to read it."""
    page = watch().page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + LAW)
    heights = page.locator(".instrument__fold > summary:has(h3)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) == len(real().instruments)
    assert 44 <= min(heights) <= max(heights) <= 200
    assert page.locator(".instrument__read a").count() == len(real().instruments)
