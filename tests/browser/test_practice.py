"""Practice, case by case: what it asks and shows, what stays in sight, where the focus is, and that nothing is kept.

That each answer leads where the flowcharts lead is tested on what the macro makes, in tests/calls.
"""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Page, expect

from macros.content import Content
from macros.models.scenario import Scenario
from tests.support.engines import Engine, Tab
from tests.support.leaving import engines, travel, visit
from tests.support.markup import (
    BAND,
    BAND_DANGER,
    CASE,
    CASE_ANSWER,
    EXIT,
    PRACTICE_ENDS,
    PRACTICE_OPTIONS,
    PRACTICE_SETTINGS,
    PRACTICE_STEP,
    practice_option,
)
from tests.support.project import real
from tests.support.watched import Watch
from tests.support.world import World

pytestmark = pytest.mark.slow

PAGE = "teams/practice/"
NEXT = "[data-action=next]"
AGAIN = "[data-action=again]"
TITLES = f"[...document.querySelectorAll('{CASE} > h2')].filter(one => one.offsetHeight).map(one => one.textContent)"
"""An expression: the cases that are shown."""
HAS_FOCUS = f"document.activeElement === document.querySelector('{PRACTICE_STEP}')"
ENDS = (
    f"[...document.querySelectorAll('{PRACTICE_ENDS}')].filter(one => one.offsetHeight)"
    ".map(one => one.textContent).join('|')"
)
"""An expression: where the answers led, where that is elsewhere, and where the worked answer leads."""
SOONER = "document.querySelector('[data-sooner]').offsetHeight > 0"
"""An expression: whether the reader is told that stopping at the first question was right."""
KEPT = (
    "[location.href, history.length, history.state, sessionStorage.length, localStorage.length, document.cookie].join()"
)


def path_of(content: Content, scenario: Scenario) -> list[int]:
    """The places in the lists of the answers on the first route of a scenario, from 1."""
    steps = scenario.first.path
    options = [content.flowcharts[step.question.flowchart].questions[step.question.node].options for step in steps]
    return [list(each).index(step.option) + 1 for each, step in zip(options, steps, strict=True)]


def end_of(content: Content, scenario: Scenario) -> str:
    """The title of the ending of the first route of a scenario."""
    ends = scenario.first.ends
    return content.flowcharts[ends.flowchart].outcomes[ends.node].title


def come_to(tab: Tab, title: str) -> None:
    """Go on from case to case until one is shown."""
    for _ in real().scenarios:
        if tab.run(TITLES) == [title]:
            return
        tab.click(NEXT)
    raise AssertionError(title)


@pytest.mark.parametrize("engine", engines("firefox", "webkit"), indirect=True)
def test_answers_lead_to_an_ending_beside_the_worked_one(
    engine: Engine, small_address: str, small_content: Content
) -> None:
    """A case alone, then its questions, through another flowchart, then both endings; nothing is kept anywhere."""
    tab = engine.tab()
    tab.goto(small_address + PAGE)
    scenario = small_content.scenarios["a-letter"]
    come_to(tab, scenario.title)
    before = tab.run(KEPT)
    for answer in path_of(small_content, scenario):
        assert tab.run(f"document.querySelector('{PRACTICE_ENDS}')") is None
        tab.click(practice_option(answer))
        assert tab.run(HAS_FOCUS)
        assert tab.run(TITLES) == [scenario.title], "it stays to be read"
    assert tab.run(ENDS) == "Share it"
    assert not tab.run(SOONER)
    tab.click(AGAIN)
    assert tab.run("document.activeElement.textContent") == scenario.title
    tab.click(practice_option(1))
    assert tab.run(ENDS) == "Call for help|Share it"
    assert tab.run(SOONER), "who cannot rule out danger is told that it was right to stop there"
    tab.click(NEXT)
    (title,) = tab.run(TITLES)
    assert title != scenario.title
    assert tab.run("document.activeElement.textContent") == title
    assert tab.run(KEPT) == before


@pytest.mark.parametrize("answer", [pytest.param(2, marks=pytest.mark.thorough, id="at a question"), 1])
def test_after_leaving_no_case_is_seen(answer: int, engine: Engine, small_world: World) -> None:
    """Who leaves in the middle, or where the answers ended, never meets it again, by Back or Forward."""
    tab = engine.tab()
    visit(tab, small_world, small_world.start)
    visit(tab, small_world, small_world.address + PAGE)
    tab.click(practice_option(answer))
    before = len(small_world.shown())
    tab.click(EXIT)
    small_world.wait_for_arrival()
    travel(tab, small_world, -1)
    travel(tab, small_world, 1)
    assert small_world.shown()[before:] == []


def test_a_setting_shows_its_cases_of_practice_alone(watch: Watch, address: str, content: Content) -> None:
    """One case after the other, each of them once, and none of another setting; the number of them is said."""
    page = watch(viewport={"width": 360, "height": 740}).page()
    page.goto(address + PAGE)
    setting = min(content.settings, key=lambda one: sum(one in other.settings for other in content.scenarios.values()))
    wanted = {one.title for one in content.scenarios.values() if setting in one.settings}
    page.locator(PRACTICE_SETTINGS).click()
    page.locator(f"[name=setting][value={setting}]").check()
    assert page.locator(f"[value={setting}]").evaluate("one => one === document.activeElement")
    assert page.locator(PRACTICE_SETTINGS).inner_text().count(content.settings[setting].meta.title) == 1
    shown = []
    for number in range(1, len(wanted) + 1):
        assert page.get_by_role("status").get_by_text(f"Case {number} of {len(wanted)}").is_visible()
        shown += page.evaluate(TITLES)
        page.locator(NEXT).click()
    assert sorted(shown) == sorted(wanted)
    assert page.evaluate(TITLES) == shown[:1], "then from the first again"
    assert page.url == address + PAGE


@pytest.mark.parametrize("engine", engines("firefox"), indirect=True)
def test_the_choice_and_the_answers_are_gone_after_a_reload(engine: Engine, address: str) -> None:
    """Whoever comes back starts anew."""
    tab = engine.tab()
    tab.goto(address + PAGE)
    tab.click(PRACTICE_SETTINGS)
    tab.click("[name=setting][value=police]")
    tab.click(practice_option(2))
    tab.goto(address)
    tab.goto(address + PAGE)
    assert tab.run("document.querySelector('form.examples').elements.setting.value") == ""
    assert tab.run(f"document.querySelector('{AGAIN}').offsetHeight") == 0


@pytest.mark.thorough
def test_every_case_ends_where_its_worked_answer_ends(watch: Watch, address: str, content: Content) -> None:
    """Answered as its first route says; answered otherwise, it says where that led, and where the answers parted."""
    watched = watch()
    page = watched.page()
    page.goto(address + PAGE)
    by_title = {one.title: one for one in content.scenarios.values()}
    while by_title:
        (title,) = page.evaluate(TITLES)
        scenario = by_title.pop(title)
        for answer in path_of(content, scenario):
            page.locator(PRACTICE_OPTIONS).nth(answer - 1).click()
        assert page.evaluate(ENDS) == end_of(content, scenario), title
        page.locator(AGAIN).click()
        while page.locator(PRACTICE_OPTIONS).count():
            page.locator(PRACTICE_OPTIONS).last.click()
        ends = page.evaluate(ENDS).split("|")
        assert ends[-1] == end_of(content, scenario), title
        differs = page.locator(".practice__step li").get_by_text("You chose:").filter(visible=True).count()
        assert differs or len(ends) == 1, title
        page.locator(NEXT).click()
    assert watched.kept(page) == watched.complaints == watched.elsewhere == []


def states(page: Page, address: str, content: Content) -> Iterator[str]:
    """Bring a page into each state of practice: the name of each."""
    page.goto(address + PAGE)
    yield "a case"
    page.locator(PRACTICE_SETTINGS).click()
    yield "the settings"
    page.locator(PRACTICE_SETTINGS).click()
    scenario = content.scenarios["a-letter"]
    while page.evaluate(TITLES) != [scenario.title]:
        page.locator(NEXT).click()
    way = path_of(content, scenario)
    page.locator(PRACTICE_OPTIONS).nth(way[0] - 1).click()
    yield "a question"
    for answer in way[1:]:
        page.locator(PRACTICE_OPTIONS).nth(answer - 1).click()
    yield "the same end"
    page.locator(AGAIN).click()
    page.locator(PRACTICE_OPTIONS).first.click()
    yield "another end"


SEEN = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && document.elementFromPoint(
    box.left + box.width / 2, box.top + box.height / 2).closest(selector) !== null;
}"""
"""Whether something is in the window, whole, with nothing over it."""


@pytest.mark.parametrize(("width", "height"), [(360, 740), pytest.param(1280, 800, marks=pytest.mark.thorough)])
def test_the_band_of_practice_is_in_sight_in_every_state(
    width: int, height: int, watch: Watch, small_address: str, small_content: Content
) -> None:
    """Before all else, wherever the reader scrolls; then the numbers; and its link leads to the flowcharts."""
    page = watch(viewport={"width": width, "height": height}).page()
    for state in states(page, small_address, small_content):
        assert page.evaluate(SEEN, BAND), state
        page.evaluate("scrollBy(0, 150)")
        assert page.evaluate(SEEN, BAND), state
        first = page.locator("main > .practice > *")
        assert first.nth(0).evaluate(f"one => one.matches('{BAND}')"), state
        assert first.nth(1).evaluate(f"one => one.matches('{BAND_DANGER}')"), state
        assert page.locator(f"{BAND_DANGER} a[href='tel:999']").is_visible(), state
        assert "/decide/" in str(page.locator(f"{BAND} a").evaluate("link => link.href")), state
        heading = page.evaluate("document.activeElement.localName")
        if heading.startswith("h"):
            page.evaluate("scrollBy(0, -150)")
            assert page.evaluate(SEEN, f"{heading}:focus"), state


def test_practice_on_paper_has_its_band(
    watch: Watch, small_address: str, small_content: Content, tmp_path: Path
) -> None:
    """With a script the state that is shown, on one page; without one each case says so by itself."""
    label = "Practice: this is not your case."
    page = watch().page()
    for state in states(page, small_address, small_content):
        page.pdf(path=tmp_path / "state.pdf", format="A4")
        with pymupdf.open(tmp_path / "state.pdf") as document:
            said = document[0].get_text()
            assert len(document) == 1, state
        assert said.count(label) == 1, state
        assert "999" in said
        assert said.index(label) < said.index("999") < said.index(page.evaluate(TITLES)[0]), state
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + PAGE)
    page.pdf(path=tmp_path / "all.pdf", format="A4")
    with pymupdf.open(tmp_path / "all.pdf") as document:
        said = "".join(sheet.get_text() for sheet in document)
    assert said.count(label) == 1 + len(small_content.scenarios)
    for scenario in small_content.scenarios.values():
        assert end_of(small_content, scenario) in said.partition(scenario.title)[2]


def test_without_a_script_each_answer_is_folded(watch: Watch, small_address: str, small_content: Content) -> None:
    """The cases stand below each other; the choice of a setting works, and Enter in it sends nothing anywhere."""
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + PAGE)
    cases = page.locator(CASE)
    assert cases.count() == len(small_content.scenarios)
    assert page.locator(PRACTICE_OPTIONS).count() == 0
    for case, scenario in zip(cases.all(), small_content.scenarios.values(), strict=True):
        ending = case.get_by_text(end_of(small_content, scenario))
        assert case.get_by_text(scenario.title).is_visible()
        assert ending.is_hidden()
        case.locator(CASE_ANSWER).locator("summary").click()
        assert ending.is_visible()
    page.locator(PRACTICE_SETTINGS).click()
    page.locator("[name=setting][value=school]").check()
    page.keyboard.press("Enter")
    assert page.url == small_address + PAGE
    page.evaluate("document.querySelector('[data-settings]').dataset.settings = 'other'")
    assert cases.filter(visible=True).count() == len(small_content.scenarios) - 1


def test_paper_says_of_which_setting_its_cases_are(watch: Watch, small_address: str, small_content: Content) -> None:
    """Where all that are chosen are printed: without a script."""
    for scripts in (False, True):
        page = watch(java_script_enabled=scripts).page()
        page.goto(small_address + PAGE)
        page.locator(PRACTICE_SETTINGS).click()
        page.locator("[name=setting][value=school]").check()
        page.emulate_media(media="print")
        said = [one.strip() for one in page.locator(".practice__form label:visible").all_inner_texts()]
        assert said == ([] if scripts else [small_content.settings["school"].meta.title])
        assert page.locator(".practice summary:visible").count() == 0


def test_nothing_of_practice_can_be_copied_or_cited(watch: Watch, small_address: str, small_content: Content) -> None:
    """In no state: no button to copy or print, no link to an ending of a case, no citation; other pages have one."""
    page = watch().page()
    for state in states(page, small_address, small_content):
        names = page.locator("main button:visible").all_inner_texts()
        assert [one for one in names if "copy" in one.lower() or "print" in one.lower()] == [], state
        assert page.locator("main .cite, main .stepper").count() == 0, state
    page.goto(small_address + "law/")
    assert page.locator("main .cite").count() == 1


@pytest.mark.parametrize(("width", "height"), [(320, 256), (1280, 800)])
def test_a_case_is_answered_by_keyboard(width: int, height: int, watch: Watch, small_address: str) -> None:
    """From the focused heading, Tab reaches the answers in order; each heading with the focus is in sight."""
    page = watch(viewport={"width": width, "height": height}).page()
    page.goto(small_address + PAGE)
    page.locator(PRACTICE_OPTIONS).first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for key in ("Enter", "Space"):
        if not page.locator(PRACTICE_OPTIONS).count():
            break
        assert page.evaluate(HAS_FOCUS)
        assert page.evaluate(SEEN, PRACTICE_STEP)
        page.keyboard.press("Tab")
        assert page.evaluate(f"document.activeElement === document.querySelector('{PRACTICE_OPTIONS}')")
        page.keyboard.press(key)
    assert page.evaluate(HAS_FOCUS)
    assert page.evaluate(SEEN, PRACTICE_STEP)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    while not page.locator(NEXT).evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == page.evaluate(TITLES)[0]


def test_a_screen_reader_is_given_each_state_of_practice(
    watch: Watch, small_address: str, small_content: Content
) -> None:
    """The band and the numbers, the case, then the question with its answers, or the endings and the way on."""
    page = watch().page()
    trees = {
        "a question": """
          - main:
            - heading "Practice" [level=1]
            - paragraph:
              - strong: /.+/
              - link /.+/
            - region /.+/
            - form /.+/:
              - status: /Case \\d+ of \\d+/
              - heading "A letter" [level=2]
              - paragraph: /.+/
            - heading /.+/ [level=3]
            - list:
              - listitem:
                - button "Yes"
            - paragraph:
              - button "Next case"
              - button "Start this case again"
        """,
        "another end": """
          - main:
            - form /.+/:
              - heading "A letter" [level=2]
              - paragraph: /.+/
            - heading "The worked answer ends somewhere else" [level=3]
            - paragraph: You ended at
            - paragraph: Call for help
            - paragraph: The worked answer ends at
            - paragraph: Share it
            - paragraph:
              - strong: "Why:"
            - list:
              - listitem: /.+/
            - paragraph:
              - link /.+/
            - paragraph:
              - button "Next case"
        """,
    }
    for state in states(page, small_address, small_content):
        if state in trees:
            expect(page.locator("main")).to_match_aria_snapshot(trees.pop(state))
    assert trees == {}


def test_a_page_that_a_browser_translates_still_counts_its_cases(watch: Watch, small_address: str) -> None:
    """Browsers that translate put each piece of text in elements of their own."""
    page = watch().page()
    page.goto(small_address + PAGE)
    said = page.get_by_role("status").filter(has_text="Case 1")
    before = said.inner_text()
    page.evaluate(
        """() => {
          const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), all = [];
          while (texts.nextNode()) all.push(texts.currentNode);
          for (const text of all) {
            const outer = document.createElement('font');
            text.replaceWith(outer);
            outer.appendChild(document.createElement('font')).append(text);
          }
        }"""
    )
    page.locator(NEXT).click()
    assert page.locator(".practice__count").inner_text() == before.replace("Case 1 ", "Case 2 ")
