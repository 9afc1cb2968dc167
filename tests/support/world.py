"""The two sites of a test: a copy of ours and the one that the exit leads to, with one log of what was seen."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lxml import html

from macros.publish.hosting import csp_hash, headers_by_folder, headers_of, inline_scripts, read_inline
from tests.support.project import real

PLATE = (
    "background: #eed307; box-sizing: border-box; display: block; height: 80px; padding: 40px 0 0 30px; width: 200px"
)
"""How their link to us looks: its colour is found on the screen of a browser that nobody drives."""

PROBE = """addEventListener('pageshow', event => {
  const seen = () => [...document.querySelectorAll('main, .theirs')].some(part => part.getClientRects().length > 0
    && getComputedStyle(part).visibility === 'visible');
  const tell = when => navigator.sendBeacon('/_told', JSON.stringify(
    {page: location.pathname, when, seen: seen(), title: document.title, kept: event.persisted,
     referrer: document.referrer, entries: history.length}));
  tell('show');
  let told = false;
  const frame = () => { if (!told) { told = true; tell('frame'); } };
  requestAnimationFrame(() => requestAnimationFrame(frame));
  // A tab in the background gets no frames.
  const hide = () => { if (document.hidden) frame(); };
  document.addEventListener('visibilitychange', hide);
  hide();
});
"""
"""Tells the server, each time a page comes to the screen, whether its content can be seen."""

NEW = ("Cache-Control", "no-store")
"""Sent with the probe: a browser that is ended by force may keep it half written, and the page then tells nothing."""

APART = "Cross-Origin-Opener-Policy"
"""A header under which WebKit's driver loses a page that goes to another site; a WebKit that nobody drives does not."""


class Said(SimpleHTTPRequestHandler):
    """Says with every file what the site's servers say; scripts that stand in a page are allowed by their hash."""

    page = ""
    driven = True

    def end_headers(self) -> None:
        """Add them."""
        said = headers_by_folder(real().partnership, *inline_scripts(self.page))
        agent = self.headers["User-Agent"] or ""
        for name, value in headers_of(said, self.path).items():
            if name != APART or not self.driven or "Chrome" in agent or "Firefox" in agent:
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Entry:
    """Something that a server was asked for or told: at which site, what, and the rest of it."""

    site: str
    what: str
    data: dict[str, Any]


class Log:
    """What happened at both sites, in order; tests wait for entries, never for time."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._changed = threading.Condition()

    def add(self, site: str, what: str, **data: Any) -> None:
        """Note something."""
        with self._changed:
            self._entries.append(Entry(site, what, data))
            self._changed.notify_all()

    def all(self, site: str = "", what: str = "") -> list[Entry]:
        """What was noted so far, of one site or kind or of all."""
        with self._changed:
            return [one for one in self._entries if site in ("", one.site) and what in ("", one.what)]

    def wait(self, wanted: Callable[[list[Entry]], Any], seconds: float = 30) -> Any:
        """Wait until the entries are as wanted; what `wanted` gave.

        Raises:
            TimeoutError: with all entries, if that does not come about.
        """
        until = time.monotonic() + seconds
        with self._changed:
            while not (found := wanted(self._entries)):
                if not self._changed.wait(until - time.monotonic()):
                    said = "\n".join(map(str, self._entries))
                    raise TimeoutError(f"it did not happen within {seconds} s; what did:\n{said}")
            return found


class Server(ThreadingHTTPServer):
    """Serves from when it is made, on a free port of this machine, under a name of it."""

    daemon_threads = True
    request_queue_size = 64
    """As many as a browser asks for at once: whoever is turned away on a busy machine asks again only seconds later."""

    def __init__(self, host: str, handler: Any) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.address = f"http://{host}:{self.server_port}/"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


Change = Callable[[str], str]
"""What a test makes of the text of a file."""


def unchanged(text: str) -> str:
    """The text as it is."""
    return text


@dataclass
class World:
    """Our site and theirs: `gate` lets the exit site answer, `held` are paths of ours that wait, `cut` stalls pages.

    The built site is served as it lies there, and what a test wants changed is changed on its way: nothing is copied.
    """

    site: Path
    guard: Change = unchanged
    """What the guard's text becomes."""
    to: str = ""
    """Where the exit leads, if not to the other site."""
    changes: dict[str, Change] = field(default_factory=dict)
    """What the text of a file becomes, by its path below the site."""
    log: Log = field(default_factory=Log)
    gate: threading.Event = field(default_factory=threading.Event)
    held: dict[str, threading.Event] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    """Pages that stop after the first place of some words until `gate` opens."""
    driven: bool = True
    """Whether a driver moves the browser."""

    def __post_init__(self) -> None:
        self.gate.set()
        real()  # what the first answer needs is read now, not while a browser waits and a clock runs
        (self._guard,) = read_inline(self.site)
        (self._exit,) = html.parse(self.site / "index.html").xpath("//meta[@name='away']/@content")
        self.theirs = Server("localhost", _theirs(self))
        self.ours = Server("127.0.0.1", _ours(self))

    def change(self, name: str, *changes: Change) -> None:
        """Change the text of a file of ours, after what it has been changed so far."""
        for new in changes:
            before = self.changes.get(name, unchanged)
            self.changes[name] = lambda text, before=before, new=new: new(before(text))  # type: ignore[misc]

    def text(self, name: str) -> str:
        """The text of a file of ours, as it is served: a page has the probe and the exit's address."""
        text = (self.site / name).read_text(encoding="utf-8")
        if name.endswith(".html") and "embed" not in name.split("/"):  # an embed has no exit
            changed = self.guard(self._guard)
            assert self._guard in text, name
            assert self._exit in text, name
            text = text.replace(self._guard, changed)
            text = text.replace(csp_hash(self._guard).strip("'"), csp_hash(changed).strip("'"))
            text = text.replace(self._exit, self.to or self.exit)
            text = text.replace("</head>", '<script src="/_probe.js"></script></head>')
        return self.changes.get(name, unchanged)(text)

    @property
    def address(self) -> str:
        """The top of our site."""
        return self.ours.address

    @property
    def exit(self) -> str:
        """Where the exit leads."""
        return self.theirs.address

    @property
    def start(self) -> str:
        """A page of theirs to come from."""
        return self.theirs.address + "start"

    def close(self) -> None:
        """Let everything that waits go, and stop."""
        self.gate.set()
        for event in self.held.values():
            event.set()
        for server in (self.ours, self.theirs):
            server.shutdown()
            server.server_close()

    def arrivals(self) -> list[Entry]:
        """Requests that the exit site had for its front page."""
        return [one for one in self.log.all("theirs", "asked") if one.data["path"] == "/"]

    def shown(self) -> list[Entry]:
        """Reports that content of ours was on the screen."""
        return [one for one in self.log.all("ours", "told") if one.data["seen"]]

    def wait_for_arrival(self, count: int = 1) -> None:
        """Wait until the exit site's front page came to the screen for the `count`th time."""

        def arrived(entries: list[Entry]) -> bool:
            told = [one.data["when"] for one in entries if one.site == "theirs" and one.data.get("page") == "/"]
            return min(told.count("show"), told.count("frame")) >= count

        self.log.wait(arrived)


def _note(world: World, site: str, handler: BaseHTTPRequestHandler) -> None:
    told = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
    world.log.add(site, "told", **told)
    handler.send_response(204)
    handler.end_headers()


def _begin(handler: BaseHTTPRequestHandler, kind: str, text: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(text.encode())))
    if text is PROBE:
        handler.send_header(*NEW)
    handler.end_headers()


def _theirs(world: World) -> type[BaseHTTPRequestHandler]:
    class Theirs(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/_probe.js":
                self._send("text/javascript", PROBE)
                return
            if self.path == "/favicon.ico":
                self.send_error(404)
                return
            world.log.add("theirs", "asked", path=self.path, referrer=self.headers["Referer"])
            title = "Start"
            if self.path == "/":
                # Each answer its own, also of a page that is asked for again, so that a window tells which it shows.
                title = f"Fair {len(world.log.all('theirs', 'asked'))}"
                world.gate.wait()
            self._send(
                "text/html",
                f"<!doctype html><html lang='en'><title>{title}</title><script src='/_probe.js'></script>"
                f"<p class='theirs'>Fair <a href='{world.address}' style='{PLATE}'>back to the site</a>",
            )

        def do_POST(self) -> None:
            _note(world, "theirs", self)

        def _send(self, kind: str, text: str) -> None:
            try:
                _begin(self, kind, text)
                self.wfile.write(text.encode())
            except OSError:
                pass  # the browser gave up waiting

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Theirs


def _ours(world: World) -> type[SimpleHTTPRequestHandler]:
    class Ours(Said):
        def __init__(self, *given: Any) -> None:
            self.driven = world.driven
            super().__init__(*given, directory=str(world.site))

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            world.log.add("ours", "asked", path=path)
            if path == "/_probe.js":
                self._send("text/javascript", PROBE)
                return
            if path == "/_asked":
                world.log.wait(lambda _: world.arrivals())
                self._send("text/plain", "")
                return
            if path in world.held:
                world.held[path].wait()
            file = world.site / path[1:]
            file = file / "index.html" if file.is_dir() else file
            name = file.relative_to(world.site).as_posix()
            if file.is_file() and (file.suffix == ".html" or name in world.changes):
                self._send(self.guess_type(name), world.text(name), world.cut.get(path))
            else:
                with suppress(OSError):  # the browser left
                    super().do_GET()

        def do_POST(self) -> None:
            _note(world, "ours", self)

        def _send(self, kind: str, text: str, cut: str | None = None) -> None:
            self.page = text
            try:
                _begin(self, kind, text)
                if cut:
                    place = text.index(cut) + len(cut)
                    # Enough of it that the browser shows what it has.
                    self.wfile.write(text[:place].encode())
                    self.wfile.flush()
                    world.log.add("ours", "stalled", path=self.path)
                    world.gate.wait()
                    text = text[place:]
                self.wfile.write(text.encode())
            except OSError:
                pass  # the browser left

    return Ours


Serve = Callable[[Path], str]
"""Serve a folder; the address of its top."""

Worlds = Callable[..., World]
"""Make a world; the guard's text may be changed, and the exit may lead elsewhere."""
