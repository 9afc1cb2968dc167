"""Nothing moves while a page comes."""

import pytest

from tests.browser.conftest import Watch
from tests.support.pages import KINDS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=pytest.mark.thorough)])
def test_nothing_shifts_while_a_page_comes(width: int, watch: Watch, address: str) -> None:
    """Layout shift is at most 0.02 on each kind of page, and an entry that shifts is counted."""
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
        assert page.evaluate("shifts.reduce((sum, one) => sum + one, 0)") <= 0.02, kind
    page.evaluate("const bar = document.createElement('div'); bar.style.height = '300px'; document.body.prepend(bar)")
    page.evaluate(frames)
    page.wait_for_function("shifts.length > 0")
