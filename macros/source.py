"""Source text with its lines kept: reading, validating, and saying what is wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from macros.slip import slip

T = TypeVar("T")
Loc = tuple[str | int, ...]
"""A way into the data of a source: keys and positions, such as ("questions", "danger", "text")."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something that an editor wrote wrong, and what to write instead."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        # One line, though what it quotes may be several.
        return f"{self.path}:{self.line}: {' '.join(self.sentence.split())}"


class ContentError(Exception):
    """All problems of the content at once; nothing may be published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        head = f"{count} problem{'s' * (count != 1)} in the content. Nothing was published."
        super().__init__("\n".join([head, "", *map(str, self.problems)]))


class Fault(Exception):
    """One reason why a text cannot be read at all, with its line in the file."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest right spelling as a sentence, or nothing if none is near."""
    near = get_close_matches(word, list(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


def read(path: Path) -> str:
    """The text of a file.

    Raises:
        Fault: if it is not UTF-8, or cannot be opened.
    """
    try:
        # A space that does not break comes from a word processor, looks like a space, and is none to YAML and Markdown.
        return re.sub("[\u00a0\u202f]", " ", path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise Fault(line, "is not saved as UTF-8 text. Save it again with the encoding UTF-8.") from None
    except OSError as error:
        raise Fault(1, f"cannot be read ({error.strerror}).") from None


class Source:
    """The data of one YAML text, and the line on which each part of it stands."""

    def __init__(self, text: str, *, first_line: int = 1) -> None:
        """Read `text`, whose first line is line `first_line` of its file.

        Raises:
            Fault: if it is empty or no YAML that we use.
        """
        self._first = first_line
        self.faults: list[tuple[int, str]] = []
        node = _compose(text, first_line)
        if node is None:
            raise Fault(first_line, "is empty. Write its content, or delete the file.")
        if not isinstance(node, yaml.MappingNode):
            raise Fault(self._line(node), 'does not begin with a key and a colon, such as "title: Words".')
        self._root = node
        self.data = self._plain(node)

    def line(self, loc: Loc) -> int:
        """The line of the key at `loc`, or of the nearest thing around it that exists."""
        node: yaml.Node = self._root
        line = self._line(node)
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
                if found is None:
                    break
                line, node = self._line(found[0]), found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = self._line(node)
            else:
                break
        return line

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first

    def _plain(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            data: dict[str, Any] = {}
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    self.faults.append((self._line(key), "has a key that is not a word. " + _QUOTE))
                    continue
                if key.value in data:
                    self.faults.append(
                        (self._line(key), f'"{key.value}" stands here twice. Keep one of them, or rename one.')
                    )
                data[key.value] = self._plain(value)
            return data
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        return node.value


_QUOTE = 'Put quotation marks around a value that begins with {, [, *, &, !, %, @, a backtick or "- ", or holds ": ".'

HIDDEN = "holds a character that cannot be seen. Delete it and type the line again."

_UNREADABLE = [
    (r"found character '\\t'", "holds a tab. Use spaces: two for each level, and one after a colon."),
    (r"mapping values are not allowed", 'holds ": " inside a value. Put quotation marks around the whole value.'),
    (r"alias|anchor|tag|directive|cannot start any token", f"begins a value with a special sign. {_QUOTE}"),
    (r"quoted scalar|unknown escape|unexpected end of stream", "has a quotation mark that is not closed."),
    (r"single document|document start", 'has a line "---" that does not belong here. Delete it.'),
    (
        r"flow (mapping|sequence)|unhashable",
        f"has a bracket that is not closed, or a value that needs quoting. {_QUOTE}",
    ),
    (r"could not find expected ':'", "is not a key with a colon after it. Indent it if it belongs to the value above."),
    (
        r"block (mapping|collection|sequence)|block end",
        f"does not fit the lines around it. Line it up, or close a quotation mark above. {_QUOTE}",
    ),
    (r"special characters", HIDDEN),
]


UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""A character that cannot be seen, and that changes what the words around it are to a program."""


class _Loader(yaml.BaseLoader):
    """Every scalar stays text, and nothing may stand for something written elsewhere."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


@lru_cache(maxsize=10_000)  # `make serve` reads all files anew after each edit of one
def _compose(text: str, first_line: int) -> yaml.Node | None:
    # PyYAML drops a byte order mark in mid-text and takes other unseen characters as words.
    for number, row in enumerate(text.split("\n"), first_line):
        if UNSEEN.search(row.rstrip("\r")):
            raise Fault(number, HIDDEN)
        if re.match(r"\s*(- )?[\w-]+:\s+[^\s\"'#>|\[{].*\s#", row):
            raise Fault(
                number, 'has " #", after which the rest of the line is dropped. Put quotation marks around the value.'
            )
        if re.match(r" *\t", row):
            raise Fault(number, _UNREADABLE[0][1])
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except RecursionError:
        raise Fault(first_line, "has too many brackets inside each other.") from None
    except yaml.MarkedYAMLError as error:
        if likely := slip(text.split("\n"), first_line):
            raise Fault(*likely) from None
        mark = error.problem_mark or error.context_mark
        said = f"{error.context or ''} {error.problem or ''}"
        known = (sentence for pattern, sentence in _UNREADABLE if re.search(pattern, said))
        sentence = next(known, f"cannot be read. {_QUOTE}")
        # What is left open is noticed later, often at the end of the file; its beginning helps more.
        if re.search("quoted scalar|flow (mapping|sequence)|simple key", said) and error.context_mark:
            mark = error.context_mark
        raise Fault((mark.line if mark else 0) + first_line, sentence) from None
    except yaml.YAMLError:
        raise Fault(first_line, HIDDEN) from None
    return node


def validate(adapter: TypeAdapter[T], source: Source, at: Loc = ()) -> tuple[T | None, list[tuple[int, str]]]:
    """The model of the part of a source that stands `at` a place, and each line and sentence that is wrong."""
    faults = list(source.faults)
    data = source.data
    for step in at:
        data = data[step]
    try:
        return adapter.validate_python(data), faults
    except ValidationError as error:
        errors = error.errors(include_url=False)
    unknown = {item["loc"] for item in errors if item["type"] == "extra_forbidden"}
    for item in errors:
        # In brackets stand the mark of a key, and the model that was chosen among several: neither is in the data.
        loc = (*at, *(step for step in item["loc"] if not str(step).startswith("[")))
        if item["type"] == "missing":
            siblings = [str(other[-1]) for other in unknown if other[:-1] == item["loc"][:-1]]
            if get_close_matches(str(loc[-1]), siblings, n=1):
                continue  # the unknown key beside it says it better
        faults.append((source.line(loc), _sentence(item["type"], loc, item, adapter)))
    return None, faults


def _sentence(kind: str, loc: Loc, item: Any, adapter: TypeAdapter[Any]) -> str:
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "this")
    match kind:
        case "missing":
            return f'"{name}" is missing{_inside(loc[:-1])}. Add a line "{name}: …".'
        case "extra_forbidden":
            known = _keys(adapter.json_schema(), item["loc"][:-1])
            return f'"{name}" is not used here.' + (
                did_you_mean(name, known) or f" What can stand here: {', '.join(known)}."
            )
        case "value_error":
            said = str(item["ctx"]["error"])
            return said if said.startswith('"') else f'"{name}" {said}'
        case "literal_error":
            given, words = str(item["input"]), item["ctx"]["expected"].replace("'", "")
            known = re.split(r", | or ", words)
            return f'"{name}" is "{given}", but can only be {words}.' + did_you_mean(given, known)
        case "string_type" if item["input"] == "":
            return f'"{name}" has no text. Write some, or delete the line.'
        case "string_type":
            return f'"{name}" holds a list or keys where one text belongs. {_QUOTE}'
        case "dict_type" | "model_type" | "mapping_type":
            return f'"{name}" holds no keys: write them below it, each on a line of its own, indented by two spaces.'
        case "tuple_type" | "list_type":
            return f'"{name}" is no list: write [one, two], or a line "- …" for each.'
        case "too_short":
            least, has = item["ctx"]["min_length"], item["ctx"]["actual_length"]
            needed = "one" if least == 1 else least
            return f'"{name}" {f"has {has}, and" if has else "is empty. It"} needs at least {needed}.'
        case _:
            return f'"{name}" cannot be used as it stands: {item["msg"]}.'


def _inside(loc: Loc) -> str:
    return f' in "{loc[-1]}"' if loc and isinstance(loc[-1], str) else ""


def _keys(schema: dict[str, Any], loc: Loc) -> list[str]:
    """The keys that may stand at `loc`, from the JSON Schema of the model."""
    definitions, here = schema.get("$defs", {}), schema
    for step in (*loc, None):
        for branch in here.get("anyOf", []):
            here = branch if branch.get("type") != "null" else here
        if "$ref" in here:
            here = definitions[here["$ref"].rsplit("/", 1)[1]]
        if step is None:
            break
        if str(step).startswith("["):
            here = definitions[str(step)[1:-1]]
            continue
        under_ids = next(iter(here.get("patternProperties", {}).values()), None)
        below = here.get("properties", {}).get(step) or under_ids or here.get("items")
        here = below if isinstance(below, dict) else {}
    return list(here.get("properties", {}))
