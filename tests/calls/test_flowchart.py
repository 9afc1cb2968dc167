"""Flowchart: the ids that its macro brings to a page, which are those that its component renders."""

import re

import pytest

from macros.calls import REGISTRY
from macros.content import Content
from tests.support.calls import Rendered


@pytest.mark.parametrize("name", ["ask", "reply"])
def test_the_ids_of_a_flowchart_are_those_that_are_rendered(
    name: str, rendered: Rendered, small_loaded: Content
) -> None:
    """Those of questions, endings, hand-overs, the diagram, and each version of an ending."""
    sources = small_loaded.sources
    macro = REGISTRY["flowchart"]
    brought = [*(macro.ids(sources, "index.md", name) or ()), *macro.permanent_ids(sources, name)]
    assert sorted(brought) == sorted(re.findall(r'\bid="([^"]*)"', rendered("flowchart", name)))


def test_the_diagram_has_a_short_id_on_its_own_page(small_loaded: Content) -> None:
    """Another page may show several flowcharts."""
    own = REGISTRY["flowchart"].ids(small_loaded.sources, "decide/ask.md", "ask")
    assert "diagram" in list(own or ())
