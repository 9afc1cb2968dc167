"""Every kind of page passes axe, and can be used by keyboard, at any width, without a script."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watch
from tests.browser.test_private import addresses
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
KINDS = [
    "",
    "404.html",
    "decide/share/",
    "checklists/before-you-share/",
    "checklists/decision-record/",
    "c/emergency/1/",
    "principles/",
    "principles/timely/",
    "law/",
    "guidance/emergency/",
    "guidance/glossary/",
    "about/contacts/",
]
"""One page of each kind."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REACHABLE = "a[href], button, input:not([hidden]), select, textarea, summary, [tabindex='0']"


def violations(page: Page) -> list[str]:
    """What axe says against the page as it stands."""
    # Through the debugging protocol, which the page's own policy does not bind.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": TAGS, "preload": False}
    found: list[Any] = page.evaluate("options => axe.run(document, options).then(r => r.violations)", options)
    return [f"{one['id']}: {json.dumps([node['html'][:120] for node in one['nodes'][:3]])}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe(scheme: Any, width: int, watch: Watch, address: str) -> None:
    """WCAG 2.2 AA, as far as a machine can tell, on each kind of page."""
    page = watch(color_scheme=scheme, viewport={"width": width, "height": 800}).page()
    for kind in KINDS:
        page.goto(address + kind)
        assert violations(page) == [], kind


def test_axe_can_fail(watch: Watch, address: str) -> None:
    """Negative control: a picture without words and pale text are found."""
    page = watch().page()
    page.goto(address)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    found = " ".join(violations(page))
    assert "image-alt" in found
    assert "color-contrast" in found


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (768, 1024), (1440, 900)])
def test_keyboard(width: int, height: int, watch: Watch, address: str) -> None:
    """Tab reaches everything, in order, the exit second; what has focus is seen whole and uncovered."""
    page = watch(viewport={"width": width, "height": height}).page()
    for kind in ("checklists/before-you-share/", "decide/share/"):
        page.goto(address + kind)
        expected = page.locator(REACHABLE).filter(visible=True).count()
        reached = []
        for _ in range(expected):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    """() => {
                      const it = document.activeElement, box = it.getBoundingClientRect();
                      const spots = [[.5, .5], [.1, .2], [.9, .8]].map(([x, y]) =>
                        document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
                      const ours = spot => spot && (it.contains(spot) || spot.contains(it));
                      const seen = it.getClientRects().length > 1 || spots.some(ours);
                      return {what: it.className || it.tagName, seen, top: box.top};
                    }"""
                )
            )
        assert [one["what"] for one in reached[:2]] == ["skip", "leave__link"]
        assert [one for one in reached if not one["seen"] or one["top"] < 0] == []
        assert page.evaluate("document.activeElement.closest('footer') !== null"), "the last stop is in the footer"


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_sideways_scrolling(width: int, watch: Watch, site: Path, address: str) -> None:
    """Nothing is wider than the screen, 320 px (which is 1280 px at 400 %) included."""
    page = watch(viewport={"width": width, "height": 800}).page()
    for name in addresses(site):
        page.goto(address + name)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, name


def test_body_text(watch: Watch, address: str) -> None:
    """Body text is at least 18 px, and the colours follow the system's preference."""
    light, dark = (
        watch(viewport={"width": 1440, "height": 900}, color_scheme=scheme).page() for scheme in ("light", "dark")
    )
    grounds = []
    for page in (light, dark):
        page.goto(address + "guidance/emergency/")
        assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") >= 18
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_flowchart_by_keyboard_without_scripts(watch: Watch, address: str) -> None:
    """A reader with scripts off goes from the first question to an outcome and back to the start."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + "decide/share/")
    for node, option in (
        ("danger", 1),
        ("about", 0),
        ("identifiable", 0),
        ("required", 2),
        ("risk", 0),
        ("confidence", 0),
    ):
        assert page.url.endswith(f"#{node}") or node == "danger"
        page.locator(f"#{node} .flowchart__options a").nth(option).press("Enter")
    assert page.url.endswith("#share")
    heading = page.locator("#share h3")
    assert heading.bounding_box() is not None
    page.locator("#share .flowchart__again a").press("Enter")
    assert page.url.endswith("#danger")


def test_checklist_by_keyboard_without_scripts(watch: Watch, address: str) -> None:
    """Boxes are ticked and cleared with Space or by their words; Enter sends nothing."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + "checklists/before-you-share/")
    box = page.get_by_role("checkbox").first
    box.press("Space")
    assert box.is_checked()
    box.press("Space")
    assert not box.is_checked()
    page.locator(".checklist label").first.click()
    assert box.is_checked()
    box.press("Enter")
    assert box.is_checked()
    assert page.url == address + "checklists/before-you-share/"
