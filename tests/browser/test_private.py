"""Reading leaves nothing behind and asks nothing of any other host."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.markup import OPTIONS, RESULT, TYPED
from tests.support.pages import KINDS, SMALL_KINDS, SPECIAL, addresses
from tests.support.stepper import press
from tests.support.watched import Watch
from tests.support.world import Serve, World

pytestmark = pytest.mark.slow


def read(watch: Watch, address: str, names: Sequence[str]) -> None:
    """No other host, no cookie, nothing kept, no history call, no complaint, on any of these pages and the 404 page."""
    watched = watch()
    page = watched.page()
    for name in names:
        page.goto(address + name)
        assert watched.kept(page) == [], name
    assert watched.complaints == []
    page.goto(address + "no/such/page")
    assert watched.kept(page) == []
    links = page.locator("nav a, main a").evaluate_all("links => links.map(link => link.href.split('#')[0])")
    ours = [link for link in links if link.startswith(address) and link != page.url]
    assert len(ours) > 5
    assert [link for link in ours if link.startswith(address + "no/")] == [], "they lead on from the top of the site"
    assert len(watched.complaints) == 1, "the browser notes the 404 itself, and nothing else"
    assert watched.elsewhere == []
    assert len(watched.requests) > len(names)


def test_reading_keeps_nothing_and_asks_no_other_host(watch: Watch, address: str) -> None:
    """No other host, no cookie, nothing kept, no history call, no complaint, on each kind of page of ours.

    Every page of ours is read so in test_hosting.py.
    """
    read(watch, address, KINDS + SPECIAL)


def test_the_404_page_offers_the_page_of_an_address_as_people_type_it(watch: Watch, small_address: str) -> None:
    """Where the server does not lead there; nothing is offered that is not there, and nothing without a script."""
    page = watch().page()
    for asked, offered in (
        ("Law/", "law/"),
        ("LAW.html", "law/"),
        ("Checklists/BEFORE).", "checklists/before/"),
        ("checklists/before%E2%80%9D", "checklists/before/"),
        ("C/BEFORE/1,", "c/before/1/"),
        ("Sheets/BEFORE.pdf).", "sheets/before.pdf"),
        ("INDEX.HTML", ""),
    ):
        page.goto(small_address + asked)
        link = page.locator("main .not-found a:visible")
        link.wait_for()
        assert link.get_attribute("href") == link.inner_text() == small_address + offered, asked
    link.click()
    page.wait_for_url(small_address)
    with page.expect_response(lambda answer: answer.request.method == "HEAD"):
        page.goto(small_address + "NO/such/page.html")
    assert page.locator(".not-found").is_hidden()
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + "Law/")
    assert page.locator(".not-found").is_hidden()


KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...await caches.keys(), ...(await indexedDB.databases()).map(one => one.name),
  ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
  window.name, document.querySelectorAll('iframe').length ? 'frame' : '',
].filter(Boolean)"""
"""What a page can keep, in each place that there is."""

USED = """() => {
  let count = 0;
  const press = it => { it.click(); count++; };
  window.print = () => dispatchEvent(new Event('beforeprint'));
  document.querySelectorAll('summary, main input[type=checkbox], main button').forEach(it => {
    if (it.checkVisibility()) press(it);
  });
  const keys = document.querySelector('.keys input');
  if (keys) [keys, keys].forEach(press);
  return count;
}"""
"""Presses every control of a page but its links."""

BY_DESIGN = {"fetch", "pushState", "go"}
"""Search fetches its index; an answer in a flowchart adds a step, of the same address, and changing it goes back."""


CHANGED = "[...document.querySelectorAll('input')].filter(box => box.checked !== box.defaultChecked).length"
"""How many boxes are not as the page came."""


def use_every_control(watch: Watch, address: str, names: Iterable[str], searched: Container[str]) -> None:
    """On each page use each box, button and fold, and search on those of `searched`; nothing is kept, sent or named."""
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page()
    for name in names:
        page.goto(address + name)
        used = page.evaluate(USED)
        assert used >= 2 or name.startswith("embed/"), name  # these have neither keys nor a box of search
        if name in searched:
            page.locator(TYPED).fill("law zebedee")
            page.locator(TYPED).focus()
            page.wait_for_selector(RESULT)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Escape")
        for _ in range(3):
            if page.locator(OPTIONS).count():
                press(page, 2)
        assert page.url == address + name
        assert page.evaluate(KEPT) == [], name
        assert set(watched.kept(page)) <= BY_DESIGN, name
        page.reload()
        assert page.evaluate(CHANGED) == 0, name
    assert watched.complaints == watched.elsewhere == []
    assert watched.context.service_workers == []
    asked = {one.removeprefix(address) for one in watched.requests}
    assert [one for one in asked if "?" in one or "zebedee" in one] == []


def test_using_every_control_keeps_and_sends_nothing(watch: Watch, small_address: str) -> None:
    """On a page of each kind, each box, button and fold is used, words are searched; nothing is kept, sent or named."""
    use_every_control(watch, small_address, SMALL_KINDS, [name for name in SMALL_KINDS if "embed/" not in name])


@pytest.mark.thorough
def test_using_every_control_of_every_page_keeps_and_sends_nothing(watch: Watch, site: Path, address: str) -> None:
    """The same on every page of ours; words are searched on one of each kind."""
    use_every_control(watch, address, addresses(site), KINDS)


def test_another_site_is_not_told_where_a_reader_came_from(chromium: Browser, small_world: World) -> None:
    """By a link as it is; one that tells is noticed."""
    context = chromium.new_context()
    page = context.new_page()
    ours = small_world.address + "law/"
    for policy, told in (("", None), ("unsafe-url", ours)):
        page.goto(ours)
        page.locator("main a[href^='https:']").first.evaluate(
            """(link, [to, policy]) => {
              link.href = to;
              if (policy) link.referrerPolicy = policy;
              link.click();
            }""",
            [small_world.start, policy],
        )
        page.wait_for_url(small_world.start)
        assert [one.data["referrer"] for one in small_world.log.all("theirs", "asked")][-1] == told
    context.close()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "leak",
    [
        "localStorage.setItem('a', 'b')",
        "sessionStorage.setItem('a', 'b')",
        "document.cookie = 'a=b'",
        "window.name = 'a'",
        "await caches.open('a')",
        "await new Promise(done => { indexedDB.open('a').onsuccess = done; })",
        "document.body.append(document.createElement('iframe'))",
    ],
)
def test_whatever_a_page_keeps_is_found(leak: str, watch: Watch, small_address: str) -> None:
    """Negative control: each place where something could be kept is looked at."""
    page = watch().page()
    page.goto(small_address)
    assert page.evaluate(KEPT) == []
    page.evaluate(f"async () => {{ {leak}; }}")
    assert page.evaluate(KEPT) != []


@pytest.mark.thorough
@pytest.mark.parametrize(
    "leak",
    [
        '<img src="https://elsewhere.example/pixel.png" alt="">',
        '<link rel="stylesheet" href="https://elsewhere.example/style.css">',
        '<script src="leak.js"></script>',
        '<script>localStorage.setItem("a", "b")</script>',
        '<p style="color: red">styled</p>',
    ],
)
def test_whatever_leaves_the_machine_is_found(leak: str, watch: Watch, serve: Serve, tmp_path: Path) -> None:
    """Negative control: each of these is seen, so that the tests above can fail."""
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Leak</title>{leak}", encoding="utf-8")
    (tmp_path / "leak.js").write_text(
        "sessionStorage.setItem('a', 'b'); history.pushState(1, ''); document.cookie = 'a=b'", encoding="utf-8"
    )
    watched = watch()
    page = watched.page()
    page.goto(serve(tmp_path))
    assert watched.elsewhere or watched.kept(page)
    if "leak.js" in leak:
        assert len(watched.kept(page)) >= 4
