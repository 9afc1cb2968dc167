"""Macro calls: {{ name("id") }} in a page or in a value, recognised by Jinja's own lexer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment, TemplateSyntaxError

COMMENT = ("{##", "##}")
"""What Jinja takes for comment marks, in place of {# #}, so that headings can carry {#id}."""

CALL_SIGN = "\ue000"
"""The character that stands for a call in the text that Markdown parsers read; no text may hold it otherwise."""

_FORM = 'write {{ name("id") }}, with straight quotation marks'
_UNREADABLE = f"has a macro that cannot be read: {_FORM}."
_HALF = f'has "{{{{" or "}}}}" without the other on the same line: {_FORM}.'
_STATEMENT = f'has "{{% … %}}", which is not used here: {_FORM}.'
_HIDES = 'has "{## … ##}", which would hide words. Delete it. An id has one sign: {#what-to-do}.'
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
    """Whether it is a paragraph by itself: nothing else stands on its line, and no words right above or below it."""

    def __str__(self) -> str:
        ids = ", ".join(f'"{key}"' for key in self.ids)
        return f"{{{{ {self.macro}({ids}) }}}}"


def split_calls(text: str, first_line: int = 1) -> tuple[str, tuple[Call, ...], list[Fault]]:
    """Replace each macro call by CALL_SIGN; return the text for a Markdown parser, the calls, and the faults.

    Where anything is wrong, the text is returned as it is, and no calls.
    """
    try:
        tokens = [(line + first_line - 1, kind, value) for line, kind, value in _JINJA.lex(text)]
    except TemplateSyntaxError as error:
        return text, (), list(_halves(text, first_line)) or [(error.lineno + first_line - 1, _UNREADABLE)]
    if faults := list(_faults(tokens)):
        return text, (), faults
    calls = []
    shown = ""
    for line, kind, value in tokens:
        if kind == "variable_begin":
            calls.append(Call("", (), line))
        elif kind == "variable_end":
            shown += CALL_SIGN
        elif kind == "data":
            shown += value
        elif kind == "name":
            calls[-1] = replace(calls[-1], macro=value)
        elif kind == "string":
            calls[-1] = replace(calls[-1], ids=(*calls[-1].ids, value[1:-1]))
        else:
            shown += "\n" * value.count("\n")
    rows = ["", *map(str.rstrip, shown.split("\n")), ""]
    return shown, tuple(replace(call, alone=_is_alone(rows, call.line - first_line + 1)) for call in calls), []


def _is_alone(rows: list[str], number: int) -> bool:
    return rows[number] == CALL_SIGN and {rows[number - 1], rows[number + 1]} <= {"", CALL_SIGN}


def _faults(tokens: list[tuple[int, str, str]]) -> Iterator[Fault]:
    """Yield a fault for each malformed call, statement and stray delimiter."""
    form, begun, raw, before = "", 0, False, ""
    for line, kind, value in tokens:
        match kind:
            case "variable_begin" | "block_begin":
                form, begun = value, line
                if kind == "block_begin":
                    yield line, _STATEMENT
            case "variable_end":
                if not re.fullmatch(r"\{\{n\((s(,s)*)?\)", form):
                    yield begun, _HALF if "\n" in form else _UNREADABLE
                form = ""
            case "block_end":
                form = ""
            case "comment_begin":
                yield line, _HIDES
            case "raw_begin" | "raw_end":
                raw = kind == "raw_begin"
                if raw and not before.endswith("`"):
                    yield line, _RAW
            case "data" if not raw and "}}" in value:
                yield line + value[: value.index("}}")].count("\n"), _HALF
            case "name" | "string" if form:
                form += kind[0] if "\\" not in value else value
            case _ if form:
                form += value.strip(" \t")
        before = value
    if form:
        yield begun, _HALF


def _halves(text: str, first_line: int) -> Iterator[Fault]:
    for number, row in enumerate(text.split("\n"), first_line):
        if row.count("{{") != row.count("}}"):
            yield number, _HALF
