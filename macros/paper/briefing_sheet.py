"""Briefing sheet: what a team reads together, as data for its sheet of one leaf, and how many words it may have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from macros.content import Content
from macros.models.briefing import Myth
from macros.paper.noted_text import Data, NotedText
from macros.paper.sheet import briefing_sheet

BRIEFING_PAGES = 2
"""The most pages of a briefing: both sides of one leaf."""

BRIEFING_WORDS = 900
"""The most words of a briefing, head and foot and notes included: what is read in seven minutes."""

THIS_WEEK = "this_week"


def briefing_data(content: Content, name: str) -> Data:
    """What the template of the sheet needs."""
    briefing = content.briefings[name]
    outcome = content.outcome(briefing.ending)
    scenario = content.scenarios[briefing.scenario]
    route = scenario.first
    answer = content.outcome(route.ends)
    noted = NotedText(content)
    return {
        **asdict(briefing_sheet(content, name)),
        "pages": BRIEFING_PAGES,
        "last": THIS_WEEK,
        "ending": {
            "id": briefing.ending.node,
            "title": outcome.title,
            "when": noted.pieces(outcome.when),
            "lines": [
                {"name": key, "texts": [noted.pieces(text) for text in texts]} for key, texts in outcome.lines.items()
            ],
        },
        "here_title": content.settings[briefing.setting].meta.title if briefing.setting else "",
        "here": [{"id": key, "text": noted.pieces(text)} for key, text in briefing.here.items()],
        "changes": [
            {"id": key, "title": content.changes[key].title, "text": noted.pieces(content.changes[key].do_now)}
            for key in briefing.changes
        ],
        "myths": [_myth(noted, key, myth) for key, myth in briefing.myths.items()],
        "case": {
            "id": briefing.scenario,
            "title": scenario.title,
            "text": noted.pieces(scenario.text),
            "answer": answer.title,
            "when": noted.pieces(answer.when),
            "why": noted.pieces(route.why),
        },
        THIS_WEEK: {"id": THIS_WEEK, "text": noted.pieces(briefing.this_week)},
        "notes": noted.notes,
    }


def _myth(noted: NotedText, key: str, myth: Myth) -> Data:
    """A myth, whose answer ends in the sources that no word of it names."""
    said, answer = noted.pieces(myth.said), noted.pieces(myth.answer)
    named = {piece["note"] for piece in answer}
    notes = [note for note in dict.fromkeys(map(noted.source_number, myth.sources)) if note not in named]
    rest = [{**answer.pop(), "note": ", ".join(map(str, notes))}] if notes else []
    return {"id": key, "said": said, "answer": [*answer, *rest]}


def too_many_words(data: Data) -> str:
    """A sentence for the editor if a briefing has more words than a team reads in its time, or nothing."""
    words = sum(len(re.findall(r"\w[\w'’.-]*", text)) for key, text in _texts(data) if key not in ("code", "id"))
    if words <= BRIEFING_WORDS:
        return ""
    return (
        f"makes a briefing of {words} words; {BRIEFING_WORDS} is the most that a team reads in seven minutes. "
        "Shorten or drop some lines, or choose a shorter example."
    )


def _texts(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _texts(value, name)
    elif isinstance(data, Sequence):
        for value in data:
            yield from _texts(value, key)
