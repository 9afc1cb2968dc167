"""Every kind of page passes axe, and can be used by keyboard, at any width, without a script."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.loading import load
from tests.browser.axe import COLOURS, PLACES, violations
from tests.browser.conftest import Serve, Watch
from tests.conftest import build, copy_of_the_project
from tests.pages.test_gone import LEDGER
from tests.support.pages import KINDS, addresses

pytestmark = pytest.mark.slow

REACHABLE = "a[href], button, input:not([hidden]), select, textarea, summary, [tabindex='0']"
WIDTHS = (320, 360, 768, 1440)
ON_PAPER = ("target-size", "page-has-heading-one")
"""Rules that ask nothing of paper: nobody presses it, and a sheet has a head of its own."""

SPACED = """() => {
  const wide = new CSSStyleSheet();
  wide.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [wide];
}"""
"""The text spacing of WCAG 1.4.12, which a reader may set."""

CUT = """() => [...document.querySelectorAll('body, body *')].filter(it => {
  const style = getComputedStyle(it);
  const cuts = axis => ['hidden', 'clip'].includes(style['overflow' + axis]);
  return it.clientWidth > 1 && it.innerText && (
    (cuts('X') && it.scrollWidth > it.clientWidth + 1) || (cuts('Y') && it.scrollHeight > it.clientHeight + 1));
}).map(it => it.outerHTML.slice(0, 100))"""
"""What holds more words than it shows."""


def too_wide(page: Page) -> bool:
    """Whether the page itself scrolls sideways."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))


def faults(page: Page) -> list[str]:
    """What is wrong with a page: folded out, in each scheme and at each width, on paper, with wider spacing."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found: list[str] = []

    def note(state: str, told: list[str]) -> None:
        found.extend(f"{state}: {one}" for one in told)

    for width, rules in ((360, ()), (1440, PLACES)):
        page.set_viewport_size({"width": width, "height": 800})
        note(f"light, {width} px", violations(page, *rules))
        page.emulate_media(color_scheme="dark")
        note(f"dark, {width} px", violations(page, *COLOURS))
        page.emulate_media(color_scheme="light")
    page.emulate_media(media="print")
    note("paper", violations(page, without=ON_PAPER))
    page.emulate_media(media="screen")
    for spaced in (False, True):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 256})
            state = f"{width} px{', spaced' if spaced else ''}"
            note(state, ["it scrolls sideways"] if too_wide(page) else [])
            note(state, [f"words are cut off in {one}" for one in page.evaluate(CUT)])
        page.evaluate(SPACED)
    return found


def faults_on_a_phone(page: Page) -> list[str]:
    """What is wrong with a page: folded out, in the light scheme, on a narrow screen."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    sideways = ["it scrolls sideways"] if too_wide(page) else []
    return violations(page) + sideways + [f"words are cut off in {one}" for one in page.evaluate(CUT)]


def wrong_pages(
    page: Page, address: str, names: Iterable[str], find: Callable[[Page], list[str]]
) -> dict[str, list[str]]:
    """What is found wrong, by page."""
    wrong = {}
    for name in names:
        page.goto(address + name)
        if found := find(page):
            wrong[name] = found
    return wrong


@pytest.mark.parametrize("half", [0, 1])
def test_every_page(half: int, watch: Watch, site: Path, address: str) -> None:
    """WCAG 2.2 AA, as far as a machine can tell, on every page, in the one state that shows most: on a phone, light."""
    assert wrong_pages(watch().page(), address, addresses(site)[half::2], faults_on_a_phone) == {}


def test_every_kind_of_page(watch: Watch, address: str) -> None:
    """The same in every way that it can be shown: what the states differ in, the kinds of page share."""
    assert wrong_pages(watch().page(), address, KINDS, faults) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("half", [0, 1])
def test_every_page_in_every_way(half: int, watch: Watch, site: Path, address: str) -> None:
    """The same of every page."""
    assert wrong_pages(watch().page(), address, addresses(site)[half::2], faults) == {}


def test_pages_of_other_days(tmp_path: Path, addressed: Path, watch: Watch, serve: Serve) -> None:
    """The same for what the site of today has not: moved, withdrawn, overdue, noticed, answers to sheets."""
    project = copy_of_the_project(tmp_path)
    (project / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    settings = project / "docs" / "partnership.yml"
    text, count = re.subn("notice: .*", 'notice: "1 May 2027: the law changed."', settings.read_text(encoding="utf-8"))
    assert count == 1
    settings.write_text(text, encoding="utf-8")
    due = load(project / "docs").pages["law/years.md"].meta.next_review
    assert build(project, AS_OF=due.isoformat()).returncode == 0
    page = watch().page()
    # A page that has moved would lead on at once.
    page.route("**/old-one/", lambda route: route.fulfill(body=_without_refresh(project), content_type="text/html"))
    odd, answers = serve(project / "site"), serve(addressed / "site")
    names = [odd + name for name in ("guidance/old-one/", "guidance/trial/", "law/years/")]
    names += [answers + name for name in addresses(addressed / "site") if name.startswith(("c/em", "c/as", "c/man"))]
    assert wrong_pages(page, "", names, faults) == {}


def _without_refresh(project: Path) -> str:
    text = (project / "site" / "guidance" / "old-one" / "index.html").read_text(encoding="utf-8")
    return re.sub("<meta http-equiv[^>]*>", "", text)


def in_both_schemes(page: Page, within: str = "html") -> list[str]:
    """What axe says in light, and of the colours in dark."""
    light = violations(page, within=within)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, *COLOURS, within=within)
    page.emulate_media(color_scheme="light")
    return light + dark


@pytest.mark.parametrize(
    "name", ["share", *(pytest.param(name, marks=pytest.mark.thorough) for name in ("asked", "tell", "disagree"))]
)
def test_every_place_of_a_flowchart(name: str, watch: Watch, address: str) -> None:
    """Each question and ending, opened alone as the script shows it, on a phone and on a wide screen."""
    page = watch().page()
    page.goto(f"{address}decide/{name}/")
    wrong = {}
    places = page.locator(".flowchart__text > section").evaluate_all("all => all.map(one => one.id)")
    assert len(places) > 8
    for place in places:
        page.evaluate("place => { location.hash = place; }", place)
        page.wait_for_function(
            "place => document.querySelector('.stepper h2').textContent.includes("
            "document.querySelector(`[id='${place}'] h3`).textContent.trim())",
            arg=place,
        )
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            if found := in_both_schemes(page, ".stepper"):
                wrong[place] = found
    assert wrong == {}


def _search(page: Page, typed: str) -> None:
    page.locator("#search").fill("consent")
    page.locator("#search").focus()
    page.wait_for_selector("[role=option]")
    page.locator("#search").fill(typed)
    page.keyboard.press("ArrowDown")


def _answer(page: Page, *numbers: int) -> None:
    for number in numbers:
        page.locator(".stepper .flowchart__options button").nth(number).click()


def _tick(page: Page) -> None:
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()


def _copy(page: Page) -> None:
    page.evaluate("() => { document.execCommand = () => false; }")
    page.get_by_text("Copy as text").click()
    page.get_by_role("button", name="Copy").click()
    page.locator(".checklist [data-status=selected]").wait_for()


def _copy_refused(page: Page) -> None:
    _answer(page, 0)
    page.evaluate("() => { document.execCommand = () => false; }")
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_role("group", name="The words to copy").wait_for()


def _lose(page: Page) -> None:
    page.route("**/assets/find.json", lambda route: route.abort())
    page.locator("#search").focus()
    page.locator(".search__broken").wait_for()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "search open": ("", lambda page: _search(page, "scared to go home consent police")),
    "search, nothing found": ("law/", lambda page: _search(page, "zzzzqqqq")),
    "search lost": ("", _lose),
    "answers so far": ("decide/share/", lambda page: _answer(page, 1, 0, 0)),
    "an ending after answers": ("decide/share/", lambda page: _answer(page, 0)),
    "the words of an ending to copy": ("decide/share/", _copy_refused),
    "a link to no place": ("decide/share/#no-such-place", Page.bring_to_front),
    "a checklist partly ticked": ("checklists/before-you-share/", _tick),
    "a copy refused": ("checklists/emergency/", _copy),
    "keys pressed once": ("", lambda page: page.keyboard.press("Shift")),
    "focus on the first link": ("", lambda page: page.keyboard.press("Tab")),
    "an address that was linked": ("law/#section-11", Page.bring_to_front),
}
"""What a reader can bring a page into: where, and how."""


def test_every_state(watch: Watch, address: str) -> None:
    """The same for each state that a control brings about."""
    wrong = {}
    for state, (name, bring) in STATES.items():
        watched = watch(viewport={"width": 360, "height": 800})
        page = watched.page()
        page.goto(address + name)
        bring(page)
        found = in_both_schemes(page)
        page.set_viewport_size({"width": 1440, "height": 800})
        found += violations(page, *PLACES)
        page.set_viewport_size({"width": 320, "height": 256})
        found += ["it scrolls sideways"] if too_wide(page) else []
        if found:
            wrong[state] = found
        watched.context.close()
    assert wrong == {}


SOME = ("", "404.html", "decide/share/", "checklists/before-you-share/")
"""Pages with every kind of control."""


@pytest.mark.parametrize(
    "name", [*SOME, *(pytest.param(kind, marks=pytest.mark.thorough) for kind in KINDS if kind not in SOME)]
)
def test_forced_colours(name: str, watch: Watch, address: str) -> None:
    """Where the system sets all colours, axe has nothing to say, and what is pressed or ticked still has an edge."""
    page = watch(forced_colors="active", viewport={"width": 360, "height": 800}).page()
    page.goto(address + name)
    assert violations(page) == []
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    edges = page.locator(".leave__link, main button:visible, main input:visible").evaluate_all(
        """all => all.map(it => {
          const style = getComputedStyle(it);
          return it.type === 'checkbox' ? style.appearance : style.borderTopStyle;
        })"""
    )
    assert set(edges) <= {"solid", "auto"}
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(({outlineStyle, outlineColor}) => [outlineStyle, outlineColor])(getComputedStyle(document.activeElement))"
    )
    assert ring[0] == "solid"
    assert not ring[1].endswith(", 0)"), "the ring that colours hide is shown where they are forced"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("main.append(document.createElement('img'))", "image-alt"),
        ("h1.style.color = '#ddd'", "light, 360 px: color-contrast"),
        ("h1.style.color = '#16202a'", "dark, 1440 px: color-contrast"),
        ("main.style.minWidth = '330px'", "320 px: it scrolls sideways"),
        ("h1.style.cssText = 'white-space: nowrap; overflow: hidden'", "words are cut off"),
        (
            "h1.textContent = 'Words'; h1.style.cssText = 'height: 34px; overflow: hidden'",
            "360 px, spaced: words are cut",
        ),
        (
            "main.append(document.createElement('details')); main.lastChild.append('a', document.createElement('img'))",
            "image-alt",
        ),
    ],
)
def test_faults_are_found(fault: str, told: str, watch: Watch, address: str) -> None:
    """Negative control: each of these is seen, in the state in which it shows."""
    page = watch().page()
    page.goto(address + "about/privacy/")
    page.evaluate("document.querySelector('h1').textContent = 'What we keep about you and what others may'")
    page.evaluate(
        f"() => {{ const main = document.querySelector('main'), h1 = document.querySelector('h1'); {fault}; }}"
    )
    assert [one for one in faults(page) if told in one] != []


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("main.append(document.createElement('img'))", "image-alt"),
        ("main.firstElementChild.style.minWidth = '400px'", "it scrolls sideways"),
        ("main.firstElementChild.style.cssText = 'height: 9px; overflow: hidden'", "words are cut off"),
    ],
)
def test_faults_on_a_phone_are_found(fault: str, told: str, watch: Watch, address: str) -> None:
    """Negative control of the test of every page."""
    page = watch().page()
    page.goto(address + "about/privacy/")
    assert faults_on_a_phone(page) == []
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {fault}; }}")
    assert [one for one in faults_on_a_phone(page) if told in one] != []


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (320, 256),
        (1440, 900),
        pytest.param(360, 740, marks=pytest.mark.thorough),
        pytest.param(768, 1024, marks=pytest.mark.thorough),
    ],
)
def test_keyboard(width: int, height: int, watch: Watch, address: str) -> None:
    """Tab reaches everything, in order, the exit second; what has focus is seen whole and uncovered."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in ("checklists/before-you-share/", "decide/share/"):
        page.goto(address + kind)
        expected = page.locator(REACHABLE).filter(visible=True).count()
        reached = []
        for _ in range(expected):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    """() => {
                      const it = document.activeElement, box = it.getBoundingClientRect();
                      const spots = [[.5, .5], [.1, .2], [.9, .8]].map(([x, y]) =>
                        document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
                      const ours = spot => spot && (it.contains(spot) || spot.contains(it));
                      const seen = it.getClientRects().length > 1 || spots.some(ours);
                      return {what: it.className || it.tagName, seen, top: box.top, tall: box.height > innerHeight};
                    }"""
                )
            )
        assert [one["what"] for one in reached[:2]] == ["skip-link", "leave__link"]
        assert [one for one in reached if not one["seen"] or (one["top"] < 0 and not one["tall"])] == []
        assert page.evaluate("document.activeElement.closest('footer') !== null"), "the last stop is in the footer"


def test_body_text(watch: Watch, address: str) -> None:
    """Body text is at least 18 px, and the colours follow the system's preference."""
    light, dark = (
        watch(viewport={"width": 1440, "height": 900}, color_scheme=scheme).page() for scheme in ("light", "dark")
    )
    grounds = []
    for page in (light, dark):
        page.goto(address + "guidance/emergency/")
        assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") >= 18
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("width", [320, 500, 1000])
def test_first_column_keeps_its_words_whole(width: int, watch: Watch, address: str) -> None:
    """A short name such as "A1" at the beginning of a row stands on one line, and no table makes a page too wide."""
    page = watch(viewport={"width": width, "height": 800}).page()
    page.goto(address + "editing/leaving/")
    lines = page.locator("main td:first-child").evaluate_all(
        """all => all.filter(one => one.innerText.length < 4).map(one => {
          const words = document.createRange();
          words.selectNodeContents(one);
          return new Set([...words.getClientRects()].map(part => part.top)).size;
        })"""
    )
    assert set(lines) == {1}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_flowchart_by_keyboard_without_scripts(watch: Watch, address: str) -> None:
    """A reader with scripts off goes from the first question to an outcome and back to the start."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + "decide/share/")
    for node, option in (
        ("danger", 1),
        ("about", 0),
        ("identifiable", 0),
        ("required", 2),
        ("risk", 0),
        ("confidence", 0),
    ):
        assert page.url.endswith(f"#{node}") or node == "danger"
        page.locator(f"#{node} .flowchart__options a").nth(option).press("Enter")
    assert page.url.endswith("#share")
    heading = page.locator("#share h3")
    assert heading.bounding_box() is not None
    page.locator("#share .flowchart__again a").press("Enter")
    assert page.url.endswith("#danger")


def test_checklist_by_keyboard_without_scripts(watch: Watch, address: str) -> None:
    """Boxes are ticked and cleared with Space or by their words; Enter sends nothing."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + "checklists/before-you-share/")
    box = page.get_by_role("checkbox").first
    box.press("Space")
    assert box.is_checked()
    box.press("Space")
    assert not box.is_checked()
    page.locator(".checklist label").first.click()
    assert box.is_checked()
    box.press("Enter")
    assert box.is_checked()
    assert page.url == address + "checklists/before-you-share/"
