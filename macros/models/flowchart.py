"""Flowchart: questions whose options lead to further questions, to outcomes, or into another flowchart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from macros.models import flow_graph
from macros.models.base import Id, Line, Model
from macros.models.inline_text import OptionalText, Reason, Text, plain
from macros.models.reference import NodeRef
from macros.models.role import no_bare_role, roles_in_words
from macros.reading.yaml import Loc

UNSURE = "not-sure"
"""The option that every question has, worded to fit it."""

POSTER = ("share", "refer")
"""The flowchart and outcome that are printed for a wall, where there are such."""

NOT_SHARED = ("explain", "look_again", "escalate")
"""What an outcome says as well where nothing is shared."""

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
    why: Reason
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


Answered = tuple[Text, tuple[Text, ...]]
"""A question that every route to a place has asked, and the options that lead on to that place."""


@dataclass(frozen=True)
class Handover:
    """An ending that goes on in another flowchart, and what a reader needs to know of the question it opens there.

    `title` is that of the flowchart; `link` is the target of a link to the question, such as /decide/share.md#about.
    """

    title: str
    number: int
    question: Text
    answered: tuple[Answered, ...]
    link: str


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
    handovers: Annotated[Mapping[str, Handover], Field(exclude=True)] = field(default_factory=dict)
    """The endings that go on in another flowchart, by id. As what follows, it is for our own outputs alone."""
    most_questions: Annotated[Mapping[str, int], Field(exclude=True)] = field(default_factory=dict)
    """The most questions that are asked from a question on, itself included, through other flowcharts too."""

    @property
    def kind(self) -> str:
        """What it is on paper."""
        return "flowchart"

    def is_own(self, node_id: str) -> bool:
        """Whether the words of a node stand in the file of this flowchart."""
        return self.refs[node_id].flowchart == self.name

    def place(self, node_id: str) -> NodeRef:
        """Where a reader of it is at a node: at a question of its own, whose words may stand elsewhere, or there."""
        return NodeRef(self.name, node_id) if node_id in self.questions else self.refs[node_id]

    @property
    def emergency(self) -> str:
        """The outcome to which not being sure at the first question leads; "" where that is a question."""
        node = self.graph[self.start][UNSURE]
        return node if node in self.outcomes else ""

    @cached_property
    def graph(self) -> flow_graph.Graph[str]:
        """Where each option of each question leads."""
        return {
            question_id: {option_id: option.next.node for option_id, option in question.options.items()}
            for question_id, question in self.questions.items()
        }

    def routes(self) -> Iterator[flow_graph.GraphPath]:
        """Every distinct route."""
        return flow_graph.routes(self.graph, self.start)

    def answered_before(self, question_id: str) -> tuple[Answered, ...]:
        """What every route to a question has asked, and answered in one of some ways."""
        return tuple(
            (self.questions[key].text, tuple(self.questions[key].options[option].text for option in options))
            for key, options in flow_graph.dominators(self.graph, self.start, question_id)
        )

    def number(self, question_id: str) -> int:
        """The number of a question, counted from 1 in the order of the file."""
        return list(self.questions).index(question_id) + 1


def joined(texts: Iterable[Text]) -> str:
    """The plain words of those texts that say something."""
    return " ".join(plain(text) for text in texts if text)
