"""Leaving by the quick exit, in browsers that nobody drives: real clicks and keys, and pictures of the screen.

Each test names the lines of the acceptance list that it proves; docs/editing/leaving.md is the table of them all.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from tests.browser import undriven
from tests.browser.conftest import Worlds
from tests.browser.test_leaving import PAGES, PLAIN, REPLACE_ONLY
from tests.browser.undriven import EXIT, FIELD, ONWARD, Screen, Undriven
from tests.browser.world import World

pytestmark = pytest.mark.slow
proves = pytest.mark.proves

ENGINES = ["chromium", "firefox", "webkit"]
KEYED = ["chromium", "firefox"]
"""WebKitGTK's own browser takes no keys on a screen without a window manager."""


@dataclass
class Desk:
    """Somebody's screen, the browser on it, and the world it reaches."""

    screen: Screen
    browser: Undriven
    world: World

    def read(self, count: int) -> None:
        """Open the browser on their start page, and read pages of ours by their links."""
        self.browser.start(self.world.start)
        self.screen.wait(lambda: self.screen.spot(ONWARD))
        self.follow(count)

    def follow(self, count: int) -> None:
        """Read so many pages of ours, each by the link on the one before."""
        for page in islice(cycle(range(len(PAGES))), count):
            said = len(self.world.shown())
            self.screen.click(ONWARD)
            self.world.log.wait(lambda _, said=said: len(self.world.shown()) >= said + 2)  # type: ignore[misc]
            # A browser drops clicks on a page that it has not yet painted.
            self.screen.wait(lambda page=page: self.screen.shows(page))  # type: ignore[misc]

    def leave(self) -> int:
        """Press the exit, and wait until nothing of ours is seen; the number of the first such picture.

        The exit site does not answer yet.
        """
        self.world.gate.clear()
        self.screen.wait(lambda: self.screen.spot(EXIT))
        before = len(self.screen.marks)
        self.screen.click(EXIT)
        self.world.log.wait(lambda _: self.world.arrivals())
        self.screen.wait(lambda: 0 in self.screen.marks[before:])
        return self.screen.marks.index(0, before)

    def arrive(self) -> None:
        """Let the exit site answer, and wait until it is seen."""
        self.world.gate.set()
        self.world.wait_for_arrival()
        self.screen.wait(lambda: self.screen.spot(ONWARD))

    def travel(self, step: Callable[[], None]) -> None:
        """One step through the history, and what comes of it: their page on the screen, or ours."""
        before = len(self.world.log.all())

        def settled(entries: list[Any]) -> bool:
            new = [entry for entry in entries[before:] if entry.what == "told"]
            final = [entry for entry in new if entry.site == "theirs" or entry.data["seen"]]
            return {entry.data["when"] for entry in final} >= {"show", "frame"}

        step()
        self.world.log.wait(settled)
        self.screen.pictures(3)


Desks = Callable[..., Desk]


@pytest.fixture
def desks(worlds: Worlds, tmp_path: Path) -> Iterator[Desks]:
    """Make a desk with a browser of an engine; `guard` may change the guard's text."""
    with ExitStack() as open_things:

        def make(engine: str, guard: Callable[[str], str] = lambda text: text) -> Desk:
            world = worlds(guard)
            world.driven = False
            undriven.mark(world.folder, PAGES, world.address)
            screen = open_things.enter_context(undriven.screen())
            browser = Undriven(engine, screen, tmp_path / "profile")
            open_things.callback(lambda: browser.end(at_once=True))
            return Desk(screen, browser, world)

        yield make


def seen(marks: list[int]) -> list[int]:
    """The pictures that held something of ours."""
    return [count for count in marks if count]


def ours(titles: list[str]) -> list[str]:
    """The titles of windows that tell of this site."""
    return [title for title in titles if "haring" in title or "127.0.0.1" in title]


@proves("B8", "C1", "C2", "C3", "C7", "E1", "E8")
@pytest.mark.parametrize(("engine", "count"), [("chromium", 20), *((engine, 2) for engine in ENGINES)])
def test_nothing_on_the_screen(engine: str, count: int, desks: Desks) -> None:
    """From the first picture without our page: none of it on the screen ever again, nor in the title while leaving."""
    desk = desks(engine)
    desk.read(count)
    desk.browser.watch_titles()
    desk.screen.wait(lambda: ours(desk.screen.titles))
    first = desk.leave()
    titles = len(desk.screen.titles)
    for _ in range(5):
        desk.screen.click((500, 400))
    desk.screen.pictures(5)
    assert len(desk.world.arrivals()) == 1
    desk.arrive()
    # Later, while it passes over our pages, Chromium shows their names from its list for a moment.
    assert ours(desk.screen.titles[titles:]) == []
    for _ in range(count):
        desk.travel(desk.browser.back)
    for _ in range(count):
        desk.travel(desk.browser.forward)
    for _ in range(3):
        desk.browser.forward()
        desk.screen.pictures(3)
    assert seen(desk.screen.marks[first:]) == []


@proves("C2", "C7", "E1")
@pytest.mark.parametrize("guard", [PLAIN, REPLACE_ONLY], ids=["plain link", "replace without guard"])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_screen_shows_others(guard: str, engine: str, desks: Desks) -> None:
    """Negative control: a plain link and `replace` alone stay on the screen until the other site is there, and come
    back with Back.
    """
    desk = desks(engine, lambda _: guard)
    desk.read(2)
    desk.world.gate.clear()
    desk.screen.click(EXIT)
    desk.world.log.wait(lambda _: desk.world.arrivals())
    assert all(desk.screen.pictures(5))
    desk.arrive()
    before = len(desk.screen.marks)
    desk.travel(desk.browser.back)
    desk.screen.wait(lambda: seen(desk.screen.marks[before:]))


@proves("B8", "D5")
@pytest.mark.parametrize("engine", KEYED)
def test_keys_while_leaving(engine: str, desks: Desks) -> None:
    """Esc, Shift, and the keys of Back, given to the browser itself, neither stop the way out nor show anything."""
    desk = desks(engine)
    desk.read(2)
    first = desk.leave()
    desk.screen.key(*["Escape"] * 10, *["shift"] * 10)
    desk.screen.key("alt+Left")
    desk.screen.pictures(5)
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []
    assert len(desk.world.arrivals()) == 1, "nothing stopped the way out, so that it had to be tried again"


@proves("D5")
@pytest.mark.parametrize("engine", ENGINES)
def test_back_button_while_leaving(engine: str, desks: Desks) -> None:
    """The browser's own Back button, pressed before the other site answers, shows nothing, and leaving goes on."""
    desk = desks(engine)
    desk.read(2)
    first = desk.leave()
    desk.screen.click(undriven.BACK[engine])
    desk.world.log.wait(lambda _: len(desk.world.arrivals()) >= 2)
    desk.screen.pictures(5)
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []


@proves("C4")
@pytest.mark.parametrize("engine", KEYED)
def test_full_screen(engine: str, desks: Desks) -> None:
    """Where the page fills the screen, it goes all the same."""
    desk = desks(engine)
    desk.read(1)
    small = max(desk.screen.marks)
    desk.screen.key("F11")
    desk.screen.wait(lambda: desk.screen.marks[-1] > small * 1.03)
    first = desk.leave()
    desk.screen.pictures(5)
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []


def reopened(desk: Desk) -> list[int]:
    """Leave, close the tab, open it again and go back; what was seen of ours since it was opened again."""
    desk.browser.start(desk.world.start)
    desk.screen.wait(lambda: desk.screen.spot(ONWARD))
    desk.screen.key("ctrl+t")
    desk.screen.wait(lambda: not desk.screen.spot(ONWARD))
    desk.screen.key("alt+1")
    desk.follow(2)
    desk.screen.click(EXIT)
    desk.arrive()
    desk.screen.key("ctrl+w")
    desk.screen.wait(lambda: not desk.screen.spot(ONWARD))
    first = len(desk.screen.marks)
    desk.travel(lambda: desk.screen.key("ctrl+shift+t"))
    desk.travel(desk.browser.back)
    return seen(desk.screen.marks[first:])


@proves("E4")
@pytest.mark.parametrize("engine", KEYED)
def test_a_reopened_tab(engine: str, desks: Desks) -> None:
    """A tab that left, was closed and is opened again shows the exit site, and Back in it nothing of ours."""
    assert reopened(desks(engine)) == []


@proves("E4")
@pytest.mark.parametrize(("engine", "guard"), [("chromium", PLAIN), ("firefox", REPLACE_ONLY)])
def test_a_reopened_tab_shows_others(engine: str, guard: str, desks: Desks) -> None:
    """Negative control: a plain link and `replace` alone show the page again."""
    assert reopened(desks(engine, lambda _: guard)) != []


def saved(desk: Desk) -> None:
    """Wait until Firefox has written down its tabs, twice, since the first time may have begun before."""
    file = desk.browser.folder / "sessionstore-backups" / "recovery.jsonlz4"

    def stamp() -> int:
        return file.stat().st_mtime_ns if file.exists() else 0

    for _ in range(2):
        before = stamp()
        desk.screen.key("ctrl+t")
        desk.screen.wait(lambda before=before: stamp() > before)  # type: ignore[misc]


def restored(desk: Desk) -> list[int]:
    """Leave, end the browser by force, let it restore its tabs and go back; what was seen of ours since."""
    desk.read(2)
    desk.screen.click(EXIT)
    desk.arrive()
    saved(desk)
    desk.browser.end(at_once=True)
    desk.screen.wait(lambda: not desk.screen.spot(ONWARD))
    first = len(desk.screen.marks)

    def again() -> None:
        desk.browser.start()
        desk.screen.wait(lambda: any(desk.screen.raw))
        before = len(desk.world.log.all("theirs"))
        # It loads a tab when that is chosen.
        while len(desk.world.log.all("theirs")) == before:
            desk.screen.key("alt+1")
            desk.screen.pictures(20)
            assert len(desk.screen.marks) < first + 3000, "the tab is not restored"

    desk.travel(again)
    desk.screen.wait(lambda: desk.screen.spot(ONWARD))
    desk.screen.click((500, 600))
    desk.travel(desk.browser.back)
    return seen(desk.screen.marks[first:])


@proves("E4")
def test_a_restored_session(desks: Desks) -> None:
    """A Firefox that was ended by force and restores its tabs shows the exit site, and Back in it nothing of ours."""
    assert restored(desks("firefox")) == []


@proves("E4")
def test_a_restored_session_shows_others(desks: Desks) -> None:
    """Negative control: with a plain link it shows the page again."""
    assert restored(desks("firefox", lambda _: PLAIN)) != []


TYPED = "zebedee"


def kept(folder: Path, words: str) -> list[str]:
    """The files of a browser's folder that hold some words, in either way that browsers write."""
    ways = (words.encode(), words.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(way in path.read_bytes() for way in ways)]


def history(folder: Path, *, listed: bool = False) -> list[str]:
    """Addresses and titles in a browser's own history: all that it holds, or those that it lists to its user."""
    chromium = folder / "Default" / "History"
    if chromium.exists():
        # It lists a visit that ends a chain of redirections, as a flag of the visit tells.
        file, query = (
            chromium,
            "select url, title, id in (select url from visits where transition & 0x20000000) from urls",
        )
    else:
        file, query = folder / "places.sqlite", "select url, title, not hidden from moz_places"
    with sqlite3.connect(file) as base:
        return [f"{url} {title}" for url, title, shown in base.execute(query) if shown or not listed]


def searched(desk: Desk) -> list[str]:
    """Search for something, leave, and end the browser; the files and rows that hold what was typed."""
    desk.read(2)
    desk.screen.click(FIELD)
    desk.screen.do("type", TYPED)
    desk.world.log.wait(lambda entries: any(one.data.get("path") == "/assets/find.json" for one in entries))
    desk.screen.pictures(5)
    desk.screen.click(EXIT)
    desk.arrive()
    desk.browser.end()
    rows = history(desk.browser.folder)
    assert [row for row in rows if desk.world.address in row], "the pages that were read are in the history"
    return kept(desk.browser.folder, TYPED) + [row for row in rows if TYPED in row]


@proves("G4")
@pytest.mark.parametrize("engine", KEYED)
def test_words_searched_are_not_kept(engine: str, desks: Desks) -> None:
    """What was typed to search stands in no file of the browser's folder, its history included."""
    assert searched(desks(engine)) == []


@proves("G4")
@pytest.mark.parametrize("engine", KEYED)
def test_words_in_an_address_are_kept(engine: str, desks: Desks) -> None:
    """Negative control: a search that puts its words into the address is found in the browser's folder."""
    leak = (
        "addEventListener('input', function (event) { history.replaceState(null, '', '?q=' + event.target.value); });"
    )
    assert searched(desks(engine, lambda text: text + leak)) != []
