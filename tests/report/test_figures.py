"""Which numbers of a document are figures, and which of them a report lacks."""

from pathlib import Path

import pytest

from tests.report.figures import DOCUMENTS, figures, unreported


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It takes 1.5 s and 110 KB.", ["1.5", "110"]),
        ("some 170\nbytes of 285 pages", ["170", "285"]),
        ("at most 48 and 248 seconds", ["48", "248"]),
        ("first for 92.6 %, among three 98.2% of 137,513", ["92.6", "98.2", "137,513"]),
        ("since 2024, on 5 May 2027, Python 3.11, graphlay 0.3.1, `127.0.0.1:8000`, seven principles", []),
    ],
)
def test_a_figure_is_a_number_with_a_unit_a_point_or_a_comma(text: str, found: list[str]) -> None:
    """A day or a version in three parts is none."""
    assert figures(text) == found


def test_a_figure_that_the_report_lacks_is_told(tmp_path: Path) -> None:
    """By its document; a number that stands in a longer one is not there."""
    for name in DOCUMENTS:
        (tmp_path / name).write_text("It has 3,034 bytes and 12 pages.\n", encoding="utf-8")
    assert list(unreported("12 pages, 3,034 bytes", tmp_path)) == []
    missing = list(unreported("112 pages, 12.5 s, 3,034,000 bytes", tmp_path))
    assert [line.split(" is ")[0] for line in missing] == [
        f"{name}: {one}" for name in DOCUMENTS for one in ("3,034", "12")
    ]
