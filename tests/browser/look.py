"""Take pictures of every kind of page and state, to be looked at: `make look` puts them into look/."""

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pymupdf
from playwright.sync_api import Browser, Page, sync_playwright

from macros.paths import ROOT
from tests.browser import beside
from tests.support import engines
from tests.support.markup import COPY, MENU, PRACTICE_OPTIONS, RESULT, SEARCH, SHOW_ANSWERS, TICK, TO_DIAGRAM, TYPED
from tests.support.pages import KINDS, SPECIAL
from tests.support.readability import scripts
from tests.support.search_box import open_search
from tests.support.stepper import press

WIDTHS = {360: 740, 768: 1024, 1280: 800}
WAYS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"color_scheme": "dark", "forced_colors": "active"},
    "no-script": {"java_script_enabled": False},
}
"""How a page can be shown, as options of a context; paper, large text and zoom are apart."""


def _open_menu(page: Page) -> None:
    if page.locator(MENU).is_visible():
        page.locator(MENU).locator("summary").click()


def _search(page: Page) -> None:
    open_search(page)
    page.locator(TYPED).fill("police")
    page.locator(TYPED).focus()
    page.locator(RESULT).first.wait_for()
    page.keyboard.press("ArrowDown")


def _search_in_vain(page: Page) -> None:
    open_search(page)
    page.locator(TYPED).fill("qqqq")
    page.locator(SEARCH).get_by_text("No page has these words").wait_for()


def _answers(page: Page) -> None:
    press(page, 3, 1, 1)
    page.locator(SHOW_ANSWERS).click()


def _copy(page: Page) -> None:
    press(page, 1)
    page.locator(COPY).click()


def _tick(page: Page) -> None:
    for box in page.locator(TICK).all()[:3]:
        box.check()


def _focus(page: Page) -> None:
    for _ in range(2):
        page.keyboard.press("Tab")


STATES: dict[str, tuple[str, Callable[[Page], object]]] = {
    "menu": ("guidance/consent/", _open_menu),
    "search": ("guidance/consent/", _search),
    "search-in-vain": ("guidance/consent/", _search_in_vain),
    "focus": ("guidance/consent/", _focus),
    "second-question": ("decide/share/", lambda page: press(page, 3)),
    "ending": ("decide/share/", lambda page: press(page, 1)),
    "answers": ("decide/share/", _answers),
    "copied": ("decide/share/", _copy),
    "diagram": ("decide/share/", lambda page: page.locator(TO_DIAGRAM).click()),
    "practice-end": ("teams/practice/", lambda page: page.locator(PRACTICE_OPTIONS).first.click()),
    "ticked": ("checklists/before-you-share/", _tick),
}
"""What a reader can bring a page into, where a script runs."""
SCRIPTLESS = ("menu",)
"""Those that need none."""
WHOLE = ("second-question", "ending", "answers", "copied", "diagram", "practice-end", "ticked")
"""States of a page itself, of which all is looked at."""
PAGES = [
    *KINDS,
    *SPECIAL,
    "guidance/consent/",
    "guidance/",
    "guidance/in/deciding/",
    "guidance/in/managers/",
    "guidance/in/families/",
    "guidance/being-asked/",
    "guidance/deciding/",
    "guidance/myths/",
    "guidance/documents/",
    "law/who/",
    "law/years/",
    "law/reading/",
    "settings/",
    "settings/school/",
    "settings/health/",
    "decide/",
    "checklists/",
    "teams/",
    "teams/cards/",
    "partners/",
    "partners/data/",
    "about/",
    "about/state/",
    "about/changes/",
    "with/",
    "with/school/",
    "teams/briefings/health/",
    "examples/abusive-partner/",
    "route/",
    "at/",
    "at/compare/",
]
"""One or more of each kind; those that the site does not have are left out."""
SHEETS = [
    "poster",
    "poster-large",
    "share",
    "share-large",
    "before-you-share",
    "decision-record",
    "briefing-health",
    "cards-health",
    "with",
    "checklists",
]
"""The PDFs of each kind; those that the site does not have are left out."""
SHEET_WIDTH = 700
READ = """scripts => {
  const [Readability, isReaderable] = new Function(`${scripts}; return [Readability, isProbablyReaderable];`)();
  return isReaderable(document) ? new Readability(document.cloneNode(true)).parse() : null;
}"""
"""What a reader view shows of a page; nothing where no browser offers one."""
READ_STYLE = "body { font: 20px/1.6 sans-serif; margin: auto; max-width: 34em; overflow-wrap: anywhere; padding: 1em }"
PATIENCE = 180_000
"""How long a picture of a long page may take, in milliseconds, on a machine that has other work."""


def _name(page: str) -> str:
    return page.strip("/").replace("/", "-") or "home"


def _there(site: Path) -> list[str]:
    return [page for page in PAGES if (site / page / ("" if page.endswith(".html") else "index.html")).exists()]


def _shots(browser: Browser, address: str, pages: list[str], into: Path) -> Iterator[Path]:
    for way, options in WAYS.items():
        for width, height in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            page = context.new_page()
            for name in pages:
                page.goto(address + name)
                yield _take(page, into / way / str(width) / f"{_name(name)}.png", full_page=True)
            for state, (name, bring) in STATES.items():
                if way == "no-script" and state not in SCRIPTLESS:
                    continue
                _fresh(page, address + name)
                bring(page)
                yield _take(page, into / way / str(width) / f"state-{state}.png", full_page=state in WHOLE)
            context.close()
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    for name in pages:
        page.goto(address + name)
        yield _print(page, into / "print" / f"{_name(name)}.png")
    for state, (name, bring) in STATES.items():
        _fresh(page, address + name)
        bring(page)
        yield _print(page, into / "print" / f"state-{state}.png")
    for way, width, height, text in (("text-200", 360, 740, 200), ("zoom-400", 320, 256, 100)):
        page.set_viewport_size({"width": width, "height": height})
        large = f"document.documentElement.style.fontSize = '{text}%'"
        for name in pages:
            page.goto(address + name)
            page.evaluate(large)
            yield _take(page, into / way / f"{_name(name)}.png", full_page=True)
        for state, (name, bring) in STATES.items():
            _fresh(page, address + name)
            page.evaluate(large)
            bring(page)
            yield _take(page, into / way / f"state-{state}.png", full_page=state in WHOLE)


def _fresh(page: Page, address: str) -> None:
    page.mouse.move(0, 0)  # where it hovers over nothing
    page.goto("about:blank")  # the same address once more would be a reload, which a flowchart speaks of
    page.goto(address)


def _read(browser: Browser, address: str, pages: list[str], into: Path) -> Iterator[Path]:
    for width, height in WIDTHS.items():
        # A reader view is no part of the page, whose policy does not bind it.
        page = browser.new_page(viewport={"width": width, "height": height}, bypass_csp=True)
        for name in pages:
            page.goto(address + name)
            if read := page.evaluate(READ, scripts()):
                page.goto("about:blank")
                page.set_content(f"<style>{READ_STYLE}</style><h1>{read['title']}</h1>{read['content']}")
                yield _take(page, into / str(width) / f"{_name(name)}.png", full_page=True)
        page.close()


def _print(page: Page, path: Path) -> Path:
    page.emulate_media(media="print")
    _take(page, path, full_page=True)
    page.pdf(path=path.with_suffix(".pdf"), prefer_css_page_size=True)
    page.emulate_media(media="screen")
    return path


def _sheets(site: Path, into: Path) -> Iterator[Path]:
    into.mkdir(parents=True)
    for name in SHEETS:
        file = site / "sheets" / f"{name}.pdf"
        for number, sheet in enumerate(pymupdf.open(file) if file.exists() else (), 1):
            path = into / f"{name}-{number}.png"
            sheet.get_pixmap(matrix=pymupdf.Matrix(*[SHEET_WIDTH / sheet.rect.width] * 2)).save(path)
            yield path


def _take(page: Page, path: Path, *, full_page: bool = False) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if full_page:
        page.evaluate("scrollTo(0, 0)")  # the bar at the top, and not across the page
    page.screenshot(path=path, full_page=full_page, timeout=PATIENCE)
    return path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what was asked for."""


def main(site: Path, into: Path) -> None:
    """Take them all of a built site, into a folder that is emptied first."""
    shutil.rmtree(into, ignore_errors=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = engines.chromium(playwright)
        address = f"http://127.0.0.1:{server.server_port}/"
        pages = _there(site)
        count = sum(1 for _ in _shots(browser, address, pages, into))
        count += sum(1 for _ in _read(browser, address, pages, into / "reader-view"))
        count += sum(1 for _ in beside.shots(browser, address, site, into / "beside"))
        count += sum(1 for _ in _sheets(site, into / "sheets"))
        browser.close()
    server.shutdown()
    sys.stdout.write(f"{count} pictures in {into}/.\n")


if __name__ == "__main__":
    main(ROOT / "site", Path("look"))
