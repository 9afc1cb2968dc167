"""Word: the record forms as files for Word, for teams whose case system takes nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from macros.content import Content
from macros.models.addresses import SHEET_FOLDER, sheet_word
from macros.models.checklist import Checklist, Field
from macros.models.inline_text import Text
from macros.paper.sheet import Sheet, code_as_png, sheet_of

FONT = "Arial"
LABEL, ANSWER = 64, 116
WRITING_LINE = 8
MARGIN = 13
"""Millimetres: the columns, a line to write on, and the edge of the paper."""


def write_forms(site: Path, content: Content) -> None:
    """Write every record form below the top of the site."""
    (site / SHEET_FOLDER).mkdir(parents=True, exist_ok=True)
    for file, make in forms(content).items():
        (site / file).write_bytes(make())


def forms(content: Content) -> dict[str, Callable[[], bytes]]:
    """What makes each record form, by the name of its file."""
    records = {name: one for name, one in content.checklists.items() if one.kind == "record"}
    return {sheet_word(name): partial(form, content, name, one) for name, one in records.items()}


def form(content: Content, name: str, one: Checklist) -> bytes:
    """A record form as a file for Word: the same bytes each time."""
    sheet = sheet_of(content, "checklists", name, one)
    document = _empty(sheet, content.pages[f"checklists/{name}.md"].meta.reviewed)
    _head(document, sheet)
    for section in one.sections.values():
        document.add_heading(section.title, 2)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, (LABEL, ANSWER), strict=True):
            column.width = Mm(width)  # LibreOffice goes by these, Word by those of the cells
        for field in section.fields.values():
            _field(table.add_row(), field)
    _foot(document, sheet)
    return _fixed(document)


def _empty(sheet: Sheet, day: date) -> Doc:
    """A4, in black, in British English, with a title, and dated by its review."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if str(key).endswith("Theme")]:
            del fonts.attrib[key]
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(2), 1
    document.styles["Heading 2"].paragraph_format.space_before = Pt(6)
    for border in document.styles["Title"].element.findall(f".//{qn('w:pBdr')}/*"):
        border.attrib.clear()  # which is blue; a form has no colour
        border.set(qn("w:val"), "nil")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    _of_today(document)
    about = document.core_properties
    about.created = about.modified = datetime.combine(day, time(), UTC)
    about.title, about.language, about.author, about.comments = sheet.title, "en-GB", "", sheet.version
    return document


def _of_today(document: Doc) -> None:
    """Ask for Word's present layout, not that of 2010, and say what python-docx's own template leaves out."""
    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")  # which the format requires, and Word alone does without
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _head(document: Doc, sheet: Sheet) -> None:
    first = document.add_paragraph()
    number = first.add_run(sheet.number)
    number.bold, number.font.size = True, Pt(20)
    first.add_run(f" {sheet.now}")
    for one in sheet.numbers:
        said = document.add_paragraph(f"{one.name}: ")
        said.add_run(one.number).bold = True
        said.add_run(f"{f' {one.draft}' if one.draft else ''}. {one.when}")
    closing = document.add_paragraph()
    closing.add_run(sheet.unanswered).bold = True
    closing.add_run(f" {sheet.checked}")
    for label in sheet.blanks:
        document.add_paragraph(f"{label}: ")
    document.add_paragraph(sheet.title, "Title")
    kind = document.add_paragraph()
    kind.add_run(sheet.kind[0]).bold = True
    kind.add_run(f" {sheet.kind[1]}")


def _field(row: _Row, field: Field) -> None:
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    row.height = Mm(WRITING_LINE * (field.lines or 1))
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no way to keep a row whole
    properties.append(OxmlElement("w:cantSplit"))
    label, answer = row.cells
    label.width, answer.width = Mm(LABEL), Mm(ANSWER)
    _say(label.paragraphs[0], field.label)
    if field.choices:
        answer.paragraphs[0].add_run("    ".join(f"\u2610\u00a0{choice}" for choice in field.choices))
        if field.lines:
            answer.add_paragraph()


def _say(paragraph: Paragraph, text: Text) -> None:
    for piece in text:
        paragraph.add_run(piece.text).bold = piece.kind == "strong"


def _foot(document: Doc, sheet: Sheet) -> None:
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(8)
    first.add_run(sheet.title).bold = True
    first.add_run(f". {sheet.version}. {sheet.reviewed}")
    document.add_paragraph(sheet.edition)
    document.add_paragraph(f"{sheet.check} ").add_run(sheet.address).bold = True
    if sheet.address:
        run = document.add_paragraph().add_run()
        picture = run.add_picture(BytesIO(code_as_png(sheet.address)), width=Mm(27))
        picture._inline.docPr.set("descr", sheet.address)  # noqa: SLF001 - nor for what a picture says
    document.add_paragraph(f"{sheet.printed} ")


def _fixed(document: Doc) -> bytes:
    """Serialise the document with constant timestamps, so that its bytes are reproducible."""
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as parts, ZipFile(fixed, "w") as new:
        for name in parts.namelist():
            new.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
