"""Flowchart source: a flowchart as its file says it, and what becomes of it with the words of other flowcharts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from macros.models.base import Id, Line, Model, Number
from macros.models.flow_graph import most_questions
from macros.models.flowchart import NOT_SHARED, UNSURE, Flowchart, Handover, Outcome, Question
from macros.models.inline_text import Text, plain
from macros.models.reference import NodeRef, OptionRef
from macros.models.texts import said_twice
from macros.reading.ids import ID
from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc


def _elsewhere(value: object) -> object:
    if isinstance(value, str) and value.count("/") != 1:
        raise ValueError(f'"{value}" names no question of another flowchart: write FLOWCHART/QUESTION.')
    return value


def _within(value: object) -> object:
    if isinstance(value, str) and not all(ID.fullmatch(part) for part in value.split("/", 1)):
        raise ValueError(f'"{value}" is no answer: write QUESTION, or QUESTION/OPTION.')
    return value


Step = Annotated[OptionRef, BeforeValidator(_within)]
"""A question or option of the flowchart that it is written in."""


class SharedQuestion(Model):
    """A question whose words stand in another flowchart; `next` says where each of its options leads from here."""

    same_as: Annotated[NodeRef, BeforeValidator(_elsewhere)]
    next: Annotated[dict[Id, NodeRef], Field(min_length=2)]


class RouteConstraint(Model):
    """What holds on every route that has passed one of the options in `after`, and none of those in `unless`.

    Such a route never comes to a place in `never`, ends only in a place of `only`, asks at most `most` questions, and
    its ending says the words of `says`, and shows the block `shows`.
    """

    text: Text
    after: tuple[Step, ...] = ()
    unless: tuple[Step, ...] = ()
    never: tuple[NodeRef, ...] = ()
    only: tuple[NodeRef, ...] = ()
    most: Number | None = None
    says: Line = ""
    shows: Id | None = None


@dataclass(frozen=True)
class Edge:
    """Where an option of a question leads, as the file writes it, and the place of that in the file."""

    question: str
    option: str
    target: NodeRef
    yaml_path: Loc


def _kind(value: object) -> str:
    return "[SharedQuestion]" if isinstance(value, dict) and "same_as" in value else "[Question]"


class FlowchartSource(Model):
    """A flowchart as its file says it: some of its questions and outcomes may stand in other files."""

    title: Line
    version: Number
    change: Literal["advice", "wording"] = "advice"
    start: Id
    questions: Annotated[
        dict[
            Id,
            Annotated[
                Annotated[Question, Tag("[Question]")] | Annotated[SharedQuestion, Tag("[SharedQuestion]")],
                Discriminator(_kind),
            ],
        ],
        Field(min_length=1),
    ]
    outcomes: Annotated[dict[Id, Outcome], Field(min_length=1)]
    promises: dict[Id, RouteConstraint] = Field(default_factory=dict)

    def ids(self) -> Iterator[tuple[Loc, str]]:
        """The id of everything that stands in this file, with its place."""
        for question_id in self.questions:
            yield ("questions", question_id), question_id
        for outcome_id in self.outcomes:
            yield ("outcomes", outcome_id), outcome_id

    def edges(self) -> Iterator[Edge]:
        """Where each option leads, in the order of the file."""
        for question_id, question in self.questions.items():
            for option_id in question.next if isinstance(question, SharedQuestion) else question.options:
                path = self.yaml_path(question_id, option_id)
                yield Edge(question_id, option_id, self.target_of(question_id, option_id), path)

    def yaml_path(self, question_id: str, option_id: str) -> Loc:
        """The place in the file of where an option leads."""
        if isinstance(self.questions[question_id], SharedQuestion):
            return ("questions", question_id, "next", option_id)
        return ("questions", question_id, "options", option_id, "next")

    def target_of(self, question_id: str, option_id: str) -> NodeRef:
        """Where an option leads, as the file writes it."""
        question = self.questions[question_id]
        return question.next[option_id] if isinstance(question, SharedQuestion) else question.options[option_id].next

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        known = [*self.questions, *self.outcomes]
        if self.start not in self.questions:
            near = did_you_mean(self.start, known)
            yield ("start",), f'"start" is "{self.start}", but no question has that id.{near}'
        for question_id, question in self.questions.items():
            if isinstance(question, Question) and UNSURE not in question.options:
                yield (
                    ("questions", question_id, "options"),
                    f'"{question_id}" has no option "{UNSURE}". Add one, worded to fit the question.',
                )
        for edge in self.edges():
            if not edge.target.flowchart and edge.target.node not in known:
                yield (
                    edge.yaml_path,
                    f'"{edge.option}" leads to "{edge.target}", but no question or outcome has that id.'
                    + did_you_mean(edge.target.node, known),
                )
        for outcome_id, outcome in self.outcomes.items():
            if missing := [key for key in NOT_SHARED if outcome.shares == "no" and not getattr(outcome.more, key)]:
                more = ", ".join(f'"{key}"' for key in missing)
                yield (
                    ("outcomes", outcome_id, "more"),
                    f'"{outcome_id}" shares nothing, so it says more. Add {more}.',
                )
            yield from said_twice(
                (("outcomes", outcome_id, *place), plain(text)) for place, text in outcome.placed_texts()
            )
            if not outcome.lines:
                yield ("outcomes", outcome_id), f'"{outcome_id}" says nothing to do. Add "say", "do" or "then".'


def joint_graph(flowcharts: Mapping[str, FlowchartSource]) -> dict[NodeRef, dict[str, NodeRef]]:
    """The questions of all flowcharts at once, by qualified references."""
    graph: dict[NodeRef, dict[str, NodeRef]] = {}
    for name, flowchart in flowcharts.items():
        for edge in flowchart.edges():
            graph.setdefault(NodeRef(name, edge.question), {})[edge.option] = edge.target.qualified(name)
    return graph


def external_endings(flowchart: FlowchartSource, flowcharts: Mapping[str, FlowchartSource]) -> dict[str, NodeRef]:
    """The id of each ending that stands in another flowchart and is shown in this one too, with its reference."""
    endings = {}
    for edge in flowchart.edges():
        ref = edge.target
        if ref.flowchart and (there := flowcharts.get(ref.flowchart)):
            endings[ref.node if ref.node in there.outcomes else ref.handover_anchor] = ref
    return endings


def node_ids(name: str, flowcharts: Mapping[str, FlowchartSource]) -> list[str]:
    """The ids of all that a flowchart shows: its questions and outcomes, and the endings in other flowcharts."""
    return [*(key for _, key in flowcharts[name].ids()), *external_endings(flowcharts[name], flowcharts)]


def outcome_ids(name: str, flowcharts: Mapping[str, FlowchartSource]) -> list[str]:
    """The ids of all outcomes that a flowchart shows, those of other flowcharts included."""
    flowchart = flowcharts[name]
    return [
        *flowchart.outcomes,
        *(key for key, ref in external_endings(flowchart, flowcharts).items() if ref.node == key),
    ]


def text_paths(name: str, flowcharts: Mapping[str, FlowchartSource]) -> dict[str, tuple[str, Loc]]:
    """The flowchart and path at which the words of each node stand; of a hand-over, the first option that leads to it.

    Only for flowcharts in which no problem was found.
    """
    flowchart = flowcharts[name]
    paths: dict[str, tuple[str, Loc]] = {}
    for loc, key in flowchart.ids():
        question = flowchart.questions.get(key)
        ref = question.same_as if isinstance(question, SharedQuestion) else None
        paths[key] = (ref.flowchart, ("questions", ref.node)) if ref else (name, loc)
    for key, ref in external_endings(flowchart, flowcharts).items():
        if key in flowcharts[ref.flowchart].outcomes:
            paths[key] = ref.flowchart, ("outcomes", key)
        else:
            paths[key] = name, next(edge.yaml_path for edge in flowchart.edges() if edge.target == ref)
    return paths


def resolve(flowcharts: Mapping[str, FlowchartSource]) -> dict[str, Flowchart]:
    """Every flowchart with what it takes from others; only where no problem was found."""
    charts = {name: _with_words(name, flowcharts) for name in flowcharts}
    most = most_questions(joint_graph(flowcharts))
    return {
        name: replace(
            chart,
            handovers={
                key: _handover(charts[ref.flowchart], ref)
                for key, ref in chart.refs.items()
                if key not in chart.questions and key not in chart.outcomes
            },
            most_questions={key: most[NodeRef(name, key)] for key in chart.questions},
        )
        for name, chart in charts.items()
    }


def _handover(there: Flowchart, ref: NodeRef) -> Handover:
    return Handover(
        title=there.title,
        number=there.number(ref.node),
        question=there.questions[ref.node].text,
        answered=there.answered_before(ref.node),
        link=ref.link,
    )


def _with_words(name: str, flowcharts: Mapping[str, FlowchartSource]) -> Flowchart:
    """A flowchart with the words that it takes from others."""
    flowchart = flowcharts[name]
    borrowed = external_endings(flowchart, flowcharts)
    outcomes = {
        key: flowcharts[ref.flowchart].outcomes[key]
        for key, ref in borrowed.items()
        if key in flowcharts[ref.flowchart].outcomes
    }
    return Flowchart(
        name=name,
        title=flowchart.title,
        version=flowchart.version,
        change=flowchart.change,
        start=flowchart.start,
        questions={key: _question(key, flowchart, flowcharts, borrowed) for key in flowchart.questions},
        outcomes={**flowchart.outcomes, **outcomes},
        refs={**{key: NodeRef(name, key) for key in (*flowchart.questions, *flowchart.outcomes)}, **borrowed},
    )


def _question(
    question_id: str,
    flowchart: FlowchartSource,
    flowcharts: Mapping[str, FlowchartSource],
    borrowed: Mapping[str, NodeRef],
) -> Question:
    """A question with its words, whose options lead to ids of its own flowchart."""
    question = flowchart.questions[question_id]
    if isinstance(question, SharedQuestion):
        question = flowcharts[question.same_as.flowchart].questions[question.same_as.node]
    assert isinstance(question, Question)
    ids = {ref: key for key, ref in borrowed.items()}
    options = {}
    for option_id, option in question.options.items():
        target = flowchart.target_of(question_id, option_id)
        options[option_id] = option.model_copy(update={"next": NodeRef("", ids.get(target, target.node))})
    return question.model_copy(update={"options": options})
