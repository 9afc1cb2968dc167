"""What browsers write to the disk about a visit: words of our pages as history and cache, and nothing else.

That nothing is kept by any means that a page has, is tested of each kind of page in test_private.py.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from macros.paths import ROOT
from tests.support import engines
from tests.support.project import real
from tests.support.undriven import unpacked
from tests.support.world import World

pytestmark = pytest.mark.slow

ENGINES = ("Chromium", "Firefox")
HOST = "sharing.localhost"
"""A name of this machine that stands in none of a browser's own files."""
TYPED = "zebedee"
"""What is typed to search: a word that stands on no page."""
VISITED = ("", "decide/share/", "checklists/emergency/", "guidance/families/")


@cache
def listed() -> dict[str, dict[str, str]]:
    """Files that may name us, by engine: what the editors' page says of each, and which of three it is.

    Those are: history, which may hold words of our pages; cache, which holds the pages; and address.
    """
    text = (ROOT / "docs" / "editing" / "leaving.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| `([^`]+)` \| [^|]+ \| (history|cache|address|mark) \|$", text, re.MULTILINE)
    return {engine: {file: kind for one, file, kind in rows if one == engine} for engine in ENGINES}


def test_the_list_of_what_browsers_keep_is_published() -> None:
    """The editors' page lists files of both engines, and readers are told of them."""
    assert all({"history", "cache", "address"} <= set(listed()[engine].values()) for engine in ENGINES)
    assert "{#other-files}" in (ROOT / "docs" / "about" / "leaving.md").read_text(encoding="utf-8")


@contextmanager
def profile(name: str, folder: Path, playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser that keeps its files in a folder, as a reader's does; it is closed in good order."""
    if name == "Chromium":
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path="/usr/bin/chromium",
            args=engines.ARGUMENTS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
    else:
        context = playwright.firefox.launch_persistent_context(
            folder,
            channel="moz-firefox",
            executable_path="/usr/bin/firefox-esr",
            # Playwright turns this off; readers have it on.
            firefox_user_prefs={"browser.sessionstore.resume_from_crash": True, "browser.sessionstore.interval": 100},
        )
    try:
        yield context
    finally:
        context.close()


def ours(world: World) -> str:
    """The address of our site, by that name."""
    return world.address.replace("127.0.0.1", HOST)


def visit(page: Page, address: str) -> set[str]:
    """Read and use pages of each kind; phrases of what was read, chosen and typed."""
    phrases = {TYPED}
    for name in VISITED:
        page.goto(address + name)
        phrases |= set(page.locator("main p:visible, main h2:visible").all_inner_texts()[:20])
    page.goto(address)
    page.locator("#search").press_sequentially(f"{TYPED} consent")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != address)
    page.goto(address + "decide/share/")
    for number in (2, 0, 0):
        answer = page.locator(".stepper .flowchart__options button").nth(number)
        phrases.add(answer.inner_text())
        answer.click()
    page.goto(address + "checklists/emergency/")
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()
    page.get_by_text("Copy as text").click()
    page.get_by_role("button", name="Copy").click()
    page.locator("main summary:visible").first.click()
    page.goto(address + "guidance/families/")
    lines = {" ".join(phrase.split()) for phrase in phrases}
    # A phrase of two words or so stands in a browser's own files.
    return {line for line in lines if len(line) > 25} | {TYPED}


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a profile, as it can be read, in lower case."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), unpacked(path).lower()


def holds(held: bytes, words: set[str]) -> bool:
    """Whether any of the words is there, as browsers write words."""
    return any(word.lower().encode(coding) in held for word in words for coding in ("utf-8", "utf-16-le"))


def kinds(engine: str, name: str) -> set[str]:
    """What a file may hold of us."""
    return {kind for start, kind in listed()[engine].items() if name.startswith(start)}


def traces(engine: str, folder: Path, phrases: set[str]) -> tuple[list[str], list[str], set[str]]:
    """Files that hold words of ours though they may not, those that name us though unlisted, and the kinds that do."""
    words, named, seen = [], [], set()
    host = {HOST}
    for name, held in files(folder):
        may = kinds(engine, name)
        if holds(held, phrases):
            seen |= may
            words += [name] if not may & {"history", "cache"} else []
        if holds(held, host):
            seen |= may
            named += [name] if not may else []
    return words, named, seen


def telling(phrases: set[str]) -> set[str]:
    """Those phrases that are no title of a page, which is history's."""
    known = real()
    return phrases - {page.meta.title for page in known.pages.values()}


@pytest.mark.thorough
@pytest.mark.parametrize("name", ENGINES)
def test_reading_leaves_on_a_disk_only_what_is_listed(
    name: str, playwright: Playwright, world: World, tmp_path: Path
) -> None:
    """After reading with every control used, words are in history and cache alone, and what was typed is nowhere."""
    folder = tmp_path / "profile"
    with profile(name, folder, playwright) as context:
        phrases = visit(context.new_page(), ours(world))
    assert len(phrases) > 20
    words, named, seen = traces(name, folder, telling(phrases))
    assert words == named == []
    assert {"history", "cache"} <= seen
    assert "mark" not in seen
    typed = {TYPED}
    assert [file for file, held in files(folder) if holds(held, typed)] == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", ENGINES)
def test_leaving_leaves_on_a_disk_only_what_is_listed(
    name: str, playwright: Playwright, world: World, tmp_path: Path
) -> None:
    """After the exit there is its mark besides, with our address, and nothing more."""
    folder = tmp_path / "profile"
    with profile(name, folder, playwright) as context:
        page = context.new_page()
        phrases = visit(page, ours(world))
        page.locator(".leave__link").click(no_wait_after=True)
        world.wait_for_arrival()
    words, named, _ = traces(name, folder, telling(phrases))
    assert words == named == []


LEAKS: dict[str, str] = {
    "local-storage": "localStorage.setItem('a', words)",
    "cookie": "document.cookie = 'a=' + words + '; max-age=9999'",
    "database": """await new Promise(done => { const asked = indexedDB.open('a', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('a').put(words, 1);
        asked.onsuccess = () => { asked.result.close(); done(); }; })""",
    "cache-of-scripts": "await (await caches.open('a')).put('/kept', new Response(words))",
    "service-worker": "await navigator.serviceWorker.register('/worker.js'); await navigator.serviceWorker.ready",
}
"""Ways to keep words, each its own."""


class _Plain(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", ENGINES)
def test_what_is_left_on_a_disk_is_found(name: str, playwright: Playwright, tmp_path: Path) -> None:
    """Negative control: each way to keep something is seen on the disk, by its words or by our address."""
    leaks, folder = tmp_path / "leaks", tmp_path / "profile"
    leaks.mkdir()
    (leaks / "index.html").write_text("<!doctype html><title>Leaks</title>", encoding="utf-8")
    (leaks / "worker.js").write_text("onfetch = () => 'my-service-worker-leaks'", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(leaks)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{HOST}:{server.server_port}/"
    with profile(name, folder, playwright) as context:
        page = context.new_page()
        page.goto(address)
        for leak, script in LEAKS.items():
            page.evaluate(f"async words => {{ {script}; }}", f"my-{leak}-leaks")
        page.evaluate("sessionStorage.setItem('a', 'my-session-storage-leaks')")
        page.goto(address)
    server.shutdown()
    server.server_close()
    blind = {leak for leak in LEAKS if not traces(name, folder, {f"my-{leak}-leaks"})[0]}
    _, named, _ = traces(name, folder, set())
    if name == "Chromium":
        # It writes what cookies hold in a secret form, and the words of a tab's storage beside the mark.
        blind -= {"cookie"} if any("Cookies" in file for file in named) else set()
        assert traces(name, folder, {"my-session-storage-leaks"})[0]
    assert blind == set()
