"""The site of another partnership, in a browser: its own colours and exit, and no barrier."""

from pathlib import Path
from typing import Any

import pytest

from macros.loading import load
from tests.browser.axe import violations
from tests.browser.conftest import Serve, Watch
from tests.conftest import SMALL

pytestmark = pytest.mark.slow

KINDS = ["", "404.html", "decide/ask/", "checklists/before/", "checklists/note/", "principles/timely/", "law/"]
"""One page of each kind."""


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_colours(scheme: Any, watch: Watch, serve: Serve, other: Path) -> None:
    """WCAG 2.2 AA in their colours, which the exit really has."""
    palette = getattr(load(SMALL / "docs").partnership.colours, scheme)
    address = serve(other)
    page = watch(color_scheme=scheme, viewport={"width": 360, "height": 800}).page()
    for kind in KINDS:
        page.goto(address + kind)
        assert violations(page) == [], kind
        seen = page.locator(".leave__link").evaluate("link => getComputedStyle(link).backgroundColor")
        assert seen == _rgb(palette.exit), kind
