"""Advice: what the site tells people to do, as lines that can be compared between editions."""

from collections.abc import Iterator, Sequence

from macros.models.flow_graph import routes
from macros.records.sheets import graph_of, option_words, outcome_lines, question_words, rows
from macros.records.things import Thing, Things, force_word, rule_words

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


def advice(things: Things) -> Advice:
    """All advice, in a fixed order."""
    return dict(
        [
            *(line for key, rule in things["rules"].items() for line in _rule(key, rule)),
            *(
                (f"item {name}/{key}", words)
                for name, checklist in things["checklists"].items()
                for key, words in rows(checklist)
            ),
            *(line for name, chart in things["flowcharts"].items() for line in _flowchart(name, chart)),
            *(
                (f"block {key}", " / ".join([block["title"], *block["text"]]))
                for key, block in things["blocks"].items()
            ),
        ]
    )


def _rule(key: str, rule: Thing) -> Iterator[tuple[str, str]]:
    yield f"force {key}", f"{force_word(rule)}, {rule['status']}"
    place = ", ".join(filter(None, (rule["instrument"], rule.get("section"))))
    yield f"rule {key}", f"{rule_words(rule)} ({place})"
    if "limits" in rule:
        yield f"limits {key}", rule["limits"]


def _flowchart(name: str, chart: Thing) -> Iterator[tuple[str, str]]:
    for question in chart["questions"]:
        yield f"question {name}/{question['id']}", question_words(question)
        for option in question["options"]:
            yield f"option {name}/{question['id']}/{option['id']}", option_words(option)
    for route in routes(graph_of(chart), chart["start"]):
        steps = " > ".join(f"{question} {' or '.join(options)}" for question, options in route.steps)
        yield f"route {name}/{chart['start']} {steps}", chart["refs"][route.end]
    for outcome in chart["outcomes"]:
        if chart["refs"][outcome["id"]] == f"{name}/{outcome['id']}":  # else it is listed in its own flowchart
            yield from ((f"outcome {name}/{outcome['id']}/{key}", words) for key, words in _outcome(outcome))


def _outcome(outcome: Thing) -> Iterator[tuple[str, str]]:
    yield "title", outcome["title"]
    yield from ((key, ", ".join(outcome[key])) for key in ("call", "blocks") if key in outcome)
    yield from ((key, " / ".join(texts)) for key, texts in outcome_lines(outcome))
    yield "shares", outcome["shares"]
    for case in outcome["more"].get("cases", ()):
        yield f"cases/{case['id']}", f"{case['title']}: {case['text']}"


def told(changes: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """The difference as the lines of a report, grouped by kind."""
    for kind, called in ADVICE_KINDS.items():
        of_kind = [change for change in changes if change[0].startswith(f"{kind} ")]
        if of_kind:
            yield f"{called}:"
        for key, old, new in of_kind:
            yield f"  {key.removeprefix(f'{kind} ')}"
            yield from [f"    was: {old}"] if old else []
            yield f"    now: {new}" if new else "    is gone"
