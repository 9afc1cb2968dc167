"""Browsers that nobody drives: started by hand on a screen of their own, pressed by its mouse and keys, and watched."""

import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lz4.block
import mss
from PIL import Image

from tests.support.engines import ARGUMENTS, minibrowser
from tests.support.world import World

SIZE = (1000, 800)
PLACE = 200
"""Each page has its link in a place of its own, this wide, so that a picture tells which page it shows."""
MARK, EXIT, ONWARD, FIELD = "#d307ee", "#07eed3", "#eed307", "#07d3ee"
"""Colours that nothing else has: of what is ours, the exit, the link to the next page, and the box to search in."""

MARKED = f"""
body, body > :not(.cover, .leave) {{ background: {MARK} !important }}
.leave__link {{ background: {EXIT} !important }}
.search__input {{ background: {FIELD} !important }}
body > .onward:last-child {{ background: {ONWARD} !important; block-size: 60px; inline-size: 190px }}
body > .onward:last-child {{ inset: auto auto 90px 0; position: fixed }}
""" + "".join(f".onward--{n} {{ inset-inline-start: {n * PLACE}px !important }}" for n in range(SIZE[0] // PLACE))
"""Put after our own style: every part of a page in one colour, to be counted on the screen."""

PREFERENCES = {
    "browser.aboutwelcome.enabled": "false",
    "browser.sessionstore.interval": "500",
    "browser.shell.checkDefaultBrowser": "false",
    "browser.startup.homepage_override.mstone": '"ignore"',
    "browser.warnOnQuitShortcut": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "termsofuse.bypassNotification": "true",
    "toolkit.telemetry.reportingpolicy.firstRun": "false",
}
"""Firefox as after its first start; it saves its tabs at once, so that no test waits for that."""

MOZILLA = b"mozLz40\0"
"""What Firefox's own packed files begin with."""

BACK = {"chromium": (24, 60), "firefox": (24, 62), "webkit": (22, 22)}
"""Where each engine has its Back button."""


def unpacked(path: Path) -> bytes:
    """A file as it can be read, unpacked where Firefox packed it."""
    held = path.read_bytes()
    return lz4.block.decompress(held.removeprefix(MOZILLA)) if held.startswith(MOZILLA) else held


def colour(text: str) -> bytes:
    """A colour as it lies in a picture of the screen: blue, green, red, and full."""
    return bytes.fromhex(text[5:7] + text[3:5] + text[1:3] + "ff")


@dataclass
class Screen:
    """A screen in memory, its mouse and keys, and what was to be seen on it since it was last cleared."""

    name: str
    size: tuple[int, int] = SIZE
    marks: list[int] = field(default_factory=list)
    """How many points of our colour each picture held, in order."""
    exits: list[int] = field(default_factory=list)
    """How many points of the exit's colour each picture held, in order."""
    titles: list[str] = field(default_factory=list)
    """Each title that a window had, in order."""

    def __post_init__(self) -> None:
        self.raw = bytes(4 * self.size[0] * self.size[1])
        self._news = threading.Condition()
        self._closed = threading.Event()
        self._spies: list[threading.Thread] = []
        self._watch = threading.Thread(target=self._pictures, daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """Take no more pictures."""
        self._closed.set()
        self._watch.join()

    def close(self) -> None:
        """Stop looking, once the screen is there no more."""
        for spy in self._spies:
            spy.join()

    def _pictures(self) -> None:
        with mss.MSS(display=self.name) as camera:
            # That nothing of ours is ever seen takes a series of pictures: no browser says when it has painted, and
            # what a page says of itself is not what the screen shows. No test waits for a number of them.
            while not self._closed.wait(0.02):
                raw = bytes(camera.grab({"left": 0, "top": 0, "width": self.size[0], "height": self.size[1]}).raw)
                if self.marks and raw == self.raw:
                    marks, exits = self.marks[-1], self.exits[-1]
                else:
                    marks, exits = raw.count(colour(MARK)), raw.count(colour(EXIT))
                with self._news:
                    self.raw = raw
                    self.exits.append(exits)
                    self.marks.append(marks)
                    self._news.notify_all()

    def follow(self, window: str) -> None:
        """Note each title that a window has from now on."""
        command = ["xprop", "-display", self.name, "-id", window, "-spy", "_NET_WM_NAME"]

        def read() -> None:
            # It ends with the screen.
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as spy:
                assert spy.stdout
                for line in spy.stdout:
                    self.titles.append(line.partition(" = ")[2].strip())

        self._spies.append(threading.Thread(target=read, daemon=True))
        self._spies[-1].start()

    def wait(self, wanted: Callable[[], Any], seconds: float = 180) -> Any:
        """Wait for a picture at which something is so; what `wanted` gave.

        Raises:
            TimeoutError: if that does not come about.
        """
        until = time.monotonic() + seconds
        with self._news:
            while not (found := wanted()):
                if time.monotonic() > until or not self._news.wait(seconds):
                    raise TimeoutError(f"not seen within {seconds} s; titles: {self.titles}; marks: {self.marks[-20:]}")
            return found

    def picture(self) -> int:
        """The marks of the next picture that is wholly taken from now on."""
        number = len(self.marks) + 1
        self.wait(lambda: len(self.marks) > number)
        return self.marks[number]

    def spot(self, text: str) -> tuple[int, int] | None:
        """The middle of what has a colour, if that is in the last picture."""
        (width, height), raw, wanted = self.size, self.raw, colour(text)
        line = 4 * width
        place = raw.find(wanted)
        while place > 0 and place % 4:
            place = raw.find(wanted, place + 1)
        if place < 0:
            return None
        # Its top line and left edge are its own; words may stand in it.
        across = next((n for n in range(width) if raw[place + 4 * n : place + 4 * n + 4] != wanted), width)
        down = next((n for n in range(height) if raw[place + line * n : place + line * n + 4] != wanted), height)
        x, y = place % line // 4, place // line
        return (x + across // 2, y + down // 2) if min(across, down) > 15 else None

    def shows(self, number: int) -> bool:
        """Whether the last picture shows a page, by its number in the order of `mark`."""
        spot = self.spot(ONWARD)
        return spot is not None and spot[0] // PLACE == number and spot[1] > self.size[1] // 2

    def save(self, path: Path) -> None:
        """Keep the last picture."""
        Image.frombuffer("RGBX", self.size, self.raw, "raw", "BGRX").convert("RGB").save(path)

    def do(self, *command: str) -> str:
        """Give the screen's mouse or keys something to do."""
        environment = {**os.environ, "DISPLAY": self.name}
        return subprocess.run(["xdotool", *command], env=environment, check=True, capture_output=True, text=True).stdout

    def click(self, where: str | tuple[int, int], times: int = 1) -> None:
        """Press the main button on a place, or on a colour as soon as that is to be seen; so many times, fast."""
        x, y = where if isinstance(where, tuple) else self.wait(lambda: self.spot(where))
        self.do("mousemove", str(x), str(y), "click", "--repeat", str(times), "--delay", "10", "1")

    def key(self, *names: str) -> None:
        """Press keys, by their X names."""
        self.do("key", *names)


@contextmanager
def screen(size: tuple[int, int] = SIZE) -> Iterator[Screen]:
    """A fresh screen."""
    # `-r`: where the machine is busy, a key that comes up late would be repeated, and Back would go two steps.
    command = ["Xvfb", "-displayfd", "1", "-r", "-screen", "0", f"{size[0]}x{size[1]}x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        watched = Screen(f":{server.stdout.readline().strip()}", size)
        try:
            yield watched
        finally:
            watched.stop()
            server.terminate()
            watched.close()


@dataclass
class Undriven:
    """A browser on a screen, with a folder for all that it keeps."""

    engine: str
    screen: Screen
    folder: Path
    scripts: bool = True
    """Whether it runs the scripts of pages; Chromium has no switch for that."""

    def start(self, *arguments: str) -> None:
        """Start it, with addresses to open."""
        self.folder.mkdir(exist_ok=True)
        width, height = map(str, self.screen.size)
        match self.engine:
            case "chromium":
                own = ["--no-first-run", "--no-default-browser-check", "--test-type", "--password-store=basic"]
                place = [f"--user-data-dir={self.folder}", "--window-position=0,0", f"--window-size={width},{height}"]
                command = ["/usr/bin/chromium", *ARGUMENTS, *own, *place]
            case "firefox":
                preferences = {**PREFERENCES, "javascript.enabled": str(self.scripts).lower()}
                lines = [f'user_pref("{name}", {value});\n' for name, value in preferences.items()]
                (self.folder / "user.js").write_text("".join(lines), encoding="utf-8")
                place = ["--profile", str(self.folder), "--width", width, "--height", height]
                command = ["/usr/bin/firefox-esr", "--no-remote", *place]
            case _:
                command = [
                    minibrowser(),
                    f"--geometry={width}x{height}",
                    f"--enable-javascript={str(self.scripts).lower()}",
                ]
        homes = {f"XDG_{name}_HOME": str(self.folder / name) for name in ("CONFIG", "CACHE", "DATA")}
        self.process = subprocess.Popen(
            [*command, *arguments],
            env={**os.environ, **homes, "DISPLAY": self.screen.name, "LIBGL_ALWAYS_SOFTWARE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def end(self, *, at_once: bool = False) -> None:
        """End it as its user does, so that it writes down what it keeps, or by force and with all its helpers."""
        if not at_once:
            self.screen.key("ctrl+shift+w" if self.engine == "chromium" else "ctrl+q")
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, 9)
        self.process.wait()
        (self.folder / "SingletonLock").unlink(missing_ok=True)

    def remembers(self, address: str, key: str) -> bool:
        """Whether it has written down, for when it has to bring its tabs back, that one of them is at an address.

        And that the tab keeps a key in `sessionStorage`, unless that is "": both are written at times of their own.
        """
        try:
            if self.engine == "firefox":
                session = json.loads(unpacked(self.folder / "sessionstore-backups" / "recovery.jsonlz4"))
                tabs = [tab for window in session["windows"] for tab in window["tabs"] if tab["entries"]]
                there = [tab for tab in tabs if tab["entries"][tab["index"] - 1]["url"] == address]
                return any(not key or any(key in kept for kept in (tab.get("storage") or {}).values()) for tab in there)
            # Chromium restores nothing unless it also wrote down that it was not ended by its user.
            how = (self.folder / "Default" / "Preferences").read_text(encoding="utf-8")
            text = len(address).to_bytes(4, "little") + address.encode()
            files = (self.folder / "Default" / "Sessions").glob("Session_*")
            logs = (self.folder / "Default" / "Session Storage").glob("*.log")
            kept = not key or any(re.search(rb"map-\d+-" + key.encode(), file.read_bytes()) for file in logs)
            return kept and '"exit_type":"Crashed"' in how and any(text in file.read_bytes() for file in files)
        except FileNotFoundError:
            return False  # not yet written, or written anew just now

    def restore(self) -> None:
        """Start it again after it was ended by force, so that it brings back its tabs without being told to."""
        self.start(*(["--restore-last-session", "--hide-crash-restore-bubble"] if self.engine == "chromium" else []))

    def watch_titles(self) -> None:
        """From now on, note the titles of its windows."""
        windows = self.screen.do("search", "--onlyvisible", "--name", ".+").split()
        for window in windows:
            self.screen.follow(window)

    def back(self) -> None:
        """Go back, by the keys where the browser takes them from the screen, else by its button."""
        if self.engine == "webkit":
            self.screen.click(BACK["webkit"])
        else:
            self.screen.key("alt+Left")

    def forward(self) -> None:
        """Go forward."""
        if self.engine == "webkit":
            self.screen.click((BACK["webkit"][0] + 36, BACK["webkit"][1]))
        else:
            self.screen.key("alt+Right")

    def reload(self) -> None:
        """Load the page again that it shows."""
        self.screen.key("F5")


def mark(world: World, order: list[str]) -> None:
    """Colour the pages of a world, and give each page of the order a link to the next."""
    world.change("assets/site.css", lambda text: text + MARKED)
    for number, name in enumerate(order):
        onward = world.address + order[(number + 1) % len(order)]
        link = f'<a class="onward onward--{number}" href="{onward}"></a></body>'
        page = f"{name}index.html"
        world.change(page, lambda text, link=link: text.replace("</body>", link))  # type: ignore[misc]
