"""Lists of all of a kind, and of the first of them."""

import re
from dataclasses import replace
from datetime import date

from macros.calls import REGISTRY
from macros.content import Content
from macros.pages.render import PageRendering
from macros.site import Site
from tests.support.calls import Rendered


def test_the_latest_three_changes_are_listed(small_loaded: Content) -> None:
    """Each leads to its entry in the list of all; the fourth is left out."""
    (change,) = small_loaded.changes.values()
    content = replace(small_loaded, changes=dict.fromkeys(("one", "two", "three", "four"), change))
    rendering = PageRendering(Site(content, date(2026, 11, 28)), "", str)
    made = rendering.with_blocks(REGISTRY["latest_changes"].render(rendering))
    assert re.findall(r'href="([^"]*)"', made) == [f"about/changes/#{key}" for key in ("one", "two", "three")]


def test_a_page_may_list_some_sheets(rendered: Rendered) -> None:
    """Those that are named, in their order, and the pack of all."""
    made = rendered("sheets", "note", "before")
    assert re.findall(r'href="sheets/([^"]*)"', made) == ["note.pdf", "before.pdf", "checklists.pdf"]


def test_rules_are_listed_by_whom_they_bind_and_by_year(rendered: Rendered, small_loaded: Content) -> None:
    """Each view leads once to each rule."""
    for view in ("who", "year"):
        led_to = re.findall(r'href="law/#([^"]*)"', rendered("rules", view))
        assert sorted(key for key in led_to if key in small_loaded.rules) == sorted(small_loaded.rules)
