"""Advice: what the site tells people to do, as lines that can be diffed between editions.

`records/advice/N.txt` holds the advice of a release, the latest with the highest number: its day, then one line
`KIND ID: words` for each thing. Like every record it never changes afterwards.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.content import Content
from macros.models.block import OpenBlock
from macros.models.dates import read_day
from macros.models.flowchart import Flowchart, Outcome, joined
from macros.models.inline_text import plain
from macros.models.rule import Rule
from macros.reading.problem import ContentError, Problem
from macros.reading.yaml import read
from macros.records.releases import next_record

ADVICE_RECORDS = "records/advice"
"""Where the records stand, beside docs/."""

Advice = dict[str, str]
"""The words of each thing by its kind and id, such as "item emergency/call-now"."""

ADVICE_KINDS = {
    "force": "How strong a rule is",
    "rule": "What a rule asks, of whom, and where it comes from",
    "limits": "Who decides on what a rule leaves open",
    "item": "A line of a checklist or form",
    "question": "A question of a flowchart",
    "option": "An answer",
    "route": "Where answers lead",
    "outcome": "What to do at the end of a route",
    "block": "What to do, said in several places",
}
"""Every kind, and what a reader of the difference calls it."""


def advice(content: Content) -> Advice:
    """All advice of the site, in a fixed order."""
    return dict(
        [
            *(line for key, rule in content.rules.items() for line in _rule(key, rule)),
            *(
                (f"item {name}/{key}", words)
                for name, checklist in content.checklists.items()
                for key, words in checklist.rows()
            ),
            *(line for name, chart in content.flowcharts.items() for line in _flowchart(name, chart)),
            *(_block(key, block) for key, block in content.blocks.items()),
        ]
    )


def _rule(key: str, rule: Rule) -> Iterator[tuple[str, str]]:
    yield f"force {key}", f"{rule.force.word}, {rule.status}"
    place = ", ".join(filter(None, (rule.instrument, rule.section)))
    yield f"rule {key}", f"{plain(rule.who)} {rule.force.word} {plain(rule.text)} ({place})"
    if rule.limits:
        yield f"limits {key}", plain(rule.limits)


def _flowchart(name: str, chart: Flowchart) -> Iterator[tuple[str, str]]:
    for question_id, question in chart.questions.items():
        yield f"question {name}/{question_id}", joined((question.text, question.help, question.more))
        for option_id, option in question.options.items():
            yield f"option {name}/{question_id}/{option_id}", joined(option.words)
    for route in chart.routes():
        steps = " > ".join(f"{question} {' or '.join(options)}" for question, options in route.steps)
        yield f"route {name}/{chart.start} {steps}", str(chart.refs[route.end])
    for outcome_id, outcome in chart.outcomes.items():
        if not chart.is_own(outcome_id):
            continue  # it is written, and listed, in another flowchart
        for key, words in _outcome(outcome):
            yield f"outcome {name}/{outcome_id}/{key}", words


def _outcome(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "title", outcome.title
    yield "when", plain(outcome.when)
    if outcome.call:
        yield "call", ", ".join(outcome.call)
    for key, texts in outcome.lines.items():
        yield key, " / ".join(map(plain, texts))
    if outcome.blocks:
        yield "blocks", ", ".join(outcome.blocks)
    yield "shares", outcome.shares
    for key, text in outcome.more.parts.items():
        yield key, plain(text)
    for key, case in outcome.more.cases.items():
        yield f"cases/{key}", f"{case.title}: {plain(case.text)}"


def _block(block_id: str, block: OpenBlock) -> tuple[str, str]:
    return f"block {block_id}", " / ".join([block.title, *map(plain, block.text)])


def advice_text(day: date, lines: Advice) -> str:
    """The text of a record."""
    return "\n".join([str(day), *(f"{key}: {words}" for key, words in lines.items())]) + "\n"


def read_advice(root: Path) -> tuple[date | None, Advice]:
    """The day and advice of the last release; no day before the first.

    Raises:
        ContentError: if its record is no longer as it was written.
    """
    path = next_record(root, ADVICE_RECORDS)
    path = path.with_name(f"{int(path.stem) - 1}.txt")
    if path.stem == "0":
        return None, {}
    name = path.relative_to(root).as_posix()
    if not path.exists():
        raise ContentError([Problem(name, 1, "is missing. Bring it back: a record never changes.")])
    first, *rest = read(path).rstrip("\n").split("\n")
    rows = [re.fullmatch(rf"((?:{'|'.join(ADVICE_KINDS)}) [^:]+): (.+)", row) for row in rest]
    line = rows.index(None) + 2 if None in rows else 1
    try:
        day = read_day(first)
    except ValueError:
        day = None
    if None in rows or not day:
        sentence = 'is not "KIND ID: words", under a day on top. A record never changes: bring it back as it was.'
        raise ContentError([Problem(name, line, sentence)])
    return day, {row[1]: row[2] for row in rows if row}


def difference(old: Advice, new: Advice) -> list[tuple[str, str, str]]:
    """Each key whose words differ, with the old and the new words; "" where it is missing."""
    keys = [*old, *(key for key in new if key not in old)]
    return [(key, old.get(key, ""), new.get(key, "")) for key in keys if old.get(key) != new.get(key)]


def told(changes: list[tuple[str, str, str]]) -> Iterator[str]:
    """The difference as the lines of a report, grouped by kind."""
    for kind, called in ADVICE_KINDS.items():
        of_kind = [change for change in changes if change[0].startswith(f"{kind} ")]
        if of_kind:
            yield f"{called}:"
        for key, old, new in of_kind:
            yield f"  {key.removeprefix(f'{kind} ')}"
            yield from [f"    was: {old}"] if old else []
            yield f"    now: {new}" if new else "    is gone"
