"""The quick exit is a real link, in sight on every page at every scroll position, and never on paper."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from tests.support.markup import BAR, MENU, MENU_PANEL, MENU_ROW, SKIP
from tests.support.pages import KINDS, addresses
from tests.support.paper import squeezed, text
from tests.support.search_box import open_search
from tests.support.sight import REACHABLE, UNDER, in_sight
from tests.support.watched import Watch

pytestmark = pytest.mark.slow
proves = pytest.mark.proves

SIZES = ((320, 256), (390, 844), (1280, 800))


MORE_SIZES = ((320, 640), (844, 390), (640, 512), (768, 1024), (1920, 1080))


@proves("A2")
@pytest.mark.parametrize("sizes", [SIZES, pytest.param(MORE_SIZES, marks=pytest.mark.thorough)], ids=["", "more sizes"])
def test_the_exit_is_in_sight_wherever_a_page_is_scrolled(
    sizes: tuple[tuple[int, int], ...], watch: Watch, address: str
) -> None:
    """At the top, in the middle and at the end of each kind of page, in each size of window, whole and uncovered."""
    page = watch().page()
    for kind in KINDS:
        page.goto(address + kind)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            for part in (0, 0.5, 1):
                page.evaluate(
                    "part => scrollTo({top: part * document.documentElement.scrollHeight, behavior: 'instant'})", part
                )
                assert in_sight(page), (kind, width, part)


@proves("A3")
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_exit_is_in_sight_with_menu_folds_and_search_open(
    width: int, height: int, watch: Watch, small_address: str
) -> None:
    """And with a keyboard on the screen that leaves a third of its height."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in ("checklists/before/", "guidance/scenarios/"):
        page.goto(small_address + kind)
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
        page.locator("#search").press_sequentially("council")
        page.wait_for_selector("[role=option]")
        assert in_sight(page), (kind, "with the keyboard")
        page.set_viewport_size({"width": width, "height": height})


@proves("A7")
@pytest.mark.parametrize(
    ("key", "most"),
    [
        ("Shift+Tab", 40),
        *(pytest.param(key, 10_000, marks=pytest.mark.thorough) for key in ("Tab", "Shift+Tab")),
    ],
)
def test_focus_is_never_under_the_bar(key: str, most: int, watch: Watch, site: Path, address: str) -> None:
    """Up the end of the longest page, and all through it both ways: what has focus is in view, clear of the bar."""
    longest = max(
        addresses(site),
        key=lambda name: (
            (site / name / "index.html" if name.endswith("/") else site / name).stat().st_size if name else 0
        ),
    )
    page = watch(viewport={"width": 360, "height": 640}).page()
    page.goto(address + longest)
    stops = page.locator(REACHABLE).filter(visible=True).count()
    assert stops > most or most > 40
    if key == "Shift+Tab":
        page.locator(REACHABLE).filter(visible=True).last.focus()
    for _ in range(min(most, stops - 1)):
        page.keyboard.press(key)
        assert page.evaluate(UNDER) == "", longest


def test_shift_held_with_a_mouse_does_not_count_towards_leaving(watch: Watch, address: str) -> None:
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


@pytest.mark.parametrize("held", ["Alt", "Control", "Meta"])
def test_shift_pressed_while_another_key_is_held_does_not_count_towards_leaving(
    held: str, watch: Watch, small_address: str
) -> None:
    """As whoever writes in two alphabets goes from one layout of the keyboard to the next."""
    page = watch().page()
    page.goto(small_address)
    page.keyboard.down(held)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.keyboard.up(held)
    assert page.locator("[data-remaining]:visible").count() == 0
    assert page.url == small_address
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator("[data-remaining='1']").is_visible(), "a press of Shift alone counts"


def test_an_exit_that_is_covered_in_part_is_found(watch: Watch, address: str) -> None:
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
def test_neither_the_exit_nor_a_menu_is_printed(watch: Watch, address: str) -> None:
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


def test_a_number_for_screens_alone_is_not_printed(watch: Watch, address: str) -> None:
    """A number that is shown on screens alone stays off paper."""
    page = watch().page()
    page.goto(address + "about/contacts/")
    shown = page.locator(".ring--screen").first
    assert shown.is_visible()
    page.emulate_media(media="print")
    assert not shown.is_visible()
