"""Decks of cards: the back of each card lies behind its front, and holds its answer, reason and rule."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from macros.content import Content
from macros.models.addresses import CARDS, LARGE, sheet_pdf
from macros.models.inline_text import Duty, plain
from macros.models.organisation import ANYONE
from macros.paper.deck_sheet import deck_data, rules_of
from tests.support.paper import MM, squeezed

pytestmark = pytest.mark.slow

NEAR = 0.5 * MM
"""How far the back of a card may lie from its front, in points."""

Side = tuple[int, pymupdf.Rect, str]
"""The page of one side of a card, its frame, and its words without spaces."""


@pytest.fixture(scope="module")
def decks(site: Path) -> dict[str, pymupdf.Document]:
    """A deck of each kind, and one in large print, as published."""
    names = ["housing", "words", "pocket", f"housing{LARGE}"]
    return {name: pymupdf.open(site / sheet_pdf(CARDS + name)) for name in names}


def sides(document: pymupdf.Document) -> Iterator[Side]:
    """Every side of a card: what stands in a frame of its own."""
    for number, page in enumerate(document):
        frames = {tuple(round(edge, 1) for edge in one["rect"]) for one in page.get_drawings() if is_frame(one["rect"])}
        for frame in sorted(frames):
            rect = pymupdf.Rect(frame)
            yield number, rect, squeezed(page.get_text(clip=rect))


def is_frame(rect: pymupdf.Rect) -> bool:
    """Whether a rectangle is as large as a card."""
    return bool(rect.width > 80 * MM and rect.height > 80 * MM)


def pairs(document: pymupdf.Document) -> Iterator[tuple[Side, Side]]:
    """Each front, and what lies behind it when the leaf is turned on its long edge."""
    every = list(sides(document))
    width = document[0].rect.width
    for page, frame, words in every:
        if page % 2 == 0:
            behind = [one for one in every if one[0] == page + 1 and lies_behind(frame, one[1], width)]
            assert len(behind) == 1, (page, frame)
            yield (page, frame, words), behind[0]


def lies_behind(front: pymupdf.Rect, back: pymupdf.Rect, width: float) -> bool:
    """Whether a back meets a front to half a millimetre, on a leaf of some width that is turned on its long edge."""
    mirrored = (width - back.x1, back.y0, width - back.x0, back.y1)
    return all(abs(one - other) <= NEAR for one, other in zip(front, mirrored, strict=True))


def test_the_back_of_each_card_lies_behind_its_front(decks: dict[str, pymupdf.Document], content: Content) -> None:
    """Of each case its answer, reason and rule; of each script its rules: in one size and in large print."""
    for name in ("housing", f"housing{LARGE}", "words"):
        cards = deck_data(content, name.removesuffix(LARGE))["cards"]
        (cover, numbers), *rest = pairs(decks[name])
        assert squeezed(content.decks[name.removesuffix(LARGE)].title) in cover[2]
        for contact in content.partnership.urgent.values():
            assert squeezed(contact.number or "") in numbers[2]
        assert len(rest) == len(cards)
        found = {front[2]: back[2] for front, back in rest}
        for number, card in enumerate(cards, 1):
            start = squeezed(f"{number}{card['title']}")
            (back,) = [behind for words, behind in found.items() if words.startswith(start)]
            assert card["rules"], card["id"]
            said = [rule["law"] for rule in card["rules"]]
            said += [piece["text"] for key in ("when", "why") for piece in card.get(key, ())]
            for words in (str(number), card.get("answer", ""), *said):
                assert squeezed(words) in back, (name, card["id"], words)


def test_a_back_that_is_not_mirrored_is_found(decks: dict[str, pymupdf.Document]) -> None:
    """Negative control: with the columns as in front, no card of two columns has its own back behind it."""
    leaves = decks["housing"]
    width = leaves[0].rect.width
    for _, frame, _ in sides(leaves):
        assert lies_behind(frame, pymupdf.Rect(width - frame.x1, frame.y0, width - frame.x0, frame.y1), width)
        assert not lies_behind(frame, frame, width)
        assert not lies_behind(frame, pymupdf.Rect(width - frame.x1 + MM, frame.y0, width - frame.x0, frame.y1), width)


def test_the_rule_on_a_card_binds_whoever_reads_it(content: Content) -> None:
    """It is the one that the reason names, or one that binds anyone, if the ending rests on such a rule."""
    for key, scenario in content.scenarios.items():
        route = scenario.first
        outcome = content.flowcharts[route.ends.flowchart].outcomes[route.ends.node]
        (rule,) = rules_of(content, route, outcome)
        for_anyone = {
            one for one in outcome.more.sources if one in content.rules and ANYONE in content.rules[one].holders
        }
        named = any(isinstance(piece, Duty) and piece.rule == rule for piece in route.why)
        assert named or not for_anyone or rule in for_anyone, (key, rule)


def test_a_pocket_card_has_the_numbers_and_every_line(decks: dict[str, pymupdf.Document], content: Content) -> None:
    """The numbers and what to say in front, the other lines behind: on each of two, which have the same words."""
    outcome = content.flowcharts["share"].outcomes["refer"]
    cards = list(pairs(decks["pocket"]))
    assert len(cards) == 2
    for front, back in cards:
        for contact in content.partnership.urgent.values():
            assert squeezed(contact.number or "") in front[2]
        for words in (outcome.title, plain(outcome.when), plain(outcome.say)):
            assert squeezed(words) in front[2]
        for text in (*outcome.do, *outcome.do_not, *outcome.then):
            assert squeezed(plain(text)) in back[2]


def test_each_card_says_which_it_is(decks: dict[str, pymupdf.Document], content: Content) -> None:
    """Behind each stand the deck, its version, the edition and the address that says whether it is current."""
    for name, document in decks.items():
        deck = content.decks[name.removesuffix(LARGE)]
        numbers = squeezed(next(iter(content.partnership.urgent.values())).number or "")
        for page, _, words in sides(document):
            if page % 2 and not words.startswith(numbers):
                assert squeezed(f"{deck.title}. Version {deck.version}, draft.") in words, name
                assert squeezed(content.partnership.edition.title) in words, name


def test_no_word_of_a_card_is_small(decks: dict[str, pymupdf.Document]) -> None:
    """At least 10.5 points, and 16 in large print."""
    for name, document in decks.items():
        sizes = [
            span["size"]
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
        assert min(sizes) >= (16 if name.endswith(LARGE) else 10.5) - 0.01, name


def test_each_setting_has_its_cards(content: Content) -> None:
    """Whatever the setting, there is a deck of its examples."""
    assert {deck.setting for deck in content.decks.values() if deck.setting} == set(content.settings)
