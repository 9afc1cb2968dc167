"""Leaving by the quick exit, where only Chromium lets a test look or press closely enough.

Each test names the lines of the acceptance list that it proves; docs/editing/leaving.md is the table of them all.
"""

import itertools
import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from tests.support import engines
from tests.support.leaving import BLANK, ENGINES, OTHERS, PAGES, REPORT, leaks, read, states, visit
from tests.support.sight import in_sight
from tests.support.world import World, Worlds

pytestmark = pytest.mark.slow
proves = pytest.mark.proves


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh context of Chromium."""
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page of Chromium."""
    return context.new_page()


@proves("E2")
@pytest.mark.parametrize(
    "name", [*ENGINES[:1], *(pytest.param(one, marks=pytest.mark.thorough) for one in ENGINES[1:])]
)
def test_back_never_shows_us_without_kept_pages(name: str, playwright: Playwright, screen: str, world: World) -> None:
    """Back and Forward show nothing either where the browser keeps no pages for them."""
    if name == "webkit":
        with engines.webkit(screen, kept_pages=False) as driver:
            assert leaks(engines.WebKitEngine(driver), world, 2) == []
    else:
        browser = {"chromium": engines.chromium, "firefox": engines.firefox}[name](playwright, kept_pages=False)
        assert leaks(engines.PlaywrightEngine(name, browser.new_context()), world, 2) == []
        browser.close()
    assert not any(one.data["kept"] for one in world.log.all("", "told") if "kept" in one.data)


@proves("E2")
def test_back_never_shows_us_after_links_within_pages(page: Page, world: World) -> None:
    """Nor after links within a page, each of which adds an entry of its own."""
    tab = engines.PlaywrightTab(page)
    read(tab, world, 3)
    page.locator(".flowchart__faces a").first.click()
    page.locator("#danger .flowchart__options a").nth(1).click()
    page.locator("#about .flowchart__options a").first.click()
    before = len(world.shown())
    tab.click(".leave__link")
    world.wait_for_arrival()
    for _ in range(2):
        count = len(world.log.all("theirs", "told"))
        tab.travel(-1)
        world.log.wait(lambda _, count=count: len(world.log.all("theirs", "told")) > count)  # type: ignore[misc]
    assert world.shown()[before:] == []


@proves("A4")
def test_the_exit_is_in_the_first_frame(page: Page, world: World) -> None:
    """With every script and picture held back, the page is shown, and the exit with it."""
    for path in ("/assets/site.js", "/assets/icon.svg"):
        world.held[path] = threading.Event()
    page.goto(world.address, wait_until="commit")
    page.wait_for_function("() => document.querySelector('footer.footer')")
    assert in_sight(page)
    page.locator(".leave__link").click(no_wait_after=True)
    world.wait_for_arrival()


@proves("A5", "C4")
def test_the_exit_works_while_the_page_is_still_coming(page: Page, world: World) -> None:
    """The exit works, and hides what came, while the rest of the page is still on its way."""
    world.cut["/law/"] = 'id="partnership-list"'
    world.gate.clear()
    page.goto(world.address + "law/", wait_until="commit")
    page.locator(".leave__link").wait_for()
    page.evaluate(REPORT)
    page.locator(".leave__link").click(no_wait_after=True)
    world.log.wait(lambda _: world.arrivals())
    world.gate.set()
    world.wait_for_arrival()
    assert {one["seen"] for one in states(world)} == {False}


SLOW_FRAMES = """() => {
  const later = setTimeout;
  window.setTimeout = () => 0;
  window.requestAnimationFrame = next => later(next, 1500);
  addEventListener('click', () => later(() => {
    dispatchEvent(new Event('leave'));
    navigator.sendBeacon('/_told', JSON.stringify({page: '', when: 'left', seen: false}));
  }, 0));
}"""
"""Leave right after a click, on a machine so busy that the two frames before the page goes are late."""


@proves("C4")
def test_a_page_that_was_asked_for_just_before_does_not_come(page: Page, small_world: World) -> None:
    """Nor where it is there before the page has gone: it would come as if on purpose, and end all leaving."""
    small_world.held["/law/"] = threading.Event()
    page.goto(small_world.address)
    page.evaluate(SLOW_FRAMES)
    page.locator(".menu-row a[href='law/']").click(no_wait_after=True)
    small_world.log.wait(lambda entries: any(one.data.get("when") == "left" for one in entries))
    small_world.held["/law/"].set()
    small_world.wait_for_arrival()
    assert not [one for one in small_world.shown() if one.data["page"] == "/law/"]


@proves("E5")
def test_a_return_that_loads_slowly_can_be_loaded_again(page: Page, world: World) -> None:
    """Whoever came back on purpose and loads the page again, since a file of it does not come, stays on it."""
    world.held["/assets/site.js"] = threading.Event()
    page.goto(world.address + "law/", wait_until="commit")
    page.locator(".leave__link").click(no_wait_after=True)
    world.wait_for_arrival()
    page.goto(world.address, wait_until="commit")
    page.wait_for_function("() => !sessionStorage.getItem('a')")
    page.reload(wait_until="commit")
    world.held["/assets/site.js"].set()
    page.wait_for_load_state()
    assert page.url == world.address
    assert page.locator("main").is_visible()


@proves("A6")
@pytest.mark.parametrize("kind", ["no scripts", "guard refused", "other scripts missing"])
def test_the_link_works_with_scripts_missing(kind: str, chromium: Browser, worlds: Worlds) -> None:
    """The link leads away whatever scripts are missing; without any, on every kind of page."""
    world = worlds(lambda text: "throw new Error('refused')" if kind == "guard refused" else text)
    context = chromium.new_context(java_script_enabled=kind != "no scripts")
    if kind == "other scripts missing":
        context.route("**/assets/site.js", lambda route: route.abort())
    page = context.new_page()
    names = [*PAGES, "404.html"] if kind == "no scripts" else PAGES[:1]
    for number, name in enumerate(names, 1):
        page.goto(world.address + name)
        page.locator(".leave__link").click(no_wait_after=True)
        world.log.wait(lambda _, number=number: len(world.arrivals()) == number)  # type: ignore[misc]
        page.wait_for_url(world.exit)
    assert {one.data["referrer"] for one in world.arrivals()} == {None}
    context.close()


@proves("B1", "B3")
@pytest.mark.parametrize("way", ["Enter", "Space", "middle", "control", "touch", "pen", "assistive"])
def test_every_way_to_press_leaves(way: str, chromium: Browser, world: World) -> None:
    """Each leaves this tab, and opens no other."""
    context = chromium.new_context(has_touch=True)
    page = context.new_page()
    page.goto(world.address)
    link = page.locator(".leave__link")
    match way:
        case "Enter" | "Space":
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press(way)
        case "middle":
            link.click(button="middle", no_wait_after=True)
        case "control":
            link.click(modifiers=["Control"], no_wait_after=True)
        case "touch":
            link.tap(no_wait_after=True)
        case "pen":
            box = link.bounding_box()
            assert box
            place = {"x": box["x"] + 20, "y": box["y"] + 20, "button": "left", "pointerType": "pen", "clickCount": 1}
            protocol = context.new_cdp_session(page)
            protocol.send("Input.dispatchMouseEvent", {"type": "mousePressed", **place})
        case "assistive":
            link.evaluate("link => setTimeout(() => link.click(), 0)")
    page.wait_for_url(world.exit)
    assert len(context.pages) == 1
    assert len(world.arrivals()) == 1
    context.close()


@proves("B2")
def test_a_mouse_leaves_when_its_button_goes_down(page: Page, world: World) -> None:
    """A mouse leaves before it is let go; a finger that comes down, perhaps to scroll, does not."""
    page.goto(world.address)
    box = page.locator(".leave__link").bounding_box()
    assert box
    down = "new PointerEvent('pointerdown', {pointerType: 'touch', bubbles: true, cancelable: true})"
    page.evaluate(f"document.querySelector('.leave__link').dispatchEvent({down})")
    assert page.evaluate("document.documentElement.className") == ""
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    world.wait_for_arrival()


def keys(page: Page, *events: tuple[str, str, str]) -> bool:
    """Give the page key events (type, key, code), as a trace of them; whether it leaves."""
    return bool(
        page.evaluate(
            """events => {
              for (const [type, key, code] of events) dispatchEvent(new KeyboardEvent(
                type, {key, code, bubbles: true, cancelable: true, repeat: type === 'repeat'}));
              return document.documentElement.classList.contains('blank');
            }""",
            events,
        )
    )


DOWN_LEFT, UP_LEFT = ("keydown", "Shift", "ShiftLeft"), ("keyup", "Shift", "ShiftLeft")
DOWN_RIGHT, UP_RIGHT = ("keydown", "Shift", "ShiftRight"), ("keyup", "Shift", "ShiftRight")


@proves("B4", "B7")
@pytest.mark.parametrize(
    ("events", "leaves"),
    [
        ([DOWN_LEFT, UP_LEFT] * 3, True),
        pytest.param([DOWN_LEFT, UP_LEFT] * 2, False, marks=pytest.mark.thorough),
        pytest.param([DOWN_LEFT, DOWN_RIGHT, UP_LEFT, UP_RIGHT, DOWN_LEFT, UP_LEFT], True, marks=pytest.mark.thorough),
        pytest.param([DOWN_LEFT, UP_LEFT, DOWN_RIGHT, UP_RIGHT, DOWN_LEFT, UP_LEFT], True, marks=pytest.mark.thorough),
        ([DOWN_LEFT, DOWN_LEFT, DOWN_LEFT, UP_LEFT], True),  # keys that stick: no release in between
        pytest.param(
            [DOWN_LEFT, ("keydown", "A", "KeyA"), ("keyup", "A", "KeyA"), UP_LEFT] * 5,
            False,
            marks=pytest.mark.thorough,
        ),
    ],
    ids=["three", "two", "overlapping", "left and right", "sticky", "capitals"],
)
def test_three_presses_of_shift_leave(events: list[Any], leaves: bool, page: Page, world: World) -> None:
    """Left and right count alike, overlapping or not; capitals never; latched keys without a release do."""
    page.goto(world.address)
    assert keys(page, *events) == leaves


@pytest.mark.thorough
@proves("B4")
def test_typing_never_leaves(page: Page, world: World) -> None:
    """Two thousand words in mixed case, in a field."""
    page.goto(world.address)
    words = itertools.islice(itertools.cycle(["Mum", "said", "NO", "MASH", "iPhone", "a", "McDonald", "GP"]), 2000)
    trace = []
    for word in words:
        for letter in [*word, " "]:
            code = f"Key{letter.upper()}"
            press = [("keydown", letter, code), ("keyup", letter, code)]
            trace += [DOWN_LEFT, *press, UP_LEFT] if letter.isupper() else press
    assert not keys(page, *trace)


@pytest.mark.thorough
@proves("B4")
def test_a_key_held_down_counts_once(page: Page, world: World) -> None:
    """Repeats of a key that is held down do not count."""
    page.goto(world.address)
    held = "new KeyboardEvent('keydown', {key: 'Escape', repeat: true})"
    page.evaluate(f"for (let n = 0; n < 9; n++) dispatchEvent({held})")
    assert page.evaluate("document.documentElement.className") == ""


@proves("C1", "A9")
def test_the_page_is_gone_in_the_next_frame(page: Page, world: World) -> None:
    """What the event leaves to the next frame is a blank page; nothing on the way moved the layout."""
    page.goto(world.address)
    order = page.evaluate(
        f"""() => new Promise(done => {{
          const seen = [];
          new PerformanceObserver(list => list.getEntries().forEach(entry => seen.push(entry.value)))
            .observe({{type: 'layout-shift', buffered: true}});
          requestAnimationFrame(() => {{
            document.querySelector('.leave__link').click();
            seen.push({BLANK} && document.title);
            requestAnimationFrame(() => {{ seen.push({BLANK}); done(seen); }});
          }});
        }})"""
    )
    assert order == ["BBC Weather", True]


@proves("C4")
@pytest.mark.parametrize(
    "show", ["it.showModal()", "it.popover = 'manual', it.showPopover()"], ids=["dialog", "popover"]
)
def test_what_lies_on_top_of_the_page_goes_with_it(show: str, page: Page, world: World) -> None:
    """What lies on top of all else goes with the rest."""
    page.goto(world.address)
    page.evaluate(
        f"""() => {{
          const it = document.createElement('dialog');
          it.className = 'top';
          it.style.inset = 0;
          it.textContent = 'on top';
          document.body.append(it);
          {show};
        }}"""
    )
    assert page.locator(".top").is_visible()
    over = """() => {
      document.querySelector('.leave__link').click();
      return document.elementFromPoint(innerWidth / 2, innerHeight / 2).className;
    }"""
    hit, blank = page.evaluate(f"() => [({over})(), {BLANK}]")
    assert blank
    assert hit in ("cover", "blank"), "a dialog lets nothing behind it be hit, so that the root is"
    world.wait_for_arrival()


@proves("C5")
def test_a_screen_reader_finds_nothing_left(page: Page, world: World) -> None:
    """A screen reader finds nothing of the page behind the cover."""
    page.goto(world.address)
    page.evaluate(
        "() => { window.requestAnimationFrame = window.setTimeout = () => 0; dispatchEvent(new Event('leave')); }"
    )
    assert page.locator("body").aria_snapshot().strip() == ""


@proves("C6", "I3")
@pytest.mark.parametrize(
    ("scheme", "forced"),
    [
        ("light", "none"),
        ("dark", "active"),
        *(pytest.param(*both, marks=pytest.mark.thorough) for both in (("dark", "none"), ("light", "active"))),
    ],
)
def test_the_exit_stands_out_and_its_cover_does_not(scheme: Any, forced: Any, chromium: Browser, world: World) -> None:
    """The cover has the ground of the system; in every scheme the link's words stand out 7 to 1 or more, its edge and
    the ring of its focus 3 to 1.
    """
    context = chromium.new_context(color_scheme=scheme, forced_colors=forced)
    page = context.new_page()
    page.goto(world.address)
    ratios = """() => {
          const link = getComputedStyle(document.querySelector('.leave__link'));
          const bar = getComputedStyle(document.querySelector('.header')).backgroundColor;
          const light = text => {
            const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255)
              .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const ratio = (one, other) => {
            const [a, b] = [light(one), light(other)];
            return Math.max(a, b) / Math.min(a, b);
          };
          const rings = link.outlineStyle === 'none' || /, 0\\)/.test(link.outlineColor) ? []
            : [[link.outlineColor, parseFloat(link.outlineWidth)]];
          for (const [, tint, size] of link.boxShadow.matchAll(/(rgba?\\([^)]*\\)) 0px 0px 0px (\\d+)px/g)) {
            rings.push([tint, +size]);
          }
          return {
            words: ratio(link.color, link.backgroundColor),
            edge: Math.max(ratio(link.borderTopColor, bar), ratio(link.backgroundColor, bar)),
            ring: Math.max(0, ...rings.filter(ring => ring[1] >= 2).map(ring => ratio(ring[0], bar))),
          };
        }"""
    found = page.evaluate(ratios)
    assert found["words"] >= 7
    assert found["edge"] >= 3
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    found = page.evaluate(ratios)
    assert found["words"] >= 7
    assert found["ring"] >= 3
    wanted = page.evaluate(
        """() => {
          const box = document.body.appendChild(document.createElement('div'));
          box.style.background = 'Canvas';
          return getComputedStyle(box).backgroundColor;
        }"""
    )
    page.evaluate(
        "() => { window.requestAnimationFrame = window.setTimeout = () => 0; dispatchEvent(new Event('leave')); }"
    )
    for part in ("html", ".cover"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{part}')).backgroundColor") == wanted
    context.close()


@proves("D4")
def test_nothing_is_shown_where_nobody_answers(page: Page, worlds: Worlds) -> None:
    """An exit site that refuses leaves the tab on something that is not ours, and Back shows nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://localhost:{free.getsockname()[1]}/"
    world = worlds(to=nobody)
    tab = engines.PlaywrightTab(page)
    read(tab, world, 2)
    before = len(world.shown())
    with page.expect_event("requestfailed", lambda request: request.url == nobody):
        tab.click(".leave__link")
    with page.expect_event("requestfailed", lambda request: request.url == nobody):
        tab.travel(-1)
    assert world.shown()[before:] == []


@proves("D4")
def test_nothing_is_shown_offline(page: Page, world: World) -> None:
    """Without a network the tab ends on the browser's own page; nothing is seen then, nor once there is one."""
    tab = engines.PlaywrightTab(page)
    read(tab, world, 2)
    before = len(world.shown())
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.url == world.exit):
        tab.click(".leave__link")
    page.wait_for_url("chrome-error://chromewebdata/")
    with page.expect_event("requestfailed"):
        tab.travel(-1)
    page.wait_for_url("chrome-error://chromewebdata/")
    assert page.locator("main").count() == 0
    page.context.set_offline(False)
    page.reload()
    world.wait_for_arrival()
    assert world.shown()[before:] == []


def stopped(page: Page, world: World) -> bool:
    """Read, leave, and press Stop before the other site answers; whether content of ours is in sight then.

    The clock of the page can be put forward.
    """
    tab = engines.PlaywrightTab(page)
    page.clock.install()
    read(tab, world, 2)
    world.gate.clear()
    tab.click(".leave__link")
    world.log.wait(lambda _: world.arrivals())
    with page.expect_event("requestfailed", lambda request: request.url == world.exit):
        page.context.new_cdp_session(page).send("Page.stopLoading")
    return not page.evaluate(BLANK)


@proves("D5")
def test_stop_while_leaving_shows_nothing(page: Page, world: World) -> None:
    """Stop, pressed before the other site answers, brings nothing back, and leaving is tried again."""
    assert not stopped(page, world)
    page.evaluate(REPORT)
    page.clock.fast_forward(10_000)
    world.log.wait(lambda _: len(world.arrivals()) >= 2)
    world.gate.set()
    world.wait_for_arrival()
    assert {one["seen"] for one in states(world)} == {False}


@proves("D5")
@pytest.mark.parametrize(
    "guard",
    [
        pytest.param(guard, id=name, marks=[] if name == "plain link" else pytest.mark.thorough)
        for name, guard in OTHERS.items()
    ],
)
def test_stop_shows_other_ways_to_leave(guard: str, page: Page, worlds: Worlds) -> None:
    """Negative control: after Stop, what a plain link or `replace` alone leaves is there."""
    assert stopped(page, worlds(lambda _: guard))


@proves("D7")
def test_nobody_can_change_where_the_exit_leads(page: Page, world: World) -> None:
    """Neither the address, nor storage, nor a message to the page changes where the exit leads."""
    addresses = [
        "?to=https://elsewhere.example/",
        "#https://elsewhere.example/",
        "?away=x&leave=y#away",
        "law/?exit=//elsewhere.example",
    ]
    for address in addresses:
        page.goto(world.address)
        page.evaluate("sessionStorage.setItem('to', 'https://elsewhere.example/')")
        page.goto(world.address + address)
        page.evaluate("postMessage({to: 'https://elsewhere.example/', address: 'x'}, '*')")
        page.locator(".leave__link").click(no_wait_after=True)
        page.wait_for_url(world.exit)
    assert [one.data["path"] for one in world.arrivals()] == ["/"] * len(addresses)


@proves("F2")
def test_a_frozen_tab_leaves_before_it_is_seen(context: BrowserContext, world: World) -> None:
    """A tab that was frozen when another left goes blank when it wakes."""
    frozen, leaves = context.new_page(), context.new_page()
    visit(engines.PlaywrightTab(frozen), world, world.address)
    visit(engines.PlaywrightTab(leaves), world, world.address + "law/")
    protocol = context.new_cdp_session(frozen)
    protocol.send("Page.setWebLifecycleState", {"state": "frozen"})
    before = len(world.shown())
    leaves.locator(".leave__link").click(no_wait_after=True)
    world.wait_for_arrival()
    with suppress(Error):  # a tab that left while it was frozen is no longer there to be woken
        protocol.send("Page.setWebLifecycleState", {"state": "active"})
    world.wait_for_arrival(2)
    assert world.shown()[before:] == []


@proves("I1", "I2", "I5")
def test_the_link_is_named_alike_and_second_on_every_page(page: Page, world: World) -> None:
    """A link whose name begins with what is seen, the same on every page, second in the order of reading."""
    names = set()
    for name in PAGES:
        page.goto(world.address + name)
        lines = page.locator("body").aria_snapshot().splitlines()
        links = [line for line in lines if "link " in line]
        match = re.search(r'link "([^"]+)"', links[1])
        assert match
        names.add(match[1])
        assert match[1].startswith(page.locator(".leave__link").inner_text().split("\n")[0].strip()[:10])
    assert len(names) == 1


@proves("I7")
def test_every_limit_of_the_exit_is_said(page: Page, world: World) -> None:
    """Each thing that the exit does and cannot do stands in an element of its own, linked beside the control."""
    page.goto(world.address)
    page.locator(".about-leaving a").click()
    page.wait_for_url(world.address + "about/leaving/")
    limits = [
        "takes-the-tabs",
        "history",
        "back",
        "pictures",
        "elsewhere",
        "tabs-elsewhere",
        "files",
        "copies",
        "arrival",
        "private-windows",
        "clearing",
        "another-device",
        "return",
        "practice-run",
        "families",
    ]
    for limit in limits:
        assert len(page.locator(f"#{limit}").inner_text()) > 40, limit
    words = page.locator("main").inner_text().lower()
    assert not re.search(r"\b(safe|safely|erase[sd]?|untraceable)\b", words)
    assert json.dumps(words)
