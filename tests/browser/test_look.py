"""Nothing looks different for what was dropped of the theme's style sheet, and nothing moves while a page comes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.publish.theme_css import THEME
from tests.browser.conftest import Watch, Watched
from tests.publish.test_theme_css import whole_theme
from tests.support.pages import KINDS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("width", "scheme", "media"),
    [
        (1440, "light", "screen"),
        pytest.param(360, "dark", "screen", marks=pytest.mark.thorough),
        pytest.param(794, "light", "print", marks=pytest.mark.thorough),
    ],
)
def test_nothing_looks_different(width: int, scheme: Any, media: Any, watch: Watch, site: Path, address: str) -> None:
    """Picture by picture, each kind of page is the same with the theme's whole style sheet."""
    whole = whole_theme()
    assert len(whole) > 5 * len((site / THEME).read_text(encoding="utf-8"))
    watched = watch(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    page = watched.page()
    page.emulate_media(media=media, color_scheme=scheme)
    pictures = []
    for text in (None, whole):
        if text:
            _give(watched, text)
        pictures.append(
            {f"{kind} {state}": picture for kind in KINDS for state, picture in _states(page, address, kind)}
        )
    assert [name for name in pictures[0] if pictures[0][name] != pictures[1][name]] == []
    # Negative control: without the sheet it does look different.
    _give(watched, "")
    page.goto(address)
    assert _picture(page, full_page=True) != pictures[0][" at rest"]


def _give(watched: Watched, sheet: str) -> None:
    watched.context.route(f"**/{THEME}", lambda route: route.fulfill(body=sheet, content_type="text/css"))


def _picture(page: Any, **how: bool) -> bytes:
    # It is made in less time than one without loss.
    return bytes(page.screenshot(type="jpeg", quality=90, **how))


def _states(page: Any, address: str, kind: str) -> Iterator[tuple[str, bytes]]:
    page.goto(address + kind)
    yield "at rest", _picture(page, full_page=True)
    if (link := page.locator("main a:visible, main label:visible").first).count():  # on paper there may be none
        link.hover()
        yield "under the mouse", _picture(page)
        page.keyboard.press("Tab")
        link.focus()
        yield "in focus", _picture(page)
    if (box := page.locator("main input[type=checkbox]:visible").first).count():
        box.check()
        yield "ticked", _picture(page)


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_shifts(width: int, watch: Watch, address: str) -> None:
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
