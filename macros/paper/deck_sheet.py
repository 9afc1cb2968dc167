"""Deck sheet: the fronts and backs of cards, as data for a sheet that is printed on both sides and cut."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from macros.content import Content
from macros.models.deck import SCRIPTS_PAGE, Deck
from macros.models.flowchart import POSTER, Outcome
from macros.models.inline_text import Duty, Link, Text, parse, plain
from macros.models.instrument import LAW_PAGE
from macros.models.organisation import ANYONE
from macros.models.scenario import Route, Scenario
from macros.paper.noted_text import Data, noted_piece, unbroken
from macros.paper.sheet import deck_sheet
from macros.paper.table_sheet import asks, law_of
from macros.reading.problem import ContentError

LAW = f"/{LAW_PAGE}#"
"""What a link to a rule begins with."""


@dataclass(frozen=True)
class Grid:
    """How many cards stand side by side, and below each other, on a page of A4."""

    columns: int
    rows: int


GRIDS = {"cases": Grid(2, 2), "words": Grid(2, 2), "pocket": Grid(1, 2)}
"""By kind of cards."""

LARGE_GRIDS = {"cases": Grid(1, 2), "words": Grid(1, 2), "pocket": Grid(1, 1)}
"""The same in large print."""


def deck_data(content: Content, name: str, *, large: bool = False) -> Data:
    """What the template of the sheet needs.

    Raises:
        ContentError: if the words ready to use cannot be read as cards.
    """
    deck = content.decks[name]
    grid = (LARGE_GRIDS if large else GRIDS)[deck.kind]
    cards = list(_cards(content, deck))
    if deck.kind == "pocket":
        cards *= grid.columns * grid.rows
    pages = -(-(len(cards) + (deck.kind != "pocket")) // (grid.columns * grid.rows)) * 2
    return {
        **asdict(deck_sheet(content, name)),
        "kind_of_cards": deck.kind,
        "columns": grid.columns,
        "rows": grid.rows,
        "pages": pages,
        "last": cards[-1]["id"],
        "cards": cards,
    }


def _cards(content: Content, deck: Deck) -> Iterator[Data]:
    if deck.kind == "cases":
        for key, scenario in content.scenarios.items():
            if deck.setting in scenario.settings:
                yield _case(content, key, scenario)
    elif deck.kind == "words":
        yield from script_cards(content)
    else:
        yield pocket_card(content)


def _case(content: Content, key: str, scenario: Scenario) -> Data:
    """The story in front; behind it what its first route leads to, why, and a rule that this rests on."""
    route = scenario.first
    outcome = content.outcome(route.ends)
    return {
        "id": key,
        "title": scenario.title,
        "text": _pieces(scenario.text),
        "answer": outcome.title,
        "when": _pieces(outcome.when),
        "why": _pieces(route.why),
        "rules": [_rule(content, key) for key in rules_of(content, route, outcome)],
    }


def rules_of(content: Content, route: Route, outcome: Outcome) -> list[str]:
    """The rule that the reason names, or else the first that the ending rests on and that binds anyone, if one does.

    Readers of several kinds come to one ending, and what binds one kind alone does not answer every case of it.
    """
    named = [piece.rule for piece in route.why if isinstance(piece, Duty)]
    behind = [key for key in outcome.more.sources if key in content.rules]
    behind.sort(key=lambda key: ANYONE not in content.rules[key].holders)
    return [key for key in (*named, *behind) if key in content.rules][:1]


def _rule(content: Content, key: str) -> Data:
    rule = content.rules[key]
    return {"text": asks(rule, f"{plain(rule.who)} "), "law": law_of(content, key)}


def script_cards(content: Content) -> Iterator[Data]:
    """The words ready to use, a card for each part of their page; behind them the rules that they rest on.

    The first paragraph that links to rules names these. It is not printed, and nor is what follows it.

    Raises:
        ContentError: if a part holds anything else than paragraphs, or names no rule.
    """
    for section in content.pages[SCRIPTS_PAGE].sections:
        if not section.id:
            continue
        if not all(section.blocks):
            sentence = f'"{section.id}" is printed on a card, which holds paragraphs alone. Write them as sentences.'
            raise ContentError([content.sources.problem(SCRIPTS_PAGE, section.line, sentence)])
        try:
            texts = [parse(words, content.say) for words in section.blocks]
        except ValueError as fault:
            sentence = f'"{section.id}" is printed on a card, and {fault}'
            raise ContentError([content.sources.problem(SCRIPTS_PAGE, section.line, sentence)]) from None
        end, keys = next(((n, keys) for n, text in enumerate(texts) if (keys := _rules_linked(content, text))), (0, []))
        if not keys:
            sentence = (
                f'"{section.id}" names no rule, which its card has on its back. '
                f"Add a paragraph with links, like [sharing enough]({LAW}enough-and-urgency)."
            )
            raise ContentError([content.sources.problem(SCRIPTS_PAGE, section.line, sentence)])
        yield {
            "id": section.id,
            "title": "".join(word for word in section.title if isinstance(word, str)).strip(),
            "texts": [_pieces(text) for text in texts[:end]],
            "rules": [_rule(content, key) for key in keys],
            "rests_on": keys,
        }


def _rules_linked(content: Content, text: Text) -> list[str]:
    """The rules that the links of a paragraph lead to: it names what the words before it rest on."""
    keys = (piece.target.removeprefix(LAW) for piece in text if isinstance(piece, Link))
    return [key for key in keys if key in content.rules]


def pocket_card(content: Content) -> Data:
    """The lines of the ending that most need; the numbers stand with those of every sheet."""
    flowchart_name, outcome_id = POSTER
    outcome = content.flowcharts[flowchart_name].outcomes[outcome_id]
    return {
        "id": outcome_id,
        "title": outcome.title,
        "when": _pieces(outcome.when),
        "lines": [{"name": name, "texts": [_pieces(text) for text in texts]} for name, texts in outcome.lines.items()],
    }


def _pieces(text: Text) -> Sequence[Data]:
    """The pieces of a text, without notes: the rule stands on the card."""
    return [noted_piece(unbroken(piece.text), strong=piece.kind in ("strong", "mark")) for piece in text]
