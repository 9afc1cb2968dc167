"""Sheets typeset alone and read from their PDF: a briefing holds what it is made from, and each edit is on the next."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pymupdf
import pytest

from macros.content import Content
from macros.loading import load
from macros.models.addresses import BRIEFING, sheet_pdf
from macros.models.inline_text import plain
from macros.pages.render import render
from macros.paper import pdf, sheet
from macros.paper.briefing_sheet import BRIEFING_PAGES, BRIEFING_WORDS
from macros.paths import COMPONENTS
from tests.support.paper import squeezed, text
from tests.support.project import SMALL, change

pytestmark = pytest.mark.slow


def printed(content: Content, name: str) -> list[pymupdf.Page]:
    """The pages of a briefing, typeset without all other sheets."""
    alone = replace(content, checklists=dict([next(iter(content.checklists.items()))]), flowcharts=content.flowcharts)
    return list(pymupdf.open(stream=pdf.pdfs(alone)[sheet_pdf(BRIEFING + name)]))


def test_a_briefing_holds_what_its_ids_name(small_loaded: Content) -> None:
    """The lines of the ending, the change, each myth, the case with its answer, the thing to do, and every number."""
    content, name = small_loaded, "class"
    briefing = content.briefings[name]
    outcome = content.flowcharts["ask"].outcomes["call"]
    scenario = content.scenarios[briefing.scenario]
    route = scenario.first
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


def test_an_edit_of_a_rule_or_an_ending_is_on_the_next_sheet(small: Path) -> None:
    """Nothing of a briefing is a copy."""
    change(small / "decide" / "ask.yml", ("Stay with the child.", "Keep close to the child."))
    change(small / "about" / "changes.yml", ("Ring back on a number", "Ring at once on a number"))
    change(small / "guidance" / "scenarios.yml", ("A child has stopped talking", "A child has ceased to talk"))
    words = "".join(map(text, printed(load(small), "class")))
    for said in ("Keep close to the child.", "Ring at once on a number", "A child has ceased to talk"):
        assert squeezed(said) in words


def test_each_briefing_of_the_site_is_one_leaf_of_few_words(content: Content, site: Path) -> None:
    """Counted on the paper, on both sides together."""
    for name in content.briefings:
        pages = list(pymupdf.open(site / sheet_pdf(BRIEFING + name)))
        assert len(pages) == BRIEFING_PAGES
        assert sum(len(page.get_text().split()) for page in pages) <= BRIEFING_WORDS


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
