"""Parse YAML with line numbers; every scalar stays text."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml import composer

from macros.reading.characters import HIDDEN, as_typed, character_fault
from macros.reading.dialect import sign_before
from macros.reading.problem import Unreadable
from macros.reading.yaml_mistakes import CUT_SHORT, QUOTE, WITHIN_TEXT, likely_mistake, row_mistake, sentence_for

EMPTY = "is empty. Write its content, or delete the file."
TOO_DEEP = "has too many brackets inside each other."
_HIDES = re.compile(r"(?<!:)\s+#|(?<=:)\s+#(?![0-9a-fA-F]{3,8}$)")
"""What begins a note, but for a whole value that is a colour without quotation marks, of which more can be said."""
_HALF = re.compile("[\ud800-\udfff]")
_DEEP = re.compile(r"(?:[\[{]\s*|-[ ]+){50}")

Loc = tuple[str | int, ...]
"""A way into the data of a source: keys and positions, such as ("questions", "danger", "text")."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Unreadable: if it is no file, or cannot be opened.
    """
    try:
        if path.is_file():  # a pipe would be waited for without end
            return path.read_bytes()
    except OSError as error:
        raise Unreadable((1, f"cannot be read ({error.strerror}).")) from None
    raise Unreadable((1, "is no file, but a folder or a link that leads nowhere. Put the file in its place."))


def read(path: Path) -> str:
    """The text of a file as it would be typed, its lines ended by line feeds.

    Raises:
        Unreadable: if it is not UTF-8, or cannot be opened.
    """
    return as_typed(read_as_saved(path))


def read_as_saved(path: Path) -> str:
    """The same with the very characters that are in the file.

    Raises:
        Unreadable: if it is not UTF-8, or cannot be opened.
    """
    held = read_bytes(path)
    try:
        return held.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise Unreadable((line, "is not saved as UTF-8 text. Save it again with the encoding UTF-8.")) from None


def check_depth(text: str, first_line: int = 1) -> None:
    """Look at how deep lists stand within each other, before PyYAML takes minutes over it.

    Raises:
        Unreadable: if there are too many brackets, or signs of an entry, inside each other.
    """
    if found := _DEEP.search(text):
        raise Unreadable((text[: found.start()].count("\n") + first_line, TOO_DEEP))


class Source:
    """The data of one YAML text, and the line on which each part of it stands."""

    def __init__(self, text: str, *, first_line: int = 1) -> None:
        """Read `text`, whose first line is line `first_line` of its file.

        Raises:
            Unreadable: if it is empty or no YAML that we use.
        """
        self._first = first_line
        self.faults: list[tuple[int, str]] = []
        self.written: dict[Loc, str] = {}
        """The key that stands where another is meant, by the place of that one."""
        node = _compose(text, first_line)
        if node is None:
            raise Unreadable((first_line, EMPTY))
        if not isinstance(node, yaml.MappingNode):
            raise Unreadable((self._line(node), 'does not begin with a key and a colon, such as "title: Words".'))
        self._rows, self._escapes = text.split("\n"), "\\u" in text or "\\U" in text
        self._root = node
        self.data = self._plain(node)

    def line(self, loc: Loc) -> int:
        """The line of the key at `loc`, or of the nearest thing around it that exists."""
        node: yaml.Node = self._root
        line = self._line(node)
        for place, step in enumerate(loc, 1):
            if isinstance(node, yaml.MappingNode):
                name = self.written.get(loc[:place], str(step)) if self.written else str(step)
                found = next(((k, v) for k, v in node.value if k.value == name), None)
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
                    self.faults.append((self._line(key), "has a key that is not a word. " + QUOTE))
                    continue
                name = self._shown(key)
                if name in data:
                    self.faults.append(
                        (self._line(key), f'"{name}" stands here twice. Keep one of them, or rename one.')
                    )
                data[name] = self._plain(value)
            return data
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        assert isinstance(node, yaml.ScalarNode)
        return self._shown(node)

    def _shown(self, node: yaml.ScalarNode) -> str:
        """A key or value without any half of a character, which an escape can name and no program can write down."""
        start, end = node.start_mark.line + 1, node.end_mark.line + (node.style != ">")
        if end > start and node.style != "|":  # that keeps its line ends, and with them what is said of a list
            looks = (number for number, row in enumerate(self._rows[start:end], start) if sign_before(row))
            self.faults += ((number + self._first, WITHIN_TEXT) for number in looks)
        if self._escapes and _HALF.search(node.value):
            self.faults.append((self._line(node), HIDDEN))
            return _HALF.sub("", node.value)
        return str(node.value)


class Composer(composer.Composer):
    """Nothing may stand for something written elsewhere, and no value says what it is taken for."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose a node that is written there whole."""
        event = self.peek_event()  # type: ignore[attr-defined]  # of the parser that it stands before
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


class _Loader(Composer, yaml.BaseLoader):
    """Says best what is wrong with a text."""


class _FastLoader(Composer, yaml.CBaseLoader):
    """Reads a text without a mistake nine times faster, in C, with the same nodes and lines."""

    def __init__(self, stream: str) -> None:
        yaml.CBaseLoader.__init__(self, stream)
        Composer.__init__(self)


@lru_cache(maxsize=10_000)  # `make serve` reads all files anew after each edit of one
def _compose(text: str, first_line: int) -> yaml.Node | None:
    # PyYAML drops a byte order mark in mid-text and takes other unseen characters as words.
    rows = [row.rstrip(" ") for row in text.split("\n")]  # nobody sees a space at the end, which a text would keep
    text = "\n".join(rows)
    said_of = ((number, character_fault(row) or row_mistake(row)) for number, row in enumerate(rows, first_line))
    if faults := [(number, said) for number, said in said_of if said]:
        raise Unreadable(*faults)
    check_depth(text, first_line)
    try:
        node = _composed(text)
    except RecursionError:
        raise Unreadable((first_line, TOO_DEEP)) from None
    except yaml.MarkedYAMLError as error:
        if likely := likely_mistake(rows, first_line):
            raise Unreadable(likely) from None
        mark = error.problem_mark or error.context_mark
        said = f"{error.context or ''} {error.problem or ''}"
        # What is left open is noticed later, often at the end of the file; its beginning helps more.
        if re.search("quoted scalar|flow (mapping|sequence)|simple key", said) and error.context_mark:
            mark = error.context_mark
        raise Unreadable(((mark.line if mark else 0) + first_line, sentence_for(said))) from None
    except yaml.YAMLError:
        raise Unreadable((first_line, HIDDEN)) from None
    ends = sorted((mark.line, mark.column) for mark in _ends_of_plain_values(node)) if " #" in text else ()
    if cut := [(row + first_line, CUT_SHORT) for row, column in ends if _HIDES.match(rows[row], column)]:
        raise Unreadable(*cut)
    return node


def _ends_of_plain_values(node: yaml.Node | None) -> Iterator[yaml.Mark]:
    """Where each value that stands in no quotation marks ends, keys included."""
    match node:
        case yaml.ScalarNode(style=None | ""):
            yield node.end_mark
        case yaml.SequenceNode(value=below):
            for one in below:
                yield from _ends_of_plain_values(one)
        case yaml.MappingNode(value=below):
            for pair in below:
                yield from (mark for one in pair for mark in _ends_of_plain_values(one))


def _composed(text: str) -> yaml.Node | None:
    # The two differ in what they say of a mistake, and in that a tab may stand after a colon.
    if "\t" not in text:
        with suppress(yaml.YAMLError, RecursionError):
            return _FastLoader(text).get_single_node()
    return _Loader(text).get_single_node()
