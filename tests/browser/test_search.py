"""Search in a driven browser: it finds what practitioners mean, keeps nothing, and is never in the way of the exit."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.engines import Engine
from tests.support.leaving import engines
from tests.support.search import ask
from tests.support.search_box import open_search
from tests.support.sight import in_sight
from tests.support.watched import Answering, Watch, Watched
from tests.support.world import Serve, Worlds

pytestmark = pytest.mark.slow
proves = pytest.mark.proves

FIRST = "principles/timely/"
"""The page to which the small site leads who types a word of danger."""
TYPED = "council says zebedee"
"""Words that stand on no page, but for the first."""


def ready(page: Page) -> None:
    """Wait until the box, which has focus, finds things."""
    open_search(page)
    page.locator("#search").focus()
    page.locator("#search").fill("council")
    page.wait_for_selector("[role=option]")
    page.locator("#search").fill("")


def found(page: Page, typed: str, address: str) -> list[str]:
    """The addresses of the pages that come up for what is typed, in the order in which they are shown."""
    page.locator("#search").fill(typed)
    links: list[str] = page.locator("[role=option]").evaluate_all("all => all.map(one => one.href)")
    return [link.removeprefix(address).split("#")[0] for link in links]


DANGER = ("burning", "a blaze in the hall", "burnng", "dash blaze")
NO_DANGER = ("council", "glaze council")
FORMS = ("glosary", "councils", "scool", "sharing act", "who tel", "write it down")
"""What people type, as tests/pages/test_search_engine.py has it: with a slip, in the plural, begun, and in a row."""


@pytest.fixture
def box(watch: Watch, small_address: str) -> Page:
    """A page of the site whose box of search is ready."""
    page = watch().page()
    page.goto(small_address + "law/")
    ready(page)
    return page


def test_the_box_shows_what_the_engine_finds(box: Page, small_address: str, other: Path) -> None:
    """The same pages, in the same order, with what matched marked; what the engine finds is tested by itself."""
    every = [*DANGER, *NO_DANGER, *FORMS]
    data = (other / "assets" / "find.json").read_text(encoding="utf-8")
    for typed, answer in zip(every, ask(data, *every), strict=True):
        shown = found(box, typed, small_address)
        assert shown, typed
        assert shown[:3] == answer.addresses[:3], typed
        assert box.locator("[role=option] b").count() > 0, typed


def test_a_result_that_only_a_keyword_found_shows_that_keyword(box: Page, small_address: str) -> None:
    """And none of the others that its page has."""
    assert found(box, "slip", small_address) == ["route/"]
    assert box.locator("[role=option] .search__words").all_text_contents() == ["dated slip"]


def test_words_of_danger_show_its_page_above_all_results(box: Page, small_address: str) -> None:
    """Words that suggest danger show its page above everything, once, in a group of its own; no others do.

    A word that differs from a word of danger by its first letter alone suggests none.
    """
    for typed in DANGER:
        shown = found(box, typed, small_address)
        assert shown[0] == FIRST, typed
        assert shown.count(FIRST) == 1, typed
        assert box.locator("[data-kind=first] [role=option]").count() == 1, typed
    for typed in NO_DANGER:
        assert found(box, typed, small_address), typed
        assert box.locator("[data-kind=first] [role=option]").count() == 0, typed


def test_results_of_search_say_where_they_lead(watch: Watch, small_address: str) -> None:
    """Results stand in named groups, with the words that matched marked, and each leads to its place."""
    page = watch().page()
    page.goto(small_address + "guidance/glossary/")
    ready(page)
    found(page, "council", small_address)
    groups = page.locator("[role=listbox] > [role=group]:visible")
    assert groups.count() >= 3
    names = groups.evaluate_all("all => all.map(one => [one.getAttribute('aria-label'), one.textContent])")
    assert all(text.strip().startswith(name) for name, text in names)
    marks = {mark.lower() for mark in page.locator("[role=option] b").all_text_contents()}
    assert marks
    assert all(mark.startswith("council") for mark in marks)
    found(page, "share", small_address)
    for link in page.locator("[role=option]").evaluate_all("all => all.map(one => one.href)"):
        place = link.partition("#")[2]
        other = page.context.new_page()
        other.goto(link)
        assert not place or other.locator(f"[id='{place}']").count() == 1, link
        other.close()


def test_the_box_of_search_has_the_keys_and_states_of_a_combobox(watch: Watch, small_address: str) -> None:
    """The keys and states of the combobox pattern; the number of results is announced."""
    page = watch().page()
    page.goto(small_address)
    box = page.get_by_role("combobox", name="Search")
    page.get_by_role("search").wait_for()
    assert box.get_attribute("aria-expanded") == "false"
    ready(page)
    box.press_sequentially("council")
    options = page.locator("[role=option]")
    page.wait_for_function("() => document.querySelector('#search').getAttribute('aria-expanded') === 'true'")
    count = options.count()
    expect(page.get_by_role("status").filter(has_text="found")).to_contain_text(str(count))
    assert box.get_attribute("aria-activedescendant") is None

    def active() -> int:
        ids: list[str] = options.evaluate_all("all => all.map(one => one.id)")
        chosen: list[int] = options.evaluate_all(
            "all => all.flatMap((one, n) => one.getAttribute('aria-selected') === 'true' ? [n] : [])"
        )
        assert [ids.index(str(box.get_attribute("aria-activedescendant")))] == chosen
        return chosen[0]

    box.press("ArrowDown")
    assert active() == 0
    box.press("ArrowUp")
    assert active() == count - 1
    box.press("ArrowDown")
    box.press("ArrowDown")
    assert active() == 1
    assert page.evaluate("document.activeElement.id") == "search"
    wanted = options.nth(1).evaluate("one => one.href")
    box.press("Enter")
    page.wait_for_url(wanted)


def test_enter_in_search_shows_what_it_will_open(watch: Watch, small_address: str) -> None:
    """With nothing chosen, Enter chooses the first result, however long it is held, and opens it when pressed again."""
    page = watch().page()
    page.goto(small_address)
    ready(page)
    found(page, "glossary", small_address)
    page.evaluate("window.opened = 0, addEventListener('click', () => { window.opened++; })")
    for _ in range(3):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert page.evaluate("window.opened") == 0
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/guidance/glossary/**")


def test_escape_closes_the_results_and_then_clears_the_box(watch: Watch, small_address: str) -> None:
    """The first Esc closes the results and keeps the words, the second clears the box; leaving it closes them too."""
    page = watch(viewport={"width": 1280, "height": 320}).page()
    page.goto(small_address)
    ready(page)
    box, shown = page.locator("#search"), page.locator(".search__found")
    found(page, "council", small_address)
    box.press("Escape")
    assert not shown.is_visible()
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "council"
    box.press("Escape")
    assert box.input_value() == ""
    found(page, "council", small_address)
    # A browser finds out only when it lays the results out that they scroll.
    assert shown.evaluate("it => it.scrollHeight > it.clientHeight")
    box.press("Tab")
    assert page.evaluate("document.activeElement.closest('.search')") is None
    assert not shown.is_visible()


SEARCH = """() => {
  const box = document.querySelector('#search');
  box.value = 'council';
  const send = () => {
    box.dispatchEvent(new Event('input'));
    if (!document.querySelector('[role=option]')) requestAnimationFrame(send);
    else navigator.sendBeacon('/_told', JSON.stringify({when: 'found', seen: true}));
  };
  send();
}"""
"""Types, and tells when results are there."""


@proves("B5")
@pytest.mark.parametrize("engine", engines("webkit"), indirect=True)
def test_three_presses_of_escape_in_the_box_of_search_leave(engine: Engine, small_worlds: Worlds) -> None:
    """Three presses of Esc in the box, with results shown, leave the site as they do anywhere else."""
    world = small_worlds()
    tab = engine.tab()
    tab.goto(world.address)
    tab.click("#search")
    tab.run(SEARCH)
    world.log.wait(lambda entries: [one for one in entries if one.data.get("when") == "found"])
    tab.press("Escape")
    assert tab.run("document.querySelector('.search__found').hidden") is True
    assert world.arrivals() == []
    tab.press("Escape", "Escape")
    world.wait_for_arrival()


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (1280, 800)])
def test_results_of_search_never_cover_the_exit(width: int, height: int, watch: Watch, small_address: str) -> None:
    """With the results open, the exit can be pressed at every scroll position, and nothing is too wide."""
    page = watch(viewport={"width": width, "height": height}).page()
    page.goto(small_address)
    ready(page)
    found(page, "council", small_address)
    assert page.locator(".search__found").is_visible()
    for part in (0, 0.1, 0.5):
        page.evaluate(
            "part => scrollTo({top: part * document.documentElement.scrollHeight, behavior: 'instant'})", part
        )
        assert in_sight(page), part
    for _ in range(page.locator("[role=option]").count()):
        page.keyboard.press("ArrowDown")
        assert in_sight(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_nothing_is_loaded_before_the_box_has_focus(watch: Watch, small_address: str) -> None:
    """The script and the index of search are asked for when the box is used first, once."""
    watched = watch()
    page = watched.page()
    page.goto(small_address, wait_until="networkidle")
    assert [one for one in watched.requests if "assets/find" in one] == []
    ready(page)
    page.locator("h1").click()
    page.locator("#search").focus()
    found(page, "council", small_address)
    assert sorted(one.removeprefix(small_address) for one in watched.requests if "assets/find" in one) == [
        "assets/find.js",
        "assets/find.json",
    ]


@dataclass
class Traces:
    """What a search could leave behind, before and after."""

    watched: Watched
    page: Page

    def __post_init__(self) -> None:
        self.before = (self.page.url, self.page.title(), self.page.evaluate("history.length"))
        self.sent: list[str] = []
        self.page.on("request", lambda request: self.sent.append(f"{request.url} {request.post_data or ''}"))

    def left(self) -> list[str]:
        """Each trace there is."""
        after = (self.page.url, self.page.title(), self.page.evaluate("history.length"))
        kept = [one for one in self.watched.kept(self.page) if one != "fetch"]
        state = self.page.evaluate("JSON.stringify([history.state, location.href, document.cookie, window.name])")
        told = [text for text in [*self.sent, state] if "zebedee" in text]
        odd = [url for url in self.sent if "assets/find" not in url]
        return (
            [f"{old} became {new}" for old, new in zip(self.before, after, strict=True) if old != new]
            + kept
            + told
            + odd
        )


@pytest.fixture
def traces(watch: Watch, small_address: str) -> Traces:
    """A page, watched from before the box is used."""
    watched = watch()
    page = watched.page()
    page.goto(small_address + "about/shape/", wait_until="networkidle")
    return Traces(watched, page)


def test_words_searched_leave_no_trace(traces: Traces) -> None:
    """What is typed enters no address, history, title, request or storage, and is gone on return to the page."""
    page = traces.page
    ready(page)
    page.locator("#search").press_sequentially(TYPED)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    assert traces.left() == []
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != traces.before[0])
    assert "zebedee" not in page.url + page.title() + page.evaluate("document.referrer")
    assert [one for one in traces.sent if "zebedee" in one] == []
    page.go_back(wait_until="commit")
    expect(page).to_have_url(traces.before[0])
    assert page.locator("#search").input_value() == ""
    assert "zebedee" not in page.content()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "leak",
    [
        "location.hash = word",
        "history.replaceState(null, '', '?q=' + word)",
        "history.pushState(word, '')",
        "document.title = word",
        "fetch('/?q=' + word)",
        "new Image().src = '/' + word",
        "sessionStorage.setItem('a', word)",
        "localStorage.setItem('a', word)",
        "document.cookie = 'a=' + word",
        "window.name = word",
    ],
)
def test_each_trace_of_words_searched_is_found(leak: str, traces: Traces) -> None:
    """Negative control: each way to keep or send the words is noticed."""
    ready(traces.page)
    assert traces.left() == []
    is_sent = leak.startswith(("fetch", "new Image"))
    # A driver can tell of a request after the script that made it has ended.
    with traces.page.expect_request(lambda request: "zebedee" in request.url) if is_sent else nullcontext():
        traces.page.evaluate(f"word => {{ {leak}; }}", "zebedee")
    assert traces.left() != []


def test_without_scripts_the_a_to_z_stands_in_for_search(watch: Watch, small_address: str) -> None:
    """The A to Z stands where the box would be, and leads to everything."""
    page = watch(java_script_enabled=False).page()
    page.goto(small_address)
    assert not page.locator("#search").is_visible()
    page.get_by_role("search").get_by_role("link", name="Search").click()
    page.wait_for_url(f"{small_address}guidance/a-to-z/")
    assert page.locator("main h2").count() >= 8
    assert page.locator("main li a").count() > 40


@pytest.mark.parametrize("lost", ["assets/site.js", "assets/find.js", "assets/find.json"])
def test_the_a_to_z_stands_in_where_a_file_of_search_is_lost(
    lost: str, instead: Answering, watch: Watch, small_address: str
) -> None:
    """Where a file does not come, or a filter's page in its place, the A to Z is there, and no box without a word."""
    page = watch().page()

    page.route(f"**/{lost}", instead)
    page.goto(small_address)
    assert page.get_by_role("link", name="A to Z").first.is_visible()
    if lost == "assets/site.js":
        assert not page.locator("#search").is_visible()
        return
    page.locator("#search").focus()
    page.locator(".search__broken").wait_for()
    page.locator("#search").press_sequentially("council")
    assert page.locator(".search__broken a").is_visible()


@pytest.mark.parametrize("lost", ["assets/find.js", "assets/find.json"])
def test_that_search_is_lost_is_said_beside_the_box_alone(lost: str, watch: Watch, small_address: str) -> None:
    """Esc or a press elsewhere takes it from the page, and whoever comes back to the box is told again."""
    page = watch().page()

    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(small_address)
    box, said = page.locator("#search"), page.locator(".search__broken")
    box.focus()
    said.wait_for()
    page.mouse.click(5, 500)
    assert not said.is_visible()
    box.press_sequentially("council")
    assert said.is_visible()
    box.press("Escape")
    assert not said.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_a_result_on_the_page_itself_is_not_left_under_the_results(
    way: str, width: int, watch: Watch, small_address: str
) -> None:
    """No page is loaded, so the results close by themselves, and what they led to is in sight."""
    page = watch(viewport={"width": width, "height": 740}).page()
    page.goto(small_address + "law/")
    ready(page)
    page.locator("#search").fill("sharing act")
    part = page.locator(f"[role=option][href^='{small_address}law/#'], [role=option][href^='../law/#']").first
    place = str(part.get_attribute("href")).partition("#")[2]
    if way == "mouse":
        part.click()
    else:
        while part.get_attribute("aria-selected") != "true":
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.wait_for_url(f"{small_address}law/#{place}")
    assert not page.locator(".search__found").is_visible()
    assert page.locator(f"[id='{place}']").evaluate("it => it.getBoundingClientRect().top < innerHeight")


def test_what_is_typed_before_the_index_comes_is_found(watch: Watch, small_address: str) -> None:
    """A slow line loses nothing: results come up by themselves."""
    page = watch().page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/find.json", hold)
    page.goto(small_address)
    with page.expect_request("**/assets/find.json"):
        page.locator("#search").press_sequentially("council")
    assert page.locator("[role=option]").count() == 0
    held[0].continue_()
    page.wait_for_selector("[role=option]")


def test_search_works_on_a_site_in_a_folder_of_its_host(
    other: Path, serve: Serve, watch: Watch, tmp_path: Path
) -> None:
    """It works at any depth of a site that stands in a folder of its host."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "folder").symlink_to(other)
    top = serve(tmp_path) + "some/folder/"
    page = watch().page()
    for name in ("", "law/"):
        page.goto(top + name)
        ready(page)
        assert found(page, "glosary", top)[0] == "guidance/glossary/"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(top + "guidance/glossary/**")


def test_search_is_not_printed(watch: Watch, small_address: str) -> None:
    """Neither the box nor its results are printed."""
    page = watch().page()
    page.goto(small_address)
    ready(page)
    found(page, "council", small_address)
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
