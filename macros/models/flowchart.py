"""Flowchart: questions whose options lead to further questions, to outcomes, or into another flowchart."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from macros.models import flow_graph
from macros.models.base import Id, Line, Model, Number
from macros.models.inline_text import OptionalText, Text, plain
from macros.models.reference import NodeRef, OptionRef
from macros.models.role import no_bare_role, roles_in_words
from macros.reading.ids import ID
from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc

UNSURE = "not-sure"
"""The option that every question has, worded to fit it."""

POSTER = ("share", "refer")
"""The flowchart and outcome that are printed for a wall, where there are such."""

NOT_SHARED = ("explain", "look_again", "escalate")
"""What an outcome says as well where nothing is shared."""


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

PARTS = ("how_much", "how", "record", *NOT_SHARED, "ask", "why")
"""What an outcome says besides its lines, in the order in which it is read."""


class Option(Model):
    """One option, and the question or outcome that it leads to; FLOWCHART/ID stands in another flowchart.

    `unless` is read before it is chosen: each line is a case in which the first option is right.
    """

    text: Text
    help: OptionalText = ()
    unless: tuple[Text, ...] = ()
    next: NodeRef

    @property
    def words(self) -> tuple[Text, ...]:
        """All that is read of it, in order."""
        return (*self.unless, self.text, self.help)


class Question(Model):
    """One question and its options; `help` is read above them, `more` below."""

    text: Text
    help: OptionalText = ()
    more: OptionalText = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    options: Annotated[dict[Id, Option], Field(min_length=2)]


class SharedQuestion(Model):
    """A question whose words stand in another flowchart; `next` says where each of its options leads from here."""

    same_as: Annotated[NodeRef, BeforeValidator(_elsewhere)]
    next: Annotated[dict[Id, NodeRef], Field(min_length=2)]


Said = Annotated[Text, BeforeValidator(no_bare_role)]
"""What is read aloud of an ending: it names roles by their marks."""


class Case(Model):
    """What holds of an outcome in one case, such as for readers of one profession."""

    title: Line
    text: Text


class More(Model):
    """What an outcome says to whoever has time to read on: its reasons, its manner and its exceptions."""

    how_much: Text
    how: Text
    record: Text
    explain: OptionalText = ()
    look_again: OptionalText = ()
    escalate: OptionalText = ()
    ask: Text
    why: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    cases: dict[Id, Case] = Field(default_factory=dict)

    @property
    def parts(self) -> dict[str, Text]:
        """What it says besides its cases, by the name of the key."""
        return {name: text for name in PARTS if (text := getattr(self, name))}

    @property
    def texts(self) -> tuple[Text, ...]:
        """All of it, in the order in which it is read."""
        return (*self.parts.values(), *(case.text for case in self.cases.values()))


class Outcome(Model):
    """What to do at the end of a route, whole: nothing else needs to be read.

    Its lines are read aloud in the order of the fields. `call` holds the ids of contacts, `blocks` those of blocks.
    `shares` is yes, no, or not-yet: the reader does something else first, or someone else decides.
    """

    title: Line
    when: Said
    call: tuple[Id, ...] = ()
    say: Annotated[OptionalText, BeforeValidator(no_bare_role)] = ()
    do: tuple[Said, ...] = ()
    do_not: tuple[Said, ...] = ()
    then: tuple[Said, ...] = ()
    blocks: tuple[Id, ...] = ()
    shares: Literal["yes", "not-yet", "no"]
    length: Literal["usual", "long", "longest"] = "usual"
    more: More

    @model_validator(mode="before")
    @classmethod
    def _print_roles(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        named: set[str] = set()
        lines = [name for name in ("when", "say", "do", "do_not", "then") if name in value]
        return {**value, **{name: roles_in_words(value[name], named) for name in lines}}

    @property
    def lines(self) -> dict[str, tuple[Text, ...]]:
        """Its lines after `call`, by the name of the key; those that say nothing are left out."""
        said = {"say": (self.say,) if self.say else (), "do": self.do, "do_not": self.do_not, "then": self.then}
        return {name: texts for name, texts in said.items() if texts}

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that is read aloud after the title, but for the panel of contacts and the blocks."""
        return tuple(text for _, text in self.placed_texts())

    def placed_texts(self) -> Iterator[tuple[Loc, Text]]:
        """The same, each with its place within the outcome."""
        yield ("when",), self.when
        for name, texts in self.lines.items():
            for number, text in enumerate(texts):
                yield ((name,) if name == "say" else (name, number)), text


class RouteConstraint(Model):
    """What holds on every route that has passed one of the options in `after`, and none of those in `unless`.

    Such a route never comes to a place in `never`, ends only in a place of `only`, asks at most `most` questions, and
    its ending says the words of `says`.
    """

    text: Text
    after: tuple[Step, ...] = ()
    unless: tuple[Step, ...] = ()
    never: tuple[NodeRef, ...] = ()
    only: tuple[NodeRef, ...] = ()
    most: Number | None = None
    says: Line = ""


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
            if not outcome.lines:
                yield ("outcomes", outcome_id), f'"{outcome_id}" says nothing to do. Add "say", "do" or "then".'


@dataclass(frozen=True)
class Flowchart:
    """A flowchart with all its words: every `next` is the id of a question, an outcome or a hand-over of its own.

    `refs` gives each id as FLOWCHART/ID, where its words stand; a hand-over's is the question it opens.
    """

    name: str
    title: str
    version: int
    change: Literal["advice", "wording"]
    start: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    refs: Mapping[str, NodeRef]

    @property
    def kind(self) -> str:
        """What it is on paper."""
        return "flowchart"

    def rows(self) -> Iterator[tuple[str, str]]:
        """The id and plain words of all advice: questions with where their options lead, outcomes, hand-overs."""
        for question_id, question in self.questions.items():
            asked = (question.text, question.help, question.more)
            options = (f"{joined(option.words)} {_lead(option.next)}" for option in question.options.values())
            yield question_id, " / ".join([joined(asked), *options])
        for outcome_id, outcome in self.outcomes.items():
            said = (*outcome.texts, *outcome.more.texts)
            calls = [", ".join(outcome.call)] if outcome.call else []
            yield outcome_id, " / ".join([outcome.title, *calls, *map(plain, said)])
        for handover_id, ref in self.handovers.items():
            yield handover_id, _lead(ref)

    @property
    def handovers(self) -> Mapping[str, NodeRef]:
        """The endings that go on in another flowchart, each with its question there, by id."""
        return {key: ref for key, ref in self.refs.items() if key not in self.questions and key not in self.outcomes}

    def is_own(self, node_id: str) -> bool:
        """Whether the words of a node stand in the file of this flowchart."""
        return self.refs[node_id].flowchart == self.name

    @property
    def emergency(self) -> str:
        """The outcome to which not being sure at the first question leads; "" where that is a question."""
        node = self.questions[self.start].options[UNSURE].next.node
        return node if node in self.outcomes else ""

    @property
    def graph(self) -> flow_graph.Graph[str]:
        """Where each option of each question leads."""
        return {
            question_id: {option_id: option.next.node for option_id, option in question.options.items()}
            for question_id, question in self.questions.items()
        }

    def routes(self) -> Iterator[flow_graph.GraphPath]:
        """Every distinct route."""
        return flow_graph.routes(self.graph, self.start)

    def dominators(self, question_id: str) -> list[tuple[str, tuple[str, ...]]]:
        """The questions on every route to a question, each with the options that lead on to it."""
        return flow_graph.dominators(self.graph, self.start, question_id)

    def number(self, question_id: str) -> int:
        """The number of a question, counted from 1 in the order of the file."""
        return list(self.questions).index(question_id) + 1


def joined(texts: Iterable[Text]) -> str:
    """The plain words of those texts that say something."""
    return " ".join(plain(text) for text in texts if text)


_LEAD = re.compile(r"> ([a-z0-9/-]+)")
"""What `_lead` writes."""


def _lead(target: NodeRef) -> str:
    """Where an option or a hand-over leads, in a row of the advice."""
    return f"> {target}"


def leads(row: str) -> list[str]:
    """Where the options in a row of the advice lead."""
    return _LEAD.findall(row)


def row_in_words(row: str, rows: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """A row of the advice with the first words of each thing that its options lead to, in place of its id.

    A hand-over is named by the title of its flowchart, of those that there are.
    """

    def name(lead: re.Match[str]) -> str:
        first = rows.get(lead[1], "").partition(" / ")[0]
        if handed := _LEAD.fullmatch(first or lead[0]):
            first = titles.get(handed[1].partition("/")[0], "")
        return f'> "{first}"' if first else lead[0]

    return _LEAD.sub(name, row)


def joint_graph(flowcharts: Mapping[str, FlowchartSource]) -> dict[NodeRef, dict[str, NodeRef]]:
    """The questions of all flowcharts at once, by qualified references."""
    graph: dict[NodeRef, dict[str, NodeRef]] = {}
    for name, flowchart in flowcharts.items():
        for edge in flowchart.edges():
            graph.setdefault(NodeRef(name, edge.question), {})[edge.option] = edge.target.qualified(name)
    return graph


def external_endings(
    flowchart: FlowchartSource, flowcharts: Mapping[str, FlowchartSource | None]
) -> dict[str, NodeRef]:
    """The id of each ending that stands in another flowchart and is shown in this one too, with its reference."""
    endings = {}
    for edge in flowchart.edges():
        ref = edge.target
        if ref.flowchart and (there := flowcharts.get(ref.flowchart)):
            endings[ref.node if ref.node in there.outcomes else ref.handover_anchor] = ref
    return endings


def linked_outcomes(flowchart: FlowchartSource, flowcharts: Mapping[str, FlowchartSource | None]) -> list[str]:
    """The ids of all outcomes that a flowchart shows, those of other flowcharts included."""
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


def resolve(name: str, flowcharts: Mapping[str, FlowchartSource]) -> Flowchart:
    """A flowchart with what it takes from others; only for flowcharts in which no problem was found."""
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
        questions={key: _resolved_question(key, flowchart, flowcharts, borrowed) for key in flowchart.questions},
        outcomes={**flowchart.outcomes, **outcomes},
        refs={**{key: NodeRef(name, key) for key in (*flowchart.questions, *flowchart.outcomes)}, **borrowed},
    )


def _resolved_question(
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
