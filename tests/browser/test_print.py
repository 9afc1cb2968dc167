"""Each checklist on one page and each form on two, in three browsers, on A4 and Letter: measured on what they print."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from macros.content import Content
from macros.models.checklist import Checklist
from macros.models.inline_text import plain
from macros.paper.sheet import Sheet, sheet_of
from tests.support.markup import PAPER_LINKS, ROUTE_CODE, ROUTE_FOUND
from tests.support.paper import (
    A4,
    LETTER,
    MM,
    Paper,
    inked,
    is_grey,
    print_chromium,
    print_firefox,
    print_webkit,
    spans,
    squares,
    squeezed,
    stands_alone,
    text,
)
from tests.support.route_codes import RouteCode
from tests.support.sheets import head_words
from tests.support.watched import Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow
proves = pytest.mark.proves

OWN_LINES = 2
YEAR = "20"


@pytest.fixture(scope="session")
def printed(request: pytest.FixtureRequest, address: str, content: Content) -> "Printed":
    """Prints each list once in each browser and on each paper."""
    return Printed(request, address, list(content.checklists))


class Printed:
    """What the browsers printed, printed when it is first asked for."""

    def __init__(self, request: pytest.FixtureRequest, address: str, names: list[str]) -> None:
        self.request, self.address, self.names = request, address, names
        self.kept: dict[tuple[str, Paper], dict[str, pymupdf.Document]] = {}

    def all(self, browser: str, paper: Paper) -> dict[str, pymupdf.Document]:
        """Every list by name."""
        if (browser, paper) not in self.kept:
            addresses = [f"{self.address}checklists/{name}/" for name in self.names]
            if browser == "webkit":
                folder = self.request.getfixturevalue("tmp_path_factory").mktemp(paper.name)
                made = print_webkit(self.request.getfixturevalue("screen"), folder, paper, addresses)
            else:
                driven = self.request.getfixturevalue(browser)
                made = {"chromium": print_chromium, "firefox": print_firefox}[browser](driven, paper, addresses)
            self.kept[browser, paper] = dict(zip(self.names, made, strict=True))
        return self.kept[browser, paper]


PAPERS = [A4, pytest.param(LETTER, marks=pytest.mark.thorough)]


@pytest.fixture(
    params=["chromium", *(pytest.param(name, marks=pytest.mark.thorough) for name in ("firefox", "webkit"))]
)
def browser(request: pytest.FixtureRequest) -> str:
    """Each browser by name."""
    return str(request.param)


def whole(document: pymupdf.Document) -> str:
    """The words of all pages, without spaces."""
    return "".join(text(page) for page in document)


def expected(sheet: Sheet, one: Checklist) -> Iterator[str]:
    """Everything that stands on a sheet, and nothing else does."""
    yield from (*head_words(sheet), sheet.title, *sheet.kind)
    for section in one.sections.values():
        yield section.title
    for _, words in one.rows():
        yield from words.split(" / ")
    if one.kind != "record":
        yield sheet.own
    yield from (f"{sheet.title}.", f"{sheet.version}.", sheet.reviewed, sheet.edition, sheet.check, sheet.address)
    yield sheet.printed


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_list_prints_on_one_page_and_a_form_on_two(
    browser: str, paper: Paper, printed: Printed, content: Content
) -> None:
    """One page for a list, at most two for a form; the paper is what was asked for, with margins of 12 mm."""
    for name, document in printed.all(browser, paper).items():
        one = content.checklists[name]
        assert len(document) == 1 if one.kind != "record" else len(document) <= 2, name
        for page in document:
            assert (page.rect.width / MM, page.rect.height / MM) == pytest.approx((paper.width, paper.height), abs=0.5)
            ink = inked(page)
            margins = (ink.x0, ink.y0, page.rect.width - ink.x1, page.rect.height - ink.y1)
            assert min(margins) >= 12 * MM, (name, [round(side / MM, 1) for side in margins])


@proves("A8")
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_printed_list_holds_its_rows_head_and_foot_and_no_word_besides(
    browser: str, paper: Paper, printed: Printed, content: Content
) -> None:
    """A sheet holds its head, its rows as the data has them, its foot and the day, and no word besides."""
    for name, document in printed.all(browser, paper).items():
        one = content.checklists[name]
        left = whole(document)
        for words in sorted(expected(sheet_of(content, "checklists", name, one), one), key=len, reverse=True):
            part = squeezed(words)
            assert part in left, (name, words)
            left = left.replace(part, "", 1)
        assert left.strip("0123456789").isalpha(), (name, left)
        assert YEAR in left, (name, left)


def test_printed_words_have_at_least_11_points(browser: str, printed: Printed) -> None:
    """Body text of at least 11 points, the foot at least 9.5; WebKit's letters have no size, but its squares do."""
    for name, document in printed.all(browser, A4).items():
        if browser == "webkit":
            assert min(square.width for page in document for square in squares(page)) >= 5 * MM, name
            continue
        sizes = [(span["size"], span["text"]) for page in document for span in spans(page)]
        assert min(sizes)[0] >= 9.5, name
        foot = [words for size, words in sizes if size < 10.9]
        assert 4 <= len(foot) <= 12, (name, foot)


def test_a_printed_list_has_a_square_for_each_line_and_choice(browser: str, printed: Printed, content: Content) -> None:
    """A square of at least 4.5 mm for each item, each line of one's own, and each choice of a form."""
    for name, document in printed.all(browser, A4).items():
        one = content.checklists[name]
        choices = [
            choice for section in one.sections.values() for field in section.fields.values() for choice in field.choices
        ]
        wanted = len(choices) if one.kind == "record" else len(list(one.rows())) + OWN_LINES
        assert sum(len(squares(page)) for page in document) == wanted, name


def test_a_printed_list_has_no_colour(browser: str, printed: Printed) -> None:
    """Nothing on any sheet has a colour."""
    for name, document in printed.all(browser, A4).items():
        assert all(is_grey(page) for page in document), name


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_no_field_of_a_printed_form_is_split_between_pages(
    browser: str, paper: Paper, printed: Printed, content: Content
) -> None:
    """Each field stands whole on one page, its squares beside it, and no page begins or ends between title and row."""
    for name, document in printed.all(browser, paper).items():
        one = content.checklists[name]
        sheets = [text(page) for page in document]
        for section in one.sections.values():
            for key, field in section.fields.items():
                together = [plain(field.label), *field.choices]
                together += [section.title] if key == next(iter(section.fields)) else []
                parts = [squeezed(words) for words in together]
                assert any(all(part in sheet for part in parts) for sheet in sheets), (name, key)


def test_the_code_on_a_printed_list_is_its_address(browser: str, printed: Printed, content: Content) -> None:
    """Read from a grey picture of 150 dots an inch, the code is the printed address; it is at least 20 mm wide."""
    for name, document in printed.all(browser, A4).items():
        sheet = sheet_of(content, "checklists", name, content.checklists[name])
        picture = document[-1].get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        image = Image.frombytes("L", (picture.width, picture.height), picture.samples)
        found = zxingcpp.read_barcodes(image)
        assert [(one.text, one.ec_level) for one in found] == [(sheet.address, "M")], name
        assert sheet.address.startswith("https://")
        left, top = found[0].position.top_left.x, found[0].position.top_left.y
        right, bottom = found[0].position.bottom_right.x, found[0].position.bottom_right.y
        assert (right - left) / 150 * 25.4 >= 20, name
        about: Any = found[0].extra
        quiet = int(4 * (right - left) / (17 + 4 * int(about["Version"]))) - 1
        for strip in (
            (left - quiet, top - quiet, right + quiet, top - 2),
            (left - quiet, bottom + 3, right + quiet, bottom + quiet),
            (left - quiet, top - quiet, left - 2, bottom + quiet),
            (right + 3, top - quiet, right + quiet, bottom + quiet),
        ):
            assert min(image.crop(strip).tobytes()) > 200, (name, strip)


def test_the_day_of_printing_is_a_line_to_fill_in_without_scripts(watch: Watch, address: str) -> None:
    """With scripts off the day is left to be written by hand."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + "checklists/emergency/")
    document = pymupdf.open(stream=page.pdf(format="A4"))
    assert text(document[0]).endswith("Printedon")
    line = page.locator(".sheet__day")
    page.emulate_media(media="print")
    box = line.bounding_box()
    assert box
    assert box["width"] > 40 / 25.4 * 96


def test_a_printed_list_has_no_code_while_the_site_has_no_address(small_address: str, watch: Watch) -> None:
    """While the site has no address of its own, sheets carry no code, and say so."""
    page = watch().page()
    page.goto(small_address + "checklists/before/")
    document = pymupdf.open(stream=page.pdf(format="A4"))
    assert "Addresstofollow;notyetcheckable." in text(document[0])
    picture = document[0].get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    assert zxingcpp.read_barcodes(Image.frombytes("L", (picture.width, picture.height), picture.samples)) == []


def test_a_printed_page_says_where_it_is_from_and_that_it_ages(small_address: str, watch: Watch) -> None:
    """On paper: its address, its edition, to check it, and the day, which only a script can know; no day on screen."""
    for scripts in (True, False):
        page = watch(java_script_enabled=scripts).page()
        page.goto(f"{small_address}law/")
        assert page.locator(".footer__address").is_hidden()
        said = text(pymupdf.open(stream=page.pdf(format="A4"))[-1])
        for words in ("/law/", "reviewed", "edition", "This paper may be out of date: check the page."):
            assert squeezed(words) in said, words
        assert bool(re.search(r"Printedon\d+[A-Z][a-z]+20\d\d\.", said)) == scripts
        assert ("Printedon" in said) == scripts


@pytest.mark.parametrize("name", ["chromium", pytest.param("firefox", marks=pytest.mark.thorough)])
def test_links_have_numbers_on_paper_and_a_list_of_addresses(
    name: str, address: str, request: pytest.FixtureRequest
) -> None:
    """Each address of another site stands once at the end of the page, under the number beside its link."""
    browser: Browser = request.getfixturevalue(name)
    printer = print_chromium if name == "chromium" else print_firefox
    place = f"{address}guidance/documents/"
    page = browser.new_page()
    page.goto(place)
    links = page.locator("main a[data-n]").evaluate_all(
        "all => all.map(one => [one.textContent, one.href, one.dataset.n])"
    )
    assert page.locator(PAPER_LINKS).is_hidden(), "a screen has the links themselves"
    page.close()
    (document,) = printer(browser, A4, [place])
    said = "".join(text(sheet) for sheet in document)
    _, _, listed = said.rpartition("Addresses")
    assert len({href for _, href, _ in links}) > 2
    for words, href, number in links:
        assert f"{squeezed(words)}[{number}]" in said, words
        assert f"{number}.{href}" in listed
        assert said.count(f"({href})") == 0


def test_what_is_folded_on_a_screen_is_open_on_paper(small_address: str, watch: Watch) -> None:
    """Nobody can unfold it there."""
    page = watch().page()
    page.goto(f"{small_address}teams/briefings/class/")
    answer = page.locator("details", has_text="The answer").locator("a").last
    assert answer.is_hidden()
    printed = "".join(text(sheet) for sheet in pymupdf.open(stream=page.pdf(format="A4")))
    assert squeezed(answer.text_content() or "-") in printed


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_what_is_folded_is_open_on_paper_of_other_browsers(
    name: str, small_address: str, small_content: Content, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The same of these."""
    places = [f"{small_address}teams/briefings/class/"]
    if name == "firefox":
        made = print_firefox(request.getfixturevalue("firefox"), A4, places)
    else:
        made = print_webkit(request.getfixturevalue("screen"), tmp_path, A4, places)
    (document,) = made
    answer = small_content.scenarios[small_content.briefings["class"].scenario].first
    assert squeezed(plain(answer.why)) in whole(document)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("law/", ".instrument__fold > summary"),
        ("decide/tell/", ".flowchart__text .flowchart__head"),
        pytest.param("at/2026-12-01/", ".edition dl > dt", marks=pytest.mark.thorough),
        pytest.param("route/", ".route__when", marks=pytest.mark.thorough),
    ],
)
def test_no_heading_stands_alone_at_the_foot_of_a_sheet(
    name: str, heading: str, serve: Serve, released: Path, watch: Watch
) -> None:
    """Whatever leads on to what follows it goes to the next sheet with it."""
    page = watch().page()
    page.goto(f"{serve(released / 'site')}{name}")
    if name == "route/":
        page.locator(ROUTE_CODE).fill(str(RouteCode(0, 0, 0)))
        page.keyboard.press("Enter")
        page.wait_for_selector(ROUTE_FOUND)
    page.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }")
    assert not stands_alone(page, heading)


def test_a_heading_that_stands_alone_is_noticed(small_address: str, watch: Watch) -> None:
    """Negative control: where it may part from what follows it."""
    page = watch().page()
    page.goto(f"{small_address}law/")
    page.locator(".instrument__fold > summary").first.evaluate("one => { one.style.breakAfter = 'auto'; }")
    assert stands_alone(page, ".instrument__fold > summary")


def test_the_number_of_a_step_stands_in_one_line(small_address: str, watch: Watch) -> None:
    """That of the twelfth too."""
    page = watch().page()
    page.goto(small_address + "law/")
    page.evaluate("""() => {
      const list = document.querySelector('main').appendChild(document.createElement('ol'));
      for (let left = 12; left; left--) list.appendChild(document.createElement('li')).append('Step');
    }""")
    with pymupdf.open(stream=page.pdf(format="A4")) as document:
        numbers = [word[4] for word in document[-1].get_text("words")]
    assert {"9", "10", "11", "12"} <= set(numbers)


def test_a_note_with_a_long_list_begins_where_it_stands(small_address: str, watch: Watch) -> None:
    """It goes on over sheets, and leaves none nearly empty above it."""
    page = watch().page()
    page.goto(small_address + "law/")
    page.evaluate("""() => {
      const note = document.createElement('div');
      note.className = 'admonition';
      const list = note.appendChild(document.createElement('ul'));
      for (let left = 90; left; left--) list.appendChild(document.createElement('li')).append('Listed');
      document.querySelector('main h1').after(note);
    }""")
    with pymupdf.open(stream=page.pdf(format="A4")) as document:
        assert "Listed" in text(document[0])
        assert "Listed" in text(document[1])


@pytest.mark.parametrize("name", ["", "guidance/", "guidance/children/", "settings/health/"])
def test_no_last_sheet_of_a_printed_page_is_nearly_empty(name: str, address: str, watch: Watch) -> None:
    """What stands on the last sheet of A4 fills a third of it."""
    page = watch().page()
    page.goto(address + name)
    last = pymupdf.open(stream=page.pdf(format="A4"))[-1]
    assert inked(last).y1 > last.rect.height / 3
