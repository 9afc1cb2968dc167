"""Nothing moves while a page comes."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.pages import KINDS
from tests.support.watched import Watch, answering

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=pytest.mark.thorough)])
def test_nothing_shifts_while_a_page_comes(width: int, watch: Watch, address: str) -> None:
    """Nor once all of it is there, on each kind of page; what does move is noticed."""
    page = watch(viewport={"width": width, "height": 740}).page()
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver(list => shifts.push(...list.getEntries().map(one => one.value)))
          .observe({type: 'layout-shift', buffered: true});"""
    )
    frames = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    for kind in KINDS:
        page.goto(address + kind)
        page.evaluate(frames)
        assert page.evaluate("shifts") == [], kind
    page.evaluate("const bar = document.createElement('div'); bar.style.height = '300px'; document.body.prepend(bar)")
    page.evaluate(frames)
    page.wait_for_function("() => shifts.length > 0")


TOPS = "['.layout', 'main', 'h1'].map(one => document.querySelector(one).getBoundingClientRect().top)"


def places(page: Page) -> list[Any]:
    """Where the parts of a page begin, on a phone and on a wide screen."""
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        found.append(page.evaluate(TOPS))
    return found


def test_what_has_come_of_a_page_stays_where_it_is(watch: Watch, address: str, site: Path) -> None:
    """A page that stops after its heading has its parts where the whole page has them."""
    page = watch().page()
    for kind in KINDS:
        file = site / kind if kind.endswith(".html") else site / kind / "index.html"
        begun = file.read_text(encoding="utf-8").partition("</h1>")[0] + "</h1>"
        page.goto(address + kind)
        whole = places(page)
        page.route(address + kind, answering(begun))
        page.goto(address + kind)
        assert page.locator("footer").count() == 0
        assert places(page) == whole, kind
