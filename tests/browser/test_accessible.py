"""Every kind of page passes axe, and can be used by keyboard, at any width, without a script."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from macros.content import Content
from macros.models.flowchart import Flowchart
from tests.support.axe import COLOURS, PLACES, violations
from tests.support.markup import (
    CHECKLIST,
    CITE,
    CODE,
    COPY,
    DIAGRAM_FOLD,
    HEADING,
    LOST,
    MENU,
    OFFER,
    PRACTICE_OPTIONS,
    PRACTICE_SETTINGS,
    RESULT,
    ROUTE_CODE,
    ROUTE_FOUND,
    SEARCH,
    STEPPER,
    STEPS,
    TYPED,
    again_in_text,
    item,
    options_in_text,
    status,
)
from tests.support.pages import KINDS, SMALL_KINDS, SPECIAL, addresses
from tests.support.project import change, real
from tests.support.search_box import open_search
from tests.support.sight import REACHABLE
from tests.support.stepper import press, way_to
from tests.support.watched import Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow

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
  return ((cuts('X') && it.scrollWidth > it.clientWidth + 1) || (cuts('Y') && it.scrollHeight > it.clientHeight + 1))
    && it.innerText; // the words last: it takes long to find out what a reader sees of them
}).map(it => it.outerHTML.slice(0, 100))"""
"""What holds more words than it shows: words for listeners alone too, which a copy takes and a search stops at."""


def too_wide(page: Page) -> bool:
    """Whether the page itself scrolls sideways."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))


def faults(page: Page) -> list[str]:
    """What is wrong with a page: folded out, in each scheme and at each width, on paper, with wider spacing."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
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
    return found + list(faults_of_width(page))


def faults_of_width(page: Page) -> Iterator[str]:
    """Where a page scrolls sideways or cuts off words: at each width, with and without wider spacing."""
    for spaced in (False, True):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 256})
            state = f"{width} px{', spaced' if spaced else ''}"
            if too_wide(page):
                yield f"{state}: it scrolls sideways"
            yield from (f"{state}: words are cut off in {one}" for one in page.evaluate(CUT))
        page.evaluate(SPACED)


STRUCTURE = (*COLOURS, "target-size")
"""The rules about colours and sizes, which the style sheet decides, not a page."""


def faults_on_a_phone(page: Page) -> list[str]:
    """What is wrong with a page: folded out, on a narrow screen, but for what the style sheet decides."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    sideways = ["it scrolls sideways"] if too_wide(page) else []
    cut = [f"words are cut off in {one}" for one in page.evaluate(CUT)]
    return violations(page, without=STRUCTURE) + sideways + cut


def faults_of_style(page: Page) -> list[str]:
    """What is wrong with a page: folded out, in the colours of each scheme, and at each width."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    found = violations(page, *PLACES)
    page.emulate_media(color_scheme="dark")
    found += violations(page, *COLOURS)
    page.emulate_media(color_scheme="light")
    return found + list(faults_of_width(page))


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


PHONE: ViewportSize = {"width": 360, "height": 800}

TURN = """async url => {
  const text = await (await fetch(url)).text();
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  const sheets = (tree) => [...tree.querySelectorAll('link[rel="stylesheet"]')];
  const wanted = sheets(parsed).map((link) => new URL(link.getAttribute('href'), url).href);
  for (const frame of parsed.querySelectorAll('body > :is(header, nav, footer)')) frame.remove();
  for (const link of sheets(document)) if (!wanted.includes(link.href)) link.remove();
  const missing = wanted.filter((href) => !sheets(document).some((link) => link.href === href));
  await Promise.all(missing.map((href) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement('link'),
      {rel: 'stylesheet', href, onload: done, onerror: failed}));
  })));
  document.body.replaceWith(document.adoptNode(parsed.body));
  document.title = parsed.title;
  scrollTo(0, 0);
}"""
"""Show another page of the site in place of this one, as it comes, in its own styles, without its scripts.

Without what stands above and below each page alike, which takes a third of the time: kinds of page are judged whole.
"""


def wrong_as_they_come(page: Page, address: str, names: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong on a phone, by page; axe is loaded once, since the pages take turns in one document."""
    page.goto(address)
    wrong = {}
    for name in names:
        page.evaluate(TURN, address + name)
        if found := faults_on_a_phone(page):
            wrong[name] = found
    return wrong


def of_their_own(site: Path) -> list[str]:
    """Pages but embeds, which have the parts of other pages, and answers to sheets, which are all of one kind."""
    return [name for name in addresses(site) if not name.startswith(("embed/", "c/"))]


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_passes_axe(half: int, watch: Watch, site: Path, address: str) -> None:
    """WCAG 2.2 AA, as far as a machine can tell, in the one state that shows most: on a phone, folded out.

    Of embeds and answers to sheets, one of each kind is judged with the kinds of page. What scripts make of a page,
    the tests of states and of each kind of page judge; what stands in its head, test_site.py.
    """
    names = of_their_own(site)
    page = watch(viewport=PHONE, bypass_csp=True).page()  # its policy lets no script parse a page
    assert wrong_as_they_come(page, address, names[half::2]) == {}


def test_every_kind_of_page_passes_axe_in_every_way(watch: Watch, small_address: str) -> None:
    """In each scheme, at each width, on paper, with wider spacing: what these differ in, the kinds of page share."""
    assert wrong_pages(watch().page(), small_address, SMALL_KINDS, faults) == {}


LISTS = ("law/", "guidance/a-to-z/", "guidance/glossary/", "guidance/scenarios/")
"""Pages that are one thing after another, each of which stands on other pages too; they take long to judge."""


@pytest.mark.thorough
def test_every_kind_of_page_of_ours_has_its_colours_and_its_room(watch: Watch, address: str) -> None:
    """In each scheme the words have contrast; at each width none are cut off, and no page scrolls sideways."""
    names = [name for name in KINDS + SPECIAL if name not in LISTS]
    assert wrong_pages(watch().page(), address, names, faults_of_style) == {}


def faults_of_its_own(page: Page) -> list[str]:
    """What is wrong with a page in each of these ways, without what stands above and below each page alike."""
    page.evaluate("document.querySelectorAll('body > :is(header, nav, footer)').forEach(one => one.remove())")
    return faults(page)


@pytest.mark.thorough
@pytest.mark.parametrize("half", [0, 1])
def test_every_page_passes_axe_in_every_way(half: int, watch: Watch, site: Path, address: str) -> None:
    """The pages that `test_every_page_passes_axe` judges, in all of these ways."""
    assert wrong_pages(watch().page(), address, of_their_own(site)[half::2], faults_of_its_own) == {}


def in_both_schemes(page: Page, within: str = "html") -> list[str]:
    """What axe says in light, and of the colours in dark."""
    light = violations(page, within=within)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, *COLOURS, within=within)
    page.emulate_media(color_scheme="light")
    return light + dark


OTHER_DAYS = (
    *("guidance/old-one/", "guidance/trial/", "law/", "about/changes/", "at/", "at/2026-12-01/"),
    *("c/twice/1/", "c/twice/3/", "c/worded/1/", "c/mended/2/", "c/waiting/2/"),
)
"""What the site of today has not: moved, withdrawn, overdue, noticed, as it stood, and each answer to a sheet."""


@pytest.mark.parametrize(
    "find", [in_both_schemes, pytest.param(faults, marks=pytest.mark.thorough)], ids=["", "in every way"]
)
def test_pages_of_other_days_pass_axe(
    find: Callable[[Page], list[str]], revised: Path, watch: Watch, serve: Serve
) -> None:
    """Moved, withdrawn, overdue, noticed, as it stood, and each answer to a printed sheet, on a phone."""
    site = revised / "site"
    page = watch(viewport=PHONE).page()
    # A page that has moved would lead on at once.
    moved = re.sub("<meta http-equiv[^>]*>", "", (site / OTHER_DAYS[0] / "index.html").read_text(encoding="utf-8"))
    page.route("**/old-one/", lambda route: route.fulfill(body=moved, content_type="text/html"))
    assert wrong_pages(page, serve(site), OTHER_DAYS, find) == {}


def open_every_place(page: Page, address: str, *widths: int) -> None:
    """Each question and ending of a flowchart, opened alone as the script shows it, on a phone; at `widths`, places."""
    page.goto(address)
    wrong = {}
    places = page.locator(STEPS).evaluate_all("all => all.map(one => one.id)")
    assert len(places) > 5
    for place in places:
        page.evaluate("place => { location.hash = place; }", place)
        page.wait_for_function(
            f"place => document.querySelector('{HEADING}').textContent.includes("
            "document.querySelector(`[id='${place}'] h3`).lastChild.textContent.trim())",
            arg=place,
        )
        page.set_viewport_size(PHONE)
        found = in_both_schemes(page, STEPPER)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            found += violations(page, *PLACES, within=STEPPER)
        if found:
            wrong[place] = found
    assert wrong == {}


def test_every_place_of_a_flowchart_passes_axe(watch: Watch, small_address: str) -> None:
    """Each question and ending, opened alone as the script shows it, on a phone."""
    open_every_place(watch().page(), small_address + "decide/tell/")


@pytest.mark.thorough
@pytest.mark.parametrize("name", real().flowcharts)
def test_every_place_of_our_flowcharts_passes_axe(name: str, watch: Watch, address: str) -> None:
    """The same of each flowchart of ours, on a phone and on a wide screen."""
    open_every_place(watch().page(), f"{address}decide/{name}/", 1440)


def _search(page: Page, typed: str) -> None:
    open_search(page)
    page.locator(TYPED).fill("law")
    page.locator(TYPED).focus()
    page.wait_for_selector(RESULT)
    page.locator(TYPED).fill(typed)
    page.keyboard.press("ArrowDown")


def _copy(page: Page) -> None:
    page.get_by_role("checkbox").first.check()
    page.evaluate("() => { document.execCommand = () => false; }")
    page.get_by_text("Copy as text").click()
    page.get_by_role("button", name="Copy").click()
    page.locator(f"{CHECKLIST} {status('selected')}").wait_for()


def _cite(page: Page) -> None:
    page.locator(CITE).locator("summary").click()
    page.locator(CITE).get_by_role("button").first.click()
    page.locator(f"{CITE} [data-status]:not([hidden])").wait_for()


def _copy_refused(page: Page, chart: Flowchart) -> None:
    press(page, *way_to(chart, next(iter(chart.outcomes))))
    page.evaluate("() => { document.execCommand = () => false; }")
    page.locator(COPY).click()
    page.get_by_role("group", name="The words to copy").wait_for()


def _answer(page: Page, answer: int) -> None:
    """Answer each question of a case of practice by the same place in its list, or by the last, up to where it ends."""
    while count := page.locator(PRACTICE_OPTIONS).count():
        page.locator(PRACTICE_OPTIONS).nth(min(answer, count) - 1).click()


def _lose(page: Page) -> None:
    page.route("**/assets/find.json", lambda route: route.abort())
    open_search(page)
    page.locator(TYPED).focus()
    page.locator(LOST).wait_for()


State = tuple[str, Callable[[Page], object]]

COVERS = {"the menu open": MENU, "search open": SEARCH, "search lost": SEARCH}
"""The states in which a panel lies over links of the page, and so makes what is seen of them smaller."""


def states(content: Content) -> dict[str, State]:
    """What a reader can bring the pages of a site into: where, and how."""
    chart = max(content.flowcharts.values(), key=lambda one: len(one.questions))
    title = max((page.meta.title for page in content.pages.values()), key=len)
    page, *_ = (f"checklists/{name}/" for name, one in content.checklists.items() if one.kind != "record")
    ask = f"decide/{chart.name}/"
    longest = max((way_to(chart, end) for end in chart.outcomes), key=len)
    return {
        "search open": ("", lambda page: _search(page, title)),
        "search, nothing found": ("law/", lambda page: _search(page, "zzzzqqqq")),
        "search lost": ("", _lose),
        "the menu open": ("law/", lambda page: page.locator(MENU).locator("summary").click()),
        "answers so far": (ask, lambda page: press(page, *longest)),
        "an ending after answers, and its words to copy": (ask, lambda page: _copy_refused(page, chart)),
        "a link to no place": (f"{ask}#no-such-place", Page.bring_to_front),
        "a checklist partly ticked, a copy refused": (page, _copy),
        "practice, the settings": ("teams/practice/", lambda page: page.locator(PRACTICE_SETTINGS).click()),
        "practice, a question": ("teams/practice/", lambda page: page.locator(PRACTICE_OPTIONS).nth(1).click()),
        "practice, an end": ("teams/practice/", lambda page: _answer(page, 1)),
        "practice, another end": ("teams/practice/", lambda page: _answer(page, 9)),
        "keys pressed once": ("", lambda page: page.keyboard.press("Shift")),
        "keys pressed twice": ("", lambda page: [page.keyboard.press("Shift") for _ in range(2)]),
        "how to cite, copied": ("law/", _cite),
        "a setting chosen": ("guidance/scenarios/", lambda page: page.get_by_role("radio").nth(1).check()),
        "the diagram open": (ask, lambda page: page.locator(f"{DIAGRAM_FOLD} > summary").click()),
        "an address offered": ("LAW.html", lambda page: page.locator(OFFER).wait_for()),
        "focus on the first link": ("", lambda page: page.keyboard.press("Tab")),
        "an address that was linked": (f"law/#{next(iter(content.rules))}", Page.bring_to_front),
    }


def wrong_states(watch: Watch, address: str, content: Content, *widths: int) -> dict[str, list[str]]:
    """What axe has to say on a phone, by state; with `widths`, of places and room at these widths too."""
    wrong = {}
    page = watch(viewport=PHONE).page()
    for state, (name, bring) in states(content).items():
        page.unroute_all()
        page.set_viewport_size(PHONE)
        page.goto("about:blank")  # from one address of a page to another it would not be loaded anew
        page.goto(address + name)
        bring(page)
        found = in_both_schemes(page)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 256})
            found += violations(page, *PLACES)
            found += ["it scrolls sideways"] if too_wide(page) else []
        if state in COVERS:
            found = [one for one in found if not one.startswith("target-size")]
            found += violations(page, "target-size", within=COVERS[state])
        if found:
            wrong[state] = found
    return wrong


def test_every_state_passes_axe(watch: Watch, small_address: str, small_content: Content) -> None:
    """Each state that a control brings about, on a phone."""
    assert wrong_states(watch, small_address, small_content) == {}


@pytest.mark.thorough
def test_every_state_of_our_site_passes_axe_at_each_width(watch: Watch, address: str, content: Content) -> None:
    """The same on our site, at other widths too."""
    assert wrong_states(watch, address, content, 320, 1440) == {}


def see_forced_colours(page: Page, address: str) -> None:
    """Axe has nothing to say, and what is pressed or ticked still has an edge."""
    page.goto(address)
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


@pytest.mark.parametrize("name", ["", "404.html", "decide/tell/", "checklists/before/"])
def test_what_is_pressed_keeps_an_edge_under_forced_colours(name: str, watch: Watch, small_address: str) -> None:
    """Where the system sets all colours: on pages with every kind of control."""
    see_forced_colours(watch(forced_colors="active", viewport=PHONE).page(), small_address + name)


@pytest.mark.thorough
@pytest.mark.parametrize("name", KINDS)
def test_what_is_pressed_on_pages_of_ours_keeps_an_edge_under_forced_colours(
    name: str, watch: Watch, address: str
) -> None:
    """The same of each kind of page of ours."""
    see_forced_colours(watch(forced_colors="active", viewport=PHONE).page(), address + name)


UNREADABLE = """() => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const light = text => {
    const linear = one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4;
    const [red, green, blue] = parts(text).map(one => linear(one / 255));
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const ground = it => getComputedStyle(it).backgroundColor;
  const behind = it => !it ? 'rgb(0, 0, 0)' : (parts(ground(it))[3] ?? 1) > .5 ? ground(it) : behind(it.parentElement);
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const it = node.parentElement;
    if (!node.data.trim() || !it.checkVisibility({ visibilityProperty: true })) continue;
    const [less, more] = [getComputedStyle(it).color, behind(it)].map(light).sort((one, other) => one - other);
    if ((more + .05) / (less + .05) < 4.5) found.push(`${it.tagName} ${it.className}: ${node.data.trim()}`);
  }
  return found;
}"""
"""Words whose colour is too near to what they stand on; a page without a ground of its own is dark."""


@pytest.mark.thorough
def test_words_of_every_state_of_ours_are_readable_under_forced_colours(
    watch: Watch, address: str, content: Content
) -> None:
    """Where the system sets dark colours; links with colours of their own are noticed."""
    for state, (name, bring) in states(content).items():
        watched = watch(viewport=PHONE, forced_colors="active", color_scheme="dark")
        page = watched.page()
        page.goto(address + name)
        bring(page)
        assert page.evaluate(UNREADABLE) == [], state
        if state == "search open":
            own = "a { forced-color-adjust: none; color: black !important; background: black !important; }"
            page.evaluate("rule => document.styleSheets[0].insertRule(rule)", own)
            assert page.evaluate(UNREADABLE) != [], "negative control"
        watched.context.close()


def _open_code(page: Page) -> None:
    here = page.url
    page.goto(here.replace("route/", "decide/tell/"))
    press(page, 2, 3)
    code = page.locator(CODE).inner_text()
    page.goto(here)
    page.locator(ROUTE_CODE).fill(code)
    page.keyboard.press("Enter")
    page.wait_for_selector(ROUTE_FOUND)


def _compare(page: Page) -> None:
    page.get_by_role("button", name="Show what is different").click()
    page.get_by_role("status").locator("strong").wait_for()


OF_EDITIONS: dict[str, Callable[[Page], object]] = {
    "at/2026-12-01/": Page.bring_to_front,
    "at/compare/": _compare,
    "route/": _open_code,
    "law/": Page.bring_to_front,
}
"""Pages that a site has, or that say more, once there are editions, and what is done on each."""


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.thorough)])
def test_words_that_come_with_editions_are_readable_under_forced_colours(
    scheme: Any, released: Path, watch: Watch, serve: Serve
) -> None:
    """What is marked as new, among others."""
    top = serve(released / "site")
    page = watch(viewport=PHONE, forced_colors="active", color_scheme=scheme).page()
    marks = 0
    for name, bring in OF_EDITIONS.items():
        page.goto(top + name)
        bring(page)
        marks += page.locator("mark:visible").count()
        assert page.evaluate(UNREADABLE) == [], name
    assert marks > 0


@pytest.mark.thorough
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
def test_a_fault_is_found_in_the_state_in_which_it_shows(
    fault: str, told: str, watch: Watch, small_address: str
) -> None:
    """Negative control: each of these is seen, in the state in which it shows."""
    page = watch().page()
    page.goto(small_address + "about/leaving/")
    page.evaluate("document.querySelector('h1').textContent = 'What we keep about you and what others may'")
    page.evaluate(
        f"() => {{ const main = document.querySelector('main'), h1 = document.querySelector('h1'); {fault}; }}"
    )
    assert [one for one in faults(page) if told in one] != []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("main.append(document.createElement('img'))", "image-alt"),
        ("main.firstElementChild.style.minWidth = '400px'", "it scrolls sideways"),
        ("main.firstElementChild.style.cssText = 'height: 9px; overflow: hidden'", "words are cut off"),
        (
            "main.firstElementChild.style.cssText = 'position: absolute; width: 1px; height: 1px; overflow: hidden'",
            "words are cut off",
        ),
    ],
)
def test_a_fault_on_a_phone_is_found(fault: str, told: str, watch: Watch, small_address: str) -> None:
    """Negative control of the test of every page."""
    page = watch(viewport=PHONE).page()
    page.goto(small_address + "about/leaving/")
    assert faults_on_a_phone(page) == []
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {fault}; }}")
    assert [one for one in faults_on_a_phone(page) if told in one] != []


@pytest.mark.thorough
def test_a_fault_of_one_page_among_others_is_found(watch: Watch, other: Path, serve: Serve, tmp_path: Path) -> None:
    """Negative control of the same: of pages that take turns, the one with a fault is named."""
    site = shutil.copytree(other, tmp_path / "site")
    change(site / "law" / "index.html", ("</h1>", "</h1><img src='#'>"))
    page = watch(viewport=PHONE, bypass_csp=True).page()
    assert [*wrong_as_they_come(page, serve(site), ("", "law/", "guidance/"))] == ["law/"]


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (320, 256),
        pytest.param(1440, 900, marks=pytest.mark.thorough),
        pytest.param(360, 740, marks=pytest.mark.thorough),
        pytest.param(768, 1024, marks=pytest.mark.thorough),
    ],
)
def test_tab_reaches_everything_in_order(width: int, height: int, watch: Watch, small_address: str) -> None:
    """The exit second; what has focus is seen whole and uncovered."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in ("checklists/before/", "decide/tell/"):
        page.goto(small_address + kind)
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


def test_body_text_is_large_and_follows_the_scheme(watch: Watch, small_address: str) -> None:
    """A paragraph and a list have at least 18 px; the colours follow the system's preference."""
    light, dark = (
        watch(viewport={"width": 1440, "height": 900}, color_scheme=scheme).page() for scheme in ("light", "dark")
    )
    grounds = []
    for page in (light, dark):
        page.goto(small_address + "about/table/")
        for kind in ("table ~ p:not([class])", "table ~ ul > li"):
            text = page.locator(f"main > {kind}").first
            assert text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 18, kind
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("width", [320, 500, 1000])
def test_the_first_column_of_a_table_keeps_its_words_whole(width: int, watch: Watch, small_address: str) -> None:
    """A short name such as "A1" at the beginning of a row stands on one line, and no table makes a page too wide."""
    page = watch(viewport={"width": width, "height": 800}).page()
    page.goto(small_address + "about/table/")
    lines = page.locator("main td:first-child").evaluate_all(
        """all => all.filter(one => one.innerText.length < 4).map(one => {
          const words = document.createRange();
          words.selectNodeContents(one);
          return new Set([...words.getClientRects()].map(part => part.top)).size;
        })"""
    )
    assert set(lines) == {1}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_flowchart_is_answered_by_keyboard_without_scripts(
    watch: Watch, small_address: str, small_content: Content
) -> None:
    """A reader with scripts off goes from the first question to an outcome and back to the start."""
    chart = small_content.flowcharts["tell"]
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + "decide/tell/")
    longest = max((route for route in chart.routes() if route.end == "told"), key=lambda route: len(route.steps))
    for question, number in zip((key for key, _ in longest.steps), way_to(chart, "told"), strict=True):
        if question != chart.start:
            page.wait_for_url(f"**#{question}")
        page.locator(options_in_text(question)).nth(number - 1).press("Enter")
    page.wait_for_url("**#told")
    heading = page.locator("#told h3")
    assert heading.bounding_box() is not None
    page.locator(again_in_text("told")).press("Enter")
    page.wait_for_url(f"**#{chart.start}")


def test_a_checklist_is_ticked_by_keyboard_without_scripts(watch: Watch, small_address: str) -> None:
    """Boxes are ticked and cleared with Space or by their words; Enter sends nothing."""
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + "checklists/before/")
    box = page.get_by_role("checkbox").first
    box.press("Space")
    assert box.is_checked()
    box.press("Space")
    assert not box.is_checked()
    page.locator(item(1)).click()
    assert box.is_checked()
    box.press("Enter")
    assert box.is_checked()
    assert page.url == small_address + "checklists/before/"
