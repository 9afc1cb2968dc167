"""The record forms for Word: the same rows as everywhere, and nothing that asks who someone is."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
import zxingcpp
from docx import Document
from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from PIL import Image

from macros.content import Content
from macros.diagram.text_width import wrap
from macros.loading import load
from macros.models.inline_text import plain
from macros.paper.sheet import sheet_of
from macros.paper.word import form
from tests.support.project import SMALL, real
from tests.support.sheets import head_words

BOX = "\u2610"


@pytest.fixture(scope="module")
def content() -> Content:
    """The small content, with an address."""
    read = load(SMALL / "docs")
    partnership = read.partnership.model_copy(update={"address": "https://sharing.example.org/"})
    return Content(**{**vars(read), "partnership": partnership})


@pytest.fixture
def made(content: Content) -> bytes:
    """The form of the small content."""
    return form(content, "note", content.checklists["note"])


def test_every_field_of_a_form_is_a_row_with_room_to_write(made: bytes, content: Content) -> None:
    """Every field is a row with its label, its boxes to tick, and room to write."""
    document = Document(BytesIO(made))
    rows = [
        (
            row.cells[0].text,
            tuple(part.strip() for part in row.cells[1].text.split(BOX)[1:]),
            round((row.height or 0) / Mm(1)),
        )
        for table in document.tables
        for row in table.rows
    ]
    fields = [field for section in content.checklists["note"].sections.values() for field in section.fields.values()]
    assert rows == [(plain(field.label), field.choices, 8 * (field.lines or 1)) for field in fields]


def test_a_form_says_what_every_sheet_says(made: bytes, content: Content) -> None:
    """What stands on every sheet stands here, with a code that is the address."""
    sheet = sheet_of(content, "checklists", "note", content.checklists["note"])
    document = Document(BytesIO(made))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (*head_words(sheet), sheet.title, *sheet.kind, sheet.version):
        assert words in said
    for words in (sheet.reviewed, sheet.edition, sheet.check, sheet.address, sheet.printed):
        assert words in said
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == sheet.address  # noqa: SLF001 - what is said of a picture
    assert picture.width >= Mm(27)
    image = document.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed].blob  # noqa: SLF001
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(image)))] == [sheet.address]


def test_a_form_is_a4_titled_and_in_english(made: bytes) -> None:
    """A4 with margins, titled, in British English."""
    document = Document(BytesIO(made))
    page = document.sections[0]
    lengths = (page.page_width, page.page_height, page.left_margin, page.right_margin, page.top_margin)
    assert [round((length or 0) / Mm(1)) for length in (*lengths, page.bottom_margin)] == [210, 297, 13, 13, 13, 13]
    assert document.core_properties.title == "Note of a decision"
    assert document.core_properties.language == "en-GB"


def test_a_form_is_the_same_bytes_each_time(made: bytes, content: Content) -> None:
    """A second time gives the same file, whatever the clock says: nothing in it is dated."""
    assert form(content, "note", content.checklists["note"]) == made
    with ZipFile(BytesIO(made)) as parts:
        # Within two seconds, which is as exact as a zip is, files that are dated have the same bytes too.
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_form_has_the_same_columns_and_layout_in_every_program(made: bytes) -> None:
    """The grid is as wide as the cells; Word's present layout; a square stays beside its word."""
    document = Document(BytesIO(made))
    for table in document.tables:
        for row in table.rows:
            assert [cell.width for cell in row.cells] == [column.width for column in table.columns]
        assert [round((column.width or 0) / Mm(1)) for column in table.columns] == [64, 116]
    settings = document.settings.element
    (mode,) = settings.xpath(".//w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert mode == "15"
    assert settings.xpath(".//w:zoom/@w:percent") == ["100"]
    squares = [cell.text.split(BOX)[1:] for table in document.tables for row in table.rows for cell in row.cells]
    after = {choice[0] for choices in squares for choice in choices}
    assert after == {"\u00a0"}


TALL = 1.15
"""How high a line of Arial is, for its size."""


def heights(document: Doc) -> Iterator[tuple[float, bool]]:
    """The height of each paragraph and row in points, and whether it stays with the next; a little more than in Word.

    Words are as wide as in the widest font of macros/widths.py, of which Arial is one of the narrowest.
    """

    def tall(paragraph: Paragraph, room: float) -> float:
        style = paragraph.style
        assert style
        assert isinstance(style, ParagraphStyle)
        usual = style.font.size or Pt(11)
        size = max([usual, *(run.font.size or usual for run in paragraph.runs)]) / Pt(1)
        lines = len(wrap(paragraph.text, int(room), round(size), bold=style.name != "Normal")) or 1
        around = (style.paragraph_format.space_before or 0) + (style.paragraph_format.space_after or 0)
        return lines * size * TALL + around / Pt(1)

    page = document.sections[0]
    across = ((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) / Pt(1)
    pictures = list(document.inline_shapes)
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            picture = pictures[0].height / Pt(1) if part._p.xpath(".//pic:pic") else 0  # noqa: SLF001 - no other way
            yield tall(part, across) + picture, bool(part.style and part.style.name == "Heading 2")
            continue
        for row in part.rows:
            cells = (
                sum(tall(paragraph, (cell.width or 0) / Pt(1) - 11) for paragraph in cell.paragraphs)
                for cell in row.cells
            )
            yield max(*cells, (row.height or 0) / Pt(1)) + 0.5, False


def pages(document: Doc) -> int:
    """On how many pages that stands, when no row is split and no heading left alone."""
    page = document.sections[0]
    room = ((page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0)) / Pt(1)
    parts = [*heights(document), (0.0, False)]
    count, used = 1, 0.0
    for (height, stays), (after, _) in pairwise(parts):
        if used + height + (after if stays else 0) > room:
            count, used = count + 1, 0.0
        used += height
    return count


@pytest.mark.slow
def test_each_real_form_holds_its_rows_on_two_pages(site: Path) -> None:
    """Each holds the rows of its model, in order, on two pages of A4, as far as they can be counted here."""
    read = real()
    for name in ("decision-record", "request-record"):
        document = Document(str(site / "sheets" / f"{name}.docx"))
        labels = [row.cells[0].text for table in document.tables for row in table.rows]
        sections = read.checklists[name].sections.values()
        assert labels == [plain(field.label) for section in sections for field in section.fields.values()]
        assert pages(document) == 2
        rows = [row for table in document.tables for row in table.rows]
        for row in rows[:8]:
            row.height = (row.height or 0) * 3  # negative control
        assert pages(document) > 2


LIMIT = 240
"""Seconds that LibreOffice may take to begin and to set three forms, which takes it some ten on an idle machine."""


def set_by_libreoffice(folder: Path) -> dict[str, pymupdf.Document]:
    """Each Word file of a folder as LibreOffice sets it, with nothing of this user's own settings."""
    files = sorted(folder.glob("*.docx"))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'settings').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=LIMIT,
    )
    return {path.stem: pymupdf.open(path.with_suffix(".pdf")) for path in files}


def columns(document: pymupdf.Document) -> set[int]:
    """How many millimetres from the left edge the upright lines of its tables stand."""
    rects = [drawing["rect"] for page in document for drawing in page.get_drawings()]
    return {round(rect.x0 / 72 * 25.4) for rect in rects if rect.height > 5 * rect.width}


def lines(document: pymupdf.Document) -> list[str]:
    """The lines of words as they were set."""
    blocks = [block for page in document for block in page.get_text("dict")["blocks"]]
    parts = [line["spans"] for block in blocks for line in block.get("lines", ())]  # a picture has none
    return ["".join(span["text"] for span in spans) for spans in parts]


@pytest.mark.thorough
def test_libreoffice_sets_each_form_as_word_does(tmp_path: Path) -> None:
    """On two pages, with our columns, and no square parted from its word; a table whose grid has halves is noticed."""
    read = real()
    names = [name for name, one in read.checklists.items() if one.kind == "record"]
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(form(read, name, read.checklists[name]))
    halves = Document(str(tmp_path / f"{names[0]}.docx"))
    for table in halves.tables:
        for column in table.columns:
            column.width = Mm(90)
    halves.save(str(tmp_path / "halves.docx"))
    made = set_by_libreoffice(tmp_path)
    assert columns(made.pop("halves")) != {13, 77, 193}, "negative control"
    assert sorted(made) == sorted(names)
    for name, document in made.items():
        assert len(document) == 2, name
        assert columns(document) == {13, 77, 193}, name
        said = lines(document)
        assert any(BOX in line for line in said), name
        assert [line for line in said if line.strip().endswith(BOX)] == [], name
