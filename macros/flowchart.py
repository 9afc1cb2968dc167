"""Flowchart: questions whose options lead to further questions or to outcomes."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from macros.model import ID, Id, Line, Model, Number
from macros.source import Loc, did_you_mean
from macros.text import Text

MOST_QUESTIONS = 7
"""The most questions on any route."""

UNSURE = "not-sure"
"""The option that every question has, worded to fit it."""


def _next(value: str) -> str:
    if not all(ID.fullmatch(part) for part in value.split("/", 1)):
        raise ValueError(f'"{value}" is no place to go: write the id of a question or outcome, or FLOWCHART/ID.')
    return value


class Option(Model):
    """One answer, and the question or outcome that it leads to; FLOWCHART/ID leads elsewhere."""

    text: Text
    next: Annotated[str, AfterValidator(_next)]


class Question(Model):
    """One question, its explanation and its answers."""

    text: Text
    help: Text = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    options: Annotated[dict[Id, Option], Field(min_length=2)]


class Outcome(Model):
    """What to do at the end of a route, whole: nothing else needs to be read."""

    title: Line
    do: Annotated[tuple[Text, ...], Field(min_length=1)]
    why: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    how_much: Text
    how: Text
    record: Text
    ask: Text
    when: Text


class Flowchart(Model):
    """A way from a first question to an outcome, without loops."""

    title: Line
    version: Number
    start: Id
    questions: Annotated[dict[Id, Question], Field(min_length=1)]
    outcomes: Annotated[dict[Id, Outcome], Field(min_length=1)]

    def number(self, question_id: str) -> int:
        """The number of a question, counted from 1 in the order of the file."""
        return list(self.questions).index(question_id) + 1

    def ids(self) -> Iterator[tuple[Loc, str]]:
        """Every id that can be linked to, with its place."""
        for question_id in self.questions:
            yield ("questions", question_id), question_id
        for outcome_id in self.outcomes:
            yield ("outcomes", outcome_id), outcome_id

    def routes(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """Every route as (question, option) steps; only for a flowchart whose `check` is clean."""

        def follow(question_id: str, steps: tuple[tuple[str, str], ...]) -> Iterator[tuple[tuple[str, str], ...]]:
            for option_id, option in self.questions[question_id].options.items():
                route = (*steps, (question_id, option_id))
                if option.next in self.questions:
                    yield from follow(option.next, route)
                else:
                    yield route

        return follow(self.start, ())

    def check(self) -> Iterator[tuple[Loc, str]]:
        """What the single values cannot know, as a way into the data and a sentence."""
        known = [*self.questions, *self.outcomes]
        if self.start not in self.questions:
            yield (
                ("start",),
                f'"start" is "{self.start}", but no question has that id.{did_you_mean(self.start, known)}',
            )
            return
        whole = True
        for question_id, question in self.questions.items():
            options: Loc = ("questions", question_id, "options")
            if UNSURE not in question.options:
                yield options, f'"{question_id}" has no option "{UNSURE}". Add one, worded to fit the question.'
            for option_id, option in question.options.items():
                if "/" not in option.next and option.next not in known:
                    whole = False
                    yield (
                        (*options, option_id, "next"),
                        f'"{option_id}" leads to "{option.next}", but no question or outcome has that id.'
                        + did_you_mean(option.next, known),
                    )
        if whole:
            yield from self._check_routes()

    def _check_routes(self) -> Iterator[tuple[Loc, str]]:
        reached = {self.start}
        longest: dict[str, int] = {}
        loops: list[tuple[str, str]] = []

        def measure(question_id: str, above: tuple[str, ...]) -> int:
            if question_id not in longest:
                below = [0]
                for option_id, option in self.questions[question_id].options.items():
                    reached.add(option.next)
                    if option.next == question_id or option.next in above:
                        loops.append((question_id, option_id))
                    elif option.next in self.questions:
                        below.append(measure(option.next, (*above, question_id)))
                longest[question_id] = 1 + max(below)
            return longest[question_id]

        length = measure(self.start, ())
        for question_id, option_id in loops:
            target = self.questions[question_id].options[option_id].next
            yield (
                ("questions", question_id, "options", option_id, "next"),
                f'"{option_id}" leads back to "{target}", so a reader could go round for ever. Lead it to an outcome.',
            )
        if not loops and length > MOST_QUESTIONS:
            yield (
                ("questions",),
                f"a route asks {length} questions; {MOST_QUESTIONS} is the most. Shorten it.",
            )
        for kind, ids in (("question", self.questions), ("outcome", self.outcomes)):
            for node_id in ids:
                if node_id not in reached:
                    yield (
                        (f"{kind}s", node_id),
                        f'no option leads to the {kind} "{node_id}". Lead one to it, or delete it.',
                    )
