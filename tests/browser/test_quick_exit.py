"""The quick exit is a real link, in sight on every page at every scroll position, and never on paper."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watch
from tests.browser.test_accessible import KINDS

pytestmark = pytest.mark.slow

HIT = """() => {
  const link = document.querySelector('.leave__link'), box = link.getBoundingClientRect();
  const spots = [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]];
  const at = ([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
  const hit = spots.every(spot => link.contains(at(spot)));
  const inside = box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  return hit && inside && box.width >= 44 && box.height >= 44;
}"""


def in_sight(page: Page) -> bool:
    """Whether every part of the exit can be pressed."""
    return bool(page.evaluate(HIT))


@pytest.mark.parametrize(
    ("width", "height"), [(320, 256), (320, 640), (390, 844), (844, 390), (768, 1024), (1280, 800), (1920, 1080)]
)
def test_in_sight(width: int, height: int, watch: Watch, address: str) -> None:
    """At the top, in the middle and at the end of each kind of page, whole and uncovered."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in KINDS:
        page.goto(address + kind)
        for part in (0, 0.5, 1):
            page.evaluate(
                "part => scrollTo({top: part * document.documentElement.scrollHeight, behavior: 'instant'})", part
            )
            assert in_sight(page), (kind, part)


def test_in_sight_can_fail(watch: Watch, address: str) -> None:
    """Negative control: a cover of one corner is noticed."""
    page = watch().page()
    page.goto(address)
    assert in_sight(page)
    page.evaluate(
        """() => {
          const cover = document.createElement('div');
          cover.style.cssText = 'position: fixed; top: 0; right: 0; width: 50%; height: 12px; z-index: 99';
          document.body.append(cover);
        }"""
    )
    assert not in_sight(page)


def test_not_on_paper(watch: Watch, address: str) -> None:
    """Print shows neither the exit nor the menus."""
    page = watch().page()
    page.goto(address)
    page.emulate_media(media="print")
    for part in (".leave", ".header__nav", ".skip"):
        assert not page.locator(part).is_visible(), part
    assert page.locator("h1").is_visible()


def test_unconfirmed_number_not_on_paper(watch: Watch, address: str) -> None:
    """A number that is only shown on its source's page stays off paper."""
    page = watch().page()
    page.goto(address + "about/contacts/")
    shown = page.locator(".contact--shown")
    assert shown.is_visible()
    page.emulate_media(media="print")
    assert not shown.is_visible()
