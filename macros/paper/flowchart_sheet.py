"""Flowchart sheet: a flowchart as data for its sheet, with numbers for questions, letters for endings, and notes."""

from collections.abc import Callable, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from macros.content import Content
from macros.models.addresses import address
from macros.models.flowchart import Flowchart
from macros.models.inline_text import Duty, Inline, Link, Text, TextRun
from macros.paper.sheet import sheet_labels

PAGES = 2

Data = Mapping[str, Any]


class _Notes:
    """What the words of duty and the links of a sheet lead to, numbered in the order of their first use."""

    def __init__(self, content: Content, chart: Flowchart, signs: Mapping[str, str]) -> None:
        self.content, self.chart, self.signs = content, chart, signs
        self.said: list[str] = []

    def pieces(self, text: Text) -> list[Data]:
        """Inline text for the template."""
        return [part for piece in text for part in self._piece(piece)]

    def _piece(self, piece: Inline) -> list[Data]:
        if isinstance(piece, Duty):
            word = self.content.rules[piece.rule].force.word
            number = self._number(self.content.citation(piece.rule).text)
            caveat = self.content.caveat(piece.rule)
            return [_part(word, strong=True, note=number), *([_part(str(caveat))] if caveat else [])]
        if isinstance(piece, Link):
            page, _, fragment = piece.target.partition("#")
            if page == f"/decide/{self.chart.name}.md" and fragment in self.signs:
                return [_part(piece.text), _part(f" ({self.signs[fragment]})")]
            return [_part(piece.text, note=self._number(self._place(piece.target)))]
        return [_part(piece.text, strong=not isinstance(piece, TextRun))]

    def _place(self, target: str) -> str:
        partnership = self.content.partnership
        if partnership.is_placeholder:
            return f'"{self.content.pages[target.partition("#")[0].removeprefix("/")].meta.title}"'
        return partnership.absolute_url(address(target))

    def _number(self, note: str) -> int:
        if note not in self.said:
            self.said.append(note)
        return self.said.index(note) + 1


def _part(text: str, *, strong: bool = False, note: int | None = None) -> Data:
    return {"text": text, "strong": strong, "note": note}


def flowchart_data(content: Content, chart: Flowchart, parts: Sequence[str]) -> Data:
    """What the template of the sheet needs besides head and foot.

    `parts` are those printed of each outcome.
    """
    said = sheet_labels()
    ends = [*chart.outcomes, *chart.handovers]
    signs = {question_id: str(chart.number(question_id)) for question_id in chart.questions}
    signs |= dict(zip(ends, ascii_uppercase, strict=False))
    notes = _Notes(content, chart, signs)
    pieces: Callable[[Text], list[Data]] = notes.pieces
    questions = [
        {
            "id": question_id,
            "sign": signs[question_id],
            "text": pieces(question.text),
            "help": pieces(question.help),
            "options": [
                {"text": pieces(option.text), "to": signs[option.next.node]} for option in question.options.values()
            ],
        }
        for question_id, question in chart.questions.items()
    ]
    outcomes = [
        {
            "id": outcome_id,
            "sign": signs[outcome_id],
            "title": [_part(outcome.title)],
            "do": [pieces(step) for step in outcome.do],
            "parts": [{"name": name, "text": pieces(outcome.parts[name])} for name in parts if name in outcome.parts],
            "there": "",
        }
        for outcome_id, outcome in chart.outcomes.items()
    ]
    handovers = [
        {
            "id": handover_id,
            "sign": signs[handover_id],
            "title": [
                _part(
                    content.flowcharts[ref.flowchart].title,
                    note=notes.pieces((Link("", ref.link),))[0]["note"],
                )
            ],
            "do": [],
            "parts": [],
            "there": str(content.flowcharts[ref.flowchart].number(ref.node)),
        }
        for handover_id, ref in chart.handovers.items()
    ]
    return {
        "pages": PAGES,
        "last": ends[-1],
        "questions": questions,
        "endings": [*outcomes, *handovers],
        "notes": notes.said,
        "more": said.more,
        "whole": said.at_site
        if content.partnership.is_placeholder
        else content.partnership.absolute_url(address(f"decide/{chart.name}.md")),
    }
