"""A flowchart question by question: what the reader sees, what the browser keeps, and that all its routes are there."""

import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Browser, Frame, Page, Route

from macros.content import Content
from macros.diagram.text_width import wide
from macros.editions.release import release
from macros.models.flowchart import Flowchart
from macros.models.inline_text import plain
from tests.browser.axe import violations
from tests.browser.conftest import Serve, Watch, Worlds
from tests.browser.engines import Engine, Tab
from tests.browser.paper import A4, LETTER, Paper
from tests.browser.test_leaving import BACK_ONCE_BLANK, travel, visit
from tests.browser.world import World
from tests.conftest import build, change, copy_of_the_project
from tests.support.faces import asked, edges_asked, edges_in_model, in_model

pytestmark = pytest.mark.slow

HEADING = "document.querySelector('.stepper h2').textContent.replace(/\\s+/g, ' ').trim()"
SAID = (
    "[...document.querySelectorAll('.stepper [data-status]:not([hidden])')].map(words => words.dataset.status).join()"
)
CHOSEN = "[...document.querySelectorAll('.stepper__answers strong')].map(answer => answer.textContent).join('|')"


def choose(tab: Tab, *numbers: int) -> None:
    """Press the answers of these places in the lists, one after the other."""
    for number in numbers:
        tab.click(f".stepper .flowchart__options li:nth-child({number}) button")


def until(tab: Tab, script: str, wanted: Any) -> None:
    """Wait until an expression in the page has a value."""
    end = time.monotonic() + 30
    while (found := tab.run(script)) != wanted:
        assert time.monotonic() < end, (script, found, wanted)


def asks(chart: Flowchart, question_id: str) -> str:
    """The heading of a question."""
    return f"Question {chart.number(question_id)} {plain(chart.questions[question_id].text)}"


NAMES = ("share", "asked", "tell", "disagree")


@pytest.mark.parametrize("name", NAMES)
def test_every_answer(name: str, watch: Watch, address: str, content: Content) -> None:
    """Each answer of each question leads where the model says, and Back leads to the question again.

    With the first question, that proves all routes: a route is nothing but answers, one after the other, and the view
    shows the same for a question however it was reached. `test_every_route` walks them all.
    """
    watched = watch()
    page = watched.page()
    page.goto(f"{address}decide/{name}/")
    chart = content.flowcharts[name]
    assert page.evaluate(HEADING) == asks(chart, chart.start)
    assert edges_asked(page, lambda: page.evaluate("history.back()")) == edges_in_model(content, chart)
    assert page.url == f"{address}decide/{name}/"
    assert set(watched.kept(page)) == {"pushState", "back"}
    assert watched.elsewhere == watched.complaints == []


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_an_embed(name: str, watch: Watch, address: str, content: Content) -> None:
    """The bare page for frames has the same answers, and makes no entry in the history."""
    watched = watch()
    page = watched.page()
    page.goto(f"{address}embed/decide/{name}/")
    chart = content.flowcharts[name]
    assert page.evaluate(HEADING) == asks(chart, chart.start)
    back = page.locator(".stepper__answers button").last
    assert edges_asked(page, back.click) == edges_in_model(content, chart)
    assert watched.kept(page) == watched.elsewhere == watched.complaints == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_every_route(name: str, watch: Watch, address: str, content: Content) -> None:
    """Walked in a browser, the question view has the routes of the model; Back leads from each place back."""
    page = watch().page()
    page.goto(f"{address}decide/{name}/")
    assert asked(page, lambda: page.evaluate("history.back()")) == in_model(content, content.flowcharts[name])


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_every_route_of_an_embed(name: str, watch: Watch, address: str, content: Content) -> None:
    """The bare page for frames has the same routes."""
    page = watch().page()
    page.goto(f"{address}embed/decide/{name}/")
    back = page.locator(".stepper__answers button").last
    assert asked(page, back.click) == in_model(content, content.flowcharts[name])


def test_back_and_forward(engine: Engine, world: World, content: Content) -> None:
    """Each answer is one entry of the same address, whose state is a number; focus and title follow."""
    chart = content.flowcharts["share"]
    tab = engine.tab()
    visit(tab, world, world.address + "decide/share/")
    before = tab.run("history.length")
    choose(tab, 2, 1, 1)
    assert tab.run(HEADING) == asks(chart, "required")
    assert tab.run("history.length") == before + 3
    assert tab.run("history.state") == 3
    assert tab.run("document.activeElement === document.querySelector('.stepper h2')")
    title = tab.run("document.title")
    assert title.startswith("Question 4 - Should I share this information?")
    assert "law" not in title
    for steps, number, question in ((-1, 2, "identifiable"), (-1, 1, "about"), (1, 2, "identifiable")):
        tab.travel(steps)
        until(tab, HEADING, asks(chart, question))
        assert tab.run("history.state") == number
        assert tab.run("document.activeElement === document.querySelector('.stepper h2')")
        assert tab.run("document.title").startswith(f"Question {chart.number(question)} - ")
    assert tab.run(CHOSEN) == "No|A child's safety or welfare, born or unborn"
    assert tab.run("location.href") == world.address + "decide/share/"
    assert tab.run("sessionStorage.length + localStorage.length") == 0


def test_answers_can_be_changed(engine: Engine, world: World, content: Content) -> None:
    """Each answer so far can be changed, what followed it is forgotten, and one can start again."""
    chart = content.flowcharts["share"]
    tab = engine.tab()
    visit(tab, world, world.address + "decide/share/")
    choose(tab, 2, 1, 1, 3, 1)
    assert tab.run("document.querySelectorAll('.stepper__answers button').length") == 5
    tab.click(".stepper__answers li:nth-child(2) button")
    until(tab, HEADING, asks(chart, "about"))
    assert tab.run(CHOSEN) == "No"
    choose(tab, 7)
    assert tab.run(HEADING) == "What to do Get advice before you decide"
    assert tab.run(CHOSEN) == "No|Not sure what it is about"
    tab.click("[data-action=restart]")
    until(tab, HEADING, asks(chart, "danger"))
    assert tab.run(CHOSEN) == ""
    tab.travel(1)
    until(tab, SAID, "restarted")
    assert tab.run(HEADING) == asks(chart, "danger")
    choose(tab, 2)
    assert tab.run(HEADING) == asks(chart, "about")


def test_reload_starts_again_and_says_so(engine: Engine, world: World, content: Content) -> None:
    """Nothing of the answers comes back; Back after it shows the start too, and the next answers work."""
    chart = content.flowcharts["share"]
    tab = engine.tab()
    visit(tab, world, world.address + "decide/share/")
    choose(tab, 2, 1, 1)
    before = len(world.shown())
    tab.run("() => void setTimeout(() => location.reload(), 0)")
    world.log.wait(lambda _: len(world.shown()) >= before + 2)
    until(tab, SAID, "restarted")
    assert tab.run(HEADING) == asks(chart, "danger")
    assert tab.run(CHOSEN) == ""
    choose(tab, 2)
    assert tab.run(HEADING) == asks(chart, "about")
    assert tab.run("history.state") == 4
    for _ in range(2):
        tab.travel(-1)
        until(tab, HEADING, asks(chart, "danger"))
    choose(tab, 2, 1)
    assert tab.run(HEADING) == asks(chart, "identifiable")


@pytest.mark.parametrize("count", [1, 4])
def test_after_leaving_no_step_is_seen(count: int, engine: Engine, world: World) -> None:
    """Who leaves in the middle of a flowchart never meets one of its steps again, by Back or Forward."""
    tab = engine.tab()
    visit(tab, world, world.start)
    visit(tab, world, world.address + "decide/share/")
    choose(tab, *[2, 1, 1, 3][:count])
    before = len(world.shown())
    tab.click(".leave__link")
    world.wait_for_arrival()
    for _ in range(count + 1):
        travel(tab, world, -1)
    for _ in range(count + 1):
        travel(tab, world, 1)
    assert world.shown()[before:] == []


def test_back_while_leaving(engine: Engine, worlds: Worlds) -> None:
    """Back to the step before, pressed while the other site is slow, shows nothing, and leaving goes on at once."""

    def patient(guard: str) -> str:
        # Leaving is tried again after a while in any case; not in this test.
        assert "navigate(8e3)" in guard
        return guard.replace("navigate(8e3)", "navigate(8e7)")

    world = worlds(patient)
    tab = engine.tab()
    visit(tab, world, world.start)
    visit(tab, world, world.address + "decide/share/")
    choose(tab, 2, 1)
    tab.run(BACK_ONCE_BLANK)
    tab.run(
        """() => void setInterval(() => navigator.sendBeacon('/_told', JSON.stringify({page: location.pathname,
          when: 'state', at: performance.now(), title: document.title, state: history.state,
          seen: document.querySelector('main').getClientRects().length > 0})), 20)"""
    )
    world.gate.clear()
    tab.click(".leave__link")
    world.log.wait(lambda _: len(world.arrivals()) >= 2)
    world.gate.set()
    world.wait_for_arrival()
    said = [one.data for one in world.log.all("ours", "told") if one.data["when"] == "state"]
    said.sort(key=lambda one: one["at"])  # what is told comes in any order
    blank = said[next(n for n, one in enumerate(said) if not one["seen"]) :]
    assert {one["title"] for one in blank} == {"BBC Weather"}
    assert [one for one in blank if one["seen"]] == []
    # That the exit site was asked twice proves that Back was pressed; WebKit may leave before it says so.
    assert {one["state"] for one in blank} <= {2, 1}


def test_emergency_is_one_choice_away(watch: Watch, address: str, content: Content) -> None:
    """From every question of every flowchart, and Back leads to the question again."""
    page = watch().page()
    for name, chart in content.flowcharts.items():
        wanted = f"What to do {chart.outcomes[chart.emergency].title}"
        for question_id in chart.questions:
            page.goto("about:blank")
            page.goto(f"{address}decide/{name}/#{question_id}")
            assert page.evaluate(HEADING) == asks(chart, question_id)
            page.get_by_role("button", name="Someone may be in danger").click()
            assert page.evaluate(HEADING) == wanted
            assert not page.get_by_role("button", name="Someone may be in danger").is_visible()
            page.evaluate("history.back()")
            page.wait_for_function(f"here => {HEADING} === here", arg=asks(chart, question_id))


def test_a_link_to_a_question(engine: Engine, world: World, content: Content) -> None:
    """It opens there, in sight and with the focus, and says what counts as answered; one can start again."""
    chart = content.flowcharts["share"]
    tab = engine.tab()
    visit(tab, world, world.address + "decide/share/#required")
    assert tab.run(HEADING) == asks(chart, "required")
    assert tab.run("document.activeElement === document.querySelector('.stepper h2')")
    place = tab.run("document.querySelector('.stepper h2').getBoundingClientRect().top")
    assert 40 <= place <= 120, "just below the bar of the exit"
    before = (
        "[...document.querySelectorAll('.stepper .flowchart__before li')].map(one => one.innerText.trim()).join('|')"
    )
    assert [line.split("?")[0] for line in tab.run(before).split("|")] == [
        plain(chart.questions[key].text).rstrip("?") for key in ("danger", "about", "identifiable")
    ]
    choose(tab, 3)
    assert tab.run(HEADING) == asks(chart, "risk")
    assert tab.run("document.querySelector('.stepper .flowchart__before')") is None
    tab.click("[data-action=restart]")
    until(tab, HEADING, asks(chart, "danger"))


@pytest.mark.parametrize("fragment", ["nothing", "share.9", "nothing.1", "%", "%E0%A4%A", "-", "required.1"])
def test_a_bad_link_shows_the_start_and_a_sentence(fragment: str, watch: Watch, address: str, content: Content) -> None:
    """Whatever stands in the address after the sign."""
    watched = watch()
    page = watched.page()
    page.goto(f"{address}decide/share/#{fragment}")
    assert page.evaluate(HEADING) == asks(content.flowcharts["share"], "danger")
    assert page.evaluate(SAID) == "unknown-link"
    assert watched.complaints == []


def test_a_link_within_the_page_is_no_step(watch: Watch, address: str, content: Content) -> None:
    """The skip link puts an entry of its own between two answers; Back still shows what was seen there."""
    chart = content.flowcharts["share"]
    page = watch().page()
    page.goto(f"{address}decide/share/")
    options = page.locator(".stepper .flowchart__options button")
    options.nth(1).click()
    page.evaluate("document.querySelector('.skip-link').click()")
    page.wait_for_function("() => location.hash === '#main' && history.state === 1")
    options.nth(0).click()
    for question_id in ("about", "about", "danger"):
        page.evaluate("history.back()")
        page.wait_for_function(f"here => {HEADING} === here", arg=asks(chart, question_id))
    page.evaluate("history.go(3)")
    page.wait_for_function(f"here => {HEADING} === here", arg=asks(chart, "identifiable"))
    page.locator(".stepper__answers button").first.click()
    page.wait_for_function(f"here => {HEADING} === here", arg=asks(chart, "danger"))
    assert page.evaluate("history.state") is None


def test_links_in_words_leave_no_trace(watch: Watch, address: str) -> None:
    """Where a script runs, the answers in the text lead on in the text, and the address stays as it was."""
    watched = watch()
    page = watched.page()
    page.goto(f"{address}decide/share/")
    page.locator("#danger .flowchart__options a").nth(1).click()
    assert page.evaluate("document.activeElement.closest('section').id") == "about"
    page.locator("#share .flowchart__again a").click()
    assert page.evaluate("document.activeElement.closest('section').id") == "danger"
    assert page.url == f"{address}decide/share/"
    assert watched.kept(page) == []


def test_without_scripts_the_page_says_what_shows(watch: Watch, address: str) -> None:
    """The sentence about the address stands where it is true, and the question view only where it works."""
    for scripts in (True, False):
        page = watch(java_script_enabled=scripts).page()
        page.goto(f"{address}decide/share/")
        assert page.locator(".flowchart__plain").is_visible() == (not scripts)
        assert page.locator(".stepper").is_visible() == scripts
        assert page.locator("#withhold").is_visible()
        page.goto(f"{address}decide/share/#required")
        assert page.locator("#required .flowchart__before").is_visible()
        assert not page.locator("#risk .flowchart__before").is_visible()


def test_copy_as_text(engine: Engine, world: World, content: Content) -> None:
    """Every part of the ending, its version, the answers, and lines to fill in; nothing stays in the page."""
    chart = content.flowcharts["share"]
    outcome = chart.outcomes["do-not-share"]
    tab = engine.tab()
    visit(tab, world, world.address + "decide/share/")
    choose(tab, 2, 6)
    tab.run("() => void addEventListener('copy', () => { window.taken = String(getSelection()); })")
    tab.click("[data-action=copy]")
    until(tab, SAID, "copied")
    lines = tab.run("window.taken").splitlines()
    assert lines[:2] == [chart.title, f"What to do {outcome.title}"]
    for step in outcome.do:
        assert f"- {plain(step)}" in lines
    for label, words in (
        ("How soon", outcome.when),
        ("How much", outcome.how_much),
        ("How", outcome.how),
        ("Record", outcome.record),
        ("Explain", outcome.explain),
        ("Look again", outcome.look_again),
        ("If they disagree", outcome.escalate),
        ("Who to ask", outcome.ask),
    ):
        assert f"{label}: {plain(words)}" in lines
    said = "\n".join(lines)
    for part in ("Why: ", "From: ", f"version {chart.version}", "Local reference (never a name):"):
        assert part in said
    assert "- What is this about? None of these" in lines
    assert not tab.run("document.querySelector('.stepper__copy').getClientRects().length")


def test_copy_where_it_is_refused(watch: Watch, address: str) -> None:
    """The words are shown and selected instead, and the page says so."""
    page = watch().page()
    page.goto(f"{address}decide/share/")
    page.locator(".stepper .flowchart__options button").nth(0).click()
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy a link").click()
    assert page.evaluate(SAID) == "selected"
    assert page.locator(".stepper__copy").is_visible()
    assert page.evaluate("String(getSelection()).trim()") == f"{address}decide/share/#share-now.1"
    assert page.url == f"{address}decide/share/"


@pytest.mark.parametrize("paper", [A4, pytest.param(LETTER, marks=pytest.mark.thorough)], ids=lambda paper: paper.name)
def test_each_ending_prints_on_one_page(paper: Paper, watch: Watch, address: str, content: Content) -> None:
    """By its longest route, with the answers, the lines to fill in and the version."""
    page = watch().page()
    for name, chart in content.flowcharts.items():
        for end in chart.outcomes:
            arrive(page, f"{address}decide/{name}/", chart, end)
            with pymupdf.open(stream=page.pdf(width=f"{paper.width}mm", height=f"{paper.height}mm")) as document:
                assert len(document) == 1, (name, end)
                words = " ".join(document[0].get_text().split())
            for part in ("Local reference (never a name)", f"version {chart.version}", "Your answers so far"):
                assert part in words, (name, end, part)
            assert ("awaits" in words) == (content.partnership.edition.approved is None)
            assert "All questions and endings" not in words


@pytest.mark.thorough
def test_the_longest_ending_prints_on_one_page_of_firefox(firefox: Browser, address: str, content: Content) -> None:
    """Whose letters stand a little further apart."""
    page = firefox.new_page()
    arrive(page, f"{address}decide/share/", content.flowcharts["share"], "share")
    for paper in (A4, LETTER):
        # Playwright hands inches on, and this protocol takes them for centimetres.
        made = page.pdf(width=f"{paper.width / 10}in", height=f"{paper.height / 10}in")
        with pymupdf.open(stream=made) as document:
            assert len(document) == 1, paper
    page.close()


def arrive(page: Page, address: str, chart: Flowchart, end: str) -> None:
    """Answer on the way to an ending that has the most questions."""
    page.goto("about:blank")
    page.goto(address)
    longest = max((route for route in chart.routes() if route.end == end), key=lambda route: len(route.steps))
    for question_id, options in longest.steps:
        place = list(chart.questions[question_id].options).index(options[0])
        page.locator(".stepper .flowchart__options button").nth(place).click()


def rename(project: Path, name: str, old: str, new: str, day: str) -> None:
    """Give an ending of a flowchart another id, and say in the ledger what became of its addresses."""
    for path in (project / "docs").rglob("*"):
        if path.suffix in (".yml", ".md"):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    change(project / "docs" / "decide" / f"{name}.yml", ("\nversion: 1\n", "\nversion: 2\n"))
    ledger = project / "ledger.txt"
    lines = ledger.read_text(encoding="utf-8").splitlines()
    top, moved = f"/decide/{name}/#", 0
    for number, line in enumerate(lines):
        address = line.split()[0]
        if address.split(".")[0] == top + old:
            lines[number] = f"{address} moved {address.replace(old, new)} {day}"
            moved += 1
    assert moved == 2, "the place itself, and its first version"
    ledger.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_link_from_an_older_version(watch: Watch, serve: Serve, tmp_path: Path) -> None:
    """It opens the ending and says that the rules changed, with and without scripts; one of today says nothing.

    So does a link to an ending that was renamed since, on the page and in an embed.
    """
    project = copy_of_the_project(tmp_path)
    path = project / "docs" / "decide" / "share.yml"
    words = ("What is this about?", "What is it about?", "What is this about?")
    for version in (1, 2):
        release(date(2026, 12, version), project)
        change(path, (f"\nversion: {version}\n", f"\nversion: {version + 1}\n"), (words[version - 1], words[version]))
        if version == 1:
            rename(project, "tell", "share-then-tell", "share-and-tell-after", "2026-12-02")
    done = build(project)
    assert done.returncode == 0, done.stderr
    address = serve(project / "site")
    renamed = "share-and-tell-after"
    links = [("decide/share/", "share", f"share.{version}", version < 3) for version in (1, 2, 3)]
    links += [("decide/tell/", renamed, link, "." in link) for link in ("share-then-tell.1", "share-then-tell")]
    links += [(f"embed/{top}", key, link, old) for top, key, link, old in links[-2:]]
    for scripts in (True, False):
        page = watch(java_script_enabled=scripts).page()
        for top, key, link, old in links:
            page.goto("about:blank")
            page.goto(f"{address}{top}#{link}")
            within = ".stepper" if scripts else f"#{key}"
            notes = page.locator(f"{within} .flowchart__old:visible")
            assert notes.count() == int(old), (scripts, link)
            assert not old or f"version {link[-1]}" in notes.inner_text()
            assert page.locator(f"{within} .flowchart__do").first.is_visible(), (scripts, link)
            box = notes.bounding_box() if old else None
            assert not box or 0 <= box["y"] < 720, "in sight"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=pytest.mark.thorough)])
def test_axe_on_the_way(scheme: Any, width: int, watch: Watch, address: str) -> None:
    """A question, an ending, and what is shown where copying is refused, as far as a machine can tell."""
    page = watch(color_scheme=scheme, viewport={"width": width, "height": 800}).page()
    page.goto(f"{address}decide/share/#required")
    assert violations(page) == []
    page.locator(".stepper .flowchart__options button").nth(0).click()
    assert violations(page) == []
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy as text").click()
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(320, 256), (1440, 900)])
def test_by_keyboard(width: int, height: int, watch: Watch, address: str, content: Content) -> None:
    """From the focused heading, Tab reaches the answers in order, each in sight; Enter and Space choose."""
    page = watch(viewport={"width": width, "height": height}).page()
    page.goto(f"{address}decide/share/#danger")
    for key, question_id, place in (("Enter", "danger", 1), ("Space", "about", 0), ("Enter", "identifiable", 0)):
        question = content.flowcharts["share"].questions[question_id]
        answers = [plain(option.text) for option in question.options.values()]
        for number in range(place + 1):
            while page.evaluate("document.activeElement.className") != "flowchart__answer" or (
                page.evaluate("document.activeElement.textContent") != answers[number]
            ):
                page.keyboard.press("Tab")
        page.wait_for_function(
            "() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 50 || "
            "box.height > innerHeight; }"
        )
        page.keyboard.press(key)
    assert page.evaluate(HEADING) == asks(content.flowcharts["share"], "required")


@pytest.fixture(params=["chromium", "firefox"])
def frame(request: pytest.FixtureRequest, site: Path, address: str) -> Iterator[Callable[..., tuple[Page, Frame]]]:
    """Open the embed of a flowchart in a frame of a partner's page, with the given permissions."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"

    def start(name: str, allowed: str) -> tuple[Page, Frame]:
        page = context.new_page()
        answers = {
            "embed/": (
                "text/html",
                (site / "embed" / "decide" / name / "index.html").read_text(encoding="utf-8"),
                {"Content-Security-Policy": policy},
            ),
            # Chromium lets a page that the test answers load nothing from this machine.
            "assets/embed.css": ("text/css", (site / "assets" / "embed.css").read_text(encoding="utf-8"), {}),
            "assets/embed.js": ("text/javascript", (site / "assets" / "embed.js").read_text(encoding="utf-8"), {}),
            "partner/": (
                "text/html",
                f'<!doctype html><title>Partner</title><iframe sandbox="{allowed}" width="900" height="600" '
                f'src="{address}embed/decide/{name}/"></iframe>',
                {},
            ),
        }

        def answer(route: Route) -> None:
            place = route.request.url.removeprefix(address)
            for start, (kind, body, headers) in answers.items():
                if place.startswith(start):
                    route.fulfill(content_type=kind, body=body, headers=headers)
                    return
            route.continue_()

        page.route("**", answer)
        page.goto(f"{address}partner/")
        return page, page.frames[1]

    yield start
    context.close()


def test_in_a_sandboxed_frame(frame: Callable[..., tuple[Page, Frame]], content: Content) -> None:
    """With scripts and nothing else allowed: every answer, no entry in the history, no request, no dead button."""
    page, inner = frame("asked", "allow-scripts")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    inner.wait_for_selector(".stepper:not([hidden])")
    assert inner.evaluate("self.origin") == "null"
    asks_for: list[str] = []
    page.on("request", lambda request: asks_for.append(request.url))
    before = page.evaluate("history.length")

    def back() -> None:
        inner.locator(".stepper__answers button").last.click()

    assert edges_asked(inner, back) == edges_in_model(content, content.flowcharts["asked"])
    inner.locator(".stepper .flowchart__options button").first.click()
    assert inner.locator("[data-action=print]").is_hidden()
    assert inner.locator("[data-action=print-diagram]").is_hidden()
    inner.locator("[data-action=copy]").click()
    inner.wait_for_selector(
        ".stepper [data-status=copied]:not([hidden]), .stepper [data-status=selected]:not([hidden])"
    )
    inner.locator("[data-action=restart]").click()
    assert inner.evaluate("document.activeElement === document.querySelector('.stepper h2')")
    inner.locator(".flowchart__faces a").click()
    assert inner.evaluate("document.activeElement.id") == "diagram"
    inner.locator("#who .flowchart__options a").first.click()
    assert inner.evaluate("location.hash") == ""
    assert page.evaluate("history.length") == before
    assert asks_for == faults == []


def test_in_a_frame_without_scripts(frame: Callable[..., tuple[Page, Frame]], content: Content) -> None:
    """The words, whole, and the sentence about the address; the question view is not there."""
    _, inner = frame("asked", "")
    inner.wait_for_selector(".flowchart__plain")
    assert inner.locator(".stepper").is_hidden()
    assert inner.locator(".flowchart__text section:visible").count() == len(content.flowcharts["asked"].refs)
    assert inner.locator(".diagram__picture").is_visible()


def test_words_of_the_diagram_fit(engine: Engine, world: World) -> None:
    """In each engine's own font, no line is wider than the table of widths says, and so none leaves its box."""
    tab = engine.tab()
    visit(tab, world, world.address + "decide/share/")
    lines = tab.run(
        """[...document.querySelectorAll('.diagram__words tspan')].map(line => [line.textContent,
          line.getComputedTextLength(), parseFloat(getComputedStyle(line).fontSize),
          getComputedStyle(line).fontWeight >= 600])"""
    )
    assert len(lines) > 60
    for words, long, size, bold in lines:
        assert 0 < long <= wide(words, int(size), bold=bold) + 0.5, (words, long)


@pytest.mark.parametrize(("width", "scrolls"), [(360, True), (1440, False)])
def test_the_diagram_stays_in_its_box(width: int, scrolls: bool, watch: Watch, address: str) -> None:
    """On a phone the box scrolls and the page does not, by keyboard too; on a wide screen all of it is in sight."""
    page = watch(viewport={"width": width, "height": 800}).page()
    page.goto(f"{address}decide/share/")
    window = "document.querySelector('.diagram__window')"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(f"{window}.scrollWidth > {window}.clientWidth") == scrolls
    if scrolls:
        page.locator(".diagram__window").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => {window}.scrollLeft > 0")


def test_the_diagram_prints_alone(watch: Watch, address: str, content: Content, tmp_path: Path) -> None:
    """By its button on one page of A4 with nothing else, from the start and from an ending; then all is as before."""
    page = watch().page()
    for name, chart in content.flowcharts.items():
        for presses in (0, 1):
            page.goto("about:blank")
            page.goto(f"{address}decide/{name}/")
            for _ in range(presses):
                page.locator(".stepper .flowchart__options button").first.click()
            before = page.locator(".flowchart").get_attribute("class")
            page.evaluate("window.print = () => {}")
            page.get_by_role("button", name="Print the diagram alone").click()
            pdf = tmp_path / "diagram.pdf"
            page.pdf(path=pdf, format="A4")
            said = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
            info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
            assert "Pages:           1\n" in info, name
            assert chart.title.split()[-1] in said
            for stranger in ("Quick exit", "All questions and endings", "Sources on this page", "This site explains"):
                assert stranger not in said, (name, stranger)
            page.evaluate("dispatchEvent(new Event('afterprint'))")
            assert page.locator(".flowchart").get_attribute("class") == before


def test_the_file_prints_on_one_page(watch: Watch, address: str, content: Content, tmp_path: Path) -> None:
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
