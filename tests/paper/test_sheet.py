"""Sheets: their fixed words are as they stand in their file, and all of the real site have room."""

from pathlib import Path
from shutil import copytree

import pytest

from macros.content import Content
from macros.models.addresses import sheet_pdf
from macros.paper import sheet
from macros.paths import COMPONENTS
from macros.reading.problem import ContentError


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("own: Our own lines", "own: Our: own lines", '14: holds ": " inside a value. Put quotation marks around'),
        ("own: Our own lines", "ours: Our own lines", '14: "ours" is not used here.'),
        ("printed: Printed on\n", "", '2: "printed" is missing. Add a line "printed: …".'),
    ],
)
def test_a_mistake_in_the_words_of_sheets_is_told(
    old: str, new: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told like any other, with its line: words that YAML cannot read, a key too many, and one too few."""
    monkeypatch.setattr(sheet, "COMPONENTS", copytree(COMPONENTS, tmp_path / "overrides" / "components"))
    path = tmp_path / "overrides" / "components" / "sheet" / "words.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        sheet.sheet_labels()
    assert f"overrides/components/sheet/words.yml:{problem}" in str(raised.value)


@pytest.mark.slow
def test_each_sheet_has_room_once_the_site_has_an_address(site: Path, content: Content) -> None:
    """Its code takes more room on each sheet than the line that stands in its place before."""
    for name in (*content.checklists, *content.flowcharts):
        assert (site / sheet_pdf(name)).is_file()
