"""Scenario: a worked example, with routes that the flowcharts must contain."""

from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field

from macros.models.base import Id, Line, Model
from macros.models.inline_text import Reason, Text
from macros.models.reference import NodeRef, OptionRef
from macros.reading.ids import ID

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
    why: Reason


class Scenario(Model):
    """A story, the settings whose readers may meet it, what the flowcharts say to do in it, and pages to read."""

    title: Line
    text: Text
    settings: Annotated[tuple[Id, ...], Field(min_length=1)]
    read: tuple[str, ...] = ()
    routes: Annotated[dict[Id, Route], Field(min_length=1)]

    @property
    def first(self) -> Route:
        """The first decision that it asks for."""
        return next(iter(self.routes.values()))
