"""Inline text: what a value in a YAML file may hold, parsed once into pieces.

Plain words, **strong words**, [words](/page.md#id), and the marks {{ must("rule-id") }},
must_not, should, should_not. Nothing else. Every output renders the pieces in its own way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from macros.models.force import DUTY_MACROS, Force
from macros.reading.calls import MARK, Call, split_calls
from macros.reading.characters import character_fault


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


Inline = TextRun | Strong | Link | Duty

_PIECE = re.compile(
    rf"\*\*(?P<strong>[^*\[\]{{}}{MARK}]+)\*\*"
    rf"|\[(?P<words>[^\[\]{MARK}]+)\]\((?P<target>[^()\s{MARK}]+)\)"
    rf"|(?P<call>{MARK})"
)
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


def parse(value: object) -> tuple[Inline, ...]:
    """Turn a value into pieces.

    Raises:
        ValueError: with a sentence for the editor, if the value holds anything else.
    """
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not text")
    if not value.strip():
        raise ValueError("has no text. Write some, or delete the line.")
    words = " ".join(value.split())
    if words[0] + words[-1] == "“”" and words.count("“") == 1:
        raise ValueError('stands in curly quotation marks, which readers would see. Write straight ones: "…".')
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        raise ValueError("has a quotation mark without its partner. Write both, or none.")
    return tuple(_pieces(words))


def _pieces(value: str) -> Iterator[Inline]:
    if MARK in value:
        raise ValueError(character_fault(value))
    for sign in ("{%", "{#"):  # Jinja, which finds the calls, would take them out
        if sign in value:
            raise ValueError(_LEFTOVERS[sign])
    shown, calls, faults = split_calls(value) if "{{" in value else (value, (), [])
    value, end, called = value if faults else shown, 0, iter(calls)
    for match in _PIECE.finditer(value):
        yield from _words(value[end : match.start()])
        end = match.end()
        if match["strong"]:
            yield Strong(match["strong"])
        elif match["words"]:
            yield Link(match["words"], match["target"])
        else:
            yield _duty(next(called))
    yield from _words(value[end:])


def _duty(call: Call) -> Duty:
    if call.macro not in DUTY_MACROS:
        raise ValueError(f'"{call.macro}" is no mark here: use {", ".join(DUTY_MACROS)}.')
    if len(call.ids) != 1:
        raise ValueError(_LEFTOVERS["{{"])
    return Duty(DUTY_MACROS[call.macro], call.ids[0])


def _words(value: str) -> Iterator[TextRun]:
    for leftover, sentence in _LEFTOVERS.items():
        if leftover in value:
            raise ValueError(sentence)
    if value:
        yield TextRun(value)


def plain(pieces: tuple[Inline, ...]) -> str:
    """The pieces as plain text, for outputs that hold nothing else."""
    return "".join(piece.text for piece in pieces)


def _maybe(value: object) -> tuple[Inline, ...]:
    return () if value == "" else parse(value)


def as_data(pieces: tuple[Inline, ...]) -> dict[str, object]:
    """The pieces for JSON: the plain words, and each piece with where it leads or the rule it rests on."""
    return {
        "plain": plain(pieces),
        "pieces": [
            {"kind": piece.kind, "macro": piece.force.macro, "rule": piece.rule, "text": piece.text}
            if isinstance(piece, Duty)
            else {"kind": piece.kind, **vars(piece)}
            for piece in pieces
        ],
    }


_PIECE_SCHEMA = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["words", "strong", "link", "mark"]},
        "text": {"type": "string"},
        "target": {"type": "string"},
        "macro": {"enum": list(DUTY_MACROS)},
        "rule": {"type": "string"},
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

Text = Annotated[tuple[Inline, ...], PlainValidator(parse, json_schema_input_type=str), *_DATA]
