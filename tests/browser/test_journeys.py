"""Each task from the first page to its end, by keyboard alone, with focus in sight all the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.content import Content
from tests.support.markup import AS_TEXT, CHECKLIST, ENDING, HEADING, MENU, OPTIONS, RESULT
from tests.support.search_box import open_search
from tests.support.stepper import way_to
from tests.support.world import World

pytestmark = pytest.mark.slow

STOP = """() => {
  const it = document.activeElement, boxes = [...it.getClientRects()];
  const bar = document.querySelector('.leave').getBoundingClientRect();
  const style = getComputedStyle(it), edge = it.closest('.leave, .skip-link, .header');
  // What is taller than the room beside the bar cannot be seen whole.
  const room = innerHeight - bar.height - 8 - it.getBoundingClientRect().height;
  const covered = box => !edge && room > 0 && box.top < bar.bottom - 1 && box.bottom > bar.top && box.right > bar.left;
  const shown = box => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const hit = box => {
    const spot = document.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, (box.left + box.right) / 2)),
      Math.min(innerHeight - 1, Math.max(bar.bottom + 1, box.top + Math.min(box.height / 2, 20))));
    return edge || (spot && (it.contains(spot) || spot.contains(it)));
  };
  return {
    tag: it.localName,
    name: (it.innerText || it.getAttribute('aria-label') || it.labels?.[0]?.innerText || it.id).trim(),
    what: it.href || it.value || '',
    seen: boxes.length > 0 && boxes.some(box => shown(box) && hit(box)),
    covered: boxes.some(covered),
    ringed: style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1),
  };
}"""
"""Where focus is: whether it can be seen, lies in part under the bar at the top, and has a ring."""


@dataclass
class Hands:
    """A reader who has a keyboard and nothing else; every stop is looked at."""

    page: Page
    wrong: list[Any] = field(default_factory=list)

    def stop(self) -> Any:
        """Look at where focus is."""
        here = self.page.evaluate(STOP)
        if not here["seen"] or here["covered"] or (not here["ringed"] and here["tag"] not in ("main", "h2", "body")):
            self.wrong.append(here)
        return here

    def to(self, name: str, *, key: str = "Tab") -> None:
        """Press Tab until something with that name, or leading to that address, has focus."""
        first = None
        for _ in range(200):
            self.page.keyboard.press(key)
            here = self.stop()
            if name in (here["name"], here["what"]) or here["what"].endswith(f"/{name}"):
                return
            first = first or here
        raise AssertionError(f"Tab does not come to {name!r}")

    def follow(self, name: str) -> None:
        """Go to a link with Tab, and open it."""
        self.to(name)
        goal = self.page.evaluate("document.activeElement.href")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(goal)
        self.page.wait_for_load_state()

    def open_menu(self) -> None:
        """Open the menu, where the window is too narrow for it to stand open."""
        if self.page.locator(MENU).is_visible():
            self.to("Menu")
            self.page.keyboard.press("Enter")

    def skip(self) -> None:
        """Jump to the page by the first link."""
        self.page.keyboard.press("Tab")
        assert self.stop()["name"] == "Skip to the page"
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#main")).to_be_focused()


@pytest.fixture(params=[pytest.param("chromium", marks=pytest.mark.thorough), "firefox", "headless, enlarged"])
def hands(request: pytest.FixtureRequest) -> Iterator[Hands]:
    """A fresh tab of an engine, as wide as a desk's screen, or as one at 400 %."""
    name, _, enlarged = request.param.partition(", ")
    browser: Browser = request.getfixturevalue(name)
    width, height = (320, 256) if enlarged else (1280, 800)
    context = browser.new_context(viewport={"width": width, "height": height})
    hands = Hands(context.new_page())
    yield hands
    assert hands.wrong == [], "focus was not seen, not whole, or without a ring"
    context.close()


def test_from_the_first_page_to_help_in_an_emergency(hands: Hands, address: str) -> None:
    """To a number to call, and to what to do."""
    hands.page.goto(address)
    hands.skip()
    hands.to("tel:999")
    hands.page.goto(address)
    hands.skip()
    hands.follow("guidance/emergency/")
    hands.skip()
    hands.to("tel:999")


def test_through_a_flowchart_to_the_words_to_copy(hands: Hands, address: str, content: Content) -> None:
    """From the first page to an ending, and to the start again."""
    page = hands.page
    name, chart = next(iter(content.flowcharts.items()))
    way = max((way_to(chart, end) for end in chart.outcomes), key=len)
    page.goto(address)
    hands.open_menu()
    hands.follow("decide/")
    hands.skip()
    hands.follow(f"decide/{name}/")
    hands.skip()
    for number in way:
        before = page.locator(HEADING).inner_text()
        answers = page.locator(OPTIONS).all_inner_texts()
        hands.to(answers[number - 1])
        page.keyboard.press("Enter")
        expect(page.locator(HEADING)).not_to_have_text(before)
        assert hands.stop()["tag"] == "h2", "focus goes to the new heading"
    expect(page.locator(ENDING)).to_be_visible()
    hands.to("Copy for your records")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.stepper [data-status=copied], .stepper [data-status=selected]') !== null"
    )
    expect(page.get_by_role("status").filter(has_text="C")).to_be_visible()
    hands.to("Start again", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(HEADING)).to_contain_text("Question 1 of")


def test_through_a_checklist_to_its_copy(hands: Hands, address: str, content: Content) -> None:
    """From the first page: tick lines, look why, and copy the list as text."""
    page = hands.page
    name = next(name for name, one in content.checklists.items() if one.kind == "do-confirm")
    page.goto(address)
    hands.open_menu()
    hands.follow("checklists/")
    hands.skip()
    hands.follow(f"checklists/{name}/")
    hands.skip()
    lines = page.locator(f"{CHECKLIST} label").all_inner_texts()
    for line in lines[:2]:
        hands.to(line)
        page.keyboard.press("Space")
    assert page.get_by_role("checkbox", checked=True).count() == 2
    hands.to("Why, and source")
    page.keyboard.press("Enter")
    hands.to("Link to this line")
    hands.to("Copy as text")
    page.keyboard.press("Enter")
    hands.to("Copy")
    page.keyboard.press("Enter")
    page.locator(f"{CHECKLIST} [data-status]:visible").wait_for()
    assert page.locator(AS_TEXT).input_value().count("[x]") == 2


def test_from_a_word_of_duty_to_its_source(hands: Hands, address: str, content: Content) -> None:
    """And from there to the text of the law."""
    page = hands.page
    name, rule = next(
        (name, call.ids[0]) for name, read in content.pages.items() for call in read.calls if call.macro == "must"
    )
    page.goto(address + name.removesuffix("index.md").replace(".md", "/"))
    hands.skip()
    hands.to(f"law/#{rule}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/law/#{rule}")
    expect(page.locator(f"#{rule}")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert hands.stop()["tag"] in ("a", "summary")
    assert page.evaluate(
        f"document.activeElement.compareDocumentPosition(document.querySelector('[id=\"{rule}\"]'))"
    ) & (2 | 8), "Tab goes on from the place that was linked"


def test_from_words_that_are_typed_to_a_page(hands: Hands, address: str, content: Content) -> None:
    """Choose with the arrows, close, and open what was chosen; Tab goes on to what follows."""
    page = hands.page
    page.goto(address)
    hands.to("Search")
    open_search(page)
    page.keyboard.type(max((one.meta.title for one in content.pages.values()), key=len))
    page.wait_for_selector(RESULT)
    page.keyboard.press("ArrowDown")
    hands.stop()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert hands.stop()["name"] != "Search"
    hands.to("Search", key="Shift+Tab")
    open_search(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    hands.stop()
    chosen = page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).href")
    page.keyboard.press("Enter")
    page.wait_for_url(chosen)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_second_stop_of_tab_leaves(width: int, headless: Browser, small_world: World) -> None:
    """From the top of any page."""
    context = headless.new_context(viewport={"width": width, "height": 256})
    hands = Hands(context.new_page())
    hands.page.goto(small_world.address + "law/")
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Tab")
    assert hands.stop()["name"].startswith("Quick exit")
    assert hands.wrong == []
    hands.page.keyboard.press("Enter")
    small_world.wait_for_arrival()
    context.close()


STOPS = [(key, *size) for key in ("Tab", "Shift+Tab") for size in ((320, 256), (1280, 800))]


@pytest.mark.parametrize(("key", "width", "height"), [pytest.param(*STOPS[1], marks=pytest.mark.thorough), STOPS[2]])
def test_focus_is_seen_at_every_stop(key: str, width: int, height: int, headless: Browser, small_address: str) -> None:
    """Down and up through a page: whole, with a ring, and never held."""
    go_through(headless, key, width, height, *(small_address + name for name in ("checklists/before/", "decide/tell/")))


@pytest.mark.thorough
@pytest.mark.parametrize(("key", "width", "height"), STOPS)
def test_focus_is_seen_at_every_stop_of_ours(
    key: str, width: int, height: int, headless: Browser, address: str, content: Content
) -> None:
    """The same of the longest pages of our site."""
    names = [f"checklists/{next(iter(content.checklists))}/", f"decide/{next(iter(content.flowcharts))}/"]
    go_through(headless, key, width, height, *(address + name for name in (*names, "about/contacts/")))


def go_through(headless: Browser, key: str, width: int, height: int, *pages: str) -> None:
    """Press a key as often as there are stops; focus is seen whole, has a ring, and is never held."""
    context = headless.new_context(viewport={"width": width, "height": height})
    for name in pages:
        hands = Hands(context.new_page())
        hands.page.goto(name)
        stops: set[tuple[Any, ...]] = set()
        count = (
            hands.page.locator("a[href], button, input, textarea, summary, [tabindex='0']").filter(visible=True).count()
        )
        for _ in range(count):
            hands.page.keyboard.press(key)
            hands.stop()
            stops.add(hands.page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert hands.wrong == [], name
        assert len(stops) >= count - 1, "no stop comes twice before all have come once"
        hands.page.close()
    context.close()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("* { scroll-padding: 0 !important }", "covered"),
        (":focus-visible { outline: 0 !important; box-shadow: none !important }", "ringed"),
        ("main a { opacity: 1; clip-path: inset(50%); position: absolute; left: -999px }", "seen"),
    ],
)
def test_lost_focus_is_found(fault: str, told: str, headless: Browser, address: str) -> None:
    """Negative control: focus under the bar, without a ring, or off the screen is noticed."""
    context = headless.new_context(viewport={"width": 320, "height": 256})
    hands = Hands(context.new_page())
    hands.page.goto(address + "about/contacts/")
    hands.page.evaluate(
        "css => { const all = new CSSStyleSheet(); all.replaceSync(css); document.adoptedStyleSheets = [all]; }", fault
    )
    hands.page.evaluate("document.querySelector('footer').scrollIntoView()")
    for _ in range(30):
        hands.page.keyboard.press("Shift+Tab" if told == "covered" else "Tab")
        hands.stop()
    assert any(one["covered"] if told == "covered" else not one[told] for one in hands.wrong)
    context.close()
