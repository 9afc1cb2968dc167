"""The quick exit is a real link, in sight on every page at every scroll position, and never on paper."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from tests.browser.conftest import Watch, open_search
from tests.browser.paper import squeezed, text
from tests.support.markup import BAR, MENU, MENU_PANEL, MENU_ROW, SKIP
from tests.support.pages import KINDS, addresses
from tests.support.sight import REACHABLE, UNDER, in_sight

pytestmark = pytest.mark.slow
proves = pytest.mark.proves


@proves("A2")
@pytest.mark.parametrize(
    ("width", "height"),
    [
        (320, 256),
        (390, 844),
        (1280, 800),
        *(
            pytest.param(*size, marks=pytest.mark.thorough)
            for size in ((320, 640), (844, 390), (640, 512), (768, 1024), (1920, 1080))
        ),
    ],
)
def test_in_sight(width: int, height: int, watch: Watch, address: str) -> None:
    """At the top, in the middle and at the end of each kind of page, whole and uncovered."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in KINDS:
        page.goto(address + kind)
        for part in (0, 0.5, 1):
            page.evaluate(
                "part => scrollTo({top: part * document.documentElement.scrollHeight, behavior: 'instant'})", part
            )
            assert in_sight(page), (kind, part)


@proves("A3")
@pytest.mark.parametrize(("width", "height"), [(320, 256), (390, 844), (1280, 800)])
def test_in_sight_with_all_open(width: int, height: int, watch: Watch, address: str) -> None:
    """With what can be opened open, and with a keyboard on the screen that leaves a third of its height."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in ("checklists/before-you-share/", "guidance/scenarios/"):
        page.goto(address + kind)
        if (menu := page.locator(MENU).locator("summary")).is_visible():
            menu.click()
            assert page.locator(MENU_PANEL).is_visible()
            assert in_sight(page), (kind, "with the menu")
            page.keyboard.press("Escape")
        assert page.evaluate("[...document.querySelectorAll('main details')].map(one => one.open = true).length") > 0
        for part in (0, 0.5, 1):
            page.evaluate(
                "part => scrollTo({top: part * document.documentElement.scrollHeight, behavior: 'instant'})", part
            )
            assert in_sight(page), (kind, part)
        page.evaluate("scrollTo(0, 0)")
        open_search(page)
        page.locator("#search").focus()
        page.set_viewport_size({"width": width, "height": max(height // 3, 160)})
        page.locator("#search").press_sequentially("police")
        page.wait_for_selector("[role=option]")
        assert in_sight(page), (kind, "with the keyboard")
        page.set_viewport_size({"width": width, "height": height})


@proves("A7")
@pytest.mark.parametrize("key", [pytest.param("Tab", marks=pytest.mark.thorough), "Shift+Tab"])
def test_focus_is_never_under_the_bar(key: str, watch: Watch, site: Path, address: str) -> None:
    """Through the longest page, forwards and backwards: what has focus is in the window, and clear of the bar."""
    longest = max(
        addresses(site),
        key=lambda name: (
            (site / name / "index.html" if name.endswith("/") else site / name).stat().st_size if name else 0
        ),
    )
    page = watch(viewport={"width": 360, "height": 640}).page()
    page.goto(address + longest)
    stops = page.locator(REACHABLE).filter(visible=True).count()
    assert stops > 100
    if key == "Shift+Tab":
        page.locator(REACHABLE).filter(visible=True).last.focus()
    for _ in range(stops - 1):
        page.keyboard.press(key)
        assert page.evaluate(UNDER) == "", longest


def test_shift_with_the_wheel_does_not_count(watch: Watch, address: str) -> None:
    """Shift held while the wheel turns, or a button is pressed, is no press of Shift alone."""
    page = watch().page()
    page.goto(address)
    page.mouse.move(300, 400)
    turns: tuple[Callable[[], None], ...] = (lambda: page.mouse.wheel(0, 40), page.mouse.down)
    for turn in turns:
        for _ in range(3):
            page.keyboard.down("Shift")
            turn()
            page.keyboard.up("Shift")
            page.mouse.up()
        assert page.locator("[data-remaining]:visible").count() == 0
        assert page.url == address
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator("[data-remaining='1']").is_visible(), "a press of Shift alone counts"


def test_in_sight_can_fail(watch: Watch, address: str) -> None:
    """Negative control: a cover of one corner is noticed."""
    page = watch().page()
    page.goto(address)
    assert in_sight(page)
    page.evaluate(
        """() => {
          const cover = document.createElement('div');
          cover.style.cssText = 'position: fixed; top: 0; right: 0; width: 50%; height: 24px; z-index: 99';
          document.body.append(cover);
        }"""
    )
    assert not in_sight(page)


@proves("A8")
def test_not_on_paper(watch: Watch, address: str) -> None:
    """Print shows neither the exit nor the menus, and a PDF has no word of them."""
    page = watch().page()
    page.goto(address)
    page.emulate_media(media="print")
    for part in (BAR, MENU, MENU_ROW, SKIP):
        assert not page.locator(part).is_visible(), part
    assert page.locator("h1").is_visible()
    words = "".join(text(one) for one in pymupdf.open(stream=page.pdf()))
    assert squeezed(page.locator("h1").inner_text()) in words
    assert "quickexit" not in words.lower()


def test_number_for_screens_alone_not_on_paper(watch: Watch, address: str) -> None:
    """A number that is shown on screens alone stays off paper."""
    page = watch().page()
    page.goto(address + "about/contacts/")
    shown = page.locator(".ring--screen").first
    assert shown.is_visible()
    page.emulate_media(media="print")
    assert not shown.is_visible()
