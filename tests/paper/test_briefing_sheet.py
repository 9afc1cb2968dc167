"""Briefing sheets: what they hold of the content, and how many words."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from macros.content import Content
from macros.loading import load
from macros.models.addresses import BRIEFING, sheet_pdf
from macros.models.inline_text import plain
from macros.paper import pdf
from macros.paper.briefing_sheet import BRIEFING_PAGES, BRIEFING_WORDS, briefing_data, too_many_words
from tests.browser.paper import squeezed, text
from tests.conftest import SMALL, change


def printed(content: Content, name: str) -> list[pymupdf.Page]:
    """The pages of a briefing, typeset without all other sheets."""
    alone = replace(content, checklists=dict([next(iter(content.checklists.items()))]), flowcharts=content.flowcharts)
    return list(pymupdf.open(stream=pdf.pdfs(alone)[sheet_pdf(BRIEFING + name)]))


@pytest.fixture(scope="module")
def small_content() -> Content:
    """The content of the small site."""
    return load(SMALL / "docs")


def test_a_briefing_holds_what_its_ids_name(small_content: Content) -> None:
    """The lines of the ending, the change, each myth, the case with its answer, the thing to do, and every number."""
    content, name = small_content, "class"
    briefing = content.briefings[name]
    outcome = content.flowcharts["ask"].outcomes["call"]
    scenario = content.scenarios[briefing.scenario]
    route = next(iter(scenario.routes.values()))
    front, back = printed(content, name)
    for said in (*outcome.texts, *briefing.here.values()):
        assert squeezed(plain(said)) in text(front)
    for contact in content.partnership.urgent.values():
        assert squeezed(contact.number or "") in text(front)
    one = content.changes[briefing.changes[0]]
    for words in (one.title, plain(one.do_now)):
        assert squeezed(words) in text(front) + text(back)
    texts = [scenario.text, route.why, briefing.this_week]
    texts += [part for myth in briefing.myths.values() for part in (myth.said, myth.answer)]
    for words in (scenario.title, *(piece.text for part in texts for piece in part)):
        assert squeezed(words) in text(back), words
    answer = content.flowcharts[route.ends.flowchart].outcomes[route.ends.node]
    assert squeezed(answer.title) in text(back).partition(squeezed(plain(scenario.text)))[2]


def test_a_myth_ends_in_the_notes_of_its_sources(small_content: Content) -> None:
    """Those that a word of duty in the answer has named already are not named again."""
    data = briefing_data(small_content, "class")
    last = [myth["answer"][-1]["note"] for myth in data["myths"]]
    named = [small_content.citation(key).text for key in ("share-on-request", "timely", "tell-a-school")]
    assert set(named) <= set(data["notes"])
    number = {note: index for index, note in enumerate(data["notes"], 1)}
    assert last[0] is None
    assert last[1] == f"{number[named[1]]}, {number[named[0]]}"


def test_an_edit_of_a_rule_or_an_ending_is_on_the_next_sheet(small: Path) -> None:
    """Nothing of a briefing is a copy."""
    change(small / "decide" / "ask.yml", ("Stay with the child.", "Keep close to the child."))
    change(small / "about" / "changes.yml", ("Ring back on a number", "Ring at once on a number"))
    change(small / "guidance" / "scenarios.yml", ("A child has stopped talking", "A child has ceased to talk"))
    words = "".join(map(text, printed(load(small), "class")))
    for said in ("Keep close to the child.", "Ring at once on a number", "A child has ceased to talk"):
        assert squeezed(said) in words


def test_each_briefing_of_the_site_has_few_words(content: Content) -> None:
    """No more than a team reads in its time."""
    for name in content.briefings:
        assert too_many_words(briefing_data(content, name)) == ""


@pytest.mark.slow
def test_each_briefing_of_the_site_is_one_leaf_of_few_words(content: Content, site: Path) -> None:
    """Counted on the paper, on both sides together."""
    for name in content.briefings:
        pages = list(pymupdf.open(site / sheet_pdf(BRIEFING + name)))
        assert len(pages) == BRIEFING_PAGES
        assert sum(len(page.get_text().split()) for page in pages) <= BRIEFING_WORDS


def test_there_is_a_briefing_for_everyone_and_each_setting(content: Content) -> None:
    """One that names no setting, and one for each."""
    assert sorted(one.setting or "" for one in content.briefings.values()) == sorted(["", *content.settings])
