"""Guidance in groups: each has its own page, a path back to it, and a way on from page to page."""

from typing import Any

import pytest
from playwright.sync_api import Page

from macros.content import Content
from tests.support.markup import GROUP, NEIGHBOURS
from tests.support.watched import Watch

pytestmark = pytest.mark.slow


def leads(page: Page, place: str) -> Any:
    """Where the links of a place lead."""
    return page.locator(f"{place} a").evaluate_all("all => all.map(one => one.href)")


def test_a_group_shows_its_pages(watch: Watch, small_address: str, small_content: Content) -> None:
    """In the order of the menu, each with its description; the page above shows the groups, by their own pages."""
    page = watch().page()
    page.goto(small_address + "guidance/")
    assert leads(page, GROUP) == [small_address + one for one in ("guidance/in/helping/", "guidance/a-to-z/", "with/")]
    page.locator(f"{GROUP} li").first.click(position={"x": 4, "y": 4})
    page.wait_for_url(small_address + "guidance/in/helping/")
    names = ["guidance/scenarios", "settings/school", "guidance/glossary"]
    assert leads(page, GROUP) == [f"{small_address}{name}/" for name in names]
    said = page.locator(f"{GROUP} li p").all_inner_texts()
    assert said == [small_content.pages[f"{name}.md"].meta.description for name in names]


def test_pages_of_a_group_lead_to_the_next_and_back(watch: Watch, small_address: str) -> None:
    """Previous and next stay within the group; the path at the top leads to it; other pages have neither."""
    page = watch().page()
    page.goto(small_address + "guidance/in/helping/")
    assert leads(page, NEIGHBOURS) == []
    wanted = [["settings/school/"], ["guidance/scenarios/", "guidance/glossary/"], ["settings/school/"]]
    page.goto(small_address + "guidance/scenarios/")
    for there in wanted:
        assert leads(page, NEIGHBOURS) == [small_address + one for one in there]
        after = page.locator(f"{NEIGHBOURS} [rel=next]")
        if after.count():
            url = after.evaluate("it => it.href")
            after.click()
            page.wait_for_url(url)
    crumbs = leads(page, ".breadcrumb")
    assert crumbs == [small_address + one for one in ("guidance/", "guidance/in/helping/")]
    page.goto(small_address + "about/changes/")
    assert leads(page, NEIGHBOURS) == []


def test_each_page_of_guidance_belongs_to_a_group(watch: Watch, address: str, content: Content) -> None:
    """On the real site: a group has at most nine pages besides its own, and each page below it leads back to it."""
    page = watch().page()
    page.goto(address + "guidance/")
    groups = [one for one in leads(page, GROUP) if "/guidance/in/" in one]
    assert groups == [*dict.fromkeys(groups)]
    assert {f"{one.removeprefix(address)}index.md" for one in groups} == {
        name for name in content.pages if name.startswith("guidance/in/")
    }
    for group in groups:
        page.goto(group)
        pages = leads(page, GROUP)
        assert 1 <= len(pages) <= 9, group
        page.goto(pages[0])
        assert leads(page, ".breadcrumb")[-1] == group
