"""Check questions, outcomes and open blocks one by one: contacts, lengths, links, and what comes after."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from macros.calls import known_calls
from macros.checks.flowcharts import ReferenceFault
from macros.models.flowchart import Outcome, Question
from macros.models.flowchart_source import FlowchartSource
from macros.models.inline_text import ContactMark, Link, Text, plain
from macros.models.sources import SourceFiles, models, valid
from macros.reading.problem import Problem, did_you_mean

WORDS_BY_LENGTH = {"usual": 150, "long": 180, "longest": 220}
"""The most words of an outcome by its length, from its title to what comes after: what is read aloud in 90 seconds."""

MOST_HELP = 30
"""The most words above the options of a question."""

MOST_OPTION = 60
"""The most letters of an option."""


_ORDERS_TO_RING = re.compile(
    r"(?:^|[:;,]\s+|\b(?:now|then|or|and|otherwise)\s+)\W*(?:ring|phone|call|telephone)\b(?!\s+back\b)",
    re.IGNORECASE,
)
"""What orders to ring somebody, at the start of a sentence or of a part of one."""

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


def outcome_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Names of no contact and no block, blocks that stand nowhere, and what readers cannot take in or follow."""
    flowcharts = models(sources.flowcharts)
    starts = {f"/decide/{name}.md{place}" for name, one in flowcharts.items() for place in ("", f"#{one.start}")}
    for _, entry, flowchart in valid(sources.flowcharts):
        faults = (_names(sources, flowchart), _options(flowchart), _outcomes(flowchart.outcomes, starts))
        for loc, sentence in chain(*faults, _calls(sources, flowchart)):
            yield sources.problem(entry.name, entry.line(loc), sentence)
    shown = {key for flowchart in flowcharts.values() for one in flowchart.outcomes.values() for key in one.blocks}
    for page in sources.pages.values():
        for _, macro in known_calls(page.calls if page else ()):
            shown.update(macro.open_blocks)
    for key, open_block in sources.open_blocks.items():
        if key not in shown and len(flowcharts) == len(sources.flowcharts):
            sentence = f'"{key}" stands under no ending. Name it in "blocks" of an outcome, or delete it.'
            yield sources.problem(open_block.name, open_block.line(), sentence)


def _names(sources: SourceFiles, flowchart: FlowchartSource) -> Iterator[ReferenceFault]:
    contacts = sources.contact_ids
    known = sources.partnership.model.contacts if sources.partnership.model else {}
    for outcome_id, outcome in flowchart.outcomes.items():
        for number, key in enumerate(outcome.call):
            if contacts and key not in contacts:
                sentence = f'"{key}" is the id of no contact.{did_you_mean(key, contacts)}'
                yield ("outcomes", outcome_id, "call", number), sentence
            elif key in known and known[key].shown != "paper":
                sentence = f'"{key}" is not shown on paper, so no ending can name it. Name another contact.'
                yield ("outcomes", outcome_id, "call", number), sentence
        for number, key in enumerate(outcome.blocks):
            if key not in sources.open_blocks and "blocks" not in sources.unreadable_kinds:
                sentence = f'"{key}" is the id of no block.{did_you_mean(key, sources.open_blocks)}'
                yield ("outcomes", outcome_id, "blocks", number), sentence


def _options(flowchart: FlowchartSource) -> Iterator[ReferenceFault]:
    for question_id, question in flowchart.questions.items():
        if not isinstance(question, Question):
            continue
        if (words := _count(question.help)) > MOST_HELP:
            yield (
                ("questions", question_id, "help"),
                f'"help" has {words} words; {MOST_HELP} is the most above the options. Put the rest under "more".',
            )
        for option_id, option in question.options.items():
            if (letters := len(plain(option.text))) > MOST_OPTION:
                yield (
                    ("questions", question_id, "options", option_id, "text"),
                    f'"{option_id}" has {letters} letters; {MOST_OPTION} is the most of an option. '
                    'Put what it includes under "help".',
                )


def _outcomes(outcomes: Mapping[str, Outcome], starts: set[str]) -> Iterator[ReferenceFault]:
    for outcome_id, outcome in outcomes.items():
        words = len(outcome.title.split()) + sum(map(_count, outcome.texts))
        most = WORDS_BY_LENGTH[outcome.length]
        if words > most:
            yield (
                ("outcomes", outcome_id),
                f'"{outcome_id}" has {words} words before "more"; {most} is the most. Move some under "more".',
            )
        for loc, text in outcome.placed_texts():
            for target in {piece.target for piece in text if isinstance(piece, Link)} & starts:
                yield (
                    ("outcomes", outcome_id, *loc),
                    f'"{target}" is where a flowchart begins, and an ending says what to do. '
                    "Say who to ring, or lead to the question or ending that is meant.",
                )
        for number, text in enumerate(outcome.do_not):
            if not re.match(r"\W*(do not|never)\b", plain(text), re.IGNORECASE):
                yield (
                    ("outcomes", outcome_id, "do_not", number),
                    'belongs to a list of what not to do, but does not say so alone. Begin it with "Do not".',
                )
        if outcome.lines and not outcome.then:
            yield ("outcomes", outcome_id), f'"{outcome_id}" does not say what comes after. Add "then".'


def _calls(sources: SourceFiles, flowchart: FlowchartSource) -> Iterator[ReferenceFault]:
    """An ending that says to ring has whom, closed or open: in "call", or by a mark in its lines or its blocks."""
    partnership = sources.partnership.model
    if not partnership or "blocks" in sources.unsound_kinds:
        return
    for outcome_id, outcome in flowchart.outcomes.items():
        open_blocks = [entry.model for key in outcome.blocks if (entry := sources.open_blocks.get(key))]
        read = [*outcome.texts, *(text for one in open_blocks if one for text in one.text)]
        marks = {piece.contact for text in read for piece in text if isinstance(piece, ContactMark)}
        calls = [key for key in outcome.call if key in partnership.contacts]
        panel = partnership.panel(*calls) if calls else {}
        named = {*marks, *outcome.call, *panel}
        for key in sorted(marks & set(partnership.contacts) - set(panel)):
            contact = partnership.contacts[key]
            for other in contact.instead:
                if other not in named:
                    yield (
                        ("outcomes", outcome_id),
                        f'prints the number of "{contact.name}", and not who to ring when it is closed or nobody '
                        f'answers. Add the number of "{other}", or "{key}" to "call".',
                    )
        for loc, text in outcome.placed_texts():
            for order in filter(_ORDERS_TO_RING.search, _SENTENCE_END.split(plain(text))):
                meant = {key: one for key, one in partnership.contacts.items() if one.is_named_in(order)}
                for key, contact in meant.items():
                    if key not in named:
                        yield (
                            ("outcomes", outcome_id, *loc),
                            f'says to ring "{contact.name}", whose number is not there. Add "{key}" to "call".',
                        )
                if not meant and not named:
                    yield (
                        ("outcomes", outcome_id, *loc),
                        'says to ring, and names nobody. Add the id of a contact to "call".',
                    )


def _count(text: Text) -> int:
    return len(plain(text).split())
