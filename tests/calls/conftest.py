"""What the tests of macros share: a page of the small site to render them on."""

from datetime import date

import pytest

from macros.calls import REGISTRY
from macros.content import Content
from macros.pages.render import PageRendering
from macros.site import Site
from tests.support.calls import Rendered


@pytest.fixture(scope="session")
def small_site(small_loaded: Content) -> Site:
    """The small content as templates read it."""
    return Site(small_loaded, date(2026, 11, 28))


@pytest.fixture
def rendered(small_site: Site) -> Rendered:
    """Render a macro on the first page."""
    rendering = PageRendering(small_site, "", str)
    return lambda name, *arguments: rendering.with_blocks(REGISTRY[name].render(rendering, *arguments))
