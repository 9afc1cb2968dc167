"""Sheets: their fixed words are as they stand in their file, and all of the real site have room."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pymupdf
import pytest

from macros.content import Content
from macros.loading import load
from macros.models.addresses import sheet_pdf
from macros.pages.render import render
from macros.paper import pdf, sheet
from macros.paths import COMPONENTS
from macros.reading.problem import ContentError
from tests.conftest import SMALL, change


def test_an_edit_of_the_words_shows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one process, as under `make serve`, each edit is in the next PDF and the next page."""
    monkeypatch.setattr(sheet, "COMPONENTS", copytree(COMPONENTS, tmp_path / "components"))
    words = tmp_path / "components" / "sheet" / "words.yml"
    small = load(SMALL / "docs")
    name, one = next(iter(small.checklists.items()))
    content = replace(small, checklists={name: one}, flowcharts={}, briefings={}, decks={})
    before = "Printed on"
    for now in ("Printed first on", "Printed next on"):
        change(words, (f"printed: {before}", f"printed: {now}"))
        made = pymupdf.open(stream=pdf.pdfs(content)[sheet_pdf(name)])
        assert now in " ".join(page.get_text() for page in made)
        said = sheet.sheet_of(content, "checklists", name, one)
        shown = {"checklist": one, "name": name, "site": {"sheets": {name: said}}}
        page = render("checklist", page_url="", cited_rules=[], content=content, **shown)
        assert now in page
        before = now


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
def test_each_sheet_has_room_once_the_site_has_an_address(addressed: Path, content: Content) -> None:
    """Its code takes more room on each sheet than the line that stands in its place before."""
    for name in (*content.checklists, *content.flowcharts):
        assert (addressed / "site" / sheet_pdf(name)).is_file()
