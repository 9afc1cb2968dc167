"""What other programs take from a page: a copy of all, and what the browser's own search finds, are what is seen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.markup import SKIP
from tests.support.taken import EYES, FOUND, HITS

pytestmark = pytest.mark.slow

PASTE = "data:text/html,<textarea autofocus rows=9></textarea>"
MARKED = "principles/timely/"
"""A page with words of duty, which name their sources to whoever does not see."""


@pytest.fixture(params=["chromium", "firefox"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of each browser, whose clipboard is used by the keys, as people do."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=request.param == "chromium")
    yield context.new_page()
    context.close()


def pasted(page: Page) -> list[str]:
    """The words of all of a page, copied and pasted as text."""
    page.locator("body").press("Control+A")
    page.locator("body").press("Control+C")
    other = page.context.new_page()
    other.goto(PASTE)
    other.locator("textarea").press("Control+V")
    text = other.locator("textarea").input_value()
    other.close()
    page.bring_to_front()
    return text.split()


def wrong(page: Page) -> dict[str, list[str]]:
    """The words that a copy has and eyes do not see, such as two that run together, and those that it has not."""
    seen: dict[str, list[str]] = page.evaluate(EYES)
    copied = pasted(page)
    skip = page.locator(SKIP).all_inner_texts()
    hidden = set(copied) - {*seen["all"], *" ".join(skip).split()}
    return {"hidden": sorted(hidden), "lost": sorted(set(seen["words"]) - set(copied))}


def unfound(page: Page) -> dict[str, list[str]]:
    """The lines that are seen and not found; and the hits of the names of sources that nobody sees."""
    return {"lost": page.evaluate(FOUND), "unseen": page.evaluate(HITS)}


RIGHT: dict[str, dict[str, list[str]]] = {
    "copied": {"hidden": [], "lost": []},
    "found": {"lost": [], "unseen": []},
}


def told(page: Page) -> dict[str, Any]:
    """What is wrong with what other programs take from a page; folded out, since a hit in a fold opens that."""
    page.evaluate("document.querySelectorAll('details:not(.diagram)').forEach(one => { one.open = true; })")
    return {"copied": wrong(page), "found": unfound(page)}


@pytest.mark.parametrize(
    "name",
    [
        "checklists/before/",
        "c/before/1/",
        "principles/timely/",
        "law/",
        *(
            pytest.param(name, marks=pytest.mark.thorough)
            for name in ("", "404.html", "checklists/note/", "about/shape/")
        ),
    ],
)
def test_what_is_copied_and_found_is_what_is_seen(name: str, page: Page, small_address: str) -> None:
    """Each word with its spaces, and none that is hidden from eyes."""
    page.goto(small_address + name)
    assert told(page) == RIGHT


HIDE = """() => {
  for (const mark of document.querySelectorAll('main .mark')) {
    const source = document.createElement('span');
    source.textContent = `(source: ${mark.ariaLabel.split('source: ')[1].slice(0, -1)})`;
    source.style.cssText = 'position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden';
    mark.append(source);
  }
}"""
"""Name each source in words that only a screen reader is to have, as the first edition did."""


def test_words_that_are_hidden_from_eyes_are_noticed(page: Page, small_address: str) -> None:
    """Negative control: in a copy, as a sentence that is not found, and as a hit that nobody sees."""
    page.goto(small_address + MARKED)
    page.evaluate(HIDE)
    found = told(page)
    assert found["copied"]["hidden"]
    assert found["found"]["lost"]
    assert found["found"]["unseen"]
