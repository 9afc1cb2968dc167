"""Inline text: what a value in a YAML file may hold, parsed once into pieces.

Plain words, **strong words**, [words](/page.md#id), the marks {{ must("rule-id") }}, must_not, should, should_not, and
{{ number("contact-id") }}, hours, closes, when_closed. Nothing else. Every output renders the pieces in its own way.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from markdown_it.token import Token
from pydantic import AfterValidator, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from macros.models.force import DUTY_MACROS, Force
from macros.models.role import ROLE_MACRO
from macros.reading.calls import CALL_SIGN, Call, split_calls
from macros.reading.characters import character_fault, empty_fault, quotation_fault
from macros.reading.dialect import sign_among, sign_before
from macros.reading.parser import line_tokens


@dataclass(frozen=True)
class TextRun:
    """Words as they stand."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True)
class Strong:
    """Words that carry weight."""

    kind: ClassVar[str] = "strong"
    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of this site; `target` is like /law/index.md#section-11."""

    kind: ClassVar[str] = "link"
    text: str
    target: str


@dataclass(frozen=True)
class Duty:
    """A word of duty and the rule that is its source, which has the same force."""

    kind: ClassVar[str] = "mark"
    force: Force
    rule: str

    @property
    def text(self) -> str:
        """The word that is printed."""
        return self.force.word

    @property
    def macro(self) -> str:
        """The name of the macro that an editor wrote."""
        return self.force.macro


@dataclass(frozen=True)
class ContactMark:
    """A number, the hours or the closing time of a contact, which are typed nowhere but in partnership.yml."""

    kind: ClassVar[str] = "contact"
    macro: str
    contact: str
    text: str = "…"
    """What is printed; dots where the settings are not valid, and nothing is."""
    is_draft: bool = False
    """Whether it holds a number that the partnership has still to ring."""

    @property
    def exported(self) -> str:
        """What goes where it cannot be taken back: no number that may be wrong."""
        return "(number still to be confirmed)" if self.is_draft else self.text


Inline = TextRun | Strong | Link | Duty | ContactMark

SayContact = Callable[[str, str], ContactMark]
"""The mark of a macro and the id of a contact, or a ValueError with a sentence for the editor."""

CONTACT_MACROS = ("number", "hours", "closes", "when_closed")
"""The macros that print something of a contact among words."""

_LEFTOVERS = {
    "**": '"**" stands alone: write **words** around plain words, with nothing else inside.',
    "{{": 'cannot read what follows "{{": write {{ must("rule-id") }}, with straight quotation marks.',
    "}}": '"}}" stands alone: write {{ must("rule-id") }}, with straight quotation marks.',
    "](": "cannot read a link: write [words](/page.md) or [words](/page.md#id).",
    "<": 'has a "<": no HTML is used here; write the words alone.',
    "`": "has a backtick: no code is used here; write the words alone.",
    "{%": 'has "{%": no code is used here; write the words alone.',
    "{#": 'has "{#": no note is used here; write the words alone, or a line of its own that begins with "#".',
}


_SHOWN = 'has "{}", which would show as it stands. Write plain words, **strong words** and [words](/page.md).'


def parse(value: object, say: SayContact = ContactMark) -> tuple[Inline, ...]:
    """Turn a value into pieces; `say` looks up what is printed of a contact.

    Raises:
        ValueError: with a sentence for the editor, if the value holds anything else.
    """
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not text")
    if said := empty_fault(value):
        raise ValueError(said)
    if sign := sign_before(value):
        raise ValueError(_SHOWN.format(sign))
    words = " ".join(value.split())
    if said := quotation_fault(words):
        raise ValueError(said)
    return tuple(_pieces(words, say))


def _pieces(value: str, say: SayContact) -> Iterator[Inline]:
    if said := character_fault(value):  # those of the file were seen before YAML read its signs, such as "\u200b"
        raise ValueError(said)
    for sign in ("{%", "{#"):  # Jinja, which finds the calls, would take them out
        if sign in value:
            raise ValueError(_LEFTOVERS[sign])
    shown, calls, faults = split_calls(value) if "{{" in value else (value, (), [])
    called = iter(calls)
    words, around = "", None
    for token in line_tokens(value if faults else shown):
        match token.type:
            case "strong_open" | "link_open" if token.markup != "__":
                if around:
                    raise ValueError(_LEFTOVERS["](" if around.attrs else "**"])
                yield from _runs(words, called, say)
                words, around = "", token
            case "strong_close" | "link_close" if around and token.markup != "__":
                yield _held(words, around, shown)
                words, around = "", None
            case _:
                words += token.content or token.markup
    yield from _runs(words, called, say)


def _held(words: str, around: Token, line: str) -> Strong | Link:
    """Strong words or a link, of which the line is written in the one way that there is."""
    if around.type == "strong_open":
        if CALL_SIGN in words:
            raise ValueError(_LEFTOVERS["**"])
        return Strong(words)
    target = str(around.attrs["href"])
    if CALL_SIGN in words + target or not target or f"[{words}]({target})" not in line:
        raise ValueError(_LEFTOVERS["]("])
    return Link(words, target)


def _runs(words: str, called: Iterator[Call], say: SayContact) -> Iterator[Inline]:
    """Plain words, and the calls whose marks stand among them."""
    first, *rest = words.split(CALL_SIGN)
    yield from _words(first)
    for run in rest:
        yield _mark(next(called), say)
        yield from _words(run)


def _mark(call: Call, say: SayContact) -> Duty | ContactMark:
    if call.macro == ROLE_MACRO:  # an ending has printed those that stand in its lines
        raise ValueError(
            '{{ your("lead") }} and {{ your("head") }} stand in lines of an ending alone. Elsewhere, write the words.'
        )
    if call.macro not in (*DUTY_MACROS, *CONTACT_MACROS):
        raise ValueError(f'"{call.macro}" is no mark here: use {", ".join([*DUTY_MACROS, *CONTACT_MACROS])}.')
    if len(call.ids) != 1:
        raise ValueError(_LEFTOVERS["{{"])
    if call.macro in CONTACT_MACROS:
        return say(call.macro, call.ids[0])
    return Duty(DUTY_MACROS[call.macro], call.ids[0])


def _words(value: str) -> Iterator[TextRun]:
    for leftover, sentence in _LEFTOVERS.items():
        if leftover in value:
            raise ValueError(sentence)
    if re.search(r"\]\s+\((?:/|https?:)", value):
        raise ValueError(_LEFTOVERS["]("])
    if sign := sign_among(value):
        raise ValueError(_SHOWN.format(sign))
    if value:
        yield TextRun(value)


def plain(pieces: tuple[Inline, ...]) -> str:
    """The pieces as plain text, for outputs that hold nothing else."""
    return "".join(piece.text for piece in pieces)


def _text(value: object, info: ValidationInfo) -> tuple[Inline, ...]:
    return parse(value, info.context or ContactMark)


def _maybe(value: object, info: ValidationInfo) -> tuple[Inline, ...]:
    return () if value == "" else _text(value, info)


def as_data(pieces: tuple[Inline, ...]) -> dict[str, object]:
    """The pieces for JSON: the plain words, and each piece with where it leads or the rule it rests on."""
    data = [_piece_data(piece) for piece in pieces]
    return {"plain": "".join(piece["text"] for piece in data), "pieces": data}


def _piece_data(piece: Inline) -> dict[str, str]:
    match piece:
        case Duty():
            return {"kind": piece.kind, "macro": piece.macro, "rule": piece.rule, "text": piece.text}
        case ContactMark():
            return {"kind": piece.kind, "macro": piece.macro, "contact": piece.contact, "text": piece.exported}
        case _:
            return {"kind": piece.kind, **vars(piece)}


_PIECE_SCHEMA = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["words", "strong", "link", "mark", "contact"]},
        "text": {"type": "string"},
        "target": {"type": "string"},
        "macro": {"enum": [*DUTY_MACROS, *CONTACT_MACROS]},
        "rule": {"type": "string"},
        "contact": {"type": "string"},
    },
    "required": ["kind", "text"],
    "additionalProperties": False,
}
_DATA = (
    PlainSerializer(as_data),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {"plain": {"type": "string"}, "pieces": {"type": "array", "items": _PIECE_SCHEMA}},
            "required": ["plain", "pieces"],
            "additionalProperties": False,
        },
        mode="serialization",
    ),
)

OptionalText = Annotated[tuple[Inline, ...], PlainValidator(_maybe, json_schema_input_type=str), *_DATA]
"""Text that may be left empty."""

Text = Annotated[tuple[Inline, ...], PlainValidator(_text, json_schema_input_type=str), *_DATA]

MOST_REASON_WORDS = 60


def _short(text: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if (count := len(plain(text).split())) > MOST_REASON_WORDS:
        raise ValueError(f"has {count} words; {MOST_REASON_WORDS} is the most. Say the one reason that decides it.")
    return text


Reason = Annotated[Text, AfterValidator(_short)]
"""Why something is so, short enough to be read before it is done."""
