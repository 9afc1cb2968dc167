"""Route codes: each opens its route as released, beside what is said now; nothing of them is kept or sent."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.commands.offline import ZIP_FOLDER, offline
from macros.content import Content
from macros.loading import load
from macros.models.route_code import MOST_ROUTES
from macros.records.sheets import graph_of
from macros.records.snapshot import Snapshot
from tests.support.axe import COLOURS, PLACES, violations
from tests.support.engines import Engine
from tests.support.graphs import ways
from tests.support.markup import CODE, COPY, RESULT, ROUTE_CODE, ROUTE_FOUND, ROUTE_SAID, ROUTE_STEPS, TO_COPY
from tests.support.route_codes import RouteCode, route_number
from tests.support.search_box import open_search
from tests.support.stepper import press
from tests.support.watched import Answering, Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow

Way = list[tuple[str, str]]

TELL: Way = [("first", "calm"), ("kind", "grown-up"), ("named", "name"), ("wanted", "asked")]
"""A route of `tell` in the first edition; since the third, its second answer leads elsewhere."""

KEPT: Way = [("first", "calm"), ("kind", "nothing")]
"""Another, whose ending has other words since the third."""


@pytest.fixture(scope="session")
def editions(released: Path) -> Content:
    """The content of the small site with three editions."""
    return load(released / "docs")


@pytest.fixture(scope="session")
def route_page(serve: Serve, released: Path) -> str:
    """The address of the page where codes are typed."""
    return serve(released / "site") + "route/"


def code_of(content: Content, edition: int, name: str, way: Way) -> str:
    """The code of a route of an edition."""
    charts = content.editions[edition].things["flowcharts"]
    return str(RouteCode(edition, sorted(charts).index(name), route_number(graph_of(charts[name]), way)))


def open_code(page: Page, code: str) -> None:
    """Type a code, and wait for what it opens, or for what is said of it."""
    page.locator(ROUTE_CODE).fill(code)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROUTE_FOUND}, {ROUTE_SAID}")


def words(value: Any) -> Iterator[str]:
    """Every text of a part of a record."""
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from words(one)
        case dict():
            for key, one in value.items():
                if key not in ("id", "next", "sources", "call", "blocks", "shares", "length"):
                    yield from words(one)


def said_in(snapshot: Snapshot, name: str, end: str) -> set[str]:
    """Every text of an ending as it was released, its blocks and the contacts that it names included."""
    things = snapshot.things
    chart = things["flowcharts"][name]
    for outcome in chart["outcomes"]:
        if outcome["id"] == end:
            blocks = [things["blocks"][key] for key in outcome.get("blocks", ())]
            return {*words(outcome), *words([[block["title"], block["text"]] for block in blocks])}
    there, question = chart["refs"][end].split("/")
    asked = {one["id"]: one for one in things["flowcharts"][there]["questions"]}
    return {things["flowcharts"][there]["title"], asked[question]["text"]}


SHOWN = f"""async code => {{
    const input = document.querySelector('{ROUTE_CODE}');
    input.form.reset();
    input.value = code;
    input.form.requestSubmit();
    const found = () => document.querySelector('{ROUTE_FOUND}');
    while (!found()) await new Promise(requestAnimationFrame);
    const read = element => element.textContent.replace(/ \\(then\\)/g, '').replace(/\\s+/g, ' ').trim();
    return [...found().querySelectorAll('{ROUTE_STEPS}')].map(step => {{
        const side = step.firstElementChild;
        const texts = [...side.querySelectorAll('h3, li, p, .route__words')].map(read);
        return {{texts, title: read(side.querySelector('h3')),
            chosen: [...side.querySelectorAll('.route__answer--chosen .route__words')].map(read)}};
    }});
}}"""
"""What a code opens, step by step, as it was: every text, the title and the answer that was chosen."""


@pytest.mark.parametrize("edition", [0, pytest.param(1, marks=pytest.mark.thorough), 2])
def test_every_route_of_every_edition_opens_as_released(
    edition: int, editions: Content, route_page: str, watch: Watch
) -> None:
    """From each question on: its questions, the answers chosen, and each text of its ending, word for word."""
    watched = watch()
    page = watched.page()
    page.goto(route_page)
    snapshot, opened = editions.editions[edition], 0
    for name, chart in snapshot.things["flowcharts"].items():
        asked = {one["id"]: one for one in chart["questions"]}
        graph = graph_of(chart)
        for way in ways(graph):
            *steps, ending = page.evaluate(SHOWN, code_of(editions, edition, name, way))
            options = [{one["id"]: one["text"] for one in asked[key]["options"]} for key, _ in way]
            assert [step["title"] for step in steps] == [asked[key]["text"] for key, _ in way]
            assert [step["chosen"] for step in steps] == [
                [texts[option]] for texts, (_, option) in zip(options, way, strict=True)
            ]
            for step, (key, _) in zip(steps, way, strict=True):
                assert set(words(asked[key])) <= set(step["texts"])
            question, option = way[-1]
            assert said_in(snapshot, name, graph[question][option]) <= set(ending["texts"])
            opened += 1
    assert opened > 100
    assert watched.complaints == []


def test_what_is_different_now_stands_beside_it(editions: Content, route_page: str, watch: Watch) -> None:
    """A question that is not asked any more, another ending, other words, an answer that is gone; or nothing."""
    page = watch().page()
    page.goto(route_page)

    def now(edition: int, name: str, way: Way) -> list[str]:
        open_code(page, code_of(editions, edition, name, way))
        steps = page.locator(ROUTE_STEPS).all()
        return [" ".join(step.locator("> :nth-child(2)").inner_text().split()) for step in steps]

    same, gone = "The same now.", "Now No longer asked after these answers."
    *before, ending = now(0, "tell", TELL)
    assert before == [same, same, gone, gone]
    assert ending.startswith("Now The same answers now lead to this ending. Keep it Within a day.")
    assert not page.get_by_text("The same answers still lead").is_visible()
    assert set(now(2, "tell", KEPT)) == {same}
    assert page.get_by_text("Nothing is different now.").is_visible()
    assert page.get_by_text("It is the latest edition.").is_visible()
    assert not page.get_by_text("It has been replaced.").is_visible()
    kept = [("secret", "kept")]
    question, ending = now(0, "tell", kept)
    assert question.startswith("Now Is it any secret?")
    assert "Keep all that you have." in ending
    marked = page.locator(f"{ROUTE_STEPS} .route__differs").all_inner_texts()
    assert marked == ["Is it a secret?", "Is it any secret?", "Keep what you have.", "Keep all that you have."]
    listed = [" ".join(one.split()) for one in page.locator(".route__changes li").all_inner_texts()]
    assert listed == [
        "Keep it Then: Keep what you have. Now, since 20 February 2027: Keep all that you have.",
        "Is it a secret? Then: Is it a secret? Now, since 20 February 2027: Is it any secret?",
    ]
    answers, result = (" ".join(one.split()) for one in page.locator(".route__result > p").all_inner_texts())
    assert answers == "The answers of this code: Is it a secret? Yes, and it stays one."
    assert result.startswith("2 things are different now. The same answers still lead to the same ending,")
    assert result.endswith(" in other words: Keep it")
    assert page.get_by_text("2 things are different now.").is_visible()
    *_, answer, ending = now(0, "reply", [("first", "calm"), ("known", "unknown")])
    assert answer.startswith("Now This answer is no longer there. Do you know who asks?")
    assert ending.startswith("Now After the same answers, this question is now asked. Do you know who asks?")
    assert page.locator(f"{ROUTE_STEPS}:last-child .route__lead").first.inner_text() == "Yes: What to do"
    asked = page.locator(".route__changes li").first.inner_text()
    assert "one more question. “Do you know who asks?”\nYes: What to do\n" in asked
    assert "Now, since 20 February 2027:" in asked
    assert now(0, "reply", [("first", "calm"), ("known", "not-sure"), ("late", "dark")]) == [
        same,
        same,
        "Now No longer asked.",
        same,
    ]
    result = " ".join(page.locator(".route__result > p").last.inner_text().split())
    assert result.startswith("1 thing is different now. The same answers lead to the same ending, in the same words:")
    page.get_by_role("link", name="the flowchart now").click()
    page.wait_for_url(re.compile("/decide/reply/#wait$"))


def test_each_thing_that_is_different_leads_to_its_step(editions: Content, route_page: str, watch: Watch) -> None:
    """It stands before all that was said then, the ending and its numbers first; the address names no answer."""
    page = watch().page()
    page.goto(route_page)
    code = code_of(editions, 0, "tell", TELL)
    open_code(page, code)
    assert page.get_by_text("4 things are different now.").is_visible()
    listed = page.locator(".route__changes li")
    assert [" ".join(one.split()) for one in listed.all_inner_texts()] == [
        "Where these answers lead Then: Tell them Now, since 20 February 2027: Keep it",
        "Night Team Then: 01632 960002 (then) Now, since 10 January 2027: 01632 960009",
        "Does the council want it? Now, since 20 February 2027: No longer asked after these answers.",
        "Would anyone know who it is? Now, since 20 February 2027: No longer asked after these answers.",
    ]
    assert page.locator(ROUTE_STEPS).first.evaluate(
        "(step, result) => Boolean(document.querySelector(result).compareDocumentPosition(step) & 4)", ".route__result"
    )
    listed.first.get_by_role("link").click()
    page.wait_for_selector(f"{ROUTE_STEPS}:last-child:target")
    assert page.url == f"{route_page}#step.5"
    assert page.locator(ROUTE_CODE).input_value() == code, "the same page"


def test_a_code_typed_in_search_leads_to_where_it_is_opened(editions: Content, route_page: str, watch: Watch) -> None:
    """The first result; the code goes into no address, request or storage, and is typed again."""
    watched = watch()
    page = watched.page()
    page.goto(route_page.removesuffix("route/"))
    open_search(page)
    code = code_of(editions, 0, "tell", TELL)
    page.locator("#search").fill(code.lower().replace("-", " "))
    page.locator(RESULT).first.click()
    page.wait_for_url(route_page)
    assert not any(code.replace("-", "").lower() in re.sub(r"\W|%20", "", url.lower()) for url in watched.requests)
    assert watched.kept(page) == []
    open_code(page, code)
    assert page.locator(ROUTE_STEPS).count() == len(TELL) + 1


def test_the_menu_and_the_foot_of_each_page_lead_to_where_a_code_is_opened(route_page: str, watch: Watch) -> None:
    """On a phone, whose menu is folded, and without a search."""
    page = watch(viewport={"width": 360, "height": 640}).page()
    page.goto(route_page.removesuffix("route/"))
    for place in ("nav[aria-label=Menu]", "footer.footer"):
        link = page.locator(place).get_by_role("link", name="Open a route code", include_hidden=True)
        assert link.evaluate("link => link.href") == route_page


def test_the_box_for_a_code_comes_first_on_its_page(route_page: str, watch: Watch) -> None:
    """Of all on the page that has the focus, but where it is in the site; a link to where codes stand shows it."""
    page = watch(viewport={"width": 360, "height": 640}).page()
    page.goto(f"{route_page}#where")
    page.wait_for_selector(ROUTE_CODE)
    first = "[...document.querySelectorAll('main :is(a, input, button)')].find(one => !one.closest('nav')).id"
    assert page.evaluate(first) == "route-code"


def test_a_number_of_an_older_edition_is_marked_and_rung_by_no_link(
    editions: Content, route_page: str, watch: Watch
) -> None:
    """It is marked, and no link rings it; today's stand above."""
    page = watch().page()
    page.goto(route_page)
    open_code(page, code_of(editions, 0, "tell", TELL))
    assert page.locator(f"{ROUTE_STEPS} .route__line--do").first.inner_text() == "Ring 01632 960001 (then), option 3."
    assert page.locator(f"{ROUTE_FOUND} a[href^=tel]").count() == 0
    assert page.locator("main .ring-line a[href^=tel]").count() > 1
    assert page.locator("meta[name=format-detection]").get_attribute("content") == "telephone=no"


FOUND_OR_SAID = (
    f"document.querySelector('{ROUTE_FOUND} h2')?.textContent ?? document.querySelector('{ROUTE_SAID}')?.dataset.if"
    " ?? ''"
)
"""An expression: the title of the route that is shown, or the name of what is said of a code; "" for nothing."""


def test_a_code_is_opened_and_leaves_nothing(engine: Engine, editions: Content, route_page: str) -> None:
    """With what people do to it; a wrong one is told. No address, history or storage has it; Back shows none."""
    tab = engine.tab()
    tab.goto(route_page)
    entries = tab.run("history.length")
    code = code_of(editions, 0, "tell", TELL)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    newer = str(RouteCode(3, 0, 0))
    for typed, shown in (
        (code, "Whether to tell"),
        (code.lower().replace("-", " "), "Whether to tell"),
        (code.replace("-", ""), "Whether to tell"),
        (wrong, "wrong"),
        (code[:-1], "short"),
        ("", "short"),
        (newer, "unknown"),
        (str(RouteCode(0, 20, 0)), "wrong"),
        (str(RouteCode(0, 0, MOST_ROUTES - 1)), "wrong"),
        (f" {code}\u00a0", "Whether to tell"),
        (f"{code},", "Whether to tell"),
        (f"“\u200b{code}”.", "Whether to tell"),
    ):
        tab.run(
            f"(() => {{ const input = document.querySelector('{ROUTE_CODE}'); input.value = {typed!r};"
            " input.form.requestSubmit(); })()"
        )
        tab.wait(FOUND_OR_SAID, shown)
    kept = "[location.href, localStorage.length, sessionStorage.length, document.cookie, history.length]"
    assert tab.run(kept) == [route_page, 0, 0, "", entries]
    tab.goto(route_page.removesuffix("route/"))
    tab.travel(-1)
    tab.wait("location.pathname", "/route/")
    tab.wait(f"document.querySelector('{ROUTE_CODE}')?.form.hidden", False)
    assert tab.run(f"document.querySelector('{ROUTE_CODE}').value + ({FOUND_OR_SAID})") == ""


def test_no_request_has_a_code(editions: Content, route_page: str, watch: Watch) -> None:
    """The page asks for the data of an edition and of today, and keeps nothing; the policy complains of nothing."""
    watched = watch()
    page = watched.page()
    page.goto(route_page)
    before = len(watched.requests)
    open_code(page, code_of(editions, 1, "tell", TELL))
    open_code(page, code_of(editions, 1, "tell", KEPT))
    top = route_page.removesuffix("route/")
    assert sorted(url for url in watched.requests[before:] if not url.endswith("/icon.svg")) == [
        f"{top}assets/routes-2027-01-10.js",
        f"{top}assets/routes-now.js",
    ]
    assert watched.kept(page) == watched.complaints == watched.elsewhere == []
    page.get_by_role("button", name="Clear").click()
    assert page.locator(ROUTE_FOUND).count() == 0
    assert page.locator(ROUTE_CODE).input_value() == ""
    assert page.locator(ROUTE_CODE).get_attribute("autocomplete") == "off"


def test_a_code_is_opened_on_a_disk(engine: Engine, editions: Content, released: Path, tmp_path: Path) -> None:
    """In the copy that is a zip; its links lead to files."""
    offline(released / "site", tmp_path / "offline.zip")
    with zipfile.ZipFile(tmp_path / "offline.zip") as made:
        made.extractall(tmp_path)
    tab = engine.tab()
    tab.goto((tmp_path / ZIP_FOLDER / "route" / "index.html").as_uri())
    tab.run(
        f"(() => {{ const input = document.querySelector('{ROUTE_CODE}');"
        f" input.value = {code_of(editions, 0, 'tell', TELL)!r}; input.form.requestSubmit(); }})()"
    )
    tab.wait(FOUND_OR_SAID, "Whether to tell")
    links = tab.run(
        f"[...document.querySelectorAll('{ROUTE_FOUND} .source a')]"
        ".map(link => link.href.split('/').slice(-3).join('/'))"
    )
    assert links == ["at/2026-12-01/index.html#decide-tell.told", "decide/tell/index.html#keep"]


def test_without_a_script_the_page_says_where_to_look(route_page: str, watch: Watch) -> None:
    """There is nothing to type in, and a link to every edition's page."""
    page = watch(java_script_enabled=False).page()
    page.goto(route_page)
    assert not page.locator(ROUTE_CODE).is_visible()
    assert page.get_by_text("No script runs here").is_visible()


def test_a_draft_has_no_code(small_address: str, watch: Watch) -> None:
    """Before the first edition there is nothing to type in, and an ending has no code."""
    page = watch().page()
    page.goto(f"{small_address}route/")
    assert page.locator(ROUTE_CODE).count() == 0
    assert page.get_by_text("There are no codes yet").is_visible()
    page.goto(f"{small_address}decide/tell/")
    press(page, 1)
    page.wait_for_selector(COPY)
    assert page.locator(CODE).count() == 0


def test_what_a_code_opens_passes_axe_at_any_width(editions: Content, route_page: str, watch: Watch) -> None:
    """In each scheme; so does what is said of a wrong one; nothing is wider than the window."""
    page = watch().page()
    page.goto(route_page)
    for code in (code_of(editions, 0, "tell", TELL), "222-222-223", code_of(editions, 0, "ask", [("first", "danger")])):
        open_code(page, code)
        for width, rules in ((360, ()), (1280, PLACES)):
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate("scrollTo(0, 0)")  # else the bar may cut a link of the section in two
            assert violations(page, *rules) == [], (code, width)
            page.emulate_media(color_scheme="dark")
            assert violations(page, *COLOURS) == [], (code, width)
            page.emulate_media(color_scheme="light")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (code, width)


def test_a_code_is_opened_by_keyboard(editions: Content, route_page: str, watch: Watch) -> None:
    """The focus goes to what was opened; it stays in the box where nothing was, which says so to whoever cannot see."""
    page = watch().page()
    page.goto(route_page)
    page.locator("main").focus()
    while page.evaluate("document.activeElement.id") != "route-code":
        page.keyboard.press("Tab")
    page.keyboard.type("222-222-223")
    page.keyboard.press("Enter")
    page.wait_for_selector(ROUTE_SAID)
    assert page.evaluate("document.activeElement.id") == "route-code"
    assert page.locator(ROUTE_CODE).get_attribute("aria-invalid") == "true"
    page.keyboard.press("Control+A")
    page.keyboard.type(code_of(editions, 0, "tell", TELL).lower())
    page.keyboard.press("Enter")
    page.wait_for_selector(ROUTE_FOUND)
    assert page.evaluate("document.activeElement.textContent") == "Whether to tell"
    assert page.locator(ROUTE_CODE).get_attribute("aria-invalid") == "false"


def test_an_ending_says_the_code_of_its_answers(editions: Content, route_page: str, watch: Watch) -> None:
    """On screen, in the words to copy and on paper, and it opens the same answers; not where a link led there."""
    page = watch().page()
    top = route_page.removesuffix("route/")
    chart = editions.flowcharts["tell"]
    way: Way = [("first", "calm"), ("kind", "child"), ("named", "not-sure"), ("wanted", "asked")]
    for address, from_question in (
        (f"{top}decide/tell/", 0),
        (f"{top}decide/tell/#named", 2),
        (f"{top}embed/decide/tell/", 0),
    ):
        page.goto("about:blank")
        page.goto(address)
        rest = way[from_question:]
        for question, option in rest:
            press(page, list(chart.questions[question].options).index(option) + 1)
        page.wait_for_selector(CODE)
        code = page.locator(CODE).inner_text()
        assert code == code_of(editions, 2, "tell", rest)
        page.emulate_media(media="print")
        assert page.locator(CODE).is_visible()
        page.emulate_media(media="screen")
        page.locator(COPY).click()
        assert f"Route code: {code}" in (page.locator(TO_COPY).text_content() or "")
    page.goto(f"{top}decide/tell/#told")
    page.reload()
    page.wait_for_selector(COPY)
    assert page.locator(CODE).count() == 0
    page.goto("about:blank")
    page.goto(f"{top}decide/tell/")
    press(page, list(chart.questions["first"].options).index("calm") + 1)
    page.evaluate(
        "() => { const link = document.createElement('a'); link.href = '#named'; link.append('Go on');"
        " document.querySelector('.stepper__current').append(link); }"
    )
    page.get_by_role("link", name="Go on").click()
    for question, option in way[2:]:
        press(page, list(chart.questions[question].options).index(option) + 1)
    page.wait_for_selector(COPY)
    assert page.locator(CODE).count() == 0, "a link passed over a question"
    page.goto(route_page)
    open_code(page, code)
    assert page.locator(".route__answer--chosen .route__words").all_inner_texts() == [
        "No",
        "A child's day",
        "Not sure who would",
        "Yes",
    ]


def test_a_code_is_opened_where_the_script_of_all_pages_is_lost(
    editions: Content, route_page: str, watch: Watch
) -> None:
    """What is wrong with one is said, too."""
    page = watch().page()
    page.route("**/assets/site.js", lambda route: route.abort())
    page.goto(route_page)
    open_code(page, "222")
    assert page.locator(ROUTE_SAID).count() == 1
    open_code(page, code_of(editions, 0, "tell", TELL))
    assert page.locator(ROUTE_FOUND).is_visible()
    assert page.locator(ROUTE_SAID).count() == 0


def test_that_an_edition_is_lost_is_said(instead: Answering, editions: Content, route_page: str, watch: Watch) -> None:
    """Where its file does not come, or a filter's page comes in its place."""
    page = watch().page()

    page.route("**/assets/routes-2*.js", instead)
    page.goto(route_page)
    open_code(page, code_of(editions, 0, "tell", TELL))
    assert page.locator(ROUTE_SAID).get_attribute("data-if") == "broken"
