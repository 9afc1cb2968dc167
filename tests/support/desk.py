"""Somebody's desk: a browser that nobody drives, on a screen of its own, and what they do with it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.support.leaving import PAGES
from tests.support.undriven import EXIT, ONWARD, Screen, Undriven
from tests.support.world import Entry, World

INPUT = """for (const type of ['pointerdown', 'keyup']) addEventListener(type, event => navigator.sendBeacon(
  '/_told', JSON.stringify({when: 'input', page: '', seen: false, type, key: event.key})), true);"""
"""Tells of each press of a button and each key that comes up, before the guard has it."""


@dataclass
class Desk:
    """Somebody's screen, the browser on it, and the world it reaches."""

    screen: Screen
    browser: Undriven
    world: World
    before: int = 0
    """How much the log held when the exit was pressed."""

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

    def leave(self, presses: int = 1) -> int:
        """Press the exit, and wait until nothing of ours is seen; the number of the first such picture.

        The exit site does not answer yet.
        """
        self.world.gate.clear()
        self.screen.wait(lambda: self.screen.spot(EXIT))
        before, self.before = len(self.screen.marks), len(self.world.log.all())
        self.screen.click(EXIT, presses)
        self.world.log.wait(lambda _: self.world.arrivals())
        self.screen.wait(lambda: 0 in self.screen.marks[before:])
        return self.screen.marks.index(0, before)

    def wait_for_input(self, kind: str, count: int = 1, key: str = "") -> None:
        """Wait until a page of ours had so many events of a kind, or of one key: since leaving, if it leaves.

        Browsers give them in order.
        """

        def had(entries: list[Entry]) -> bool:
            told = [one.data for one in entries[self.before :] if one.data.get("when") == "input"]
            return len([one for one in told if one["type"] == kind and key in ("", one.get("key"))]) >= count

        self.world.log.wait(had)

    def arrive(self) -> None:
        """Let the exit site answer, and wait until it is seen."""
        self.world.gate.set()
        self.world.wait_for_arrival()
        self.screen.wait(self.away)

    def away(self) -> bool:
        """Whether a page of theirs is on the screen, and nothing of ours."""
        return not self.screen.marks[-1] and self.screen.spot(ONWARD) is not None

    def travel(self, step: Callable[[], None]) -> None:
        """One step through the history, from a page of theirs; it ends with one of theirs on the screen, or of ours."""
        before, pictures = len(self.world.log.all("theirs", "told")), len(self.screen.marks)

        def settled() -> bool:
            # What is seen counts: a page of ours that a browser brings back after its end by force may tell nothing.
            told = self.world.log.all("theirs", "told")[before:]
            return any(self.screen.marks[pictures:]) or {one.data["when"] for one in told} >= {"show", "frame"}

        step()
        self.screen.wait(settled)
        self.screen.wait(lambda: self.away() or any(self.screen.marks[pictures:]))


def seen(marks: list[int]) -> list[int]:
    """The pictures that held something of ours."""
    return [count for count in marks if count]


def ours(titles: list[str]) -> list[str]:
    """The titles of windows that tell of this site."""
    return [title for title in titles if "haring" in title or "127.0.0.1" in title]


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
    with closing(sqlite3.connect(file)) as base:  # else its log of changes goes while files are read
        return [f"{url} {title}" for url, title, shown in base.execute(query) if shown or not listed]
