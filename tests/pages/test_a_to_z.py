"""The A to Z: a word for each kind of thing that can stand in it."""

from typing import get_args

import pytest

from macros.calls.macro import Part, PartKind
from macros.pages.a_to_z import a_to_z
from macros.pages.render import render
from macros.pages.search_index import Indexed


@pytest.mark.parametrize("kind", sorted(get_args(PartKind)))
def test_each_kind_of_part_is_listed_in_the_a_to_z(kind: PartKind) -> None:
    """A part of whatever kind leads to its place, but a heading or a line of a list: its page leads there."""
    page = Indexed("law/index.md", "Law", "", ("duty",), "", (Part("act", "Zebra crossings", "", "", kind),))
    html = render("a-to-z", page_url="guidance/a-to-z/", site={"letters": a_to_z((page,))})
    assert ('<a href="../../law/#act">Zebra crossings</a>' in html) == (kind not in ("section", "item"))
    assert 'duty: <a href="../../law/">Law</a>' in html
