"""Checklist: the ids that its macro brings to a page, which are those that its component renders."""

import re

import pytest

from macros.calls import REGISTRY
from macros.content import Content
from tests.support.calls import Rendered


@pytest.mark.parametrize("name", ["before", "note"])
def test_the_ids_of_a_checklist_are_those_that_are_rendered(
    name: str, rendered: Rendered, small_loaded: Content
) -> None:
    """Those of sections, items, their boxes, and fields."""
    brought = set(REGISTRY["checklist"].ids(small_loaded.sources, "index.md", name) or ())
    assert brought <= set(re.findall(r'\bid="([^"]*)"', rendered("checklist", name)))
