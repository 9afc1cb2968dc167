"""The frame of a page: one bar, a menu, and the heading high up; each control in it can be seen, pressed and left."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.markup import MENU, MENU_ROW
from tests.support.pages import KINDS
from tests.support.search_box import open_search
from tests.support.sight import in_sight
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

PHONE, DESK = (360, 740), (1280, 800)
BAR = {PHONE: 56, DESK: 64}
"""How high the bar is, by the window."""
HEADING = {PHONE: 100, DESK: 150}
"""Where the heading of a page begins at the latest."""
DEEP = ("principles/timely/", "with/council/", "examples/a-quiet-child/")
"""Pages of the small site that stand two, three and four levels down."""

APART = """() => {
  const box = it => it.getBoundingClientRect();
  const link = box(document.querySelector('.leave__link'));
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return [...document.querySelectorAll('.header :is(a, summary, input, label)')]
    .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.closest('.search__found, .menu__panel'))
    .filter(it => meets(box(it), link) || box(it).left < 0 || box(it).right > innerWidth)
    .map(it => it.outerHTML.slice(0, 80));
}"""
"""What of the bar lies under the exit or outside of the window."""


def tops(page: Page) -> Any:
    """Where the bar ends and the heading begins, at the top of the page."""
    return page.evaluate(
        "['.header', 'h1'].map(one => document.querySelector(one).getBoundingClientRect())"
        ".map((box, n) => n ? box.top : box.bottom)"
    )


def test_the_heading_is_high_up(watch: Watch, address: str, small_address: str) -> None:
    """The bar has the height that it should have, and stays; the heading of each kind of page follows soon."""
    page = watch().page()
    for kind in (*(address + name for name in KINDS), *(small_address + name for name in DEEP)):
        page.goto(kind)
        for size in (PHONE, DESK):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.evaluate("scrollTo(0, 0)")
            bar, heading = tops(page)
            assert bar == BAR[size], (kind, size)
            assert heading <= HEADING[size], (kind, size)
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            assert tops(page)[0] == (BAR[size] if page.evaluate("scrollY > 0") else bar), (kind, size)
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.querySelector('main').style.paddingTop = '80px'")
    assert tops(page)[1] > max(HEADING.values()), "what stands over the heading is measured"


BROKEN = """() => [...document.querySelectorAll('main :is(h1, h2, h3)')].flatMap(heading => {
  const words = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) for (const word of words.currentNode.data.matchAll(/[\\w'’]+/g)) {
    const place = document.createRange();
    place.setStart(words.currentNode, word.index);
    place.setEnd(words.currentNode, word.index + word[0].length);
    if (new Set([...place.getClientRects()].map(box => box.top)).size > 1) found.push(word[0]);
  }
  return found;
})"""
"""The words of headings that stand in two lines."""


def test_no_word_of_a_heading_is_broken(watch: Watch, address: str) -> None:
    """On each kind of page, from a phone to a desk, and where a column is at its narrowest."""
    page = watch().page()
    for kind in (*KINDS, *DEEP):
        page.goto(address + kind)
        for width in (360, 768, 960, 1024):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(BROKEN) == [], (kind, width)
    page.locator("h1").evaluate("it => { it.style.inlineSize = '3em'; }")
    assert page.evaluate(BROKEN)


WIDTHS = (320, 352, 360, 414, 767, 768, 1023, 1024, 1280, 1920)
LONG_WORD = "Confidentialities"
"""The longest of English words that may stand in a title by itself."""


def test_nothing_of_the_bar_lies_under_the_exit_at_any_width(watch: Watch, address: str) -> None:
    """The bar leaves room for the exit at every width, with large text too, and nothing of it is cut off."""
    page = watch().page()
    page.goto(address + "guidance/consent/")
    for text in (100, 200):
        page.evaluate("text => { document.documentElement.style.fontSize = `${text}%`; }", text)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate(APART) == [], (text, width)
            assert in_sight(page), (text, width)
    page.evaluate("document.querySelector('.header').style.marginInlineEnd = '-2000px'")
    page.evaluate("document.querySelector('.header__home').style.minInlineSize = '3000px'")
    assert page.evaluate(APART) != [], "what is too wide is noticed"


def test_no_page_scrolls_sideways_with_large_text_on_a_phone(watch: Watch, address: str) -> None:
    """At twice the size on the narrowest phone, with a long word where pages lead on, and each number whole."""
    page = watch(viewport={"width": 320, "height": 740}).page()
    numbers = 0
    for name in (*KINDS, "guidance/consent/"):
        page.goto(address + name)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate(
            "word => document.querySelectorAll('.neighbours b').forEach(one => { one.textContent = word; })", LONG_WORD
        )
        assert page.evaluate("document.documentElement.scrollWidth") == 320, name
        ends = page.locator("main a[href^='tel:']:visible").evaluate_all(
            "all => all.map(it => it.getBoundingClientRect().right)"
        )
        assert max(ends, default=0) <= 320, name
        numbers += len(ends)
    assert numbers > 10


def test_the_parts_of_a_page_are_linked_above_its_text(watch: Watch, small_address: str) -> None:
    """Where there are three headings or more, each is linked above the text; with fewer there is no list."""
    page = watch().page()
    for name in ("about/shape/", "principles/timely/", ""):
        page.goto(small_address + name)
        links = page.get_by_role("navigation", name="On this page").get_by_role("link")
        keys = page.locator("main > h2[id]").evaluate_all("all => all.map(one => '#' + one.id)")
        wanted = [] if len(keys) < 3 or not name else keys
        assert links.evaluate_all("all => all.map(one => one.getAttribute('href'))") == wanted, name
    page.goto(small_address + "with/council/")
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    assert crumbs.get_by_role("listitem").count() == 2
    crumbs.get_by_role("link").first.click()
    page.wait_for_url(small_address + "guidance/")
    assert crumbs.count() == 0, "a page of the first level stands below nothing"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_by_keyboard_on_a_phone_and_is_a_row_on_a_desktop(
    scripts: bool, watch: Watch, small_address: str
) -> None:
    """On a phone it opens by keyboard, without a script too, below the bar; on a desktop it is a row."""
    page = watch(viewport={"width": 360, "height": 740}, java_script_enabled=scripts).page()
    page.goto(small_address + "with/council/")
    menu, panel = page.locator(MENU).locator("summary"), page.get_by_role("navigation", name="Menu")
    assert not panel.is_visible()
    assert not page.locator(MENU_ROW).is_visible()
    menu.press("Enter")
    expect(panel.get_by_role("link", name="A to Z")).to_be_visible()
    box, bar = panel.bounding_box(), page.locator(".header").bounding_box()
    assert box
    assert bar
    assert box["y"] >= bar["y"] + bar["height"] - 1
    assert panel.locator("[aria-current]").count() == 1
    if scripts:
        page.keyboard.press("Escape")
        assert not panel.is_visible()
        assert page.evaluate("document.activeElement.localName") == "summary"
        menu.press("Enter")
        assert panel.is_visible()
        page.mouse.click(355, 735)  # beside the words, which may be a link
        assert not panel.is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not menu.is_visible()
    assert page.locator(MENU_ROW).locator("[aria-current]").inner_text() == "Guidance"


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (740, 360)])
def test_the_menu_opens_below_the_bar_where_the_bar_scrolls_away(
    width: int, height: int, watch: Watch, small_address: str
) -> None:
    """In a window as of 400 % zoom, on the smallest phone, and on a phone on its side."""
    page = watch(viewport={"width": width, "height": height}).page()
    page.goto(small_address + "with/council/")
    page.locator(MENU).locator("summary").press("Enter")
    panel = page.get_by_role("navigation", name="Menu")
    expect(panel).to_be_visible()
    box, bar = panel.bounding_box(), page.locator(".header").bounding_box()
    assert box
    assert bar
    assert bar["y"] + bar["height"] - 1 <= box["y"] < height


def test_a_button_opens_search_on_a_phone_and_esc_closes_it(watch: Watch, small_address: str) -> None:
    """A button opens the box under the bar and puts the cursor there; Esc and a press outside close it."""
    page = watch(viewport={"width": 360, "height": 740}).page()
    page.goto(small_address)
    button, box = page.get_by_role("button", name="Search"), page.locator("#search")
    assert not box.is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Space")
    assert box.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "search"
    assert in_sight(page)
    box.press("Escape")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    open_search(page)
    box.press_sequentially("council")
    page.wait_for_selector("[role=option]")
    page.mouse.click(180, 738)
    assert not box.is_visible()
    assert not page.locator(".search__found").is_visible()


def test_each_result_says_its_kind(watch: Watch, small_address: str) -> None:
    """Under a heading that names no kind, each result says which it is, in the words of the headings."""
    page = watch().page()
    page.goto(small_address)
    page.locator("#search").fill("council")
    page.locator("#search").focus()
    page.wait_for_selector("[role=option]")
    said = page.locator("[data-kind=best] .search__of:visible").all_inner_texts()
    kinds = page.locator("[role=listbox] > [role=group]").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(said) == 3
    assert set(said) <= set(kinds) - {"Best matches"}


def test_at_most_nine_links_stand_beside_a_page(watch: Watch, address: str, site: Any) -> None:
    """The menu beside a page has those of its group and what is used with it, and none of them twice."""
    page = watch().page()
    page.goto(address + "guidance/asking/")
    assert page.locator(".section nav").count() == 2
    long, twice = {}, {}
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        _, _, beside = text.partition('<div class="section">')
        links = re.findall(r'<li><a href="([^"]*)"', beside.partition('<footer class="footer">')[0])
        name = str(path.relative_to(site))
        if len(links) > 9:
            long[name] = len(links)
        if again := {one for one in links if links.count(one) > 1}:
            twice[name] = again
    assert (long, twice) == ({}, {})
