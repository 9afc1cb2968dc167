"""The address on a sheet answers, for every version ever released, with no server."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
import zxingcpp
from lxml import html
from PIL import Image

from macros.content import Content
from macros.loading import load
from macros.models.addresses import sheet_pdf
from macros.paper.pdf import pdfs
from tests.support.history import HISTORY, with_lists
from tests.support.project import ADDRESS

pytestmark = pytest.mark.slow


def page(project: Path, name: str, version: int) -> html.HtmlElement:
    """The page that a sheet leads to."""
    return html.parse(str(project / "site" / "c" / name / str(version) / "index.html")).getroot()


def told(project: Path, name: str, version: int) -> tuple[str, str]:
    """Its heading and the words below it."""
    found = page(project, name, version)
    return found.xpath("string(//h1)"), " ".join(found.xpath("string(//main)").split())


def changes(project: Path, name: str, version: int) -> list[list[str]]:
    """The lines that changed, each as the page lists it."""
    rows = page(project, name, version).xpath("//ul[@class='sheet-status__changes']/li")
    return [[words.text_content() for words in row.findall(".//span")] for row in rows]


@pytest.fixture(scope="module")
def lines(small_loaded: Content) -> list[str]:
    """The lines of each list as its first version says them."""
    return [words for _, words in small_loaded.checklists["before"].rows()]


def test_the_last_version_is_said_to_be_current(revised: Path) -> None:
    """The last version, and since when; one that is about to change is still the current one."""
    for name, version in (("twice", 3), ("before", 1), ("note", 1), ("waiting", 1)):
        heading, words = told(revised, name, version)
        assert heading == "This is the current version", name
        assert f"version {version}" in words
        assert "replaced on" not in words
        assert changes(revised, name, version) == []
    assert "1 December 2026" in told(revised, "waiting", 1)[1]


def test_an_old_sheet_is_told_each_line_of_advice_that_changed(revised: Path, lines: list[str]) -> None:
    """An old sheet is told so, with the day of the first new advice and every line that changed since."""
    heading, words = told(revised, "twice", 1)
    assert heading == "Your sheet was replaced"
    assert "replaced on 10 January 2027" in words
    assert changes(revised, "twice", 1) == [
        [lines[0], HISTORY["twice"][2, 0]],
        [lines[1], HISTORY["twice"][3, 1]],
    ]
    assert "replaced on 20 February 2027" in told(revised, "twice", 2)[1]
    assert len(changes(revised, "twice", 2)) == 1
    assert page(revised, "twice", 1).xpath("//main//a/@href") == [
        "../../../at/2026-12-01/#checklists-twice",
        "../../../checklists/twice/",
    ]
    assert "the edition of 10 January 2027" in told(revised, "twice", 2)[1]


def test_the_code_on_an_old_sheet_leads_to_the_page_that_says_it_was_replaced(revised: Path, tmp_path: Path) -> None:
    """Read from the paper of the first version."""
    first = load(with_lists(tmp_path) / "docs")
    lists = {"twice": first.checklists["twice"]}
    alone = replace(first, checklists=lists, flowcharts={}, briefings={}, decks={})
    old = pymupdf.open(stream=pdfs(alone)[sheet_pdf("twice")])
    picture = old[0].get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    (code,) = zxingcpp.read_barcodes(Image.frombytes("L", (picture.width, picture.height), picture.samples))
    place = code.text.removeprefix(ADDRESS)
    found = html.parse(str(revised / "site" / place / "index.html"))
    assert found.xpath("string(//h1)") == "Your sheet was replaced"


def test_a_sheet_whose_wording_alone_changed_still_says_the_same(revised: Path, lines: list[str]) -> None:
    """A sheet whose wording alone changed still says the same; the words are shown."""
    heading, words = told(revised, "worded", 1)
    assert heading == "Your sheet still says the same"
    assert "corrected on 10 January 2027" in words
    assert changes(revised, "worded", 1) == [[lines[0], HISTORY["worded"][2, 0]]]


def test_a_correction_does_not_hide_new_advice_before_it(revised: Path, lines: list[str]) -> None:
    """A correction does not hide that the advice changed before it."""
    assert told(revised, "mended", 1)[0] == "Your sheet was replaced"
    assert "replaced on 10 January 2027" in told(revised, "mended", 1)[1]
    assert changes(revised, "mended", 1) == [[lines[0], HISTORY["mended"][3, 0]]]
    assert told(revised, "mended", 2)[0] == "Your sheet still says the same"


def test_a_version_that_is_not_released_is_a_draft(revised: Path) -> None:
    """A version that is not released is a draft, and never current."""
    assert told(revised, "waiting", 2)[0] == "This version is a draft"
    listed = html.parse(str(revised / "site" / "checklists" / "waiting" / "index.html"))
    assert "Version 2, draft" in listed.xpath("string(//*[@class='sheet__facts'])")
    assert "draft" not in html.parse(str(revised / "site" / "checklists" / "worded" / "index.html")).xpath(
        "string(//*[@class='sheet__facts'])"
    )


def test_each_answer_is_a_whole_page(revised: Path, small_loaded: Content) -> None:
    """With the exit, its guard, the emergency number and a title of its own; kept out of search."""
    titles = []
    for path in sorted((revised / "site" / "c").rglob("index.html")):
        found = html.parse(str(path))
        assert found.xpath("//body//a/@href")[1] == small_loaded.partnership.exit.address
        assert found.xpath("//script[not(@src)]")
        assert "999" in found.xpath("string(//body/footer)")
        assert found.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert "Reviewed" in found.xpath("string(//footer[@class='reviewed'])")
        titles.append(found.findtext(".//title"))
    versions = sum(1 + len({version for version, _ in of}) for of in HISTORY.values())
    assert len(titles) == len(set(titles)) >= 2 + versions
