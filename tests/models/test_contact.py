"""A number is a draft until the partnership has rung it, however short it is."""

import pytest

from macros.loading import load
from tests.support.project import SMALL


@pytest.mark.parametrize(
    ("number", "is_draft"),
    [("999", False), ("101", False), ("01632 960002", True), ("016", True), ("0", True), ("+44", True), (None, False)],
)
def test_only_numbers_that_are_the_same_everywhere_need_no_ring(number: str | None, is_draft: bool) -> None:
    """The first digits of a number that was saved half typed are no number that everybody knows."""
    contact = load(SMALL / "docs").partnership.contacts["edt"].model_copy(update={"number": number})
    assert contact.confirmed is None
    assert contact.is_draft == is_draft
