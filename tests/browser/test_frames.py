"""Embeds in a page of another host: with every kind of sandbox, narrow, and only where this site allows it."""

import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Frame, Page

from tests.support import engines
from tests.support.axe import violations
from tests.support.hosts import host
from tests.support.markup import ANSWERED, ANSWERS, CHECKLIST, EXIT, OPTIONS, PRINT, STEPPER, options_in_text, status
from tests.support.partners import FRAMES
from tests.support.project import ADDRESS
from tests.support.watched import Watch
from tests.support.world import Server

pytestmark = pytest.mark.slow

SANDBOXES = ("", "allow-scripts", "allow-scripts allow-top-navigation-by-user-activation allow-popups")


NAMES = ("embed/checklists/before/", "embed/principles/timely/", "embed/about/contacts/", "embed/law/sharing-act/")
"""Embeds of each kind but flowcharts, which have most to do with scripts."""


WIDTHS = """all => all.filter(it => {
  for (let up = it.parentElement; up; up = up.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return false;
  }
  return true;
}).map(it => it.getBoundingClientRect().width)"""
"""How wide each element is, but for what a box of its own lets scroll, as it does the diagram."""


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def intranet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """The folder of a partner's site, and the port at which both "localhost" and "127.0.0.1" lead there."""
    folder = tmp_path_factory.mktemp("intranet")
    server = Server("localhost", partial(Quiet, directory=str(folder)))
    yield folder, server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def ours(hosted: Path, intranet: tuple[Path, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The top of our site under nginx, which lets the partner's site at "localhost" show embeds."""
    site = shutil.copytree(hosted, tmp_path_factory.mktemp("ours") / "site")
    # Before it runs nobody knows its address, which stands in the policy of embeds.
    own = {f"{sign}self{sign} {ADDRESS.rstrip('/')}": f"{sign}self{sign} http://127.0.0.1:*" for sign in ("'", "&#39;")}
    told = {FRAMES[0]: f"http://localhost:{intranet[1]}"} | own
    for path in (site / ".nginx.conf", *(site / "embed").rglob("*.html")):
        before = text = path.read_text(encoding="utf-8")
        for old, new in told.items():
            text = text.replace(old, new)
        assert text != before, path
        path.write_text(text, encoding="utf-8")
    with host("nginx", site) as top:
        yield top


def snippet(hosted: Path, name: str) -> str:
    """The snippet that the page for partners shows for an embed."""
    page = html.parse(str(hosted / "about" / "embed" / "index.html"))
    (found,) = [text for text in page.xpath("//textarea/text()") if f"/embed/{name}" in text]
    return str(found)


def frame_of(page: Page) -> Frame:
    """The frame of a page that has one."""
    _, frame = page.frames
    return frame


def put(intranet: tuple[Path, int], text: str, host_name: str = "localhost") -> str:
    """The address of a page of the partner's site with this text."""
    (intranet[0] / "index.html").write_text(
        f"<!doctype html><title>Intranet</title><h1>Theirs</h1>{text}", encoding="utf-8"
    )
    return f"http://{host_name}:{intranet[1]}/"


def framed(ours: str, name: str, sandbox: str | None, width: int = 280) -> str:
    """A frame with an embed of ours."""
    kept = "" if sandbox is None else f' sandbox="{sandbox}"'
    return f'<iframe src="{ours}{name}" title="Ours" width="{width}" height="600"{kept}></iframe>'


@pytest.fixture
def page(watch: Watch) -> Page:
    """A page whose requests to other hosts are stopped."""
    return watch().page()


@pytest.mark.parametrize(
    ("name", "sandbox"),
    [
        *(("embed/decide/tell/", sandbox) for sandbox in SANDBOXES),
        *((name, SANDBOXES[0]) for name in NAMES),
        *(pytest.param(name, sandbox, marks=pytest.mark.thorough) for name in NAMES for sandbox in SANDBOXES[1:]),
    ],
)
def test_an_embed_fits_a_narrow_frame_in_every_sandbox(
    name: str, sandbox: str, ours: str, intranet: tuple[Path, int], page: Page
) -> None:
    """At 280 px nothing is cut off; its words, its review and the address of the full page are there."""
    page.goto(put(intranet, framed(ours, name, sandbox)))
    frame = frame_of(page)
    frame.locator("footer").wait_for()
    words = frame.locator("body").inner_text()
    assert "Reviewed" in words
    assert ADDRESS + name.removeprefix("embed/").replace("law/sharing-act/", "law/#sharing-act") in words
    inside = frame.locator("body").bounding_box()
    assert inside
    assert inside["width"] <= 280
    widths = frame.locator("main *:visible, footer *:visible").evaluate_all(WIDTHS)
    assert len(widths) > 5
    assert max(widths) <= 280


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_a_flowchart_answers_with_scripts_alone(
    name: str, ours: str, intranet: tuple[Path, int], request: pytest.FixtureRequest
) -> None:
    """Its questions come one by one, a hand-over stays in the frame, and the partner's history gets no entry."""
    browser: Browser = request.getfixturevalue(name)
    page = browser.new_context().new_page()
    page.goto(put(intranet, framed(ours, "embed/decide/tell/", "allow-scripts", 600)))
    frame = frame_of(page)
    frame.locator(OPTIONS).first.wait_for()
    before = page.evaluate("history.length")
    press = "button => button.click()"  # Firefox's driver misses what is in a frame
    frame.locator(OPTIONS).nth(1).evaluate(press)
    frame.locator(ANSWERED).wait_for(state="attached")
    assert page.evaluate("history.length") == before
    assert page.url.startswith("http://localhost:")
    frame.get_by_role("button", name="Start again").evaluate(press)
    frame.locator(ANSWERS).wait_for(state="hidden")
    page.context.close()


def test_a_flowchart_works_in_a_frame_of_webkit(ours: str, intranet: tuple[Path, int], screen: str) -> None:
    """At 280 px with scripts alone: nothing is cut off, the questions come one by one, and nothing leaves the frame."""
    with engines.webkit(screen) as driver:
        address = put(intranet, framed(ours, "embed/decide/tell/", "allow-scripts"))
        driver.get(address)
        before = driver.execute_script("return history.length")
        driver.switch_to.frame(driver.find_element("css selector", "iframe"))
        words = driver.find_element("css selector", "body").text
        assert "Reviewed" in words
        assert f"{ADDRESS}decide/tell/" in words
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 280
        driver.find_elements("css selector", OPTIONS)[1].click()
        assert driver.find_elements("css selector", ANSWERED)
        driver.switch_to.default_content()
        assert driver.execute_script("return history.length") == before
        assert driver.current_url == address


def test_a_flowchart_leads_on_without_scripts(ours: str, intranet: tuple[Path, int], page: Page) -> None:
    """Every answer leads on within the frame."""
    page.goto(put(intranet, framed(ours, "embed/decide/reply/", "", 600)))
    frame = frame_of(page)
    assert not frame.locator(STEPPER).is_visible()
    frame.locator(options_in_text("first")).nth(1).click()
    frame.wait_for_url(f"{ours}embed/decide/reply/#*")
    # A hand-over opens the other flowchart in the same frame.
    frame.locator("a[href^='../../decide/ask/#']").first.click()
    frame.wait_for_url("**/embed/decide/ask/#*")


def test_a_list_is_copied_in_a_frame(ours: str, intranet: tuple[Path, int], page: Page) -> None:
    """A list is ticked and copied without any permission."""
    page.goto(put(intranet, framed(ours, "embed/checklists/before/", "allow-scripts", 600)))
    frame = frame_of(page)
    frame.get_by_role("checkbox").first.check()
    frame.get_by_text("Copy as text").click()
    frame.get_by_role("button", name="Copy").click()
    frame.locator(f"{CHECKLIST} {status('copied')}").wait_for()
    assert frame.locator(PRINT).is_visible() is False


def test_the_snippet_is_whole(hosted: Path, ours: str, intranet: tuple[Path, int], page: Page) -> None:
    """As it is copied: a title, a size, a link beside it; the link in the frame opens the full page on top."""
    text = snippet(hosted, "checklists/before/")
    given = html.fromstring(f"<div>{text}</div>")
    (frame_given,), (link,) = given.findall("iframe"), given.findall("p/a")
    assert frame_given.get("title")
    assert int(frame_given.get("height")) >= 500
    assert frame_given.get("sandbox") == SANDBOXES[2]
    assert link.get("href") == f"{ADDRESS}checklists/before/"
    page.goto(put(intranet, text.replace(ADDRESS, ours)))
    frame = frame_of(page)
    frame.get_by_role("link", name="Open the full page").click()
    page.wait_for_url(f"{ours}checklists/before/")
    assert page.locator(EXIT).is_visible(), "the exit is there again"


@pytest.mark.parametrize("sandbox", SANDBOXES[:2])
def test_a_strict_sandbox_blocks_the_link_alone(
    sandbox: str, ours: str, intranet: tuple[Path, int], page: Page
) -> None:
    """There the link does nothing, which is why the address stands beside it as text."""
    address = put(intranet, framed(ours, "embed/principles/timely/", sandbox, 600))
    page.goto(address)
    frame = frame_of(page)
    frame.get_by_role("link", name="Open the full page").click()
    assert frame.get_by_text(f"{ADDRESS}principles/timely/").is_visible()
    assert page.url == address


@pytest.mark.parametrize(
    ("name", "host_name", "shown"),
    [
        ("embed/principles/timely/", "localhost", True),
        ("embed/principles/timely/", "127.0.0.1", False),
        ("principles/timely/", "localhost", False),
        ("", "localhost", False),
    ],
)
def test_who_may_frame_what(
    name: str, host_name: str, shown: bool, ours: str, intranet: tuple[Path, int], watch: Watch
) -> None:
    """Embeds on listed sites; embeds nowhere else; ordinary pages, which have the exit, nowhere at all."""
    watched = watch()
    page = watched.page()
    refused = "frame-ancestors"
    with nullcontext() if shown else page.expect_console_message(lambda message: refused in message.text):
        page.goto(put(intranet, framed(ours, name, None, 600), host_name), wait_until="load")
    assert (frame_of(page).locator("main").count() == 1) == shown
    assert any(refused in complaint for complaint in watched.complaints) != shown


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("name", ["embed/checklists/before/", "embed/decide/tell/", "embed/law/sharing-act/"])
def test_axe_finds_nothing_in_an_embed(name: str, scheme: str, ours: str, watch: Watch) -> None:
    """An embed is a page like any other."""
    watched = watch(color_scheme=scheme, viewport={"width": 320, "height": 600})
    page = watched.page()
    page.goto(ours + name)
    assert violations(page) == []
    assert watched.kept(page) == []
    assert watched.elsewhere == []
