"""A page says at most 700 words itself; what is there to look things up in may be longer."""

from pathlib import Path

import pytest

from macros.checks.page_length import MOST_OF_A_PAGE
from macros.loading import load
from macros.reading.problem import ContentError

LONG = "\n" + "Yes. " * (MOST_OF_A_PAGE + 1) + "\n"


def test_a_long_page_is_told(small: Path) -> None:
    """With the most that it may have; what macros print does not count."""
    with (small / "index.md").open("a", encoding="utf-8") as file:
        file.write(LONG)
    with pytest.raises(
        ContentError, match=rf"docs/index\.md:1: has \d+ words of its own; {MOST_OF_A_PAGE} is the most"
    ):
        load(small)


def test_a_page_of_reference_may_be_long(small: Path) -> None:
    """People look things up there, and read a few lines."""
    with (small / "law" / "index.md").open("a", encoding="utf-8") as file:
        file.write(LONG)
    load(small)
