"""The reviewer's table leaves out no sentence of the partnership's page, and says the truth about ours."""

import re
from dataclasses import dataclass
from itertools import groupby

import pytest

from macros.content import Content
from macros.models.force import DUTY_MACROS
from macros.paths import ROOT

TABLE = "editing/fidelity.md"
SAME = {"good practice": "should"}
"""How the site prints a force that the page says in other words."""

ROW = re.compile(
    r"\| (?P<line>\d+)\. “(?P<words>[^”]+)” \(“(?P<force>[\w ]+)”\) "
    r'\| (?:\{\{ rule\("(?P<rule>[a-z0-9-]+)"\) \}\} )?'
    r"\[[^\]]+\]\(/(?P<place>[^#)]+)(?:#[^)]+)?\) \| (?P<note>.*)\|"
)


@dataclass(frozen=True)
class Row:
    """One line of the table: the words of the partnership's page, and what becomes of them here."""

    line: str
    words: str
    force: str
    rule: str
    place: str
    note: str


@pytest.fixture(scope="module")
def rows(content: Content) -> list[Row]:
    """The table, every line of which can be read."""
    found = []
    for text in content.pages[TABLE].body.splitlines():
        if re.match(r"\| \d", text):
            match = ROW.fullmatch(text)
            assert match, text
            found.append(Row(**{key: value.strip() for key, value in match.groupdict(default="").items()}))
    return found


def sentences() -> list[str]:
    """Every sentence of the partnership's page, in its order; its list of law has a test of its own."""
    return (ROOT / "tests" / "records" / "partnership-page.txt").read_text(encoding="utf-8").splitlines()


def test_every_sentence_of_the_partnership_stands_in_the_table_once(rows: list[Row]) -> None:
    """In order and word for word; a sentence that asks two things is cut in two, and nothing is lost between."""
    lines = [(number, list(part)) for number, part in groupby(rows, key=lambda row: row.line)]
    assert [number for number, _ in lines] == [str(number) for number in range(1, len(lines) + 1)]
    assert [" ".join(row.words for row in part) for _, part in lines] == sentences()


def test_no_duty_is_called_a_statement(rows: list[Row]) -> None:
    """The force that is said to be there is the one in the words; such a word in a statement is explained."""
    words = re.compile(r"\b(must|should not|should|good practice|duty|have to|may)\b")
    for number, sentence in enumerate(sentences(), 1):
        told = {row.force: row for row in rows if row.line == str(number)}
        said = {{"duty": "must"}.get(word, word) for word in words.findall(sentence)}
        asked = said & {"must", "should", "should not", "good practice"}
        assert asked == told.keys() - {"statement", "may"}, sentence
        assert "may" in said or "may" not in told, sentence
        assert said == asked or "may" in told or told["statement"].note, sentence
        assert all(row.rule for force, row in told.items() if force != "statement"), sentence


def test_the_rule_is_as_strong_or_the_note_says_why(rows: list[Row], content: Content) -> None:
    """Force for force; where ours differs there is a reason."""
    for row in rows:
        if row.rule and content.rules[row.rule].force.word != SAME.get(row.force, row.force):
            assert row.note, row


def test_the_place_of_each_row_shows_its_rule(rows: list[Row], content: Content) -> None:
    """Its page prints the mark of the rule, or, for a power, which has no mark, leads to the rule."""
    for row in rows:
        if not row.rule:
            continue
        page, force = content.pages[row.place], content.rules[row.rule].force
        if force.macro in DUTY_MACROS:
            assert (force.macro, (row.rule,)) in [(call.macro, call.ids) for call in page.calls], row
        else:
            assert f"/law/index.md#{row.rule}" in [link.target for link in page.links], row


def test_a_principle_keeps_its_name(rows: list[Row], content: Content) -> None:
    """What the page says under a name stands here under that name, in the same order."""
    named = [
        (row.words.split(":")[0], row.place) for row in rows if re.match(r"[A-Z][a-z]+( \w+)?( \w+)?: ", row.words)
    ]
    named = [(name, place) for name, place in named if place.startswith("principles/")]
    assert [content.pages[place].meta.title for _, place in named] == [name for name, _ in named]
    assert len(named) == 7


def test_nothing_else_is_said_to_be_the_partnerships(rows: list[Row], content: Content) -> None:
    """A rule that names the partnership's page as its source stands in the table."""
    ours = {key for key, rule in content.rules.items() if rule.instrument == "partnership-page"}
    assert ours <= {row.rule for row in rows}
    assert ours
