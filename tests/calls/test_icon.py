"""Icons: pictures that stand beside their words."""

from datetime import date

import pytest

from macros.calls import REGISTRY
from macros.calls.icon import ICONS
from macros.loading import load
from macros.pages.render import PageRendering
from macros.site import Site
from tests.support.project import SMALL


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_says_nothing_to_a_screen_reader(name: str) -> None:
    """Each is a drawing of its own that assistive technology passes over."""
    rendering = PageRendering(Site(load(SMALL / "docs"), date(2026, 11, 28)), "", str)
    made = {one: REGISTRY["icon"].render(rendering, one) for one in ICONS}
    assert made[name].startswith('<span class="icon" aria-hidden="true"><svg ')
    assert list(made.values()).count(made[name]) == 1
