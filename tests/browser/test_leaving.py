"""Leaving by the quick exit, in three engines. Each test names the lines of the acceptance list that it proves;
docs/editing/leaving.md is the table of them all.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from macros.paths import COMPONENTS
from macros.publish.hosting import read_inline
from macros.publish.minify import minify
from tests.support.engines import Engine, PlaywrightEngine
from tests.support.leaving import (
    ENGINES,
    KEYED,
    OTHERS,
    REPLACE_ONLY,
    REPORT,
    back_once_asked,
    engines,
    leaks,
    matrix,
    read,
    states,
    travel,
    visit,
)
from tests.support.world import World, Worlds

pytestmark = pytest.mark.slow
proves = pytest.mark.proves

KEYS = {"Shift": "Shift", "Esc": "Escape"}


@proves("A1", "B1", "D1", "D2", "D3")
def test_the_link_leads_away_once_in_this_tab_and_tells_nobody(engine: Engine, world: World) -> None:
    """The link leads to the exit site, once, in this tab, and tells it nothing; nobody else is asked for anything."""
    tab = engine.tab()
    asked: list[str] = []
    if isinstance(engine, PlaywrightEngine):
        engine.context.on("request", lambda request: asked.append(request.url))
    visit(tab, world, world.address)
    before = len(world.log.all("ours", "asked"))
    tab.click(".leave__link")
    world.wait_for_arrival()
    assert {one.data["path"] for one in world.log.all("ours", "asked")[before:]} <= {"/assets/icon.svg"}
    assert [one for one in asked if not one.startswith((world.address, world.exit, "data:"))] == []
    assert engine.tabs() == 1
    assert [one.data["referrer"] for one in world.arrivals()] == [None]
    told = [one for one in world.log.all("theirs", "told") if one.data["page"] == "/"]
    assert {one.data["referrer"] for one in told} == {""}
    assert tab.run("location.href") == world.exit
    assert tab.run("window.opener") is None


@proves("E1", "E2", "E3", "E8")
@pytest.mark.parametrize("count", [*(pytest.param(count, marks=pytest.mark.thorough) for count in (1, 2)), 5])
def test_back_and_forward_never_show_us(count: int, engine: Engine, world: World) -> None:
    """Whatever was read, nothing of it is seen again, from the kept pages or anew, and the history does not grow."""
    assert leaks(engine, world, count) == []
    told = [one.data["entries"] for one in world.log.all("theirs", "told")]
    assert max(told) <= told[0] + count + 1
    assert len(world.arrivals()) <= 1 + 2 * count, "each step leads there once at most"


@proves("E1", "E3")
@pytest.mark.parametrize(("engine", "guard"), matrix(OTHERS, ("firefox", "plain link")), indirect=["engine"])
def test_back_shows_other_ways_to_leave(guard: str, engine: Engine, worlds: Worlds) -> None:
    """Negative control: the same steps find the leak of a plain link and of `replace` without our guard."""
    assert leaks(engine, worlds(lambda _: guard), 2) != []


@proves("D2")
@pytest.mark.parametrize(
    "engine", ["webkit", *(pytest.param(name, marks=pytest.mark.thorough) for name in KEYED)], indirect=True
)
def test_without_our_policy_a_referrer_is_sent(engine: Engine, worlds: Worlds) -> None:
    """Negative control: without our policy a script that navigates tells where its visitor was."""
    world = worlds(lambda _: REPLACE_ONLY)
    assert 'content="no-referrer"' in world.text("index.html")
    world.change("index.html", lambda text: text.replace('content="no-referrer"', 'content="unsafe-url"'))
    tab = engine.tab()
    tab.goto(world.address)
    tab.click(".leave__link")
    world.wait_for_arrival()
    assert world.arrivals()[0].data["referrer"] == world.address


@proves("E5", "G1")
@pytest.mark.parametrize("engine", engines("chromium"), indirect=True)
def test_a_deliberate_return_after_leaving_works(engine: Engine, world: World) -> None:
    """By address and by link, at once; and nothing of the exit is left then."""
    tab = engine.tab()
    read(tab, world, 2)
    tab.click(".leave__link")
    world.wait_for_arrival()
    before = len(world.shown())
    tab.click(".theirs a")
    world.log.wait(lambda _: len(world.shown()) > before)
    assert tab.run("location.href") == world.address
    assert tab.run("sessionStorage.length + localStorage.length") == 0
    tab.goto(world.address + "law/")
    assert tab.run("document.querySelector('h1').getClientRects().length") == 1


@proves("G1")
@pytest.mark.parametrize("engine", engines("chromium"), indirect=True)
def test_nothing_is_kept_by_leaving_but_one_mark(engine: Engine, world: World) -> None:
    """Nothing in any other store or tab than the one that left."""
    tab = engine.tab()
    read(tab, world, 1)
    world.gate.clear()
    tab.click(".leave__link")
    world.log.wait(lambda _: world.arrivals())
    world.gate.set()
    world.wait_for_arrival()
    other = engine.tab()
    other.goto(world.address)
    kept = "JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])"
    assert json.loads(other.run(kept)) == [0, 0, ""]
    stores = "() => indexedDB.databases ? indexedDB.databases().then(all => all.length) : 0"
    if isinstance(engine, PlaywrightEngine):
        assert other.run(stores) == 0
        assert other.run("() => caches.keys().then(all => all.length)") == 0
        assert other.run("() => navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


@proves("E6")
def test_ordinary_readers_notice_nothing(engine: Engine, world: World) -> None:
    """Before any exit, Back and Forward show what was read, from the kept pages where the engine keeps them."""
    tab = engine.tab()
    read(tab, world, 3)
    for step in (-1, -1, 1):
        before = len(world.shown())
        travel(tab, world, step)
        assert len(world.shown()) > before
    assert tab.run("sessionStorage.length") == 0
    assert world.arrivals() == []
    assert any(one.data["kept"] for one in world.shown()), "the channel keeps no page from being kept"


def reloads(engine: Engine, world: World) -> tuple[list[Any], list[Any]]:
    """Read, leave, go back and load again what is there; the reports of content of ours: until then, and since."""
    tab = engine.tab()
    read(tab, world, 2)
    left = len(world.shown())
    tab.click(".leave__link")
    world.wait_for_arrival()
    travel(tab, world, -1)
    before, again = len(world.log.all("", "told")), len(world.shown())
    tab.run("() => void setTimeout(() => location.reload(), 0)")
    world.log.wait(lambda _: len(world.log.all("", "told")) > before)
    return world.shown()[left:again], world.shown()[again:]


@proves("E7")
def test_a_reload_never_shows_us(engine: Engine, world: World) -> None:
    """Nothing of ours is seen after leaving, nor when what is there then is loaded again."""
    assert reloads(engine, world) == ([], [])


@proves("E7")
@pytest.mark.parametrize(("engine", "guard"), matrix(OTHERS, ("chromium", "plain link")), indirect=["engine"])
def test_a_reload_shows_other_ways_to_leave(guard: str, engine: Engine, worlds: Worlds) -> None:
    """Negative control: a plain link and `replace` alone show the page again."""
    assert reloads(engine, worlds(lambda _: guard))[1] != []


@proves("F1", "F3")
def test_all_tabs_leave_together(engine: Engine, world: World) -> None:
    """One press, and every tab of the site leaves; Back in them is guarded too."""
    tabs = [engine.tab() for _ in range(3)]
    for count, tab in enumerate(tabs, 1):
        read(tab, world, count)
    tabs[0].front()
    before = len(world.shown())
    tabs[0].click(".leave__link")
    world.log.wait(lambda _: len(world.arrivals()) >= len(tabs))
    for tab in tabs[1:]:
        tab.front()
    world.wait_for_arrival(len(tabs))
    travel(tabs[2], world, -1)
    assert world.shown()[before:] == []


@proves("F5")
@pytest.mark.parametrize("engine", engines("firefox")[:2], indirect=True)
def test_a_private_window_stays_where_it_is(engine: PlaywrightEngine, world: World) -> None:
    """A window that shares nothing with the one that leaves stays where it is.

    WebKitGTK's driver opens windows of one set only.
    """
    assert engine.context.browser
    apart = PlaywrightEngine(engine.name, engine.context.browser.new_context())
    stays, leaves = apart.tab(), engine.tab()
    for tab in (stays, leaves):
        tab.goto(world.address)
    leaves.click(".leave__link")
    world.wait_for_arrival()
    assert stays.run("document.querySelector('h1').getClientRects().length") == 1
    assert len(world.arrivals()) == 1
    apart.context.close()


@proves("B1", "B3")
@pytest.mark.parametrize("engine", engines("webkit"), indirect=True)
def test_two_presses_of_tab_reach_the_link(engine: Engine, world: World) -> None:
    """The link is the second stop from the top of a page, and Enter leaves."""
    tab = engine.tab()
    visit(tab, world, world.address)
    tab.press("Tab", "Tab", "Enter")
    world.wait_for_arrival()


@proves("B6")
@pytest.mark.parametrize(
    ("engine", "key"),
    matrix(KEYS, ("chromium", "Shift"), ("firefox", "Esc"), ("webkit", "Shift")),
    indirect=["engine"],
)
def test_three_presses_leave_a_page_that_nobody_has_touched(key: str, engine: Engine, world: World) -> None:
    """On a page that nobody has pressed, and in which no script of a test has run, since browsers take that for one."""
    tab = engine.tab()
    visit(tab, world, world.address)
    tab.press(key, key, key)
    world.wait_for_arrival()


@proves("B4", "B5", "I4")
@pytest.mark.parametrize(
    ("engine", "key"),
    matrix(KEYS, ("chromium", "Esc"), ("firefox", "Shift"), ("webkit", "Esc")),
    indirect=["engine"],
)
def test_three_presses_leave_and_two_say_how_many_are_missing(key: str, engine: Engine, world: World) -> None:
    """Three presses leave; progress is shown, two do nothing."""
    tab = engine.tab()
    read(tab, world, 1)
    assert tab.run("document.querySelector('[role=status]').innerText.trim()") == ""
    tab.press(key)
    first = tab.run("document.querySelector('[role=status]').innerText.trim()")
    tab.press(key)
    second = tab.run("document.querySelector('[role=status]').innerText.trim()")
    assert first
    assert second
    assert first != second
    assert world.arrivals() == []
    tab.press(key)
    world.wait_for_arrival()


@proves("B4", "B5")
@pytest.mark.parametrize(
    ("engine", "keys"),
    matrix(
        {
            "a letter": ["Shift", "Shift", "a", "Shift"],
            "the other": ["Shift", "Escape", "Shift", "Escape", "Shift"],
            "Tab": ["Escape", "Escape", "Tab", "Escape"],
        },
        ("chromium", "the other"),
        ("firefox", "Tab"),
        ("webkit", "a letter"),
    ),
    indirect=["engine"],
)
def test_other_keys_start_the_count_anew(keys: list[str], engine: Engine, world: World) -> None:
    """Only three of one kind in a row count."""
    tab = engine.tab()
    read(tab, world, 1)
    tab.press(*keys)
    assert tab.run("document.documentElement.classList.contains('blank')") is False
    assert world.arrivals() == []


@proves("B9")
@pytest.mark.parametrize("engine", engines("firefox"), indirect=True)
def test_the_keys_that_leave_can_be_turned_off(engine: Engine, world: World) -> None:
    """For the page, without storing it; the link works all the same."""
    tab = engine.tab()
    tab.goto(world.address)
    tab.run("document.querySelector('.keys__off').click()")
    tab.press("Shift", "Shift", "Shift", "Escape", "Escape", "Escape")
    assert tab.run("document.documentElement.classList.contains('blank')") is False
    assert tab.run("sessionStorage.length + localStorage.length") == 0
    tab.goto(world.address + "law/")
    assert tab.run("document.querySelector('.keys__off').checked") is False
    tab.press("Shift", "Shift", "Shift")
    world.wait_for_arrival()


@proves("B8", "C2", "C3", "C5", "D3", "G1", "G6")
def test_blank_until_the_other_site_answers(engine: Engine, world: World) -> None:
    """Content, title and icon are gone, the cover has the focus, and further presses change nothing.

    What is kept is one key of one letter.
    """
    tab = engine.tab()
    read(tab, world, 2)
    tab.run(REPORT)
    world.gate.clear()
    tab.click(".leave__link")
    world.log.wait(lambda _: world.arrivals())
    if engine.name != "webkit":  # its driver waits for the page that is on its way
        tab.press(*["Escape"] * 5, *["Shift"] * 5)
    world.gate.set()
    world.wait_for_arrival()
    said = states(world)
    assert [one["when"] for one in said] == ["changed", "asks", "goes"], "blank before it asks, and nothing after that"
    wanted = {"title": "BBC Weather", "focus": "cover", "seen": False, "icon": "data:"}
    wanted |= {"letters": 1, "others": 0}
    assert [one for one in said if wanted.items() - one.items()] == []
    assert len(world.arrivals()) == 1


@proves("D5")
def test_back_while_leaving_shows_nothing(engine: Engine, world: World) -> None:
    """Back, pressed before the other site answers, shows nothing of ours."""
    tab = engine.tab()
    read(tab, world, 2)
    back_once_asked(engine, tab, world)
    before = len(world.shown())
    world.gate.clear()
    tab.click(".leave__link")
    world.log.wait(lambda _: len(world.arrivals()) >= 2)
    world.gate.set()
    world.wait_for_arrival()
    assert world.shown()[before:] == []


@proves("I8")
@pytest.mark.parametrize("engine", engines("webkit"), indirect=True)
def test_the_practice_run_leaves_no_mark_and_no_other_tab(engine: Engine, world: World) -> None:
    """The practice run goes blank and opens a harmless page; other tabs stay, no mark is left."""
    tab, other = engine.tab(), engine.tab()
    other.goto(world.address)
    tab.goto(world.address + "about/leaving/")
    before = len(world.log.all("ours", "told"))
    tab.click("[data-leave=practice]")
    world.log.wait(lambda entries: [one for one in entries if one.data.get("page") == "/about/practice/"][:1])
    assert len(world.log.all("ours", "told")) > before
    assert world.arrivals() == []
    assert tab.run("sessionStorage.length") == 0
    assert other.run("document.querySelector('h1').getClientRects().length") == 1


@proves("A6", "F4")
@pytest.mark.parametrize(
    ("engine", "missing"),
    matrix(
        {
            "no storage": "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw Error('refused') };",
            "no channel": "delete window.BroadcastChannel;",
            "channel refused": "window.BroadcastChannel = function () { throw new Error('refused') };",
        },
        ("firefox", "no storage"),
        *((engine, "no channel") for engine in ENGINES),
        ("chromium", "channel refused"),
    ),
    indirect=["engine"],
)
def test_leaving_works_where_the_browser_refuses(missing: str, engine: Engine, worlds: Worlds) -> None:
    """Storage or channels that throw do not stop the exit; without a channel other tabs are told by storage."""
    world = worlds(lambda text: missing + text)
    tab, other = engine.tab(), engine.tab()
    other.goto(world.address)
    tab.goto(world.address)
    tab.click(".leave__link")
    world.wait_for_arrival(2)
    assert len(world.arrivals()) == 2
    visit(other, world, world.address)
    assert other.run("localStorage.length") == 0


@proves("D6", "A9", "G6")
def test_the_scripts_are_small_and_hold_no_telling_name(site: Path) -> None:
    """No handler that keeps a page from being kept, nothing sent, no telling name, and few bytes."""
    keys = (COMPONENTS / "quick-exit/quick-exit.js").read_text(encoding="utf-8")
    scripts = [*read_inline(site), minify(keys, "js")]
    joined = (site / "assets" / "site.js").read_text(encoding="utf-8")
    assert scripts[1] in joined
    assert "unload" not in joined
    for text in scripts:
        for word in (
            "unload",
            "beforeunload",
            "sendBeacon",
            "fetch",
            "XMLHttpRequest",
            "window.open",
            "exit",
            "escape'",
        ):
            assert word not in text, word
    sizes = [len(gzip.compress(text.encode(), 9)) for text in scripts]
    assert sizes[0] <= 2048
    assert sum(sizes) <= 4096
