"""Flowchart sheet: a flowchart as data for its sheet, with numbers for questions, letters for endings, and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from string import ascii_uppercase
from typing import Any

from macros.content import Content
from macros.models.addresses import POSTER_NAME, address
from macros.models.contact import Contact
from macros.models.flowchart import POSTER, Flowchart, Outcome, Question
from macros.paper.noted_text import Data, NotedText, noted_piece, unbroken
from macros.paper.sheet import sheet_labels, sheet_of

OR = " / "
"""What stands between options that lead to the same place."""

PAGES = 4
"""The most pages of a flowchart."""


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

    `notes` are the sources and links that were named so far.
    """

    def __init__(self, content: Content, chart: Flowchart) -> None:
        self.content, self.chart = content, chart
        self.signs = {question_id: str(chart.number(question_id)) for question_id in chart.questions}
        self.signs |= dict(zip((*chart.outcomes, *chart.handovers), ascii_uppercase, strict=False))
        here = f"/decide/{chart.name}.md#"
        self._noted = NotedText(content, {here + node_id: sign for node_id, sign in self.signs.items()})
        self.notes = self._noted.notes

    def questions(self) -> list[Data]:
        """Each question, and the sign of where each of its options leads."""
        return [
            {
                "id": question_id,
                "sign": self.signs[question_id],
                "text": self._noted.pieces(question.text),
                "help": self._noted.pieces(question.help),
                "first": self._noted.pieces(next(iter(question.options.values())).text),
                "options": self._options(question_id, question),
                "more": self._noted.pieces(question.more),
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
                before["text"] += [noted_piece(OR), *self._noted.pieces(option.text)]
            else:
                options.append(
                    {
                        "text": self._noted.pieces(option.text),
                        "help": self._noted.pieces(option.help),
                        "unless": [self._noted.pieces(text) for text in option.unless],
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
                "title": [noted_piece(outcome.title)],
                "when": self._noted.pieces(outcome.when),
                "call": [self._call(contact) for contact in self._contacts(outcome)],
                "lines": {name: [self._noted.pieces(text) for text in texts] for name, texts in outcome.lines.items()},
                "blocks": [self._open_block(key, outcome_id) for key in outcome.blocks],
                "parts": [
                    {"name": name, "text": self._noted.pieces(outcome.more.parts[name])}
                    for name in parts
                    if name in outcome.more.parts
                ],
                "cases": [
                    {"title": case.title, "text": self._noted.pieces(case.text)}
                    for case in (outcome.more.cases.values() if parts else ())
                ],
                "there": "",
            }
            for outcome_id, outcome in self.chart.outcomes.items()
        ]

    def poster(self, outcome: Outcome) -> Data:
        """The lines of an outcome alone."""
        lines = [
            {"name": name, "texts": [self._noted.pieces(text) for text in texts]}
            for name, texts in outcome.lines.items()
        ]
        return {"title": outcome.title, "when": self._noted.pieces(outcome.when), "lines": lines}

    def handovers(self) -> list[Data]:
        """Each ending in another flowchart, with the number of its question there."""
        return [
            {
                "id": handover_id,
                "sign": self.signs[handover_id],
                "title": [
                    noted_piece(handover.title, note=self._noted.note_number(self._noted.printed_target(handover.link)))
                ],
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
        called, number = contact.called, unbroken(contact.number or "")
        if number:
            rest = contact.said.removeprefix(contact.number or "")
            return {
                "text": [
                    noted_piece(f"{called} " if called else ""),
                    noted_piece(number, strong=True),
                    noted_piece(rest),
                ],
                "way": "",
            }
        way, place = next((way, place) for way in ("form", "link", "email") if (place := getattr(contact, way)))
        return {"text": [noted_piece(called)], "way": way, "note": self._noted.note_number(place)}

    def _open_block(self, key: str, outcome_id: str) -> Data:
        """An open block in full at the first ending that has it, and at later ones where that is.

        One of a single text that several endings have is a band: it stands once on each of their pages.
        """
        one = self.content.open_blocks[key]
        holders = [outcome for outcome, each in self.chart.outcomes.items() if key in each.blocks]
        is_band = one.is_band and len(holders) > 1
        is_again = not is_band and holders[0] != outcome_id
        return {
            "title": one.title,
            "is_band": is_band,
            "see": self.signs[holders[0]] if is_again else "",
            "texts": [] if is_again else [self._noted.pieces(text) for text in one.text],
        }
