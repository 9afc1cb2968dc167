"""A server that sends a strict policy, and a browser whose every request, mark and complaint is noted."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from macros.content import load
from tests.conftest import ROOT

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

WATCH = """
window.__marks = [];
for (const [owner, names] of [
  [Storage.prototype, ['setItem', 'removeItem', 'clear']],
  [History.prototype, ['pushState', 'replaceState', 'go', 'back', 'forward']],
  [IDBFactory.prototype, ['open']],
  [Navigator.prototype, ['sendBeacon']],
  [window, ['fetch']],
]) for (const name of names) {
  const real = owner[name];
  owner[name] = function (...given) { window.__marks.push(name); return real.apply(this, given); };
}
document.addEventListener('securitypolicyviolation', e => window.__marks.push('policy: ' + e.violatedDirective));
"""
"""Notes each call that would keep or send something, before any script of the page runs."""


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == 404 and page.exists():
            self.send_response(404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder on a free port of this machine; the address of its top."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Handler(*given, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(serve: Serve, site: Path) -> str:
    """The address of the built site."""
    return serve(site)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Visit:
    """A request that reached the exit site."""

    path: str
    headers: Message


class Away:
    """A stand-in for the site that the exit leads to, on a host of its own; it notes who comes."""

    def __init__(self) -> None:
        self.requests: list[Visit] = []
        visits = self.requests

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != "/favicon.ico":
                    visits.append(Visit(self.path, self.headers))
                body = b"<!doctype html><html lang='en'><title>Weather</title><p>Fair"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def copy(self, site: Path, to: Path) -> Path:
        """The built pages with the exit's address replaced by this one, and nothing else changed."""
        theirs = load(ROOT / "docs").partnership.exit.address
        shutil.copytree(site, to, dirs_exist_ok=True)
        for path in to.rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            assert theirs in text, path
            path.write_text(text.replace(theirs, self.address), encoding="utf-8")
        return to


@pytest.fixture
def away() -> Iterator[Away]:
    """A fresh exit site."""
    away = Away()
    yield away
    away.server.shutdown()
    away.server.server_close()


@dataclass
class Watched:
    """A browser context, and what left the machine or was complained of."""

    context: BrowserContext
    elsewhere: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A new page, watched."""
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def kept(self, page: Page) -> list[str]:
        """What the page keeps, kept or tried to send."""
        marks: list[str] = page.evaluate(
            "[...window.__marks, ...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
        )
        return marks + [str(cookie) for cookie in self.context.cookies()]


Watch = Callable[..., Watched]


@pytest.fixture
def watch(chromium: Browser) -> Iterator[Watch]:
    """Open a watched context; keywords as for Playwright's `new_context`."""
    opened: list[BrowserContext] = []

    def start(**settings: Any) -> Watched:
        context = chromium.new_context(**settings)
        opened.append(context)
        watched = Watched(context)
        if settings.get("java_script_enabled", True):
            context.add_init_script(WATCH)

        def note(route: Any) -> None:
            url = route.request.url
            watched.requests.append(url)
            if url.startswith(("http://127.0.0.1:", "http://localhost:", "data:")):
                route.continue_()
            else:
                watched.elsewhere.append(url)
                route.abort()

        context.route("**", note)
        return watched

    yield start
    for context in opened:
        context.close()
