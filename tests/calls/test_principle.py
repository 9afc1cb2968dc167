"""Principle: a principle whole, under its title."""

from macros.calls import REGISTRY
from macros.content import Content
from tests.support.calls import Rendered


def test_a_principle_has_its_title_its_words_and_its_id(rendered: Rendered, small_loaded: Content) -> None:
    """Its id is that of the heading, which its macro tells the checks."""
    made = rendered("principle", "timely")
    assert made.startswith("## Timely {#timely}\n\n")
    assert made.endswith("write it down. See [the Act](/law/index.md#sharing-act).\n")
    assert list(REGISTRY["principle"].ids(small_loaded.sources, "index.md", "timely") or ()) == ["timely"]
