"""Scenario: a worked example, with routes that the flowcharts must contain."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field

from macros.models.base import Id, Line, Model
from macros.models.flow_graph import Graph
from macros.models.inline_text import Text
from macros.models.reference import NodeRef, OptionRef
from macros.reading.ids import ID
from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc

SCENARIOS_PAGE = "guidance/scenarios.md"
"""The list of all scenarios, a row each under its id."""

EXAMPLES = "examples/"
"""The folder of the pages of scenarios, one each, which the site makes: none of them is a file in docs/."""


def _place(parts: int, form: str, value: object) -> object:
    if isinstance(value, str):
        found = value.split("/")
        if len(found) != parts or not all(ID.fullmatch(part) for part in found):
            raise ValueError(f'"{value}" is no place in a flowchart: write {form}.')
    return value


def example_page(key: str) -> str:
    """The name of the page of a scenario, by its id."""
    return f"{EXAMPLES}{key}.md"


QualifiedOption = Annotated[OptionRef, BeforeValidator(partial(_place, 3, "FLOWCHART/QUESTION/OPTION"))]
QualifiedOutcome = Annotated[NodeRef, BeforeValidator(partial(_place, 2, "FLOWCHART/OUTCOME"))]


class Route(Model):
    """One decision of a scenario: the options, in order, where they end, and why these options."""

    title: Line
    path: Annotated[tuple[QualifiedOption, ...], Field(min_length=1)]
    ends: QualifiedOutcome
    why: Text

    def walk(self, graph: Graph[NodeRef], starts: Mapping[str, NodeRef]) -> Iterator[tuple[Loc, str]]:
        """Yield the location and sentence of the first step that the flowcharts do not have.

        `graph` is that of all flowcharts, and `starts` has the first question of each.
        """
        here: NodeRef | None = None
        for number, step in enumerate(self.path):
            loc: Loc = ("path", number)
            question, option = step.question, step.option
            name = question.flowchart
            if not here and name not in starts:
                yield loc, f'"{name}" is the id of no flowchart.{did_you_mean(name, starts)}'
                return
            if not here and question != starts[name]:
                yield loc, f'"{step}" is not where "{name}" starts. Begin with {starts[name]}/OPTION.'
                return
            if here and question != here:
                yield loc, f'"{step}" does not come next: the answer before it leads to {here}/OPTION.'
                return
            if option not in graph[question]:
                near = did_you_mean(option, graph[question]) or f" It has: {', '.join(graph[question])}."
                yield loc, f'"{option}" is no option of "{question}".{near}'
                return
            here = graph[question][option]
            if here not in graph:
                if number + 1 < len(self.path):
                    yield ("path", number + 1), f'nothing can follow "{step}", which ends at {here}. Delete the rest.'
                elif here != self.ends:
                    yield ("ends",), f'"ends" is "{self.ends}", but the path ends at {here}. Correct one of the two.'
                return
        yield ("path", len(self.path) - 1), f'"{self.path[-1]}" leads on to a question. Add a step {here}/OPTION.'


class Scenario(Model):
    """A story, the settings whose readers may meet it, what the flowcharts say to do in it, and pages to read."""

    title: Line
    text: Text
    settings: Annotated[tuple[Id, ...], Field(min_length=1)]
    read: tuple[str, ...] = ()
    routes: Annotated[dict[Id, Route], Field(min_length=1)]
