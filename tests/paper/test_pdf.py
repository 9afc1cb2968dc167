"""The sheets as PDF: measured on the page, read by their tags, and held against the models."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
import zxingcpp
from lxml import html
from PIL import Image

from macros.content import Content
from macros.models.addresses import BRIEFING, CARDS, POSTER_NAME, TABLE_NAME, sheet_pdf
from macros.models.briefing import briefing_page
from macros.models.checklist import Checklist
from macros.models.dates import format_date
from macros.models.flow_graph import routes
from macros.models.flowchart import POSTER, Flowchart
from macros.models.inline_text import plain
from macros.models.organisation import FIRST
from macros.paper.flowchart_sheet import OR
from macros.paper.pdf import FLOWCHARTS, POINTS, POSTER_POINTS, TABLE_POINTS
from macros.paper.sheet import sheet_of
from macros.paper.table_sheet import table_data
from tests.support.paper import A4, MM, inked, is_grey, spans, squares, squeezed, text
from tests.support.pdf import blocks, lists
from tests.support.sheets import head_words

pytestmark = pytest.mark.slow

SMALLEST = 9.9
"""Points of the foot; that of a flowchart is as large as its text."""


@pytest.fixture(scope="module")
def sheets(site: Path) -> Path:
    """The folder of the files."""
    return site / "sheets"


def opened(sheets: Path) -> Iterator[tuple[str, pymupdf.Document]]:
    """Every PDF by the name of its file."""
    for path in sorted(sheets.glob("*.pdf")):
        yield path.stem, pymupdf.open(path)


def test_each_list_and_flowchart_has_its_sheets(sheets: Path, content: Content) -> None:
    """A sheet of each list, flowchart, briefing, deck and the table, and in large print; a pack of lists; forms."""
    forms = [name for name, one in content.checklists.items() if one.kind == "record"]
    names = [*content.checklists, *content.flowcharts, TABLE_NAME]
    names += [*(BRIEFING + name for name in content.briefings), *(CARDS + name for name in content.decks)]
    wanted = {f"{name}{ending}.pdf" for name in names for ending in ("", "-large")}
    wanted |= {f"{name}.docx" for name in forms} | {"checklists.pdf", f"{POSTER_NAME}.pdf", f"{POSTER_NAME}-large.pdf"}
    assert {path.name for path in sheets.iterdir()} == wanted
    assert len(forms) == 2


def test_each_sheet_keeps_to_its_pages_and_margins(sheets: Path, content: Content) -> None:
    """A list on exactly one A4 page, a form on at most two, a flowchart on at most four, all with margins of 12 mm."""
    for name, document in opened(sheets):
        if name in content.checklists:
            one = content.checklists[name]
            assert len(document) == 1 if one.kind != "record" else len(document) <= 2, name
        elif name in content.flowcharts:
            assert len(document) <= 4, name
        elif name == TABLE_NAME:
            assert len(document) == 1
        elif name.removeprefix(BRIEFING) in content.briefings:
            assert len(document) == 2, name
        for page in document:
            assert (page.rect.width / MM, page.rect.height / MM) == pytest.approx((A4.width, A4.height), abs=0.1)
            ink = inked(page)
            margins = (ink.x0, ink.y0, page.rect.width - ink.x1, page.rect.height - ink.y1)
            # A "j" that begins a line of a title reaches half a millimetre out.
            assert min(margins) >= 11.5 * MM, (name, [round(side / MM, 1) for side in margins])
            assert is_grey(page), name
    pack = pymupdf.open(sheets / "checklists.pdf")
    assert len(pack) == sum(len(pymupdf.open(sheets / f"{name}.pdf")) for name in content.checklists)


def test_no_text_of_a_sheet_is_small(sheets: Path, content: Content) -> None:
    """Body text of at least 11 points, all of a large-print sheet at least 16, of a flowchart at least 10.5."""
    for name, document in opened(sheets):
        sizes = [(round(span["size"], 2), span["text"]) for page in document for span in spans(page)]
        if name.endswith("-large"):
            assert min(sizes)[0] >= 16, name
        elif name in content.flowcharts:
            assert min(size for size, words in sizes if not words.isdigit()) >= min(FLOWCHARTS)[0], name
        elif name == TABLE_NAME:
            assert min(sizes)[0] >= min(TABLE_POINTS)
        elif name.startswith((BRIEFING, CARDS)):
            assert min(size for size, words in sizes if not set(words) <= set("0123456789, ")) >= 10.5, name
        elif name in content.checklists:
            assert min(sizes)[0] >= SMALLEST, name
            body = {squeezed(words) for size, words in sizes if size >= min(POINTS["record"])}
            for _, row in content.checklists[name].rows():
                for part in row.split(" / "):
                    assert any(squeezed(part).startswith(one) for one in body if len(one) > 1), (name, part)


@pytest.mark.parametrize(
    ("file", "pages", "linking"),
    [
        (POSTER_NAME, 1, ("index.html", "checklists/index.html")),
        (f"{POSTER_NAME}-large", 2, ("checklists/index.html",)),
    ],
)
def test_the_poster_holds_its_ending_and_the_numbers(
    file: str, pages: int, linking: tuple[str, ...], sheets: Path, site: Path, content: Content
) -> None:
    """Larger than any sheet, every line of the ending and every urgent number; the site leads to it."""
    poster = pymupdf.open(sheets / f"{file}.pdf")
    assert len(poster) == pages
    name, outcome_id = POSTER
    outcome, words = content.flowcharts[name].outcomes[outcome_id], "".join(text(page) for page in poster)
    for part in (outcome.title, *(piece.text for line in outcome.texts for piece in line)):
        assert squeezed(part) in words, part
    sizes = {squeezed(span["text"]): span["size"] for page in poster for span in spans(page)}
    for contact in content.partnership.urgent.values():
        assert sizes[squeezed(contact.number or "")] >= 24, contact.name
    assert max(sizes[one] for one in sizes if one and squeezed(outcome.do_not[0][0].text).startswith(one)) >= 12
    assert min(POSTER_POINTS) >= 12
    for name in linking:
        page_links = html.parse(str(site / name)).xpath("//main//a/@href")
        assert [link for link in page_links if link.endswith(sheet_pdf(file))], name


def test_the_table_holds_each_rule_that_names_two_kinds_with_its_force(sheets: Path, content: Content) -> None:
    """What it says is as strong as the rule, with the law, under the words to check who is asking; in both sizes."""
    for name in (TABLE_NAME, f"{TABLE_NAME}-large"):
        words = "".join(text(page) for page in pymupdf.open(sheets / f"{name}.pdf"))
        assert squeezed(content.open_blocks[FIRST].title) in words
        rows = table_data(content)["rows"]
        assert len(rows) > 5
        for row in rows:
            rule = content.rules[row["id"]]
            _, force, asked = (piece["text"] for piece in row["asks"])
            assert force == rule.force.word, row["id"]
            assert plain(rule.text).startswith(asked.strip().removesuffix(".")), row["id"]
            if rule.status == "announced" and rule.starts:
                assert format_date(rule.starts) in row["law"], row["id"]
            for part in (row["who"], row["whom"], "".join(piece["text"] for piece in row["asks"]), row["law"]):
                assert squeezed(part) in words, (name, part)


def test_each_item_and_choice_has_a_square_to_tick(sheets: Path, content: Content) -> None:
    """A square of at least 4.5 mm for each item, each choice, and at least two lines of one's own."""
    for name, one in content.checklists.items():
        found = [square for page in pymupdf.open(sheets / f"{name}.pdf") for square in squares(page)]
        assert min(min(square.width, square.height) for square in found) >= 4.5 * MM, name
        choices = [
            choice for section in one.sections.values() for field in section.fields.values() for choice in field.choices
        ]
        if one.kind == "record":
            assert len(found) == len(choices), name
        else:
            assert len(found) >= len(list(one.rows())) + 2, name


def test_no_row_of_a_sheet_is_split_between_pages(sheets: Path, content: Content) -> None:
    """Each row stands whole on one page, and the first of each section on the page of its heading.

    So does each question of a flowchart with its answers, and each ending with all its steps.
    """
    for name, chart in content.flowcharts.items():
        pages = [text(page) for page in pymupdf.open(sheets / f"{name}.pdf")]
        for question in chart.questions.values():
            parts = [plain(question.text), *(plain(option.text) for option in question.options.values())]
            assert any(all(squeezed(part) in page for part in parts) for page in pages), (name, parts[0])
        for outcome in chart.outcomes.values():
            steps = [squeezed(piece.text) for step in outcome.texts for piece in step]
            assert any(squeezed(outcome.title) + steps[0] in page for page in pages), outcome.title
            assert any(all(step in page for step in steps) for page in pages), (name, outcome.title)
    for name, document in opened(sheets):
        if name.removesuffix("-large") not in content.checklists:
            continue
        pages = [text(page) for page in document]
        for section in content.checklists[name.removesuffix("-large")].sections.values():
            rows = [plain(item.text) for item in section.items.values()]
            rows += [plain(field.label) + "".join(field.choices) for field in section.fields.values()]
            assert any(squeezed(section.title + rows[0]) in page for page in pages), (name, section.title)
            assert all(any(squeezed(row) in page for page in pages) for row in rows), name


def same_rows(site: Path, content: Content) -> None:
    """What each page lists, what its sheets list, and what the model holds are the same rows in the same order."""
    sheets = site / "sheets"
    for name, one in content.checklists.items():
        page = html.parse(str(site / "checklists" / name / "index.html"))
        labels = page.xpath("//*[@class='checklist__item']/label | //*[contains(@class, 'checklist__field')]/dt")
        for link in page.xpath("//a[contains(@class, 'permalink')]"):
            link.drop_tree()
        shown = [" ".join(label.text_content().split()) for label in labels]
        rows = [
            plain(text)
            for section in one.sections.values()
            for text in (
                *(item.text for item in section.items.values()),
                *(field.label for field in section.fields.values()),
            )
        ]
        assert shown == rows, name
        for ending in ENDINGS:
            read = [words for _, words in blocks(sheets / f"{name}{ending}.pdf")]
            assert [words for words in read if words in set(rows)] == rows, name
    read = [words for _, words in blocks(sheets / "checklists.pdf")]
    every = [words for one in content.checklists.values() for words in _plain(one)]
    assert [words for words in read if words in set(every)] == every


def test_page_sheets_and_model_have_the_same_rows_in_order(other: Path, small_content: Content) -> None:
    """Each list of the small site."""
    same_rows(other, small_content)


@pytest.mark.thorough
def test_pages_of_ours_sheets_and_model_have_the_same_rows_in_order(site: Path, content: Content) -> None:
    """Each list of ours."""
    same_rows(site, content)


def lines_in_tags(sheets: Path, content: Content, names: Iterable[str]) -> None:
    """Each section of a list is a list in its tags, and each of its lines an item."""
    for name in names:
        sections = content.checklists[name].sections.values()
        rows = [[plain(item.text) for item in section.items.values()] for section in sections]
        for ending in ("", "-large"):
            assert lists(sheets / f"{name}{ending}.pdf") == [section for section in rows if section], name


def test_the_lines_of_a_list_are_a_list_in_its_tags(sheets: Path, content: Content) -> None:
    """So that a reader aloud counts them: of a list and of a form."""
    lines_in_tags(sheets, content, ("emergency", "decision-record"))


@pytest.mark.thorough
def test_the_lines_of_every_list_are_a_list_in_its_tags(sheets: Path, content: Content) -> None:
    """The same of all."""
    lines_in_tags(sheets, content, content.checklists)


def _plain(one: Checklist) -> Iterator[str]:
    for section in one.sections.values():
        yield from (plain(item.text) for item in section.items.values())
        yield from (plain(field.label) for field in section.fields.values())


def test_every_sheet_says_all_that_its_head_and_foot_hold(sheets: Path, content: Content) -> None:
    """Every sheet says all that its head and foot hold, and leaves the day to be written."""
    for folder in ("checklists", "decide"):
        for name, thing in content.printed(folder).items():
            sheet = sheet_of(content, folder, name, thing)
            for ending in ("", "-large"):
                read = "".join(text(page) for page in pymupdf.open(sheets / f"{name}{ending}.pdf"))
                said = (*head_words(sheet), sheet.version, sheet.reviewed)
                for words in (*said, sheet.edition, sheet.check, sheet.address, sheet.printed, *sheet.kind):
                    assert squeezed(words) in read, (name, words)


def decoded(page: pymupdf.Page) -> list[zxingcpp.Barcode]:
    """The codes in a grey picture of 150 dots an inch."""
    picture = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    return zxingcpp.read_barcodes(Image.frombytes("L", (picture.width, picture.height), picture.samples))


def test_an_ending_on_paper_has_whom_to_ring(sheets: Path, content: Content) -> None:
    """The number of each contact of an ending stands on its page, and so does the text that several endings share."""
    for name, chart in content.flowcharts.items():
        pages = [text(page) for page in pymupdf.open(sheets / f"{name}.pdf")]
        for outcome in chart.outcomes.values():
            (page,) = [page for page in pages if squeezed(outcome.title + plain(outcome.when)) in page]
            said = page.partition(squeezed(outcome.title + plain(outcome.when)))[2]
            for contact in content.partnership.panel(*outcome.call).values() if outcome.call else ():
                if contact.number and contact.shown == "paper":
                    assert squeezed(contact.said) in said, (name, outcome.title, contact.name)
            for block in (content.open_blocks[key] for key in outcome.blocks):
                if len(block.text) == 1:
                    assert squeezed(block.title + ":" + plain(block.text[0])) in page, (name, outcome.title)


def test_no_title_of_an_ending_without_a_number_stands_alone(sheets: Path, content: Content) -> None:
    """Its first line stands below it, in the same column."""
    seen = 0
    for name, chart in content.flowcharts.items():
        for ending, halves in (("", 2), ("-large", 1)):
            for page in pymupdf.open(sheets / f"{name}{ending}.pdf"):
                width = page.rect.width / halves
                for number in range(halves):
                    column = pymupdf.Rect(number * width, 0, (number + 1) * width, page.rect.height)
                    read = squeezed(page.get_text(clip=column))
                    for outcome in chart.outcomes.values():
                        _, title, below = read.partition(squeezed(outcome.title + plain(outcome.when)))
                        if title and not outcome.call:
                            first = next(iter(outcome.lines.values()))[0]
                            assert squeezed(plain(first)) in below, (name, ending, outcome.title)
                            seen += 1
    assert seen > len(content.flowcharts)


def test_the_code_of_a_sheet_is_its_printed_address(sheets: Path, content: Content) -> None:
    """The code is the printed address, of level M, and at least 20 mm wide."""
    for folder in ("checklists", "decide"):
        for name, thing in content.printed(folder).items():
            address = sheet_of(content, folder, name, thing).address
            found = [code for page in pymupdf.open(sheets / f"{name}.pdf") for code in decoded(page)]
            assert [(code.text, code.ec_level) for code in found] == [(address, "M")], name
            width = found[0].position.bottom_right.x - found[0].position.top_left.x
            assert width / 150 * 25.4 >= 20, name


def test_a_site_without_an_address_prints_no_code(other: Path) -> None:
    """While the site has no address of its own, sheets say so, and print neither a code nor the reserved name."""
    for path in sorted((other / "sheets").glob("*.pdf")):
        document = pymupdf.open(path)
        assert not [code for page in document for code in decoded(page)], path
        words = "".join(text(page) for page in document)
        assert "Addresstofollow;notyetcheckable." in words, path
        assert ".example" not in words, path


def test_a_sheet_is_tagged_titled_and_in_english(sheets: Path) -> None:
    """Tagged as PDF/UA-1, with a title, a language, one font that the file carries, and bookmarks."""
    for path in sorted(sheets.glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked, path
            assert str(pdf.Root.Lang) == "en-GB", path
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, path
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1", path
                assert metadata["dc:title"], path
            fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
            assert all("AtkinsonHyperlegible" in font for font in fonts), (path, fonts)
            assert pdf.open_outline().root or len(pdf.pages) == 1, path


def faults(content: Content, path: Path) -> list[object]:
    """What two independent checkers of the machine-checkable part say against a file."""
    titles = [thing.title for folder in ("checklists", "decide") for thing in content.printed(folder).values()]
    titles += [content.pages[briefing_page(name)].meta.title for name in content.briefings]

    def running(line: str) -> bool:
        return any(line.startswith(title) or title.startswith(line) for title in titles)

    errors = [one for one in outloud.check(path).findings if one.severity == "error"]
    return [
        *(finding for finding in pdfua.validate(str(path)).findings if finding.severity >= pdfua.Severity.WARNING),
        # A running line of eight words counts there as prose that is not read out; it is, in the first head.
        *(one for one in errors if one.rule != "TAG-002" or not running(one.evidence)),
    ]


def test_two_checkers_find_no_fault_in_a_sheet_of_each_kind(sheets: Path, content: Content) -> None:
    """A list, a form, a flowchart, the table, a briefing, cards, the poster and the pack; a list in large print."""
    names = [
        *("emergency", "emergency-large", "decision-record", "tell", TABLE_NAME, POSTER_NAME, "checklists"),
        BRIEFING + next(iter(content.briefings)),
        CARDS + next(iter(content.decks)),
    ]
    assert {name: found for name in names if (found := faults(content, sheets / f"{name}.pdf"))} == {}


@pytest.mark.thorough
def test_two_checkers_find_no_fault_in_any_sheet(sheets: Path, content: Content) -> None:
    """The same of every file."""
    assert {path.name: found for path in sheets.glob("*.pdf") if (found := faults(content, path))} == {}


def test_a_sheet_without_tags_is_found_by_the_checkers(sheets: Path, tmp_path: Path) -> None:
    """Negative control: a file without title, language and tags."""
    with pikepdf.open(sheets / "emergency.pdf") as pdf:
        del pdf.Root.Lang, pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(tmp_path / "bad.pdf")
    assert outloud.check(tmp_path / "bad.pdf").errors
    assert [one for one in pdfua.validate(str(tmp_path / "bad.pdf")).findings if one.severity >= pdfua.Severity.ERROR]


def read_back(chart: Flowchart, path: Path, others: dict[str, Flowchart]) -> tuple[str, dict[str, dict[str, str]]]:
    """The start and graph of a flowchart as its sheet says them, in the ids of the model."""
    questions = {plain(question.text): question_id for question_id, question in chart.questions.items()}
    answers = {key: [plain(one.text) for one in asked.options.values()] for key, asked in chart.questions.items()}
    titles = {outcome.title: outcome_id for outcome_id, outcome in chart.outcomes.items()}
    titles |= {others[chart.refs[key].flowchart].title: key for key in chart.handovers}
    signs: dict[str, str] = {}
    said: dict[str, list[tuple[str, str]]] = {}
    here = ""
    before: list[str] = []
    for tag, words in blocks(path):
        if tag == "H2" and (head := re.fullmatch(r"(\d+|[A-Z]) (.*)", words)):
            title = re.sub(r"\d+$| \[\d+\]$", "", head[2]) if head[2] not in questions else head[2]
            here = signs[head[1]] = (questions if head[1].isdigit() else titles)[title]
        elif target := re.fullmatch(r"go to (\d+|[A-Z])", words):
            said.setdefault(here, []).extend((answer, target[1]) for answer in before)
            before = []
        elif found := [answer for answer in answers.get(here, ()) if answer in words.split(OR)]:
            before = found
        elif found := [answer for answer in answers.get(here, ()) if words.startswith(f"{answer}. ")]:
            before = found[-1:]  # with what helps to choose it
    graph = {}
    for question_id, rows in said.items():
        options = {plain(option.text): option_id for option_id, option in chart.questions[question_id].options.items()}
        graph[question_id] = {options[words]: signs[target] for words, target in rows}
    return signs["1"], graph


def same_routes(sheets: Path, content: Content, ending: str) -> None:
    """Read back from its sheet, a flowchart has the routes of its model, and every line of each ending."""
    for name, chart in content.flowcharts.items():
        path = sheets / f"{name}{ending}.pdf"
        start, graph = read_back(chart, path, dict(content.flowcharts))
        assert set(map(str, routes(graph, start))) == set(map(str, chart.routes())), path
        read = squeezed("".join(words for _, words in blocks(path)))
        for outcome in chart.outcomes.values():
            for said in (*outcome.texts, *(outcome.more.texts if ending else ())):
                for piece in said:
                    assert squeezed(piece.text) in read, (path, piece.text)


ENDINGS = ("", "-large")
"""Of the names of sheets, which are also printed large, with all that waits in a fold of the page."""


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_printed_flowchart_has_the_routes_of_its_model(ending: str, other: Path, small_content: Content) -> None:
    """Each of the small site."""
    same_routes(other / "sheets", small_content, ending)


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ENDINGS)
def test_each_printed_flowchart_of_ours_has_the_routes_of_its_model(
    ending: str, sheets: Path, content: Content
) -> None:
    """The same."""
    same_routes(sheets, content, ending)
