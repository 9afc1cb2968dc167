"""Flowchart sheet: a flowchart as data for its sheet, with numbers for questions, letters for endings, and notes."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from macros.content import Content
from macros.models.addresses import address
from macros.models.flowchart import Flowchart
from macros.models.inline_text import Duty, Inline, Link, Text, TextRun
from macros.paper.sheet import sheet_labels

PAGES = 6
"""The most pages of a flowchart."""

Data = Mapping[str, Any]


def flowchart_data(content: Content, chart: Flowchart, parts: Sequence[str]) -> Data:
    """What the template of the sheet needs besides head and foot; `parts` are those printed of each outcome."""
    labels, partnership = sheet_labels(), content.partnership
    page = address(f"decide/{chart.name}.md")
    writer = _Writer(content, chart)
    return {
        "pages": PAGES,
        "last": [*chart.outcomes, *chart.handovers][-1],
        "questions": writer.questions(),
        "endings": [*writer.outcomes(parts), *writer.handovers()],
        "notes": writer.notes,
        "more": labels.more,
        "whole": labels.at_site if partnership.is_placeholder else partnership.absolute_url(page),
    }


class _Writer:
    """Turns the nodes of a flowchart into data, one after the other as they are printed.

    `notes` are the sources and links that were named so far, numbered in the order of their first use.
    """

    def __init__(self, content: Content, chart: Flowchart) -> None:
        self.content, self.chart = content, chart
        self.signs = {question_id: str(chart.number(question_id)) for question_id in chart.questions}
        self.signs |= dict(zip((*chart.outcomes, *chart.handovers), ascii_uppercase, strict=False))
        self.notes: list[str] = []

    def questions(self) -> list[Data]:
        """Each question, and the sign of where each of its options leads."""
        return [
            {
                "id": question_id,
                "sign": self.signs[question_id],
                "text": self._pieces(question.text),
                "help": self._pieces(question.help),
                "options": [
                    {
                        "text": self._pieces(option.text),
                        "help": self._pieces(option.help),
                        "unless": [self._pieces(text) for text in option.unless],
                        "to": self.signs[option.next.node],
                    }
                    for option in question.options.values()
                ],
                "more": self._pieces(question.more),
            }
            for question_id, question in self.chart.questions.items()
        ]

    def outcomes(self, parts: Sequence[str]) -> list[Data]:
        """Each outcome with some of its parts."""
        return [
            {
                "id": outcome_id,
                "sign": self.signs[outcome_id],
                "title": [_part(outcome.title)],
                "when": self._pieces(outcome.when),
                "lines": [
                    {"name": name, "texts": [self._pieces(text) for text in texts]}
                    for name, texts in outcome.lines.items()
                ],
                "blocks": [self._block(block, outcome_id) for block in outcome.blocks],
                "parts": [
                    {"name": name, "text": self._pieces(outcome.more.parts[name])}
                    for name in parts
                    if name in outcome.more.parts
                ],
                "cases": [
                    {"title": case.title, "text": self._pieces(case.text)}
                    for case in (outcome.more.cases.values() if parts else ())
                ],
                "there": "",
            }
            for outcome_id, outcome in self.chart.outcomes.items()
        ]

    def handovers(self) -> list[Data]:
        """Each ending in another flowchart, with the number of its question there."""
        endings: list[Data] = []
        for handover_id, ref in self.chart.handovers.items():
            there = self.content.flowcharts[ref.flowchart]
            endings.append(
                {
                    "id": handover_id,
                    "sign": self.signs[handover_id],
                    "title": [_part(there.title, note=self._number(self._place(ref.link)))],
                    "when": [],
                    "lines": [],
                    "blocks": [],
                    "parts": [],
                    "cases": [],
                    "there": str(there.number(ref.node)),
                }
            )
        return endings

    def _block(self, block_id: str, outcome_id: str) -> Data:
        """A block in full at the first ending that has it, and at later ones where that is; a single text each time."""
        block = self.content.blocks[block_id]
        first = next(key for key, one in self.chart.outcomes.items() if block_id in one.blocks)
        is_again = first != outcome_id and len(block.text) > 1
        return {
            "title": block.title,
            "see": self.signs[first] if is_again else "",
            "texts": [] if is_again else [self._pieces(text) for text in block.text],
        }

    def _pieces(self, text: Text) -> list[Data]:
        return [part for piece in text for part in self._piece(piece)]

    def _piece(self, piece: Inline) -> list[Data]:
        if isinstance(piece, Duty):
            word = self.content.rules[piece.rule].force.word
            number = self._number(self.content.citation(piece.rule).text)
            return [_part(word, strong=True, note=number)]
        if isinstance(piece, Link):
            page, _, fragment = piece.target.partition("#")
            if page == f"/decide/{self.chart.name}.md" and fragment in self.signs:
                return [_part(piece.text), _part(f" ({self.signs[fragment]})")]
            return [_part(piece.text, note=self._number(self._place(piece.target)))]
        return [_part(piece.text, strong=not isinstance(piece, TextRun))]

    def _place(self, target: str) -> str:
        partnership = self.content.partnership
        if target.startswith("https://"):
            return target
        if partnership.is_placeholder:
            return f'"{self.content.pages[target.partition("#")[0].removeprefix("/")].meta.title}"'
        return partnership.absolute_url(address(target))

    def _number(self, note: str) -> int:
        if note not in self.notes:
            self.notes.append(note)
        return self.notes.index(note) + 1


def _part(text: str, *, strong: bool = False, note: int | None = None) -> Data:
    return {"text": text, "strong": strong, "note": note}
