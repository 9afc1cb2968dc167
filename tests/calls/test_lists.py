"""Lists of all of a kind, and of the first of them."""

import re
from dataclasses import replace
from datetime import date

from macros.calls import REGISTRY
from macros.loading import load
from macros.pages.render import PageRendering
from macros.site import Site
from tests.conftest import SMALL


def test_the_latest_three_changes() -> None:
    """Each leads to its entry in the list of all; the fourth is left out."""
    content = load(SMALL / "docs")
    (change,) = content.changes.values()
    content = replace(content, changes=dict.fromkeys(("one", "two", "three", "four"), change))
    rendering = PageRendering(Site(content, date(2026, 11, 28)), "", str)
    made = rendering.with_blocks(REGISTRY["latest_changes"].render(rendering))
    assert re.findall(r'href="([^"]*)"', made) == [f"about/changes/#{key}" for key in ("one", "two", "three")]


def test_some_sheets() -> None:
    """Those that are named, in their order, and the pack of all."""
    rendering = PageRendering(Site(load(SMALL / "docs"), date(2026, 11, 28)), "", str)
    made = rendering.with_blocks(REGISTRY["sheets"].render(rendering, "note", "before"))
    assert re.findall(r'href="sheets/([^"]*)"', made) == ["note.pdf", "before.pdf", "checklists.pdf"]
