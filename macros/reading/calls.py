"""Macro calls: {{ name("id") }} in a page or in a value, recognised by Jinja's own lexer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment, TemplateSyntaxError

COMMENT = ("{##", "##}")
"""What Jinja takes for comment marks, in place of {# #}, so that headings can carry {#id}."""

MARK = "\ue000"
"""The character that stands for a call in the text that Markdown parsers read; no text may hold it otherwise."""

_FORM = 'write {{ name("id") }}, with straight quotation marks'
_UNREADABLE = f"has a macro that cannot be read: {_FORM}."
_HALF = f'has "{{{{" or "}}}}" without the other on the same line: {_FORM}.'
_STATEMENT = f'has "{{% … %}}", which is not used here: {_FORM}.'
_RAW = 'has "{% raw %}" outside of backticks, where it would hide words from the checks.'
_JINJA = Environment(
    comment_start_string=COMMENT[0], comment_end_string=COMMENT[1], keep_trailing_newline=True, autoescape=True
)

Fault = tuple[int, str]
"""The line of a mistake, and the sentence that says what to write instead."""


@dataclass(frozen=True)
class Call:
    """A macro that a text calls, with the ids it names."""

    macro: str
    ids: tuple[str, ...]
    line: int
    alone: bool = False
    """Whether nothing else stands on its line."""


def split_calls(text: str, first_line: int = 1) -> tuple[str, tuple[Call, ...], list[Fault]]:
    """The text as a Markdown parser should see it, with MARK for each call; the calls; and what is wrong with them."""
    try:
        tokens = list(_JINJA.lex(text))
    except TemplateSyntaxError as error:
        halves = list(_halves(text, first_line))
        return text, (), halves or [(error.lineno + first_line - 1, _UNREADABLE)]
    out: list[str] = []
    calls: list[Call] = []
    faults: list[Fault] = []
    inside: list[tuple[str, str]] = []
    line, kept, last = first_line, "", ""
    for row, kind, value in tokens:
        line = row + first_line - 1
        if kind == "data":
            out.append(value)
            if kept != "raw_begin" and "}}" in value:
                faults.append((line + value[: value.index("}}")].count("\n"), _HALF))
        elif kind == "variable_end":
            out.append(MARK)
            call = _call(inside, line)
            calls.append(call or Call("", (), line))
            faults += [] if call else [(line, _UNREADABLE)]
            inside = []
        elif kind == "block_end":
            inside = []
        elif kind in ("variable_begin", "block_begin"):
            inside = [(kind, value)]
            faults += [(line, _STATEMENT)] if kind == "block_begin" else []
        elif kind == "raw_begin" and not last.endswith("`"):
            faults.append((line, _RAW))
        elif inside and kind != "whitespace":
            inside.append((kind, value))
        elif "\n" in value and kind == "whitespace":
            faults.append((line, _HALF))
        if kind != "data":
            out.append("\n" * value.count("\n"))
        kept = kind if kind in ("raw_begin", "raw_end") else kept
        last = value
    faults += [(line, _HALF)] if inside else []
    shown = "".join(out)
    rows = shown.split("\n")
    alone = [replace(call, alone=rows[call.line - first_line].rstrip() == MARK) for call in calls]
    return shown, tuple(alone), faults


def _halves(text: str, first_line: int) -> Iterator[Fault]:
    for number, row in enumerate(text.split("\n"), first_line):
        if row.count("{{") != row.count("}}"):
            yield number, _HALF


def _call(inside: list[tuple[str, str]], line: int) -> Call | None:
    """The call between "{{" and "}}", or None if it is an expression of another form."""
    (_, begin), *tokens = inside
    form = "".join({"name": "n", "string": "s"}.get(kind, value) for kind, value in tokens)
    ids = [value[1:-1] for kind, value in tokens if kind == "string"]
    if begin != "{{" or not re.fullmatch(r"n\((s(,s)*)?\)", form) or any("\\" in key for key in ids):
        return None
    return Call(tokens[0][1], tuple(ids), line)
