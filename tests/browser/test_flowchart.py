"""A flowchart question by question: what the reader sees, what the browser keeps, and that all its routes are there.

How it works is tested on the small site; of ours, that what it holds fits paper and has the routes of the model.
"""

import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Browser, Frame, Page, Route

from macros.content import Content
from macros.diagram.layout import PAD
from macros.diagram.text_width import wide
from macros.models.flowchart import Flowchart
from macros.models.inline_text import plain
from tests.support.axe import violations
from tests.support.engines import Engine
from tests.support.faces import asked, edges_asked, edges_in_model, in_model
from tests.support.leaving import REPORT, back_once_asked, engines, states, travel, visit
from tests.support.markup import (
    ANSWERS,
    BEFORE,
    CHANGE,
    COPY,
    DANGER,
    DIAGRAM,
    DIAGRAM_FOLD,
    DO,
    ENDING,
    EXIT,
    FACES,
    FLOWCHART,
    FROM,
    HEADER,
    HEADING,
    MORE,
    NO_SCRIPT,
    OLD,
    OPTIONS,
    PRINT,
    PRINT_DIAGRAM,
    RESTART,
    SHOW_ANSWERS,
    SKIP,
    STEPPER,
    STEPS,
    TO_COPY,
    TO_DIAGRAM,
    TO_WORDS,
    WHEN,
    WINDOW,
    again_in_text,
    options_in_text,
    status,
)
from tests.support.paper import A4, LETTER, Paper
from tests.support.project import real
from tests.support.stepper import (
    CHOSEN,
    HAS_FOCUS,
    HEADING_TEXT,
    PROGRESS,
    SAID,
    asks,
    change_last,
    choose,
    press,
    wait_for_heading,
    way_to,
)
from tests.support.watched import PATIENCE, Watch, Watched
from tests.support.world import Serve, World, Worlds

pytestmark = pytest.mark.slow

NAMES = tuple(real().flowcharts)
SMALL_NAMES = ("ask", "reply", "tell")


def press_every_answer(watched: Watched, address: str, content: Content, chart: Flowchart) -> None:
    """Each answer of each question leads where the model says, and Back leads to the question again."""
    page = watched.page()
    page.goto(f"{address}decide/{chart.name}/")
    assert page.evaluate(HEADING_TEXT) == asks(chart, chart.start)
    assert edges_asked(page, lambda: page.evaluate("history.back()")) == edges_in_model(content, chart)
    assert page.url == f"{address}decide/{chart.name}/"
    assert set(watched.kept(page)) == {"pushState", "back"}
    assert watched.elsewhere == watched.complaints == []


def press_every_answer_of_an_embed(watched: Watched, address: str, content: Content, chart: Flowchart) -> None:
    """The bare page for frames has the same answers, and makes no entry in the history."""
    page = watched.page()
    page.goto(f"{address}embed/decide/{chart.name}/")
    assert page.evaluate(HEADING_TEXT) == asks(chart, chart.start)
    assert edges_asked(page, lambda: change_last(page)) == edges_in_model(content, chart)
    assert watched.kept(page) == watched.elsewhere == watched.complaints == []


@pytest.mark.parametrize("name", SMALL_NAMES)
def test_every_answer_leads_where_the_model_says(
    name: str, watch: Watch, small_address: str, small_content: Content
) -> None:
    """And Back leads to the question again.

    With the first question, that proves all routes: a route is nothing but answers, one after the other, and the view
    shows the same for a question however it was reached.
    `test_the_question_view_has_every_route_of_its_model` walks them all, on our site.
    """
    press_every_answer(watch(), small_address, small_content, small_content.flowcharts[name])


@pytest.mark.parametrize(
    "name", [SMALL_NAMES[0], *(pytest.param(one, marks=pytest.mark.thorough) for one in SMALL_NAMES[1:])]
)
def test_every_answer_of_an_embed_leads_where_the_model_says(
    name: str, watch: Watch, small_address: str, small_content: Content
) -> None:
    """And no entry is made in the history."""
    press_every_answer_of_an_embed(watch(), small_address, small_content, small_content.flowcharts[name])


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_our_flowcharts_leads_where_the_model_says(
    name: str, watch: Watch, address: str, content: Content
) -> None:
    """The same of the flowcharts of our site."""
    press_every_answer(watch(), address, content, content.flowcharts[name])


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_our_embeds_leads_where_the_model_says(
    name: str, watch: Watch, address: str, content: Content
) -> None:
    """The same of their embeds."""
    press_every_answer_of_an_embed(watch(), address, content, content.flowcharts[name])


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_the_question_view_has_every_route_of_its_model(
    name: str, watch: Watch, address: str, content: Content
) -> None:
    """Walked in a browser, the question view has the routes of the model; Back leads from each place back."""
    page = watch().page()
    page.goto(f"{address}decide/{name}/")
    assert asked(page, lambda: page.evaluate("history.back()")) == in_model(content, content.flowcharts[name])


PAGE = "decide/tell/"
"""The page of the longest flowchart of the small site."""
TO_WANTED = (2, 1, 1)
"""The answers that lead to its fourth question."""
TO_KEEP = (2, 3)
"""The answers that lead to the ending that has every part that one can have."""


@pytest.fixture
def chart(small_content: Content) -> Flowchart:
    """The longest flowchart of the small site."""
    return small_content.flowcharts["tell"]


def test_back_and_forward_show_each_step_of_a_flowchart(engine: Engine, small_world: World, chart: Flowchart) -> None:
    """Each answer is one entry of the same address, whose state is a number; the focus follows."""
    tab = engine.tab()
    visit(tab, small_world, small_world.address + PAGE)
    before = tab.run("history.length")
    choose(tab, *TO_WANTED)
    assert tab.run(HEADING_TEXT) == asks(chart, "wanted")
    assert tab.run("history.length") == before + 3
    assert tab.run("history.state") == 3
    assert tab.run(HAS_FOCUS)
    for steps, number, question in ((-1, 2, "named"), (-1, 1, "kind"), (1, 2, "named")):
        tab.travel(steps)
        tab.wait(HEADING_TEXT, asks(chart, question))
        assert tab.run("history.state") == number
        assert tab.run(HAS_FOCUS)
    assert tab.run(CHOSEN) == "No|A child's day"
    assert tab.run("location.href") == small_world.address + PAGE
    assert tab.run("sessionStorage.length + localStorage.length") == 0


def test_a_double_click_is_one_press(watch: Watch, small_address: str, chart: Flowchart) -> None:
    """The second may meet an answer that nobody gave, or a link, or go back once more and leave the page."""
    watched = watch()
    page = watched.page()
    page.goto(small_address + PAGE)
    press(page, 2)
    page.locator(OPTIONS).first.dispatch_event("click", {"detail": 2})
    assert page.evaluate(HEADING_TEXT) == asks(chart, "kind")
    for button, key in ((CHANGE, "kind"), (RESTART, "first")):
        press(page, 1)
        page.locator(SHOW_ANSWERS).click()
        page.locator(button).last.dblclick()
        wait_for_heading(page, asks(chart, key))
    assert watched.kept(page).count("go") == 2


@pytest.mark.parametrize("engine", engines("firefox"), indirect=True)
def test_answers_of_a_flowchart_can_be_changed(engine: Engine, small_world: World, chart: Flowchart) -> None:
    """Each answer so far can be changed, what followed it is forgotten, and one can start again."""
    tab = engine.tab()
    visit(tab, small_world, small_world.address + PAGE)
    choose(tab, *TO_WANTED, 2, 1)
    assert tab.run(f"document.querySelectorAll('{CHANGE}').length") == 5
    tab.run(f"() => document.querySelectorAll('{CHANGE}')[1].click()")
    tab.wait(HEADING_TEXT, asks(chart, "kind"))
    assert tab.run(CHOSEN) == "No"
    choose(tab, 4)
    assert tab.run(HEADING_TEXT) == "Get advice"
    assert tab.run(CHOSEN) == "No|Not sure what it is"
    tab.click(RESTART)
    tab.wait(HEADING_TEXT, asks(chart, "first"))
    assert tab.run(CHOSEN) == ""
    tab.travel(1)
    tab.wait(SAID, "restarted")
    assert tab.run(HEADING_TEXT) == asks(chart, "first")
    choose(tab, 2)
    assert tab.run(HEADING_TEXT) == asks(chart, "kind")


def test_a_reload_starts_a_flowchart_again_and_says_so(engine: Engine, small_world: World, chart: Flowchart) -> None:
    """Nothing of the answers comes back; Back after it shows the start too, and the next answers work."""
    tab = engine.tab()
    visit(tab, small_world, small_world.address + PAGE)
    choose(tab, *TO_WANTED)
    before = len(small_world.shown())
    tab.run("() => void setTimeout(() => location.reload(), 0)")
    small_world.log.wait(lambda _: len(small_world.shown()) >= before + 2)
    tab.wait(SAID, "restarted")
    assert tab.run(HEADING_TEXT) == asks(chart, "first")
    assert tab.run(CHOSEN) == ""
    choose(tab, 2)
    assert tab.run(HEADING_TEXT) == asks(chart, "kind")
    assert tab.run("history.state") == 4
    for state, said in ((3, ""), (2, "restarted")):
        tab.travel(-1)
        tab.wait("history.state", state)
        tab.wait(SAID, said)
        assert tab.run(HEADING_TEXT) == asks(chart, "first")
    choose(tab, 2, 1)
    assert tab.run(HEADING_TEXT) == asks(chart, "named")


@pytest.mark.parametrize("count", [pytest.param(1, marks=pytest.mark.thorough), 4])
def test_after_leaving_no_step_of_a_flowchart_is_seen(count: int, engine: Engine, small_world: World) -> None:
    """Who leaves in the middle of a flowchart never meets one of its steps again, by Back or Forward."""
    tab = engine.tab()
    visit(tab, small_world, small_world.start)
    visit(tab, small_world, small_world.address + PAGE)
    choose(tab, *[*TO_WANTED, 2][:count])
    before = len(small_world.shown())
    tab.click(EXIT)
    small_world.wait_for_arrival()
    for _ in range(count + 1):
        travel(tab, small_world, -1)
    for _ in range(count + 1):
        travel(tab, small_world, 1)
    assert small_world.shown()[before:] == []


def test_back_to_a_step_while_leaving_shows_nothing(
    engine: Engine, small_worlds: Worlds, small_content: Content
) -> None:
    """Pressed while the other site is slow: leaving goes on at once."""

    def patient(guard: str) -> str:
        # Leaving is tried again after a while in any case; not in this test.
        assert "navigate(8e3)" in guard
        return guard.replace("navigate(8e3)", "navigate(8e7)")

    world = small_worlds(patient)
    tab = engine.tab()
    visit(tab, world, world.start)
    visit(tab, world, world.address + PAGE)
    choose(tab, 2, 1)
    back_once_asked(engine, tab, world)
    tab.run(REPORT)
    world.gate.clear()
    tab.click(EXIT)
    world.log.wait(lambda _: len(world.arrivals()) >= 2)
    world.gate.set()
    world.wait_for_arrival()
    # That the exit site was asked twice proves that Back was pressed.
    # Firefox drops what a page tells as it goes, where Back came in between.
    said = states(world, last="asks")
    assert {one["title"] for one in said} == {small_content.partnership.exit.title}
    assert [one for one in said if one["seen"]] == []


FIRST_SCREEN = """selectors => selectors.flatMap(selector => [...document.querySelectorAll(selector)])
  .filter(one => one.getClientRects().length)
  .map(one => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom])"""

FIRST_ENTRY = """line => {
  const { top, bottom } = (line.querySelector('li') ?? line).getBoundingClientRect();
  return [top, bottom];
}"""


def test_the_number_for_danger_is_in_sight_at_every_question(
    watch: Watch, small_address: str, small_content: Content
) -> None:
    """On a phone, at every question: the line with the number to call and the question are on the first screen."""
    page = watch(viewport={"width": 360, "height": 740}).page()
    for name, chart in small_content.flowcharts.items():
        page.goto(f"{small_address}decide/{name}/")
        for question_id in chart.questions:
            page.evaluate("place => { location.hash = place; }", question_id)
            wait_for_heading(page, asks(chart, question_id))
            page.evaluate("scrollTo(0, 0)")
            places = page.evaluate(FIRST_SCREEN, [f"{DANGER} a[href='tel:999']", HEADING])
            assert len(places) == 2
            assert all(0 <= top <= 740 for top, _ in places), (name, question_id, places)


NUMBER = f"{ENDING} a[href^='tel:']"
"""The numbers to ring of an ending."""
SCREENS = ((360, 740), (1280, 800))
"""A phone and a desktop: the windows whose first screen is measured."""


Measured = tuple[dict[str, Any], dict[tuple[str, str], dict[str, Any]]]
"""Where the options of each first question stand, and the parts of each ending: their top and bottom."""


@pytest.fixture(scope="module")
def measured(headless: Browser, address: str, content: Content) -> Callable[[int, int], Measured]:
    """Measure our flowcharts in a window of some size, once for each size."""

    @cache
    def measure(width: int, height: int) -> Measured:
        starts, endings = {}, {}
        page = headless.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        for name, chart in content.flowcharts.items():
            page.goto(f"{address}decide/{name}/")
            starts[name] = page.evaluate(FIRST_SCREEN, [OPTIONS])
            for outcome_id, outcome in chart.outcomes.items():
                page.evaluate("place => { location.hash = place; }", outcome_id)
                wait_for_heading(page, outcome.title)
                parts = {one: page.evaluate(FIRST_SCREEN, [one])[0] for one in (HEADING, WHEN, NUMBER)}
                line = page.locator(f"{ENDING} {DO}").nth([*outcome.lines].index("do_not"))
                parts[DO] = line.evaluate(FIRST_ENTRY)
                endings[name, outcome_id] = parts
        page.close()
        return starts, endings

    return measure


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_first_question_is_on_the_first_screen(
    width: int, height: int, measured: Callable[[int, int], Measured], content: Content
) -> None:
    """That about danger with all its options, any other with two."""
    starts, _ = measured(width, height)
    for name, chart in content.flowcharts.items():
        ends = [bottom for _, bottom in starts[name]]
        wanted = len(ends) if chart.start == "danger" else 2
        assert ends[wanted - 1] <= height, (name, ends)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_an_ending_has_its_time_and_a_number_on_the_first_screen(
    width: int, height: int, measured: Callable[[int, int], Measured]
) -> None:
    """What to do is its heading; by when and a number to ring follow before the reader scrolls."""
    _, endings = measured(width, height)
    assert len(endings) > 20
    for place, parts in endings.items():
        places = [parts[one] for one in (HEADING, WHEN, NUMBER)]
        assert all(0 <= top < bottom <= height for top, bottom in places), (place, places)


def test_an_ending_says_within_two_screens_of_a_phone_who_not_to_tell(
    measured: Callable[[int, int], Measured], content: Content
) -> None:
    """The first of what it says not to do. Where there is more to do first, a long ending has half a screen more."""
    width, height = SCREENS[0]
    _, endings = measured(width, height)
    for (name, outcome_id), parts in endings.items():
        screens = 2 if content.flowcharts[name].outcomes[outcome_id].length == "usual" else 2.5
        assert parts[DO][1] <= screens * height, (name, outcome_id, parts[DO])


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [
        (*SCREENS[0], 100),
        (*SCREENS[0], 200),
        (*SCREENS[1], 100),
        pytest.param(*SCREENS[1], 200, marks=pytest.mark.thorough),
    ],
)
def test_no_line_of_or_above_an_ending_is_cut_in_two_by_the_bar(
    width: int, height: int, text: int, watch: Watch, address: str, content: Content
) -> None:
    """The title of the page is above what shows, and the ending below the bar, which large text gives two rows."""
    page = watch(viewport={"width": width, "height": height}).page()
    for name in content.flowcharts:
        page.goto(address + f"decide/{name}/")
        page.evaluate("text => { document.documentElement.style.fontSize = `${text}%`; }", text)
        page.locator(OPTIONS).first.click()
        if page.locator(ENDING).count():
            bar = page.locator(HEADER).evaluate("it => it.getBoundingClientRect().bottom")
            assert page.locator("h1").evaluate("it => it.getBoundingClientRect().bottom") <= bar, name
            assert page.locator(ENDING).evaluate("it => it.getBoundingClientRect().top") >= bar, name


def test_a_question_has_the_screen_of_a_phone_to_itself(watch: Watch, small_address: str) -> None:
    """Other ways to read the page come below; what it is from is folded below the answers, and open on paper."""
    page = watch(viewport={"width": 360, "height": 740}).page()
    page.goto(small_address + PAGE)
    press(page, 2)
    assert page.locator(OPTIONS).last.evaluate("it => it.getBoundingClientRect().bottom") < 740
    assert page.locator(FACES).evaluate("it => it.getBoundingClientRect().top") >= 740
    source = page.locator(f"{FROM} a").first
    shown = "it => it.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })"
    assert not source.evaluate(shown)
    page.emulate_media(media="print")
    assert source.evaluate(shown)
    page.emulate_media(media="screen")
    page.locator(f"{FROM} summary").click()
    assert source.evaluate(shown)


def test_a_flowchart_whose_script_is_lost_has_its_words(watch: Watch, small_address: str) -> None:
    """Where scripts run but their file never comes: on paper, and on a phone with no empty screen before them."""
    page = watch(viewport={"width": 360, "height": 740}).page()

    page.route("**/assets/flowchart.js", lambda route: route.abort())
    page.goto(small_address + PAGE)
    page.emulate_media(media="print")
    shown = "all => all.map(it => it.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))"
    assert all(page.locator(f"{STEPS} h3").evaluate_all(shown))
    page.emulate_media(media="screen")
    top = "getBoundingClientRect().top"
    room = f"it => it.nextElementSibling.{top} - it.{top}"
    assert page.locator(STEPPER).evaluate(room) > 700, "while it may still come"
    page.evaluate("document.getAnimations().forEach(one => one.finish())")  # the time that it is waited for
    assert page.locator(STEPPER).evaluate(room) < 100


def test_progress_is_that_of_the_longest_way(watch: Watch, small_address: str) -> None:
    """Of all that may still be asked, through other flowcharts too; after a link, what is left alone."""
    page = watch().page()
    page.goto(small_address + PAGE)
    assert page.evaluate(PROGRESS) == "Question 1 of at most 6"
    press(page, 2)
    assert page.evaluate(PROGRESS) == "Question 2 of at most 6"
    press(page, 1, 1)
    assert page.evaluate(PROGRESS) == "Question 4 of at most 6"
    page.goto(f"{small_address}decide/reply/")
    assert page.evaluate(PROGRESS) == "Question 1 of at most 3", "one of them in another flowchart"
    page.goto(f"{small_address}{PAGE}#secret")
    assert page.evaluate(PROGRESS) == "At most 1 more to answer, with this one"


def test_answers_so_far_stand_in_one_line(watch: Watch, small_address: str, chart: Flowchart) -> None:
    """The list with a button for each answer opens when asked for, and closes with the next step."""
    page = watch().page()
    page.goto(small_address + PAGE)
    assert page.locator(ANSWERS).is_hidden()
    press(page, 2, 1)
    line = page.locator(SHOW_ANSWERS)
    assert " ".join(line.inner_text().split()) == "Your answers so far: No; A child's day. Change"
    assert page.locator(CHANGE).first.is_hidden()
    line.focus()
    page.keyboard.press("Enter")
    names = [plain(chart.questions[key].text) for key in ("first", "kind")]
    assert [one.get_attribute("aria-label") for one in page.locator(CHANGE).all()] == [
        f"Change: {one}" for one in names
    ]
    assert len(set(page.locator(CHANGE).evaluate_all("all => all.map(it => it.getBoundingClientRect().right)"))) == 1
    page.locator(CHANGE).nth(1).click()
    wait_for_heading(page, asks(chart, "kind"))
    assert page.locator(CHANGE).first.is_hidden()


def test_an_ending_says_what_to_do_first(watch: Watch, small_address: str, small_content: Content) -> None:
    """Title, when, who to ring, then say, do, do not and then; the rest is folded, and open on paper."""
    page = watch(viewport={"width": 360, "height": 740}).page()
    page.goto(f"{small_address}decide/ask/")
    press(page, 1)
    outcome = small_content.flowcharts["ask"].outcomes["call"]
    said = " ".join(page.locator(ENDING).inner_text().split())
    lines = [outcome.title, plain(outcome.when), "999", *(plain(text) for text in outcome.texts[1:])]
    for line in lines:
        _, found, said = said.partition(line)
        assert found, line
    assert page.locator(DANGER).is_hidden(), "its own numbers stand in for the line about danger"
    number = page.locator(f"{ENDING} a[href='tel:999']").first.bounding_box()
    assert number
    assert number["y"] + number["height"] <= 740
    assert page.get_by_text("Someone is at the door").first.is_visible()
    dd = page.locator(f"{MORE} dd").first
    assert dd.is_hidden()
    page.emulate_media(media="print")
    assert dd.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })")


def test_the_title_of_a_page_stays_while_questions_are_answered(watch: Watch, small_address: str) -> None:
    """A bookmark in the middle leads to the start, and is named like it."""
    page = watch().page()
    page.goto(small_address + PAGE)
    before = page.title()
    press(page, 2, 1)
    assert page.title() == before


@pytest.mark.parametrize("engine", engines("webkit"), indirect=True)
def test_a_link_to_a_question_opens_it(engine: Engine, small_world: World, chart: Flowchart) -> None:
    """In sight and with the focus; it says what counts as answered, and one can start again."""
    tab = engine.tab()
    visit(tab, small_world, f"{small_world.address}{PAGE}#wanted")
    assert tab.run(HEADING_TEXT) == asks(chart, "wanted")
    assert tab.run(HAS_FOCUS)
    place = tab.run(f"document.querySelector('{HEADING}').getBoundingClientRect().top")
    assert 40 <= place <= 120, "just below the bar of the exit"
    before = f"[...document.querySelectorAll('{BEFORE} li')].map(one => one.innerText.trim()).join('|')"
    assert [line.split("?")[0] for line in tab.run(before).split("|")] == [
        plain(chart.questions[key].text).rstrip("?") for key in ("first", "kind", "named")
    ]
    choose(tab, 3)
    assert tab.run(HEADING_TEXT) == asks(chart, "harm")
    assert tab.run(f"document.querySelector('{BEFORE}')") is None
    tab.click(RESTART)
    tab.wait(HEADING_TEXT, asks(chart, "first"))


BAD_LINKS = ("nothing", "told.9", "nothing.1", "%", "%E0%A4%A", "-", "wanted.1")


def test_a_bad_link_to_a_flowchart_shows_the_start_and_a_sentence(
    watch: Watch, small_address: str, chart: Flowchart
) -> None:
    """Whatever stands in the address after the sign."""
    watched = watch()
    page = watched.page()
    for fragment in BAD_LINKS:
        page.goto("about:blank")
        page.goto(f"{small_address}{PAGE}#{fragment}")
        assert page.evaluate(HEADING_TEXT) == asks(chart, "first"), fragment
        assert page.evaluate(SAID) == "unknown-link", fragment
    page.evaluate("location.hash = 'named'")
    wait_for_heading(page, asks(chart, "named"))
    assert page.evaluate(SAID) == "", "a good link after it is said no bad one"
    assert watched.complaints == []


def test_a_link_within_the_page_is_no_step(watch: Watch, small_address: str, chart: Flowchart) -> None:
    """The skip link puts an entry of its own between two answers; Back still shows what was seen there."""
    page = watch().page()
    page.goto(small_address + PAGE)
    press(page, 2)
    page.evaluate(f"document.querySelector('{SKIP}').click()")
    page.wait_for_function("() => location.hash === '#main' && history.state === 1")
    press(page, 1)
    for question_id, fragment in (("kind", "#main"), ("kind", ""), ("first", "")):
        page.evaluate("history.back()")
        page.wait_for_function("fragment => location.hash === fragment", arg=fragment)
        wait_for_heading(page, asks(chart, question_id))
    page.evaluate("history.go(3)")
    wait_for_heading(page, asks(chart, "named"))
    page.locator(SHOW_ANSWERS).click()
    page.locator(CHANGE).first.click()
    wait_for_heading(page, asks(chart, "first"))
    assert page.evaluate("history.state") is None


def test_links_in_words_leave_no_trace(watch: Watch, small_address: str) -> None:
    """Where a script runs, the answers in the text lead on in the text, and the address stays as it was."""
    watched = watch()
    page = watched.page()
    page.goto(small_address + PAGE)
    page.locator(TO_WORDS).click()
    page.locator(options_in_text("first")).nth(1).click()
    assert page.evaluate("document.activeElement.closest('section').id") == "kind"
    page.locator(again_in_text("told")).click()
    assert page.evaluate("document.activeElement.closest('section').id") == "first"
    assert page.url == small_address + PAGE
    assert watched.kept(page) == []


def test_without_scripts_a_flowchart_says_what_its_address_shows(watch: Watch, small_address: str) -> None:
    """The sentence about the address stands where it is true, and the question view only where it works."""
    for scripts in (True, False):
        page = watch(java_script_enabled=scripts).page()
        page.goto(small_address + PAGE)
        assert page.locator(NO_SCRIPT).is_visible() == (not scripts)
        assert page.locator(STEPPER).is_visible() == scripts
        assert page.locator("#keep").is_visible() == (not scripts)
        assert page.locator(DIAGRAM).is_visible() == (not scripts)
        page.goto("about:blank")
        page.goto(f"{small_address}{PAGE}#wanted")
        assert page.locator("#wanted .flowchart__before").is_visible() == (not scripts)
        assert not page.locator("#harm .flowchart__before").is_visible()


def test_an_ending_is_copied_as_text(engine: Engine, small_world: World, chart: Flowchart) -> None:
    """Every part of the ending, its version, the answers, and lines to fill in; nothing stays in the page."""
    outcome = chart.outcomes["keep"]
    tab = engine.tab()
    visit(tab, small_world, small_world.address + PAGE)
    choose(tab, *TO_KEEP)
    tab.run("() => void addEventListener('copy', () => { window.taken = String(getSelection()); })")
    tab.click(COPY)
    tab.wait(SAID, "copied")
    lines = tab.run("window.taken").splitlines()
    assert lines[:2] == [chart.title, outcome.title]
    assert lines[2:6] == [plain(outcome.when), "Do", *(f"- {plain(step)}" for step in outcome.do)]
    more = outcome.more
    for label, words in (
        ("How much", more.how_much),
        ("How", more.how),
        ("Record", more.record),
        ("Explain", more.explain),
        ("Look again", more.look_again),
        ("If they disagree", more.escalate),
        ("Who to ask", more.ask),
    ):
        assert words
        assert f"{label}: {plain(words)}" in lines
    said = "\n".join(lines)
    for part in ("Why: ", "From: ", f"Version {chart.version}", "Local reference (never a name):"):
        assert part in said
    assert "- What is it about? Neither of them" in lines
    assert not tab.run(f"document.querySelector('{TO_COPY}').getClientRects().length")


def test_who_to_ring_is_copied_with_its_spaces(watch: Watch, address: str, content: Content) -> None:
    """Name, when and number of a contact stand apart in the line that is pasted, as eyes see them."""
    page = watch().page()
    name, end = next(
        (name, end) for name, chart in content.flowcharts.items() for end, one in chart.outcomes.items() if one.call
    )
    page.goto(f"{address}decide/{name}/#{end}")
    page.locator(f"{ENDING} li:has(a[href^='tel:'])").first.wait_for()
    rows = page.locator(f"{ENDING} li:has(a[href^='tel:'])").all()
    wanted = [" ".join(row.inner_text().split()) for row in rows]
    page.locator(COPY).click()
    copied = (page.locator(TO_COPY).text_content() or "").splitlines()
    assert [line for line in wanted if f"- {line}" not in copied] == []


def test_a_refused_copy_leaves_the_words_selected(watch: Watch, small_address: str) -> None:
    """They are shown, and the page says so."""
    page = watch().page()
    page.goto(small_address + PAGE)
    press(page, *TO_KEEP)
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy a link").click()
    assert page.evaluate(SAID) == "selected"
    assert page.locator(TO_COPY).is_visible()
    assert page.evaluate("String(getSelection()).trim()") == f"{small_address}{PAGE}#keep.1"
    assert page.url == small_address + PAGE


def print_on_one_page(page: Page, paper: Paper, content: Content, chart: Flowchart, end: str) -> None:
    """Print an ending that was reached by its longest way, with the answers, the lines to fill in and the version."""
    with pymupdf.open(stream=page.pdf(width=f"{paper.width}mm", height=f"{paper.height}mm")) as document:
        assert len(document) == 1, (chart.name, end)
        words = " ".join(document[0].get_text().split())
    for part in ("Local reference (never a name)", f"Version {chart.version}", "Your answers so far"):
        assert part in words, (chart.name, end, part)
    assert ("awaits" in words) == (content.partnership.edition.approved is None)
    assert "All questions and endings" not in words


def fullest(chart: Flowchart) -> str:
    """The ending with the most words, those of its longest way included."""

    def length(end: str) -> int:
        one = chart.outcomes[end]
        words = [*one.texts, *one.more.texts]
        answers = max((route.steps for route in chart.routes() if route.end == end), key=len)
        return sum(len(plain(text)) for text in words) + 100 * len(answers)

    return max(chart.outcomes, key=length)


def test_words_that_are_folded_out_are_printed(watch: Watch, small_address: str, chart: Flowchart) -> None:
    """As they stand on the screen; folded, and beside an ending that was reached, they are not."""
    page = watch().page()
    page.goto(small_address + PAGE)
    fold = page.locator(".flowchart__words > summary")
    *_, last = chart.outcomes.values()

    def is_printed() -> bool:
        with pymupdf.open(stream=page.pdf(format="A4")) as document:
            return last.title in " ".join(" ".join(sheet.get_text().split()) for sheet in document)

    assert not is_printed()
    fold.click()
    assert is_printed()
    press(page, *TO_KEEP)
    assert not is_printed()


def test_the_fullest_ending_of_each_flowchart_prints_on_one_page(watch: Watch, address: str, content: Content) -> None:
    """On A4, by its longest way, with the answers, the lines to fill in and the version."""
    page = watch().page()
    for chart in content.flowcharts.values():
        arrive(page, address, chart, fullest(chart))
        print_on_one_page(page, A4, content, chart, fullest(chart))


@pytest.mark.thorough
def test_each_ending_prints_on_one_page(watch: Watch, address: str, content: Content) -> None:
    """The same of every ending, on A4 and Letter."""
    page = watch().page()
    for chart in content.flowcharts.values():
        for end in chart.outcomes:
            arrive(page, address, chart, end)
            print_on_one_page(page, A4, content, chart, end)
            print_on_one_page(page, LETTER, content, chart, end)


@pytest.mark.thorough
def test_the_fullest_endings_print_on_one_page_of_firefox(firefox: Browser, address: str, content: Content) -> None:
    """Whose letters stand a little further apart."""
    page = firefox.new_page()
    for chart in content.flowcharts.values():
        arrive(page, address, chart, fullest(chart))
        for paper in (A4, LETTER):
            # Playwright hands inches on, and this protocol takes them for centimetres.
            made = page.pdf(width=f"{paper.width / 10}in", height=f"{paper.height / 10}in")
            with pymupdf.open(stream=made) as document:
                assert len(document) == 1, (chart.name, paper)
    page.close()


def arrive(page: Page, address: str, chart: Flowchart, end: str) -> None:
    """Answer on the way to an ending that has the most questions."""
    page.goto("about:blank")
    page.goto(f"{address}decide/{chart.name}/")
    press(page, *way_to(chart, end))


def test_a_link_from_an_older_version_of_a_flowchart_says_so(watch: Watch, serve: Serve, revised: Path) -> None:
    """It opens the ending and says that the rules changed, with and without scripts; one of today says nothing.

    So does a link to an ending that was renamed since, on the page and in an embed.
    """
    address = serve(revised / "site")
    links = [("decide/tell/", "keep", f"keep.{version}", version < 3) for version in (1, 2, 3)]
    links += [("decide/reply/", "hold", link, "." in link) for link in ("wait.1", "wait")]
    links += [(f"embed/{top}", key, link, old) for top, key, link, old in links[-2:]]
    for scripts in (True, False):
        page = watch(java_script_enabled=scripts).page()
        for top, key, link, old in links:
            page.goto("about:blank")
            page.goto(f"{address}{top}#{link}")
            within = STEPPER if scripts else f"#{key}"
            notes = page.locator(f"{within} {OLD}:visible")
            assert notes.count() == int(old), (scripts, link)
            assert not old or f"version {link[-1]}" in notes.inner_text()
            assert page.locator(f"{within} {DO}").first.is_visible(), (scripts, link)
            box = notes.bounding_box() if old else None
            assert not box or 0 <= box["y"] < 720, "in sight"


def test_a_record_says_no_link_was_followed_where_none_was(watch: Watch, serve: Serve, released: Path) -> None:
    """What an ending says to who comes by a link from an older version is copied there, and nowhere else."""
    page = watch().page()
    for link, answers in (("", TO_KEEP), ("#keep.1", ())):
        page.goto("about:blank")
        page.goto(f"{serve(released / 'site')}{PAGE}{link}")
        press(page, *answers)
        page.locator(COPY).click()
        assert ("from version 1" in (page.locator(TO_COPY).text_content() or "")) == bool(link)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=pytest.mark.thorough)])
def test_axe_finds_nothing_on_the_way_through_a_flowchart(
    scheme: Any, width: int, watch: Watch, small_address: str
) -> None:
    """A question, an ending, and what is shown where copying is refused, as far as a machine can tell."""
    page = watch(color_scheme=scheme, viewport={"width": width, "height": 800}).page()
    page.goto(f"{small_address}{PAGE}#wanted")
    assert violations(page) == []
    press(page, 1)
    page.evaluate("scrollTo(0, 0)")  # what the bar half covers would count as small
    assert violations(page) == []
    page.evaluate("document.execCommand = () => false")
    page.locator(COPY).click()
    page.locator(TO_COPY).wait_for()
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(320, 256), (1440, 900)])
def test_answers_are_chosen_by_keyboard(
    width: int, height: int, watch: Watch, small_address: str, chart: Flowchart
) -> None:
    """From the focused heading, Tab reaches the answers in order, each in sight; Enter and Space choose."""
    page = watch(viewport={"width": width, "height": height}).page()
    page.goto(f"{small_address}{PAGE}#first")
    focused = f"[...document.querySelectorAll('{OPTIONS}')].indexOf(document.activeElement)"
    for key, place in (("Enter", 1), ("Space", 0), ("Enter", 0)):
        reached = -1
        while reached < place:
            page.keyboard.press("Tab")
            assert page.evaluate(focused) in (reached, reached + 1), "in order"
            reached = page.evaluate(focused)
        page.wait_for_function(
            "() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 50 || "
            "box.height > innerHeight; }"
        )
        page.keyboard.press(key)
    assert page.evaluate(HEADING_TEXT) == asks(chart, "wanted")


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.thorough)])
def frame(
    request: pytest.FixtureRequest, other: Path, small_address: str
) -> Iterator[Callable[..., tuple[Page, Frame]]]:
    """Open the embed of a flowchart in a frame of a partner's page, with the given permissions."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"

    def start(name: str, allowed: str) -> tuple[Page, Frame]:
        page = context.new_page()
        answers = {
            "embed/": (
                "text/html",
                (other / "embed" / "decide" / name / "index.html").read_text(encoding="utf-8"),
                {"Content-Security-Policy": policy},
            ),
            # Chromium lets a page that the test answers load nothing from this machine.
            "assets/embed.css": ("text/css", (other / "assets" / "embed.css").read_text(encoding="utf-8"), {}),
            "assets/embed.js": ("text/javascript", (other / "assets" / "embed.js").read_text(encoding="utf-8"), {}),
            "partner/": (
                "text/html",
                f'<!doctype html><title>Partner</title><iframe sandbox="{allowed}" width="900" height="600" '
                f'src="{small_address}embed/decide/{name}/"></iframe>',
                {},
            ),
        }

        def answer(route: Route) -> None:
            place = route.request.url.removeprefix(small_address)
            for start, (kind, body, headers) in answers.items():
                if place.startswith(start):
                    route.fulfill(content_type=kind, body=body, headers=headers)
                    return
            route.continue_()

        page.route("**", answer)
        page.goto(f"{small_address}partner/")
        return page, page.frames[1]

    yield start
    context.close()


def test_a_flowchart_works_in_a_sandboxed_frame(
    frame: Callable[..., tuple[Page, Frame]], small_content: Content
) -> None:
    """With scripts and nothing else allowed: every answer, no entry in the history, no request, no dead button."""
    page, inner = frame("reply", "allow-scripts")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    inner.wait_for_selector(f"{STEPPER}:not([hidden])")
    assert inner.evaluate("self.origin") == "null"
    asks_for: list[str] = []
    page.on("request", lambda request: asks_for.append(request.url))
    before = page.evaluate("history.length")

    assert edges_asked(inner, lambda: change_last(inner)) == edges_in_model(
        small_content, small_content.flowcharts["reply"]
    )
    press(inner, *way_to(small_content.flowcharts["reply"], "wait"))
    assert inner.locator(PRINT).is_hidden()
    assert inner.locator(PRINT_DIAGRAM).is_hidden()
    inner.locator(COPY).click()
    inner.wait_for_selector(f"{status('copied')}, {status('selected')}")
    inner.locator(RESTART).click()
    assert inner.evaluate(HAS_FOCUS)
    with page.expect_request("**/decide/reply.svg"):
        inner.locator(TO_DIAGRAM).click()
    assert inner.evaluate("document.activeElement.id") == "diagram"
    inner.locator(TO_WORDS).click()
    inner.locator(options_in_text("known")).nth(1).click()
    assert inner.evaluate("location.hash") == ""
    assert page.evaluate("history.length") == before
    assert [one.rpartition("/")[2].partition("#")[0] for one in asks_for] == ["reply.svg"], "the diagram alone"
    assert faults == []


def test_in_a_frame_without_scripts_all_words_stand(
    frame: Callable[..., tuple[Page, Frame]], small_content: Content
) -> None:
    """With the sentence about the address; the question view is not there."""
    _, inner = frame("reply", "")
    inner.wait_for_selector(NO_SCRIPT)
    assert inner.locator(STEPPER).is_hidden()
    assert inner.locator(f"{STEPS}:visible").count() == len(small_content.flowcharts["reply"].refs)
    assert inner.locator(DIAGRAM).is_visible()


def longest(content: Content) -> Flowchart:
    """The flowchart with the most questions."""
    return max(content.flowcharts.values(), key=lambda chart: len(chart.questions))


def test_words_of_the_diagram_fit_their_boxes(engine: Engine, address: str, content: Content) -> None:
    """In each engine's own font, no line is wider than the table of widths says, and so none leaves its box.

    But for a quarter of the room between words and the edge of a box: WebKit's rounding may take that of a short word.
    """
    tab = engine.tab()
    tab.goto(f"{address}decide/{longest(content).name}.svg")
    lines = tab.run(
        """[...document.querySelectorAll('.diagram__words tspan')].map(line => [line.textContent,
          line.getComputedTextLength(), parseFloat(getComputedStyle(line).fontSize),
          getComputedStyle(line).fontWeight >= 600])"""
    )
    assert len(lines) > 60
    for words, long, size, bold in lines:
        assert 0 < long <= wide(words, int(size), bold=bold) + PAD / 4, (words, long)


def test_each_flowchart_is_short_on_a_phone(watch: Watch, address: str, content: Content) -> None:
    """What is not for now is folded: the page is at most 3,000 pixels high, and higher with its words open."""
    page = watch(viewport={"width": 360, "height": 740}).page()
    for name in content.flowcharts:
        page.goto(f"{address}decide/{name}/")
        assert page.evaluate("document.documentElement.scrollHeight") <= 3000, name
    page.evaluate("document.querySelector('.flowchart__words').open = true")
    assert page.evaluate("document.documentElement.scrollHeight") > 3000


def test_the_diagram_comes_when_it_is_asked_for(watch: Watch, small_address: str) -> None:
    """No first visit carries it; opened, it is there."""
    watched = watch(viewport={"width": 360, "height": 740})
    page = watched.page()
    page.goto(small_address + "decide/reply/")
    assert [one for one in watched.requests if one.endswith(".svg") and "icon" not in one] == []
    with page.expect_response("**/decide/reply.svg"):
        page.locator(TO_DIAGRAM).click()
    page.wait_for_function(f"() => document.querySelector('{DIAGRAM}').naturalWidth > 0")


@pytest.mark.parametrize(("width", "scrolls"), [(360, True), (1280, False)])
def test_the_diagram_stays_in_its_box(width: int, scrolls: bool, watch: Watch, address: str, content: Content) -> None:
    """On a phone the box scrolls and the page does not, by keyboard too; on a wide screen all of it is in sight."""
    page = watch(viewport={"width": width, "height": 800}).page()
    page.goto(f"{address}decide/{longest(content).name}/")
    page.locator(TO_DIAGRAM).click()
    window = f"document.querySelector('{WINDOW}')"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(f"{window}.scrollWidth > {window}.clientWidth") == scrolls
    if scrolls:
        page.locator(WINDOW).focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => {window}.scrollLeft > 0")


def test_no_line_is_printed_above_a_diagram(watch: Watch, small_address: str) -> None:
    """It begins on a new sheet and may fill that: the line would have a sheet of its own."""
    page = watch(java_script_enabled=False).page()
    page.goto(f"{small_address}decide/reply/")
    page.locator(DIAGRAM_FOLD).locator("summary").click()
    page.emulate_media(media="print")
    assert page.locator(DIAGRAM).is_visible()
    assert page.locator(f"{DIAGRAM_FOLD} > :visible").count() == 1


def print_the_diagram_alone(page: Page, address: str, chart: Flowchart, presses: int, pdf: Path) -> None:
    """By its button on one page of A4 with nothing else; then all is as before."""
    page.goto("about:blank")
    page.goto(f"{address}decide/{chart.name}/")
    press(page, *[1] * presses)
    before = page.locator(FLOWCHART).get_attribute("class")
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = '' } }")
    page.evaluate("document.querySelector('[data-action=print-diagram]').closest('details').open = true")
    page.get_by_role("button", name="Print the diagram alone").click()
    page.wait_for_selector("[data-printed]")  # once the picture is there, so that none is blank
    page.pdf(path=pdf, format="A4")
    said = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1\n" in info, chart.name
    assert chart.title.split()[-1] in unicodedata.normalize("NFKC", said)  # fonts join letters, such as fi
    for stranger in ("Quick exit", "All questions and endings", "Sources on this page", "This site explains"):
        assert stranger not in said, (chart.name, stranger)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(FLOWCHART).get_attribute("class") == before


@pytest.mark.parametrize("presses", [0, 1])
def test_the_diagram_prints_alone(presses: int, watch: Watch, address: str, content: Content, tmp_path: Path) -> None:
    """From the start and from an ending; the largest that there is."""
    print_the_diagram_alone(watch().page(), address, longest(content), presses, tmp_path / "diagram.pdf")


def test_the_diagram_is_printed_once_it_is_there(watch: Watch, small_address: str) -> None:
    """On a slow line its picture comes late, and paper without it would be blank."""
    page = watch().page()
    held: list[Route] = []
    page.route("**/decide/*.svg*", lambda route: held.append(route))  # noqa: PLW0108  it keeps a mark on what it is given
    page.goto(small_address + PAGE)
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = '' } }")
    with page.expect_request("**/decide/*.svg*"):
        page.evaluate("document.querySelector('[data-action=print-diagram]').closest('details').open = true")
        page.get_by_role("button", name="Print the diagram alone").click()
    assert page.locator("[data-printed]").count() == 0
    for route in held:
        route.continue_()
    page.wait_for_selector("[data-printed]")


def test_the_diagram_is_printed_once_however_often_it_is_asked_for(watch: Watch, small_address: str) -> None:
    """On a slow line the button is pressed again: one print, and then the page is as it was."""
    page = watch().page()
    held: list[Route] = []
    page.route("**/decide/*.svg*", lambda route: held.append(route))  # noqa: PLW0108  it keeps a mark on what it is given
    page.goto(small_address + PAGE)
    before = page.locator(FLOWCHART).get_attribute("class")
    page.evaluate("() => { window.print = () => { document.body.append('printed'); } }")
    with page.expect_request("**/decide/*.svg*"):
        page.evaluate("document.querySelector('[data-action=print-diagram]').closest('details').open = true")
        for _ in range(2):
            page.get_by_role("button", name="Print the diagram alone").click()
    for route in held:
        route.continue_()
    page.wait_for_function("() => document.body.lastChild.data === 'printed'")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert page.evaluate("[...document.body.childNodes].filter(one => one.data === 'printed').length") == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(FLOWCHART).get_attribute("class") == before


@pytest.mark.thorough
def test_every_diagram_prints_alone(watch: Watch, address: str, content: Content, tmp_path: Path) -> None:
    """The same of each flowchart."""
    page = watch().page()
    for chart in content.flowcharts.values():
        for presses in (0, 1):
            print_the_diagram_alone(page, address, chart, presses, tmp_path / "diagram.pdf")


def test_the_file_of_a_diagram_prints_on_one_page(watch: Watch, address: str, content: Content, tmp_path: Path) -> None:
    """Alone, on A4 and on A3, with the edge of the paper left white."""
    page = watch().page()
    for name in content.flowcharts:
        page.goto(f"{address}decide/{name}.svg")
        for paper in ("A4", "A3"):
            pdf = tmp_path / f"{paper}.pdf"
            page.pdf(path=pdf, format=paper)
            with pymupdf.open(pdf) as document:
                assert len(document) == 1, (name, paper)
                sheet = document[0].rect
                for block in document[0].get_text("dict")["blocks"]:
                    left, top, right, bottom = block["bbox"]
                    assert min(left, top, sheet.width - right, sheet.height - bottom) > 25, (name, paper)
                sizes = [
                    span["size"]
                    for block in document[0].get_text("dict")["blocks"]
                    for line in block.get("lines", [])
                    for span in line["spans"]
                    if span["text"].strip()
                ]
                assert min(sizes) >= (7 if paper == "A4" else 9.8), (name, paper)
