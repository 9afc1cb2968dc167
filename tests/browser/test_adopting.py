"""The site of another partnership, in a browser: its own colours and exit, and no barrier."""

from pathlib import Path
from typing import Any

import pytest

from macros.loading import load
from tests.support.markup import EXIT
from tests.support.project import SMALL
from tests.support.watched import Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_exit_has_the_colours_of_another_partnership(scheme: Any, watch: Watch, serve: Serve, other: Path) -> None:
    """The exit really has them. That axe passes them, test_accessible.py tests."""
    palette = getattr(load(SMALL / "docs").partnership.colours, scheme)
    address = serve(other)
    page = watch(color_scheme=scheme, viewport={"width": 360, "height": 800}).page()
    for kind in ("", "404.html", "law/"):
        page.goto(address + kind)
        seen = page.locator(EXIT).evaluate("link => getComputedStyle(link).color")
        assert seen == _rgb(palette.exit), kind
