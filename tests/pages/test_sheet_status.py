"""The address on a sheet answers, for every version ever released, with no server."""

from pathlib import Path

import pytest
from lxml import html

from tests.conftest import HISTORY, real
from tests.support.nu import faults

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


def line(name: str, number: int) -> str:
    """A line of a list, counted from the top, as its first version says it."""
    return [words for _, words in real().checklists[name].rows()][number]


def test_the_last_version_is_said_to_be_current(addressed: Path) -> None:
    """The last version, and since when; one whose source is about to change is still the current one."""
    for name, version in (("emergency", 3), ("being-asked", 1), ("decision-record", 1), ("managers", 1)):
        heading, words = told(addressed, name, version)
        assert heading == "This is the current version", name
        assert f"version {version}" in words
        assert "replaced on" not in words
        assert changes(addressed, name, version) == []
    assert "1 December 2026" in told(addressed, "managers", 1)[1]


def test_an_old_sheet_is_told_each_line_of_advice_that_changed(addressed: Path) -> None:
    """An old sheet is told so, with the day of the first new advice and every line that changed since."""
    heading, words = told(addressed, "emergency", 1)
    assert heading == "Your sheet was replaced"
    assert "replaced on 10 January 2027" in words
    assert changes(addressed, "emergency", 1) == [
        [line("emergency", 0), HISTORY["emergency"][2, 0]],
        [line("emergency", 1), HISTORY["emergency"][3, 1]],
    ]
    assert "replaced on 20 February 2027" in told(addressed, "emergency", 2)[1]
    assert len(changes(addressed, "emergency", 2)) == 1
    assert page(addressed, "emergency", 1).xpath("//main//a/@href") == [
        "../../../at/2026-12-01/#checklists-emergency",
        "../../../checklists/emergency/",
    ]
    assert "the edition of 10 January 2027" in told(addressed, "emergency", 2)[1]


def test_a_sheet_whose_wording_alone_changed_still_says_the_same(addressed: Path) -> None:
    """A sheet whose wording alone changed still says the same; the words are shown."""
    heading, words = told(addressed, "asking", 1)
    assert heading == "Your sheet still says the same"
    assert "corrected on 10 January 2027" in words
    assert changes(addressed, "asking", 1) == [[line("asking", 0), HISTORY["asking"][2, 0]]]


def test_a_correction_does_not_hide_new_advice_before_it(addressed: Path) -> None:
    """A correction does not hide that the advice changed before it."""
    assert told(addressed, "afterwards", 1)[0] == "Your sheet was replaced"
    assert "replaced on 10 January 2027" in told(addressed, "afterwards", 1)[1]
    assert changes(addressed, "afterwards", 1) == [[line("afterwards", 0), HISTORY["afterwards"][3, 0]]]
    assert told(addressed, "afterwards", 2)[0] == "Your sheet still says the same"


def test_a_version_that_is_not_released_is_a_draft(addressed: Path) -> None:
    """A version that is not released is a draft, and never current."""
    assert told(addressed, "managers", 2)[0] == "This version is a draft"
    listed = html.parse(str(addressed / "site" / "checklists" / "managers" / "index.html"))
    assert "Version 2, draft" in listed.xpath("string(//*[@class='sheet__facts'])")
    assert "draft" not in html.parse(str(addressed / "site" / "checklists" / "asking" / "index.html")).xpath(
        "string(//*[@class='sheet__facts'])"
    )


def test_each_answer_to_a_sheet_is_valid_html(addressed: Path) -> None:
    """The Nu checker has nothing to say of any answer."""
    assert faults(*(addressed / "site" / name for name in ("c", "checklists"))) == ""


def test_each_answer_is_a_whole_page(addressed: Path) -> None:
    """With the exit, its guard, the emergency number and a title of its own; kept out of search."""
    exit_to = real().partnership.exit.address
    titles = []
    for path in sorted((addressed / "site" / "c").rglob("index.html")):
        found = html.parse(str(path))
        assert found.xpath("//body//a/@href")[1] == exit_to
        assert found.xpath("//script[not(@src)]")
        assert "999" in found.xpath("string(//body/footer)")
        assert found.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert "Reviewed" in found.xpath("string(//footer[@class='reviewed'])")
        titles.append(found.findtext(".//title"))
    assert len(titles) == len(set(titles)) >= len(real().checklists) + sum(len(lines) for lines in HISTORY.values())
