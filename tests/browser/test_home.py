"""The first page: whom to ring, then tasks as cards."""

import pytest
from playwright.sync_api import expect

from macros.content import Content
from tests.support.markup import CARD, RING_FIRST
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

PHONE, DESK = (360, 740), (1280, 800)
FIRST_TASK = 800
"""Where the first task ends at the latest."""


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("which", ["address", "small_address"])
def test_the_numbers_to_ring_come_first(
    which: str, size: tuple[int, int], watch: Watch, request: pytest.FixtureRequest
) -> None:
    """In danger, about a child, and whenever that is closed, on the first screen; then the first task."""
    page = watch(viewport={"width": size[0], "height": size[1]}).page()
    page.goto(request.getfixturevalue(which))
    rows = page.locator(f"{RING_FIRST} li")
    assert rows.count() == 3
    assert rows.first.locator("a").get_attribute("href") == "tel:999"
    assert rows.last.evaluate("it => it.getBoundingClientRect().bottom") <= size[1]
    task = page.locator(CARD).first
    assert task.evaluate("it => it.getBoundingClientRect().bottom") <= FIRST_TASK
    page.locator(RING_FIRST).evaluate("it => { it.style.paddingTop = '500px'; }")
    assert task.evaluate("it => it.getBoundingClientRect().bottom") > FIRST_TASK, "what stands over it is measured"


def test_the_hours_of_a_contact_stand_right_under_its_name(watch: Watch, address: str) -> None:
    """On a desk, in each row of the page of contacts, however high its number is; a name without them beside it."""
    page = watch(viewport={"width": DESK[0], "height": DESK[1]}).page()
    page.goto(f"{address}about/contacts/")
    below, beside = page.locator(".ring__name").evaluate_all(
        """all => {
          const box = (name, part) => name.parentElement.querySelector(part)?.getBoundingClientRect();
          const words = name => box(name, '.ring__name b');
          const middle = ({ top, bottom }) => (top + bottom) / 2;
          return [
            all.filter(name => box(name, '.ring__when'))
              .map(name => box(name, '.ring__when').top - box(name, '.ring__name').bottom),
            all.filter(name => !box(name, '.ring__when'))
              .map(name => middle(words(name)) - middle(box(name, '.ring__number a'))),
          ];
        }"""
    )
    assert len(below) > len(beside) > 1
    assert max(map(abs, below)) < 1
    assert max(map(abs, beside)) < 2


def test_cards_of_the_first_page_are_alike(watch: Watch, small_address: str) -> None:
    """On a desk four share a row, alike in height, however long their words."""
    page = watch(viewport={"width": DESK[0], "height": DESK[1]}).page()
    page.goto(small_address)
    boxes = page.locator(CARD).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(one => [one.top, one.height, one.width])"
    )
    assert len(boxes) == 4
    assert boxes == [boxes[0]] * 4


def test_four_cards_of_another_page_stand_two_and_two(watch: Watch, address: str) -> None:
    """Not three and one: the list of flowcharts."""
    page = watch(viewport={"width": DESK[0], "height": DESK[1]}).page()
    page.goto(f"{address}decide/")
    tops = page.locator("main ul > li:has(> p > .icon)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 4
    assert tops == [tops[0]] * 2 + [tops[2]] * 2
    assert tops[0] < tops[2]


def test_a_press_anywhere_on_a_card_opens_it(watch: Watch, small_address: str, small_content: Content) -> None:
    """Its words lead where its link leads."""
    page = watch(viewport={"width": DESK[0], "height": DESK[1]}).page()
    page.goto(small_address)
    box = page.locator(CARD).nth(2).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    expect(page.get_by_role("heading", level=1)).to_have_text(small_content.pages["law/index.md"].meta.title)


ORDER = """() => [...document.querySelectorAll("a[href^='tel:']")].filter(one => / /.test(one.textContent)).map(one => {
  const text = one.firstChild, range = new Range();
  const left = place => {
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect().left;
  };
  return left(0) < left(text.data.length - 1);
})"""
"""Of each number in parts, whether its first sign stands left of its last."""


def test_a_number_is_the_same_in_a_page_translated_into_arabic(watch: Watch, small_address: str) -> None:
    """From right to left, as a browser that translates may write a page, its end would stand before its start."""
    page = watch(viewport={"width": 1280, "height": 800}).page()
    page.goto(small_address)
    page.evaluate("document.documentElement.lang = 'ar', document.documentElement.dir = 'rtl'")
    order = page.evaluate(ORDER)
    assert len(order) > 1
    assert all(order)
    page.evaluate("document.body.removeAttribute('dir')")
    assert not all(page.evaluate(ORDER)), "what changes places is noticed"
