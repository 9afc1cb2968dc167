"""The quick exit measured in Chromium: how soon the page and other tabs are gone, and what the guard costs."""

import gzip
import statistics
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from macros.paths import COMPONENTS
from macros.publish.hosting import read_inline
from macros.publish.minify import minify
from tests.support import engines, undriven
from tests.support.desk import Desk, history
from tests.support.leaving import KEYED, PAGES, visit
from tests.support.project import build, copy_of_the_project
from tests.support.world import Log, World

RUNS = 15
TABS = 10
SLOW = 0.5
"""Seconds that the exit site takes to answer where a plain link is measured."""

HIDE = """addEventListener('click', function (event) {
  var link = event.target.closest('[data-leave]');
  if (link) { event.preventDefault(); document.documentElement.style.display = 'none'; location.replace(link.href); }
}, true);"""

TIMED = """() => {
  const seen = () => document.querySelector('main') && document.querySelector('main').getClientRects().length > 0;
  const tell = ms => navigator.sendBeacon('/_told', JSON.stringify({when: 'gone', ms, page: '', seen: false}));
  const link = document.querySelector('.leave__link');
  let start;
  const look = () => {
    if (!seen()) { const port = new MessageChannel(); port.port1.onmessage = () => tell(performance.now() - start);
      port.port2.postMessage(0); return; }
    requestAnimationFrame(look);
  };
  addEventListener('pagehide', () => { if (seen()) tell(performance.now() - start); });
  requestAnimationFrame(() => { start = performance.now(); link.click(); requestAnimationFrame(look); });
}"""
"""Leaves, and tells how long content was on the screen: to the end of the first frame without it."""


def _gone(browser: Browser, world: World, *, wait: float = 0) -> list[float]:
    times = []
    for _ in range(RUNS):
        context = browser.new_context()
        tab = engines.PlaywrightTab(context.new_page())
        visit(tab, world, world.address)
        world.gate.clear()
        before = len(world.log.all("ours", "told"))
        tab.page.evaluate(TIMED)
        timer = threading.Timer(wait, world.gate.set)
        timer.start()
        world.log.wait(
            lambda _, before=before: [  # type: ignore[misc]
                one for one in world.log.all("ours", "told")[before:] if one.data["when"] == "gone"
            ]
        )
        times.append([one.data["ms"] for one in world.log.all("ours", "told") if one.data["when"] == "gone"][-1])
        timer.join()
        context.close()
    return times


def _tabs(browser: Browser, world: World) -> tuple[float, float]:
    """Seconds from the press to the last of the tabs being blank, and to the last having asked for the exit site."""
    context = browser.new_context()
    tabs = [engines.PlaywrightTab(context.new_page()) for _ in range(TABS)]
    for tab in tabs:
        visit(tab, world, world.address)
        tab.page.evaluate(
            """() => new MutationObserver(() => navigator.sendBeacon('/_told', JSON.stringify(
              {when: 'blank', page: '', seen: false, at: Date.now()})
            )).observe(document.documentElement, {attributes: true})"""
        )
    # The driver first sees whether the link can be pressed: what counts is when the page has the press, which the guard
    # lets nobody else see. The pointer comes to the link just before.
    tabs[-1].page.evaluate(
        """() => addEventListener('pointermove', event => navigator.sendBeacon('/_told', JSON.stringify(
          {when: 'pressed', page: '', seen: false, at: performance.timeOrigin + event.timeStamp})), true)"""
    )
    tabs[-1].page.locator(".leave__link").click(no_wait_after=True)
    world.log.wait(lambda _: len(world.arrivals()) >= TABS)
    gone = time.time()

    def at(when: str) -> list[float]:
        return [one.data["at"] / 1000 for one in world.log.all("ours", "told") if one.data["when"] == when]

    # A tab may be on its way before its report has come.
    world.log.wait(lambda _: at("pressed") and len(at("blank")) >= TABS)
    pressed, blank = max(at("pressed")), max(at("blank"))
    context.close()
    return blank - pressed, gone - pressed


def _history(site: Path, folder: Path, engine: str) -> int:
    """How many of two pages that were read are in a browser's own list of visits, after leaving from the second."""
    world = World(site)
    undriven.mark(world, PAGES)
    with undriven.screen() as screen:
        browser = undriven.Undriven(engine, screen, folder / "profile")
        desk = Desk(screen, browser, world)
        desk.read(2)
        desk.screen.click(undriven.EXIT)
        desk.arrive()
        browser.end()
    world.close()
    return sum(world.address in row for row in history(browser.folder, listed=True))


def main() -> None:
    """Print all of it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_of_the_project(Path(folder))
        build(project)
        site = project / "site"
        guard = read_inline(site)[0]
        keys = minify((COMPONENTS / "quick-exit" / "quick-exit.js").read_text(encoding="utf-8"), "js")
        sizes = [len(gzip.compress(text.encode(), 9, mtime=0)) for text in (guard, guard + keys)]
        print(
            f"quick exit, inline: {sizes[0]:,} bytes gzip, of 2,048; with its script for keys: {sizes[1]:,}, of 4,096"
        )
        browser = engines.chromium(playwright)
        medians = {}
        for name, change, wait in (
            ("ours", lambda text: text, 0.0),
            ("display: none on the root", lambda _: HIDE, 0.0),
            (f"plain link, exit site answering after {SLOW} s", lambda _: "", SLOW),
        ):
            world = World(site, change)
            times = _gone(browser, world, wait=wait)
            medians[name] = statistics.median(times)
            ratio = medians[name] / medians["ours"]
            print(f"press to first frame without content, {name}: {medians[name]:.1f} ms ({ratio:.1f} times ours)")
            world.close()
        timed = World(site, lambda text: f"var t=performance.now();{text};window.c=performance.now()-t")
        page = browser.new_page()
        costs = []
        for _ in range(RUNS):
            page.goto(timed.address)
            costs.append(page.evaluate("window.c"))
        print(f"guard on an ordinary load: {statistics.median(costs):.2f} ms")
        timed.close()
        world = World(site)
        runs = []
        for _ in range(5):
            world.log = Log()
            runs.append(_tabs(browser, world))
        blank, gone = (statistics.median(times) * 1000 for times in zip(*runs, strict=True))
        print(f"{TABS} tabs: all blank after {blank:.0f} ms, all on their way after {gone:.0f} ms")
        world.close()
        browser.close()
        for engine in KEYED:
            (place := Path(folder) / engine).mkdir()
            count = _history(site, place, engine)
            print(f"of 2 pages read before leaving, {engine}'s own history lists {count} (no promise: it may change)")
