"""Reports of a run: for a person in a terminal, as JSON, and as Markdown for an issue.

Remote words are kept to one line of 200 characters, and in Markdown stand in code, where nothing is made of them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.models.dates import format_date
from macros.records.seen import Seen
from macros.watch.dependents import Dependents, Place, Sources
from macros.watch.remote import as_code, one_line

TOLD = ("changed", "moved", "gone", "unreached")
"""The results that a report tells one by one; of the others it tells how many there are."""


@dataclass(frozen=True)
class Finding:
    """A source that is to be told of, and what rests on it."""

    seen: Seen
    dependents: Dependents

    @property
    def rests(self) -> str:
        """How much rests on it, in words; for an outside link, who links to it."""
        counts = (
            (len(self.dependents.statements), "statement"),
            (len(self.dependents.flowcharts), "flowchart"),
            (len(self.dependents.sheets), "sheet"),
            (len(self.dependents.briefings), "briefing"),
            (len(self.dependents.links), "link"),
        )
        said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
        if not said:
            return "nothing rests on it"
        joined = " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
        return f"{joined} {'rests' if sum(count for count, _ in counts) == 1 else 'rest'} on it"

    @property
    def sentence(self) -> str:
        """What became of it."""
        said = {
            "changed": "changed",
            "moved": "moved",
            "gone": "is gone",
            "unreached": self.seen.unreached,
        }[self.seen.result]
        last = (
            f", last seen on {format_date(self.seen.answered)}"
            if self.seen.answered and self.seen.result in TOLD[2:]
            else ""
        )
        return f"{said}{last}"

    @property
    def lines(self) -> Sequence[str]:
        """Its lines that went or came on this day."""
        return [line for one in self.seen.differences if one.day == self.seen.asked for line in one.lines]

    @property
    def places(self) -> Sequence[str]:
        """Where what rests on it stands, as `path:line`."""
        return [_place(place) for place in sorted({*self.dependents.statements, *self.dependents.links})]


def findings(asked: Sequence[Seen], sources: Sources) -> list[Finding]:
    """What is to be told of, in the order of how much it matters."""
    told = [Finding(one, sources.dependents(one.address)) for one in asked if one.result in TOLD]
    return sorted(told, key=lambda one: (TOLD.index(one.seen.result), one.seen.address))


def counts(asked: Sequence[Seen]) -> dict[str, int]:
    """How many had each result."""
    return {name: sum(one.result == name for one in asked) for name in ("first", "unchanged", *TOLD)}


def summary(asked: Sequence[Seen], day: date) -> str:
    """How many were asked, and what came of it."""
    said = counts(asked)
    return (
        f"{len(asked)} asked on {format_date(day)}: {said['changed']} changed, {said['moved']} moved, "
        f"{said['gone']} gone, {said['unreached']} not reached, {said['unchanged']} unchanged, "
        f"{said['first']} seen for the first time."
    )


def report_as_text(asked: Sequence[Seen], sources: Sources, day: date) -> str:
    """The report for a terminal."""
    rows = []
    for one in findings(asked, sources):
        rows += [f"{one.dependents.name} {one.sentence}: {one.rests}.", f"    {one.seen.address}"]
        rows += [f"    {one_line(line)}" for line in one.lines]
        rows += [f"      {place}" for place in one.places]
    return "\n".join([*rows, summary(asked, day)])


def report_as_json(asked: Sequence[Seen], sources: Sources, day: date) -> str:
    """The report for programs."""
    told = [
        {
            "name": one.dependents.name,
            "address": one.seen.address,
            "result": one.seen.result,
            "reason": one.seen.unreached,
            "last_answered": str(one.seen.answered or ""),
            "lines": [one_line(line) for line in one.lines],
            "rules": one.dependents.rules,
            "statements": [_place(place) for place in one.dependents.statements],
            "flowcharts": one.dependents.flowcharts,
            "sheets": one.dependents.sheets,
            "briefings": one.dependents.briefings,
            "links": [_place(place) for place in one.dependents.links],
        }
        for one in findings(asked, sources)
    ]
    said = {"schema_version": 1, "day": str(day), "counts": counts(asked), "findings": told}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def report_as_markdown(asked: Sequence[Seen], sources: Sources, day: date) -> str:
    """The report as the text of an issue."""
    return "\n".join([summary(asked, day), *_markdown(asked, sources)]) + "\n"


def _markdown(asked: Sequence[Seen], sources: Sources) -> Iterator[str]:
    for one in findings(asked, sources):
        yield from (
            "",
            f"## {one.dependents.name} {one.sentence}",
            "",
            f"{one.seen.address}: {one.rests}.",
            "",
        )
        yield from (f"- {as_code(line)}" for line in one.lines)
        yield from (f"- [ ] `{place}`" for place in one.places)


def _place(place: Place) -> str:
    path, line = place
    return f"{path}:{line}"
