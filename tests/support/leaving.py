"""What tests of leaving share: the pages that they read, the ways through them, and what pages tell of themselves."""

from typing import Any

import pytest

from tests.support.engines import Engine, Tab
from tests.support.world import World

PAGES = ["", "law/", "decide/share/", "guidance/emergency/", "principles/"]

PLAIN = "/* a plain link, without any script of ours */"
REPLACE_ONLY = """
addEventListener('click', function (event) {
  var link = event.target.closest('[data-leave]');
  if (link) { event.preventDefault(); location.replace(link.href); }
}, true);
"""
"""What published exits do at best: replace one entry, guard none."""

OTHERS = {"plain link": PLAIN, "replace without guard": REPLACE_ONLY}
"""Guards that a test of leaving has to tell from ours."""

ENGINES = ["chromium", "firefox", "webkit"]
KEYED = ["chromium", "firefox"]
"""WebKitGTK's own browser has no key for Back, and fills no screen; its driver opens windows of one set only."""


def engines(*first: str) -> list[Any]:
    """Each engine; where what is tested does not differ between them, all but those that come first are thorough."""
    return [pytest.param(name, marks=[] if name in first else pytest.mark.thorough) for name in ENGINES]


def matrix(values: dict[str, Any], *first: tuple[str, str]) -> list[Any]:
    """Each engine with each value, by the value's name; but for those pairs that come first, they are thorough."""
    return [
        pytest.param(
            engine,
            value,
            id=f"{engine}-{name}",
            marks=[] if (engine, name) in first else pytest.mark.thorough,
        )
        for name, value in values.items()
        for engine in ENGINES
    ]


BLANK = "[...document.body.children].every(part => part.matches('.cover') || part.getClientRects().length === 0)"


def visit(tab: Tab, world: World, url: str) -> None:
    """Open an address, and wait until the page has said all that it says by itself."""
    before = len(world.log.all("", "told"))
    tab.goto(url)
    world.log.wait(lambda _: {one.data["when"] for one in world.log.all("", "told")[before:]} >= {"show", "frame"})


def read(tab: Tab, world: World, count: int) -> None:
    """Come from their start page and read pages of ours."""
    visit(tab, world, world.start)
    for number in range(count):
        visit(tab, world, world.address + PAGES[number % len(PAGES)])


def travel(tab: Tab, world: World, steps: int) -> None:
    """One step through the history, and what comes of it: their page in sight, or ours."""
    before = len(world.log.all())

    def settled(entries: list[Any]) -> bool:
        new = [entry for entry in entries[before:] if entry.what == "told"]
        final = [entry for entry in new if entry.site == "theirs" or entry.data["seen"]]
        return {entry.data["when"] for entry in final} >= {"show", "frame"}

    # The server knows of a page before the browser's own list of pages does.
    while tab.run("document.readyState") != "complete":
        pass
    tab.travel(steps)
    world.log.wait(settled)


def leaks(engine: Engine, world: World, count: int) -> list[Any]:
    """Read, leave, go all the way back and forward again; each report that content of ours was seen after leaving."""
    tab = engine.tab()
    read(tab, world, count)
    before = len(world.shown())
    tab.click(".leave__link")
    world.wait_for_arrival()
    for _ in range(count):
        travel(tab, world, -1)
    for _ in range(count):
        travel(tab, world, 1)
    return world.shown()[before:]


REPORT = """() => {
  let told = '';
  const tell = when => {
    const icon = document.querySelector('link[rel=icon]');
    const state = {title: document.title, focus: document.activeElement.className, seen: !(BLANK),
      icon: icon && icon.href.slice(0, 5), letters: Object.keys(sessionStorage).join().length,
      others: localStorage.length + document.cookie.length};
    if (when === 'changed' && JSON.stringify(state) === told) return;
    told = JSON.stringify(state);
    navigator.sendBeacon('/_told', JSON.stringify(
      {page: location.pathname, when, at: performance.timeOrigin + performance.now(), ...state}));
  };
  const changed = () => tell('changed');
  new MutationObserver(changed).observe(document, {subtree: true, childList: true, attributes: true});
  const frame = () => { changed(); requestAnimationFrame(frame); };
  frame();
  const stop = window.stop;
  window.stop = () => { tell('asks'); stop.call(window); };
  addEventListener('pagehide', () => tell('goes'));
}""".replace("BLANK", BLANK)
"""Tells from inside how the page stands, with each change of it and each frame that finds it changed, as it is about to
ask for the other site, and as it goes: no driver answers for a page that is on its way out.
"""


def back_once_asked(engine: Engine, tab: Tab, world: World) -> None:
    """Let a page go back when the other site has been asked, which no page sees of itself.

    Our server then answers a second tab, which tells the first: in the first, leaving may stop the question too.
    """
    other = engine.tab()
    other.goto(world.address + "_probe.js")
    other.run("() => void fetch('/_asked').then(() => new BroadcastChannel('asked').postMessage(0))")
    tab.front()
    tab.run("() => void (new BroadcastChannel('asked').onmessage = () => history.back())")


def states(world: World, last: str = "goes") -> list[Any]:
    """What the page said of itself since it went blank, until it went, or until its `last` report."""
    world.log.wait(lambda entries: any(one.data.get("when") == last for one in entries))
    said = [one.data for one in world.log.all("ours", "told") if one.data["when"] in ("changed", "asks", "goes")]
    said.sort(key=lambda one: one["at"])  # what is told comes in any order
    return said[next((n for n, one in enumerate(said) if not one["seen"]), len(said)) :]
