"""Table sheet: who may or must tell whom, a row for each rule that names both, as data for its sheet."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from macros.calls.macro import first_sentence
from macros.content import Content
from macros.models.dates import format_date
from macros.models.inline_text import plain
from macros.models.organisation import ANYONE, EVERYONE, FIRST, exchanges
from macros.models.rule import Rule
from macros.paper.noted_text import Data, noted_piece
from macros.paper.sheet import sheet_labels, table_sheet

MOST_ROW_WORDS = 45
"""The most words of what a rule asks that the table has room for."""

TABLE_PAGES = 1
"""The most pages of the table."""


def table_data(content: Content) -> Data:
    """What the template of the sheet needs: head, foot, and a row for each rule."""
    rows = list(_rows(content))
    return {
        **asdict(table_sheet(content)),
        "pages": TABLE_PAGES,
        "heads": sheet_labels().table,
        "first": plain(content.open_blocks[FIRST].text[0]),
        "everyone": plain(content.open_blocks[EVERYONE].text[0]),
        "rows": rows,
        "last": rows[-1]["id"] if rows else "",
    }


def _rows(content: Content) -> Iterator[dict[str, Any]]:
    labels = sheet_labels()
    for one in exchanges(content.rules):
        if ANYONE in one.holders or not content.organisations_with_pages.keys() & one.receivers:
            continue  # nobody would look for it in a table of those whom they deal with
        rule = content.rules[one.rule]
        names, who = _names(content, one.holders), plain(rule.who)
        yield {
            "id": one.rule,
            "who": names if rule.is_described else min(names, who, key=len),
            "whom": labels.each if one.is_mutual else _names(content, one.receivers),
            # Where the first column names those whom it is about, the sentence need not.
            "asks": asks(rule, f"{who} " if rule.is_described else ""),
            "law": law_of(content, one.rule),
        }


def _names(content: Content, kinds: tuple[str, ...]) -> str:
    return ", ".join(content.organisations[kind].name for kind in kinds)


def law_of(content: Content, rule_id: str) -> str:
    """Where a rule comes from, and when it is due to start if it was announced."""
    law, rule = content.citation(rule_id).text, content.rules[rule_id]
    if rule.status != "announced" or not rule.starts:
        return law
    return sheet_labels().due.format(law=law, starts=format_date(rule.starts))


def asks(rule: Rule, subject: str) -> list[Data]:
    """The pieces of what a rule asks, in short, after whom it asks."""
    words = f" {in_short(plain(rule.text))}."
    return [noted_piece(subject), noted_piece(rule.force.word, strong=True), noted_piece(words)]


def in_short(text: str) -> str:
    """The text, or its first sentence where it is long: the rest is on the page."""
    return text if len(text.split()) <= MOST_ROW_WORDS else first_sentence(text).rstrip(".:")
