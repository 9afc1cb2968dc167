"""Two editions are chosen and compared: what differs between them, with the words of these two alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.axe import violations
from tests.support.watched import Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow


@pytest.fixture
def compared(released: Path, serve: Serve) -> str:
    """The address of the page on which the three editions of a site are compared."""
    return f"{serve(released / 'site')}at/compare/"


def shown(page: Page, thing: str) -> list[str]:
    """The days of the words that are shown of a thing."""
    lines = page.locator(f"[id='{thing}'] p[data-since]:visible").all_inner_texts()
    return [line.partition(":")[0] for line in lines]


def test_two_editions_are_compared(compared: str, watch: Watch) -> None:
    """What differs between these two is shown, with their words alone, in whichever order they are chosen."""
    watched = watch()
    page = watched.page()
    page.goto(compared)
    things = page.locator(".comparison__thing:visible")
    kinds = page.locator(".comparison__kinds")
    assert kinds.locator("a[href='#contact']").locator("..").inner_text() == "Who to ring, and their numbers: 2"
    everything = things.count()
    button = page.get_by_role("button", name="Show what is different")
    page.get_by_label("Compare").select_option("20 February 2027")
    page.get_by_label("with").select_option("10 January 2027")
    button.click()
    assert shown(page, "rule-share-on-request") == [], "it changed before"
    assert shown(page, "item-note.when") == ["1 December 2026", "20 February 2027"]
    count = page.get_by_role("status").locator("strong").inner_text()
    assert kinds.is_hidden(), "it counts over all editions"
    assert 0 < int(count) == things.count() < everything
    assert violations(page) == []
    page.get_by_label("Compare").select_option("10 January 2027")
    assert things.count() == 0, "what is shown is of those that are chosen, whenever they are"
    assert page.locator(".comparison h2:visible").count() == 0
    page.get_by_role("button", name="Show all editions").click()
    assert things.count() == everything
    assert kinds.is_visible()
    assert watched.kept(page) == []


NAMED = """things => things.flatMap(thing => [...thing.querySelectorAll('a')].map(link =>
  [thing.querySelector('b').textContent, link.textContent, link.getAttribute('aria-label') ?? '']))"""
"""The title of each thing with the words of each of its links, as they are seen and as they are heard."""


def test_each_link_names_what_it_is_of(compared: str, watch: Watch) -> None:
    """In a list of links, too: what is heard begins with the words that are seen, and has the title."""
    page = watch().page()
    page.goto(compared)
    named = page.locator(".comparison__thing").evaluate_all(NAMED)
    assert [one for one in named if not one[2].startswith(one[1]) or one[0] not in one[2]] == []
    assert len(named) > 10


def test_paper_names_the_editions_and_has_no_button(compared: str, watch: Watch) -> None:
    """Which two are compared stands on it."""
    page = watch().page()
    page.goto(compared)
    page.get_by_role("button", name="Show what is different").click()
    page.emulate_media(media="print")
    assert page.locator(".comparison [data-choice]:visible").count() == 2
    assert page.locator(".comparison button:visible").count() == 0


def test_a_number_of_then_looks_like_words(compared: str, watch: Watch) -> None:
    """On the page of an edition it has the colour of the words around it, and no line under it."""
    page = watch().page()
    page.goto(compared.replace("compare", "2026-12-01"))
    looks = page.locator(".edition__page a:not([href])").evaluate_all(
        "them => them.map(it => [getComputedStyle(it), getComputedStyle(it.parentElement)])"
        ".map(([it, around]) => [it.color === around.color, it.textDecorationLine])"
    )
    assert len(looks) > 1
    assert all(look == [True, "none"] for look in looks)


def test_without_a_script_all_that_changed_is_there(compared: str, watch: Watch) -> None:
    """And nothing is offered that does not work."""
    page = watch(java_script_enabled=False).page()
    page.goto(compared)
    assert shown(page, "rule-share-on-request") == ["1 December 2026", "10 January 2027"]
    assert page.locator(".comparison__choose").is_hidden()


UNDER = """() => {
  const line = document.querySelector('.edition__banner'), exit = document.querySelector('.leave__link');
  const links = [...document.querySelectorAll('.edition__page a[href]')].reverse();
  const under = it => {
    const box = it.getClientRects()[0], over = line.getBoundingClientRect();
    return box && box.top < over.bottom - 1 && box.bottom > over.top;
  };
  const focused = links.filter(it => { it.focus(); return under(it); });
  const led = [...document.querySelectorAll('.edition__page[id], .edition__page [id]')].filter(it => {
    it.scrollIntoView();
    return under(it);
  });
  const bar = exit.getBoundingClientRect(), words = document.createRange();
  words.selectNodeContents(line);
  const covered = [...words.getClientRects()].filter(box => box.bottom > bar.top && box.top < bar.bottom
    && box.right > bar.left && box.left < bar.right);
  return [links.length > 9, led.length, focused.length, covered.length];
}"""
"""Of an edition that is read from its end: of what links and the keyboard lead to, how much ends up under the line that
says of which day it is; and how many lines of that are under the exit."""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740), (320, 640), (320, 256)])
def test_the_line_that_names_an_edition_and_the_exit_cover_no_words(
    width: int, height: int, compared: str, watch: Watch
) -> None:
    """On a phone, too, and at a zoom of four, where the line would take half of the window."""
    page = watch(viewport={"width": width, "height": height}).page()
    page.goto(compared.replace("compare", "2026-12-01"))
    assert page.evaluate(UNDER) == [True, 0, 0, 0]
    top = "document.querySelector('.edition__banner').getBoundingClientRect().top"
    assert (page.evaluate(top) >= 0) is (height > 400), "it stays in view where there is room"


def test_focus_is_seen_on_what_is_chosen(compared: str, watch: Watch) -> None:
    """The edition to compare with has the ring of every other control."""
    page = watch().page()
    page.goto(compared)
    rings = []
    for control in (page.get_by_label("Compare"), page.get_by_role("button", name="Show what is different")):
        control.focus()
        rings.append(control.evaluate("it => [getComputedStyle(it).outline, getComputedStyle(it).boxShadow]"))
    assert rings[0] == rings[1]
