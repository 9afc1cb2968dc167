"""The shape of a page of advice: what comes first, what to do beside what not, notes, warnings and steps."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.markup import CONTENTS, LEDE, NOTE, SIDES, STEPS_WRITTEN, WARNING
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

WIDTHS = {360: 740, 1280: 800}
BORDERS = """it => {
  const style = getComputedStyle(it), sign = getComputedStyle(it.querySelector('p'), '::before').content;
  return [style.borderTopWidth, style.borderRightWidth, style.borderLeftWidth, sign];
}"""
"""What of a block is seen without its colour."""
SIGN = "it => getComputedStyle(it, '::before').content"


@pytest.fixture
def page(watch: Watch, small_address: str) -> Page:
    """The page that has every shape."""
    page = watch().page()
    page.goto(small_address + "about/shape/")
    return page


def box(page: Page, place: str) -> Any:
    """The box of each element at a place."""
    return page.locator(place).evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")


def test_the_first_words_of_a_page_are_larger(page: Page) -> None:
    """Than those after them; the list of what is on the page follows all of them."""
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    assert page.locator(LEDE).inner_text() == "Ring first. Then read on."
    assert page.locator(LEDE).evaluate(size) > page.locator("main > p:not([class])").first.evaluate(size)
    assert page.locator(f"{SIDES} + {CONTENTS} + h2").count() == 1


@pytest.mark.parametrize("media", ["screen", "print"])
def test_what_to_do_stands_beside_what_not(media: Any, page: Page) -> None:
    """Alike in height where there is room, one below the other on a phone; each entry has its sign."""
    page.emulate_media(media=media)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        do, do_not = box(page, f"{SIDES} > ul")
        if width == 1280 or media == "print":
            assert (do["top"], do["bottom"]) == (do_not["top"], do_not["bottom"])
            assert do["right"] < do_not["left"]
        else:
            assert do["bottom"] < do_not["top"]
    signs = page.locator(f"{SIDES} li").evaluate_all(f"all => all.map({SIGN})")
    assert signs[0] == signs[1] != signs[2]
    assert "none" not in signs


@pytest.mark.parametrize("colours", ["none", "active"])
def test_a_note_and_a_warning_differ_without_colour(colours: Any, page: Page) -> None:
    """By their frame and by their sign, where the reader has chosen the colours too."""
    page.emulate_media(forced_colors=colours)
    note, warning = page.locator(NOTE).evaluate(BORDERS), page.locator(WARNING).evaluate(BORDERS)
    assert note[:3] != warning[:3]
    assert note[3] != warning[3]


def test_numbered_steps_are_rows_as_high_as_a_finger(page: Page) -> None:
    """As high as a finger, with the number apart from the words, however many lines these have."""
    page.set_viewport_size({"width": 360, "height": 740})
    rows = box(page, STEPS_WRITTEN)
    assert len(rows) == 2
    assert min(row["height"] for row in rows) >= 44
    number = page.locator(STEPS_WRITTEN).last.evaluate("it => parseFloat(getComputedStyle(it, '::before').width)")
    room = page.locator(STEPS_WRITTEN).last.evaluate("it => parseFloat(getComputedStyle(it).paddingLeft)")
    assert 24 <= number < room
