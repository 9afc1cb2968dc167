"""Flowchart sheet: a flowchart as data for its sheet, with numbers for questions, letters for endings, and notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from string import ascii_uppercase
from typing import Any

from macros.content import Content
from macros.models.addresses import POSTER_NAME, address
from macros.models.contact import Contact
from macros.models.flowchart import POSTER, Flowchart, Outcome, Question
from macros.models.inline_text import Duty, Inline, Link, Text, TextRun
from macros.paper.sheet import sheet_labels, sheet_of

OR = " / "
"""What stands between options that lead to the same place."""

PAGES = 4
"""The most pages of a flowchart."""

Data = Mapping[str, Any]


def flowchart_data(content: Content, chart: Flowchart, parts: Sequence[str] = ()) -> Data:
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


def poster_data(content: Content) -> Data:
    """What the template of the poster needs: head, foot, and the lines of the outcome."""
    flowchart_name, outcome_id = POSTER
    chart = content.flowcharts[flowchart_name]
    writer = _Writer(content, chart)
    return {
        **asdict(sheet_of(content, "decide", flowchart_name, chart)),
        **writer.poster(chart.outcomes[outcome_id]),
        "name": POSTER_NAME,
        "notes": writer.notes,
        "pages": 1,
        "id": outcome_id,
        "last": outcome_id,
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
                "first": self._pieces(next(iter(question.options.values())).text),
                "options": self._options(question_id, question),
                "more": self._pieces(question.more),
            }
            for question_id, question in self.chart.questions.items()
        ]

    def _options(self, question_id: str, question: Question) -> Sequence[Data]:
        """The options; those without help that follow each other and lead to the same place are one."""
        options: list[dict[str, Any]] = []
        for option_id, option in question.options.items():
            is_short = not (option.help or option.unless)
            to = self.signs[self.chart.graph[question_id][option_id]]
            before = options[-1] if options else {}
            if is_short and before.get("to") == to and not (before["help"] or before["unless"]):
                before["text"] += [_part(OR), *self._pieces(option.text)]
            else:
                options.append(
                    {
                        "text": self._pieces(option.text),
                        "help": self._pieces(option.help),
                        "unless": [self._pieces(text) for text in option.unless],
                        "to": to,
                    }
                )
        return options

    def outcomes(self, parts: Sequence[str]) -> list[Data]:
        """Each outcome with some of its parts."""
        return [
            {
                "id": outcome_id,
                "sign": self.signs[outcome_id],
                "title": [_part(outcome.title)],
                "when": self._pieces(outcome.when),
                "call": [self._call(contact) for contact in self._contacts(outcome)],
                "lines": {name: [self._pieces(text) for text in texts] for name, texts in outcome.lines.items()},
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

    def poster(self, outcome: Outcome) -> Data:
        """The lines of an outcome alone."""
        lines = [
            {"name": name, "texts": [self._pieces(text) for text in texts]} for name, texts in outcome.lines.items()
        ]
        return {"title": outcome.title, "when": self._pieces(outcome.when), "lines": lines}

    def handovers(self) -> list[Data]:
        """Each ending in another flowchart, with the number of its question there."""
        return [
            {
                "id": handover_id,
                "sign": self.signs[handover_id],
                "title": [_part(handover.title, note=self._number(self._place(handover.link)))],
                "when": [],
                "call": [],
                "lines": {},
                "blocks": [],
                "parts": [],
                "cases": [],
                "there": str(handover.number),
            }
            for handover_id, handover in self.chart.handovers.items()
        ]

    def _contacts(self, outcome: Outcome) -> Iterator[Contact]:
        """Whom an outcome says to ring, of those that stand on paper."""
        panel = self.content.partnership.panel(*outcome.call) if outcome.call else {}
        return (contact for contact in panel.values() if contact.shown == "paper")

    def _call(self, contact: Contact) -> Data:
        """How to reach a contact: by its number or, where it has none, by what a note gives the address of."""
        called, number = contact.called, _unbroken(contact.number or "")
        if number:
            rest = contact.said.removeprefix(contact.number or "")
            return {"text": [_part(f"{called} " if called else ""), _part(number, strong=True), _part(rest)], "way": ""}
        way, place = next((way, place) for way in ("form", "link", "email") if (place := getattr(contact, way)))
        return {"text": [_part(called)], "way": way, "note": self._number(place)}

    def _block(self, block_id: str, outcome_id: str) -> Data:
        """A block in full at the first ending that has it, and at later ones where that is.

        One of a single text that several endings have is a band: it stands once on each of their pages.
        """
        block = self.content.blocks[block_id]
        holders = [key for key, one in self.chart.outcomes.items() if block_id in one.blocks]
        is_band = len(block.text) == 1 and len(holders) > 1
        is_again = not is_band and holders[0] != outcome_id
        return {
            "title": block.title,
            "is_band": is_band,
            "see": self.signs[holders[0]] if is_again else "",
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
        return [_part(_unbroken(piece.text), strong=not isinstance(piece, TextRun))]

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


def _unbroken(text: str) -> str:
    """A text whose numbers are not broken over two lines."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", text)


def _part(text: str, *, strong: bool = False, note: int | None = None) -> Data:
    return {"text": text, "strong": strong, "note": note}
