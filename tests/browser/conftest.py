"""A server that sends a strict policy, and a browser whose every request, mark and complaint is noted."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, Request, sync_playwright

from tests.support import engines
from tests.support.project import real
from tests.support.watched import PATIENCE, WATCH, Answering, Watch, Watched, answering
from tests.support.world import Change, Said, Serve, Server, World, Worlds, unchanged


class _Handler(Said):
    def do_GET(self) -> None:  # noqa: N802 - its library looks for it
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        if found and file.suffix != ".html":
            super().do_GET()
            return
        self.page = text = (file if found else Path(self.directory) / "404.html").read_text(encoding="utf-8")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder on a free port of this machine; the address of its top."""
    servers: list[Server] = []
    real()  # for its headers: of several requests at once, each would read it, and what renders Markdown is shared

    def start(folder: Path) -> str:
        servers.append(Server("127.0.0.1", lambda *given: _Handler(*given, directory=str(folder))))
        return servers[-1].address

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(serve: Serve, site: Path) -> str:
    """The address of the built site."""
    return serve(site)


@pytest.fixture(scope="session")
def small_address(serve: Serve, other: Path) -> str:
    """The address of the small site."""
    return serve(other)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium and Firefox."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = engines.chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def headless(playwright: Playwright) -> Iterator[Browser]:
    """Chromium without windows, for what a page shows and does by itself."""
    browser = engines.chromium(playwright, windows=False)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Firefox."""
    browser = engines.firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A screen for WebKitGTK."""
    with engines.display() as name:
        yield name


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[engines.Engine]:
    """Each engine, with nothing kept from before."""
    if request.param == "webkit":
        with engines.webkit(request.getfixturevalue("screen")) as driver:
            yield engines.WebKitEngine(driver)
        return
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    yield engines.PlaywrightEngine(request.param, context)
    context.close()


@pytest.fixture
def worlds(site: Path) -> Iterator[Worlds]:
    """Make a world of our built site; `guard` may change the guard's text, and the exit may lead elsewhere."""
    yield from _worlds(site)


def _worlds(site: Path) -> Iterator[Worlds]:
    with ExitStack() as open_worlds:

        def make(guard: Change = unchanged, to: str = "") -> World:
            world = World(site, guard, to)
            open_worlds.callback(world.close)
            return world

        yield make


@pytest.fixture
def world(worlds: Worlds) -> World:
    """Our site as it is, and theirs."""
    made: World = worlds()
    return made


@pytest.fixture
def small_worlds(other: Path) -> Iterator[Worlds]:
    """Make a world of the small site, as `worlds` of ours."""
    yield from _worlds(other)


@pytest.fixture
def small_world(small_worlds: Worlds) -> World:
    """The small site as it is, and theirs."""
    made: World = small_worlds()
    return made


@pytest.fixture
def watch(headless: Browser) -> Iterator[Watch]:
    """Open a watched context; keywords as for Playwright's `new_context`."""
    opened: list[BrowserContext] = []

    def start(**settings: Any) -> Watched:
        context = headless.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        watched = Watched(context)
        if settings.get("java_script_enabled", True):
            context.add_init_script(WATCH)

        # Noted, not held up: the browser itself finds no other machine, and a request that waits for a test costs time.
        def note(request: Request) -> None:
            watched.requests.append(request.url)
            if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:")):
                watched.elsewhere.append(request.url)

        context.on("request", note)
        return watched

    yield start
    for context in opened:
        context.close()


@pytest.fixture(params=["nothing", "page"])
def instead(request: pytest.FixtureRequest) -> Answering:
    """What comes of a file that is lost: nothing, or the page of a filter."""
    if request.param == "page":
        return answering("<!doctype html><title>Not here</title>")
    return lambda route: route.abort()
