"""Guess the mistake behind a YAML syntax error, which PyYAML reports late or elsewhere."""

import re
from dataclasses import dataclass

from macros.reading.characters import HIDDEN

_KEY = re.compile(r"""( *)((?:- )*)["']?([\w-]+)["']?:(?:[ ]+(.*?))?[ ]*""")
_ENTRY = re.compile(r"( *)- ")
CONFLICT = re.compile(r"[<|>]{7}( |$)|={7}$")
LEFT_OVER = "is left from two changes that met. Keep one of the two, and delete the lines of signs around them."
QUOTE = 'Put quotation marks around a value that begins with {, [, *, &, !, %, @, a backtick or "- ", or holds ": ".'

CUT_SHORT = 'has " #", after which the rest of the line is dropped. Put quotation marks around the value.'
WITHIN_TEXT = (
    "looks like an entry of a list, but would be shown as words of the text above it. Begin it in the column of the "
    "entry above, or make one sentence of both: a text holds no list."
)
_TAB = "holds a tab. Use spaces: two for each level, and one after a colon."
_OF_PYYAML = [
    (r"found character '\\t'", _TAB),
    (r"mapping values are not allowed", 'holds ": " inside a value. Put quotation marks around the whole value.'),
    (r"alias|anchor|tag|directive|cannot start any token", f"begins a value with a special sign. {QUOTE}"),
    (r"quoted scalar|unknown escape|unexpected end of stream", "has a quotation mark that is not closed."),
    (r"single document|document start", 'has a line "---" that does not belong here. Delete it.'),
    (
        r"flow (mapping|sequence)|unhashable",
        f"has a bracket that is not closed, or a value that needs quoting. {QUOTE}",
    ),
    (r"could not find expected ':'", "is not a key with a colon after it. Indent it if it belongs to the value above."),
    (
        r"block (mapping|collection|sequence)|block end",
        f"does not fit the lines around it. Line it up, or close a quotation mark above. {QUOTE}",
    ),
    (r"special characters", HIDDEN),
]
"""What PyYAML says of an error, and the sentence for it."""


def sentence_for(error: str) -> str:
    """The sentence for what PyYAML says of an error."""
    return next((sentence for pattern, sentence in _OF_PYYAML if re.search(pattern, error)), f"cannot be read. {QUOTE}")


def row_mistake(row: str) -> str:
    """The sentence for a line that PyYAML would take otherwise than it was meant, or nothing."""
    if CONFLICT.match(row):
        return LEFT_OVER
    if re.match(r"\s*(- )?[\w-]+:\s+[^\s\"'#>|\[{].*\s#", row):
        return CUT_SHORT
    return _TAB if re.match(r" *\t", row) else ""


@dataclass(frozen=True)
class _Row:
    """A line that is a key or an entry of a list: its number, columns, and the value that it has already."""

    line: int
    column: int
    entry: bool
    key: str
    value: str


def likely_mistake(rows: list[str], first_line: int) -> tuple[int, str] | None:
    """The line and sentence of the first thing that looks wrong to a person, if anything does."""
    above: list[_Row] = []
    inside, text = -1, 0  # the columns of the key whose text of several lines this is, and of that text
    for number, row in enumerate(rows, first_line):
        depth = len(row) - len(row.lstrip(" "))
        text = text or depth
        if not row.strip() or row.lstrip().startswith("#") or (inside >= 0 and depth > inside and depth >= text):
            continue
        inside = -1
        if re.match(r" *(?:- )?[\w-]+:[^\s:/]", row) and not re.match(r" *(?:- )?[\w-]+:\S*$", row):
            return number, "has no space after the colon. Write the key, a colon, one space, and the value."
        here = _row(number, row)
        if here is None:
            continue
        if said := _quotation(here, rows[number - first_line + 1 :]) or _place(here, above):
            return said
        if re.match(r"[>|][+-]?$", here.value):
            inside, text = here.column, 0
        while above and above[-1].column > here.column:
            above.pop()
        if not above or above[-1].column < here.column or above[-1].entry == here.entry:
            above = [*(one for one in above if one.column < here.column), here]
        else:
            above.append(here)
    return None


def _row(number: int, row: str) -> _Row | None:
    if found := _KEY.fullmatch(row):
        value = found[4] or ""
        return _Row(number, len(found[1]), bool(found[2]), found[3], "" if value.startswith("#") else value)
    if found := _ENTRY.match(row):
        return _Row(number, len(found[1]), entry=True, key="", value=row.strip())
    return None


def _quotation(here: _Row, below: list[str]) -> tuple[int, str] | None:
    sign = here.value[:1]
    if sign in ('"', "'"):
        inner = here.value[1:].replace("''" if sign == "'" else '\\"', "")
        if sign not in inner:
            after = next((row for row in below if row.strip()), "")
            if not after or _KEY.fullmatch(after):
                return here.line, "has a quotation mark that is not closed."
        elif inner.index(sign) != len(inner) - 1 and not re.match(r"\s+#", inner[inner.index(sign) + 1 :]):
            return here.line, (
                "has something after a quotation mark that closes the value. Let the marks stand at both ends, "
                "and write curly ones inside, such as “this”."
            )
    if sign == "[" and "]" not in here.value:
        after = next((row for row in below if row.strip()), "")
        if not after or _KEY.fullmatch(after):
            return here.line, 'has a bracket that is not closed. End the list with "]".'
    return None


def _place(here: _Row, above: list[_Row]) -> tuple[int, str] | None:
    if not above:
        return None
    last = above[-1]
    if here.column > last.column and last.value and not last.entry:
        return here.line, (
            f'begins further to the right than "{last.key}" in line {last.line}, which has its value already. '
            "Begin both in the same column, or bring back the line that stood between them."
        )
    if here.entry and here.column < last.column and not last.entry and not last.value:
        return here.line, (
            f'begins further to the left than "{last.key}", whose list it is. Put spaces before it: '
            f'"- " begins in the column of "{last.key}" or further right.'
        )
    same = [one for one in above if one.column == here.column]
    if here.column < last.column and not same:
        return here.line, "begins in a column in which no line above it begins. Line it up with the keys beside it."
    if same and same[-1].entry != here.entry and (not here.entry or same[-1].value):
        return here.line, (
            f'stands beside line {same[-1].line}, and one of them begins with "- " while the other does not. '
            "Write both in the same way."
        )
    return None
