"""Several components of one kind on a page: each works on its own, and no id stands there twice."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.support.axe import violations
from tests.support.markup import (
    CHECKLIST,
    DAY,
    DIAGRAM,
    FLOWCHART,
    HEADING,
    OPTIONS,
    PROGRESS,
    SHOW_ANSWERS,
    TO_FILL_IN,
)
from tests.support.project import Build, adopt, built, change
from tests.support.watched import Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow

FRONT_MATTER = """---
title: {title}
description: About {title}.
owner: Editor
reviewed: 2026-11-22
next_review: 2027-05-22
---

"""
SAME_FIRST_QUESTION = """  begin:
    same_as: ask/first
    next:
      danger: ring
      calm: further
      not-sure: ring
"""


def add(project: Path, name: str, title: str, *calls: str) -> None:
    """A page with calls of macros, in the menu."""
    body = "\n\n".join(f"{{{{ {call} }}}}" for call in calls)
    (project / "docs" / f"{name}.md").write_text(FRONT_MATTER.format(title=title) + body + "\n", encoding="utf-8")
    change(project / "mkdocs.yml", ("      - decide/ask.md\n", f"      - decide/ask.md\n      - {name}.md\n"))


def twin(path: Path, title: str, **ids: str) -> str:
    """The text of a checklist or flowchart with another title and other ids."""
    text = path.read_text(encoding="utf-8")
    text = text.replace(text.splitlines()[0], f"title: {title}", 1)
    for old, new in ids.items():
        assert f" {old}:\n" in text
        text = text.replace(f" {old}:\n", f" {new}:\n").replace(f": {old}\n", f": {new}\n")
    return text


@pytest.fixture(scope="session")
def several(once: Build) -> Path:
    """The small site with a page of two checklists and a page of two flowcharts, built."""
    return once("several", with_several)


def with_several(to: Path) -> Path:
    """Build the site of `several`; its folder."""
    project = adopt(to)
    docs = project / "docs"
    after = twin(docs / "checklists" / "before.yml", "After you shared", decide="look", purpose="reason", time="day")
    (docs / "checklists" / "after.yml").write_text(after, encoding="utf-8")
    again = twin(docs / "decide" / "ask.yml", "Once more", first="begin", second="further", call="ring", share="send")
    start, end = again.index("  begin:\n"), again.index("  further:\n")
    (docs / "decide" / "again.yml").write_text(again[:start] + SAME_FIRST_QUESTION + again[end:], encoding="utf-8")
    add(project, "checklists/after", "After you shared", 'checklist("after")')
    add(project, "checklists/both", "Both lists", 'checklist("before")', 'checklist("after")')
    add(project, "decide/again", "Once more", 'flowchart("again")')
    add(project, "decide/both", "Both questions", 'flowchart("ask")', 'flowchart("again")')
    return built(project, AS_OF="2026-11-22")


@pytest.mark.parametrize("name", ["checklists/both", "decide/both"])
def test_no_id_stands_twice_on_a_page_of_two_components(name: str, several: Path) -> None:
    """Of both instances, and of the page around them."""
    ids = html.parse(str(several / name / "index.html")).xpath("//@id")
    assert len(ids) > 10
    assert len(ids) == len(set(ids))


def test_each_checklist_of_a_page_works_on_its_own(several: Path, serve: Serve, watch: Watch) -> None:
    """It has its own progress, text, status and day of printing."""
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page()
    page.goto(serve(several) + "checklists/both/")
    first, second = page.locator(CHECKLIST).all()
    second.get_by_role("checkbox").first.check()
    assert first.locator(PROGRESS).inner_text() == "0 of 2 done"
    assert second.locator(PROGRESS).inner_text() == "1 of 2 done"
    assert "[x]" not in first.locator("textarea").input_value()
    second.get_by_text("Copy as text").click()
    second.get_by_role("button", name="Copy", exact=True).click()
    second.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == second.locator("textarea").input_value()
    assert copied.startswith("After you shared")
    assert first.locator("[data-status]:not([hidden])").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    days = page.locator(DAY).all_text_contents()
    assert len(days) == 2
    assert all(days)
    assert violations(page) == []
    assert watched.complaints == []


def headings(page: Page) -> list[str]:
    """The heading of each flowchart's view."""
    found: list[str] = page.locator(HEADING).all_inner_texts()
    return [" ".join(text.split()) for text in found]


def test_each_flowchart_of_a_page_works_on_its_own(several: Path, serve: Serve, watch: Watch) -> None:
    """It asks its own questions; answers make no entry of the history, and links lead to where they say."""
    watched = watch()
    page = watched.page()
    address = serve(several) + "decide/both/"
    page.goto(address)
    start, further = "Question 1 of at most 2 Is anyone in danger?", "Question 2 of at most 2 Does a law ask for it?"
    first, second = page.locator(FLOWCHART).all()
    assert headings(page) == [start, start]
    second.locator(OPTIONS).nth(1).click()
    assert headings(page) == [start, further]
    assert second.locator(HEADING).evaluate("title => document.activeElement === title")
    first.locator(OPTIONS).nth(0).click()
    assert headings(page) == ["Call for help", further]
    second.locator(SHOW_ANSWERS).click()
    second.get_by_role("button", name="Change: ").click()
    assert headings(page) == ["Call for help", start]
    first.get_by_role("button", name="Start again").click()
    assert headings(page) == [start, start]
    assert watched.kept(page) == []
    page.goto("about:blank")
    page.goto(f"{address}#further")
    assert headings(page) == [start, "At most 1 more to answer, with this one Does a law ask for it?"]
    page.evaluate("location.hash = 'share'")
    page.wait_for_function(f"() => document.querySelector('{HEADING}').textContent.includes('Share it')")
    assert headings(page) == ["Share it", "At most 1 more to answer, with this one Does a law ask for it?"]
    second.get_by_role("link", name="As a diagram").click()
    assert page.evaluate("document.activeElement.id") == "again-diagram"
    assert violations(page) == []
    assert watched.complaints == []


def test_one_flowchart_of_a_page_prints_alone(several: Path, serve: Serve, watch: Watch) -> None:
    """Its ending, or its diagram, without the other flowchart."""
    page = watch().page()
    page.goto(serve(several) + "decide/both/")
    page.evaluate("() => { window.print = () => {} }")
    first, second = page.locator(FLOWCHART).all()
    second.locator(OPTIONS).nth(0).click()
    page.emulate_media(media="print")
    assert second.locator(TO_FILL_IN).is_visible()
    assert not first.is_visible()
    page.emulate_media(media="screen")
    first.get_by_role("link", name="As a diagram").click()
    first.get_by_role("button", name="Print the diagram alone").click()
    page.emulate_media(media="print")
    assert first.locator(DIAGRAM).is_visible()
    assert not second.is_visible()
