"""Flowchart: questions whose options lead to further questions, to outcomes, or into another flowchart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from macros.models import flow_graph as routes
from macros.models.base import Id, Line, Model, Number
from macros.models.inline_text import OptionalText, Text, plain
from macros.reading.ids import ID, no_dash
from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc

UNSURE = "not-sure"
"""The option that every question has, worded to fit it."""

NOT_SHARED = ("explain", "look_again", "escalate")
"""What an outcome says as well where nothing is shared."""


def _next(value: str) -> str:
    if not all(ID.fullmatch(part) for part in value.split("/", 1)):
        raise ValueError(
            f'"{value}" is no place to go: write the id of a question or outcome, or FLOWCHART/ID.{no_dash(value)}'
        )
    return value


def _elsewhere(value: str) -> str:
    if value.count("/") != 1:
        raise ValueError(f'"{value}" names no question of another flowchart: write FLOWCHART/QUESTION.')
    return _next(value)


def _step(value: str) -> str:
    if not all(ID.fullmatch(part) for part in value.split("/", 1)):
        raise ValueError(f'"{value}" is no answer: write QUESTION, or QUESTION/OPTION.')
    return value


Next = Annotated[str, AfterValidator(_next)]


PARTS = ("when", "how_much", "how", "record", *NOT_SHARED, "ask")


class Option(Model):
    """One answer, and the question or outcome that it leads to; FLOWCHART/ID stands in another flowchart."""

    text: Text
    next: Next


class Question(Model):
    """One question, its explanation and its answers."""

    text: Text
    help: Text = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    options: Annotated[dict[Id, Option], Field(min_length=2)]


class Same(Model):
    """A question whose words stand in another flowchart; `next` says where each of its answers leads from here."""

    same_as: Annotated[str, AfterValidator(_elsewhere)]
    next: Annotated[dict[Id, Next], Field(min_length=2)]


class Outcome(Model):
    """What to do at the end of a route, whole: nothing else needs to be read.

    `shares` is yes, no, or not-yet: the reader does something else first, or someone else decides.
    """

    title: Line
    shares: Literal["yes", "not-yet", "no"]
    do: Annotated[tuple[Text, ...], Field(min_length=1)]
    why: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    how_much: Text
    how: Text
    record: Text
    explain: OptionalText = ()
    look_again: OptionalText = ()
    escalate: OptionalText = ()
    ask: Text
    when: Text

    @property
    def parts(self) -> dict[str, Text]:
        """What it says besides what to do and why, by the name of the key."""
        return {name: text for name in PARTS if (text := getattr(self, name))}


class Promise(Model):
    """What holds on every route that has passed one of the answers in `after`, and none of those in `unless`.

    Such a route never comes to a place in `never`; it ends only in a place of `only`; it ends where the
    first steps hold a link to the page in `links`.
    """

    text: Text
    after: tuple[Annotated[str, AfterValidator(_step)], ...] = ()
    unless: tuple[Annotated[str, AfterValidator(_step)], ...] = ()
    never: tuple[Next, ...] = ()
    only: tuple[Next, ...] = ()
    links: Line = ""


def _kind(value: object) -> str:
    return "[Same]" if isinstance(value, dict) and "same_as" in value else "[Question]"


class Draft(Model):
    """A flowchart as its file says it: some of its questions and outcomes may stand in other files."""

    title: Line
    version: Number
    change: Literal["advice", "wording"] = "advice"
    start: Id
    questions: Annotated[
        dict[
            Id,
            Annotated[
                Annotated[Question, Tag("[Question]")] | Annotated[Same, Tag("[Same]")],
                Discriminator(_kind),
            ],
        ],
        Field(min_length=1),
    ]
    outcomes: Annotated[dict[Id, Outcome], Field(min_length=1)]
    promises: dict[Id, Promise] = Field(default_factory=dict)

    def ids(self) -> Iterator[tuple[Loc, str]]:
        """The id of everything that stands in this file, with its place."""
        for question_id in self.questions:
            yield ("questions", question_id), question_id
        for outcome_id in self.outcomes:
            yield ("outcomes", outcome_id), outcome_id

    def answers(self) -> Iterator[tuple[Loc, str, str, str]]:
        """Every answer: its place, its question, its own id and where it leads."""
        for question_id, question in self.questions.items():
            for option_id in question.next if isinstance(question, Same) else question.options:
                loc = self.place(question_id, option_id)
                yield loc, question_id, option_id, self.leads(question_id, option_id)

    def place(self, question_id: str, option_id: str) -> Loc:
        """Where the file says where an answer leads."""
        if isinstance(self.questions[question_id], Same):
            return ("questions", question_id, "next", option_id)
        return ("questions", question_id, "options", option_id, "next")

    def leads(self, question_id: str, option_id: str) -> str:
        """Where an answer leads, as the file says it."""
        question = self.questions[question_id]
        return question.next[option_id] if isinstance(question, Same) else question.options[option_id].next

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """What the single values cannot know, as a way into the data and a sentence."""
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
        for loc, _, option_id, target in self.answers():
            if "/" not in target and target not in known:
                yield (
                    loc,
                    f'"{option_id}" leads to "{target}", but no question or outcome has that id.'
                    + did_you_mean(target, known),
                )
        for outcome_id, outcome in self.outcomes.items():
            if missing := [key for key in NOT_SHARED if outcome.shares == "no" and not getattr(outcome, key)]:
                more = ", ".join(f'"{key}"' for key in missing)
                yield ("outcomes", outcome_id), f'"{outcome_id}" shares nothing, so it says more. Add {more}.'


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
    refs: Mapping[str, str]

    @property
    def kind(self) -> str:
        """What it is on paper."""
        return "flowchart"

    def rows(self) -> Iterator[tuple[str, str]]:
        """The id and plain words of all its advice: questions with where answers lead, outcomes, hand-overs."""
        for question_id, question in self.questions.items():
            options = (f"{plain(option.text)} > {option.next}" for option in question.options.values())
            yield (
                question_id,
                " / ".join([" ".join(plain(text) for text in (question.text, question.help) if text), *options]),
            )
        for outcome_id, outcome in self.outcomes.items():
            yield (
                outcome_id,
                " / ".join([outcome.title, *(plain(text) for text in (*outcome.do, *outcome.parts.values()))]),
            )
        for handover_id, (name, question_id) in self.handovers.items():
            yield handover_id, f"> {name}/{question_id}"

    @property
    def handovers(self) -> Mapping[str, tuple[str, str]]:
        """The endings that go on in another flowchart: its name and question, by id."""
        own = (*self.questions, *self.outcomes)
        pairs = {key: ref.partition("/") for key, ref in self.refs.items() if key not in own}
        return {key: (name, question) for key, (name, _, question) in pairs.items()}

    @property
    def emergency(self) -> str:
        """The outcome to which not being sure at the first question leads."""
        return self.questions[self.start].options[UNSURE].next

    @property
    def graph(self) -> routes.Graph:
        """Where each option of each question leads."""
        return {
            question_id: {option_id: option.next for option_id, option in question.options.items()}
            for question_id, question in self.questions.items()
        }

    def routes(self) -> Iterator[routes.GraphPath]:
        """Every distinct route."""
        return routes.routes(self.graph, self.start)

    def before(self, question_id: str) -> list[tuple[str, tuple[str, ...]]]:
        """What has been answered before a question, on every route: the questions, and the options that lead to it."""
        return routes.before(self.graph, self.start, question_id)

    def number(self, question_id: str) -> int:
        """The number of a question, counted from 1 in the order of the file."""
        return list(self.questions).index(question_id) + 1


def graph(drafts: Mapping[str, Draft]) -> dict[str, dict[str, str]]:
    """The questions of all flowcharts at once, each as FLOWCHART/ID."""
    edges: dict[str, dict[str, str]] = {}
    for name, draft in drafts.items():
        for _, question_id, option_id, target in draft.answers():
            place = target if "/" in target else f"{name}/{target}"
            edges.setdefault(f"{name}/{question_id}", {})[option_id] = place
    return edges


def shown(draft: Draft, drafts: Mapping[str, Any]) -> dict[str, str]:
    """The id and FLOWCHART/ID of each ending that stands in another flowchart and is shown in this one too."""
    found = {}
    for _, _, _, target in draft.answers():
        name, _, node = target.partition("/")
        if node and drafts.get(name):
            found[node if node in drafts[name].outcomes else f"to-{name}-{node}"] = target
    return found


def whole(name: str, drafts: Mapping[str, Draft]) -> Flowchart:
    """A flowchart with what it takes from others; only for drafts in which no problem was found."""
    draft = drafts[name]
    borrowed = shown(draft, drafts)
    ids = {ref: key for key, ref in borrowed.items()}
    questions = {}
    for question_id, question in draft.questions.items():
        words = question
        if isinstance(words, Same):
            other, _, node = words.same_as.partition("/")
            words = drafts[other].questions[node]
        assert isinstance(words, Question)
        options = {
            option_id: option.model_copy(
                update={"next": ids.get(target := draft.leads(question_id, option_id), target)}
            )
            for option_id, option in words.options.items()
        }
        questions[question_id] = words.model_copy(update={"options": options})
    outcomes = dict(draft.outcomes)
    for key, ref in borrowed.items():
        other, _, node = ref.partition("/")
        if node in drafts[other].outcomes:
            outcomes[key] = drafts[other].outcomes[node]
    return Flowchart(
        name=name,
        title=draft.title,
        version=draft.version,
        change=draft.change,
        start=draft.start,
        questions=questions,
        outcomes=outcomes,
        refs={**{key: f"{name}/{key}" for key in (*draft.questions, *draft.outcomes)}, **borrowed},
    )
