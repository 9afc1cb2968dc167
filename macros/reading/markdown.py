"""Parse Markdown into headings, ids, links, prose and macro calls with their lines, from markdown-it's tokens.

Python-Markdown renders the pages. Where it would make something else of a text, that is a mistake of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from macros.reading import dialect
from macros.reading.calls import CALL_SIGN, Call, Fault, split_calls
from macros.reading.characters import character_fault, without_hidden
from macros.reading.ids import ID
from macros.reading.parser import Parser
from macros.reading.rendered import CONTAINERS, Block, differences, inline_mark, tidy
from macros.reading.yaml_mistakes import CONFLICT, LEFT_OVER


@dataclass(frozen=True)
class PageLink:
    """A link with its words and target, as it was written."""

    target: str
    words: str
    line: int


@dataclass(frozen=True)
class Run:
    """The prose of one paragraph, entry, cell or heading, without code and macros; `line` is that of its first row."""

    line: int
    text: str
    sourced: bool
    """Whether a link stands in it, or in its table."""


@dataclass(frozen=True)
class Entry:
    """The first words of a list's entry, and the words that lead to each list that it is in, the outermost first."""

    line: int
    text: str
    leads: tuple[str, ...]


@dataclass(frozen=True)
class PageSection:
    """A heading and all words up to the next one; the first, without an id, stands before any heading."""

    id: str
    line: int
    title: list[str | Call] = field(default_factory=list)
    words: list[str | Call] = field(default_factory=list)
    """Plain text and calls, with spaces where signs of Markdown stood."""
    blocks: list[str] = field(default_factory=list)
    """Each paragraph as it was written, and "" for a block of any other kind."""


@dataclass(frozen=True)
class Markdown:
    """A Markdown text as it was read."""

    calls: tuple[Call, ...]
    sections: tuple[PageSection, ...]
    anchors: tuple[tuple[int, str], ...]
    """The line and id of each heading, paragraph and entry that has one."""
    links: tuple[PageLink, ...]
    prose: tuple[Run, ...]
    entries: tuple[Entry, ...]
    is_whole: bool
    """Whether all macro calls are in it; if not, what they show is not known."""


def read_markdown(text: str, first_line: int = 1) -> tuple[Markdown | None, list[Fault]]:
    """Parse a text; return it, or None if two changes met in it, and the line and sentence of each fault."""
    rows = text.split("\n")
    faults = [(n, said) for n, row in enumerate(rows, first_line) if (said := character_fault(row))]
    if any(CONFLICT.match(row) for row in rows if not row.startswith("=")):  # alone, it underlines a heading
        return None, [*faults, *((n, LEFT_OVER) for n, row in enumerate(rows, first_line) if CONFLICT.match(row))]
    if faults:
        text = without_hidden(text)
    shown, calls, wrong = split_calls(text, first_line)
    if wrong:
        shown = _HALF_A_CALL.sub(CALL_SIGN, shown)
    reader = _Reader(shown.split("\n"), rows, calls, first_line)
    reader.read(_PARSER.parse(shown))
    faults += [*wrong, *reader.faults] or differences(shown, reader.outline)
    read = Markdown(
        calls=calls,
        sections=tuple(reader.sections),
        anchors=tuple(reader.anchors),
        links=tuple(reader.links),
        prose=tuple(reader.prose),
        entries=tuple(reader.entries),
        is_whole=not wrong,
    )
    return read, list(dict.fromkeys(faults))


_PARSER = Parser()
_EMPTY = {"list_item_close": "list_item_open", "blockquote_close": "blockquote_open", "block_close": "inline"}
"""What stands right before the end of a thing without words."""
_ANY_WORDS = re.compile(r"(?:see )?(?:here|this|(?:this |the )?(?:link|page))\.?", re.IGNORECASE)
"""The words of a link that could lead anywhere."""
_BORDER = re.compile(r"(?<!\\)\|")
_HALF_A_CALL = re.compile(r"(?m)\{[^#\n].*?(?:\}\}|%\}|$)|\}\}")
"""What may have been meant as a macro call."""
_ID = re.compile(r"(?:^|\s+)\{#([^}]*)\}\s*$")


class _Reader:
    """One walk over the tokens of a text, block by block."""

    def __init__(self, rows: Sequence[str], written: Sequence[str], calls: Sequence[Call], first_line: int) -> None:
        self.faults: list[Fault] = []
        self.outline: list[Block] = []
        self.sections = [PageSection("", first_line)]
        self.anchors: list[tuple[int, str]] = []
        self.links: list[PageLink] = []
        self.prose: list[Run] = []
        self.entries: list[Entry] = []
        self._rows, self._written, self._first = rows, written, first_line
        self._calls = iter(calls)
        self._open: list[Token] = []
        self._lists: list[_List] = []
        self._last, self._last_end = "", -1
        """The last block of words, and the row after it."""
        self._cells = 0
        """The borders between the columns of the table that is open."""
        self._row_says = False
        """Whether any cell of the row that is open says something."""
        self._level, self._bare = 1, 0
        """The level of the last heading, and its line while nothing stands below it."""
        self._headings: dict[tuple[int, str], int] = {}
        """The level, words and line of each heading below the same heading above."""
        self._entry: int | None = None
        """The line of an entry whose first words are still to come."""

    def read(self, tokens: Sequence[Token]) -> None:
        """Read every token."""
        line, before, above = self._first, (0, 0), ""
        for token in tokens:
            if token.map:
                line = token.map[0] + self._first
            if token.nesting < 0:
                self._open.pop()
                if above == _EMPTY.get(token.type):
                    self._fault(line, dialect.NO_WORDS)
                if token.type.endswith("list_close"):
                    self._lists.pop()
                elif token.type == "tr_close" and not self._row_says:
                    self._fault(line, dialect.NO_WORDS)
                elif token.type == "table_close" and len(self.links) > before[1]:
                    self.prose[before[0] :] = [replace(run, sourced=True) for run in self.prose[before[0] :]]
            elif token.type == "table_open":
                before = len(self.prose), len(self.links)
            self._check(token, line, above)
            match token.type:
                case "inline":
                    self._block_of_words(token, line)
                case "fence" | "code_block":
                    self._code(token, line)
                case "bullet_list_open" | "ordered_list_open":
                    self._lists.append(_List(self._last))
                case "list_item_open":
                    self._entry = line
                    self._count(token, line)
            if token.tag in (*CONTAINERS, "hr"):
                name = f"/{token.tag}" if token.nesting < 0 else f"{token.tag} {token.content}".strip()
                self.outline.append(Block(name, line=line))
            if not self._open and token.nesting >= 0 and token.type != "heading_open":
                is_paragraph = token.type == "paragraph_open"
                words = self._written[slice(*token.map)] if token.map and is_paragraph else ()
                self.sections[-1].blocks.append("\n".join(words))
            if token.nesting > 0:
                self._open.append(token)
            above = token.type
        self._end_part(0)

    def _check(self, token: Token, line: int, above: str) -> None:
        """Report the faults of a block and of its position."""
        begin, end = token.map or (0, 0)
        within_entry = bool(self._open) and self._open[-1].type == "list_item_open"
        under_words = above == "paragraph_close" and begin == self._last_end and not within_entry
        match token.type:
            case "block_fault":
                self._fault(line, token.content)
            case "heading_open" if token.markup in ("=", "-"):
                self._fault(self._first + end - 1, dialect.UNDERLINED)
            case "ordered_list_open" if token.markup == ")":
                self._fault(line, dialect.LIST_OF_WORD)
            case "bullet_list_open" | "ordered_list_open" if under_words:
                self._fault(line, dialect.LIST_UNDER_WORDS)
            case "table_open" if under_words:
                self._fault(line, dialect.TABLE)
            case "tr_open":
                self._row_says = False
                cells = len(_BORDER.findall(self._rows[begin].strip().removeprefix("|").removesuffix("|")))
                self._cells = cells if above == "thead_open" else self._cells
                if cells != self._cells:
                    self._fault(line, dialect.CELLS if cells > self._cells else dialect.FEWER_CELLS)
            case kind if token.nesting >= 0 and kind not in dialect.ALLOWED:
                self._refuse(token, line)

    def _refuse(self, token: Token, line: int) -> None:
        note = token.type.startswith("html") and token.content.startswith(("<!", "<?"))
        known = dialect.REFUSED.get("comment" if note else token.type)
        self._fault(line, known or f"holds what is not used here. What can stand: {' '.join(dialect.ALLOWED.values())}")

    def _count(self, token: Token, line: int) -> None:
        """Compare the number of an entry as written with the one rendered; 1 stands for any."""
        here = self._lists[-1]
        here.count += 1
        if token.info and int(token.info) not in (1, here.count):
            self._fault(line, dialect.NUMBER.format(token.info, here.count))
            here.count = int(token.info)

    def _begin_part(self, level: int, line: int) -> None:
        """Compare a heading with the one above it."""
        self._end_part(level)
        if level > self._level + 1:
            self._fault(line, dialect.SKIPS.format("#" * (self._level + 1)))
        self._level, self._bare = level, line

    def _compare(self, level: int, shown: str, line: int) -> None:
        """Compare the words of a heading with those beside it; what a macro says is not known."""
        self._headings = {key: at for key, at in self._headings.items() if key[0] <= level}
        words = re.sub("‹.*?›", "", tidy(shown)).casefold()
        first = self._headings.setdefault((level, words), line)
        if words and first != line and CALL_SIGN not in words:
            self._fault(line, dialect.HEADING_ALIKE.format(first))

    def _end_part(self, level: int) -> None:
        if self._bare and level <= self._level and self._bare not in [at for at, _ in self.faults]:
            self._fault(self._bare, dialect.NOTHING_BELOW)

    def _code(self, token: Token, line: int) -> None:
        self._bare = 0
        if token.info and not re.fullmatch(r"[\w-]+", token.info.strip()):
            self._fault(line, dialect.CODE)
        self.sections[-1].words.extend([" ", *self._with_calls(token.content, line, code=True)])
        self.outline.append(Block("pre", tidy(token.content), line))

    def _block_of_words(self, token: Token, line: int) -> None:
        """Read a paragraph, heading, cell or title."""
        parent, children = self._open[-1], token.children or []
        key, id_line = self._take_id(children, parent, line)
        if key:
            self.anchors.append((id_line, key))
            if not ID.fullmatch(key):
                self._fault(id_line, f'"{key}" is no id: use lower-case letters, digits and hyphens, at most 40.')
        inline = _Inline(line)
        linked = len(self.links)
        for child in children:
            self._part(child, inline)
        heading = parent.type == "heading_open"
        if heading:
            self._begin_part(int(parent.tag[1]), line)
            self._compare(int(parent.tag[1]), inline.shown, line)
            self.sections.append(PageSection(key, line, inline.words))
            if parent.markup == "#":
                self._fault(line, dialect.HEADING_OF_PAGE)
            elif not key and parent.markup.startswith("#"):
                self._fault(line, dialect.HEADING)
        elif parent.type != "block_open":
            self.sections[-1].words.extend([" ", *inline.words])
        if not heading:
            self._bare = 0
        if "{#" in inline.text and not heading:
            self._fault(line + inline.text[: inline.text.index("{#")].count("\n"), dialect.ID_PLACE)
        for row, sentence in dialect.sign_faults(inline.text, paragraph=parent.type == "paragraph_open"):
            self._fault(line + row, sentence)
        says = CALL_SIGN in token.content or any(map(str.isalnum, _ID.sub("", token.content)))
        self._row_says |= says
        if parent.type in ("paragraph_open", "heading_open") and not says and line not in [at for at, _ in self.faults]:
            self._fault(line, dialect.NO_WORDS)
        if inline.text.strip() and not any(one.type == "blockquote_open" for one in self._open):
            if inline.text.count('"') % 2 or inline.text.count("“") != inline.text.count("”"):
                self._fault(line, dialect.HALF_QUOTED)
            self.prose.append(Run(line, inline.text, len(self.links) > linked))
        if self._entry is not None:
            self.entries.append(Entry(self._entry, inline.text, tuple(one.lead for one in self._lists)))
            self._entry = None
        self._last, self._last_end = inline.text, token.map[1] if token.map else -1
        kind = "title" if parent.type == "block_open" else parent.tag
        if (shown := tidy(inline.shown)) or kind in ("td", "th"):
            self.outline.append(Block(kind, shown, line, key))

    def _take_id(self, children: list[Token], parent: Token, line: int) -> tuple[str, int]:
        """Cut the id from the end of a block, where the page would take it as one; with its line."""
        match = _ID.search(children[-1].content) if children and children[-1].type == "text" else None
        if not match:
            return "", line
        alone = match.start() == 0 and len(children) > 1 and children[-2].type == "softbreak"
        if not (alone or parent.type == "heading_open"):
            return "", line
        line += sum(child.type == "softbreak" for child in children)
        children[-1].content = children[-1].content[: match.start()]
        if alone:
            del children[-2:]
        return match[1], line

    def _part(self, child: Token, inline: "_Inline") -> None:
        """Read a piece of a line."""
        match child.type:
            case "text":
                if inline.last == "strong_close" and re.match(r"\w", child.content):
                    self._fault(inline.line, dialect.STRONG)
                text = "" if inline.last == "autolink" else child.content.replace(CALL_SIGN, "   ")
                inline.add(text, child.content, self._with_calls(child.content))
            case "text_special":
                if child.info == "entity":
                    self._fault(inline.line, dialect.ENTITY)
                inline.add(" ", child.content, [child.content])
            case "softbreak" | "hardbreak":
                inline.add("\n", "\n", [" "])
            case "code_inline":
                words = self._with_calls(child.content, inline.line, code=True)
                inline.add(
                    " " * len(child.content),
                    inline_mark("code") + child.content + inline_mark("/code"),
                    [" ", *words, " "],
                )
            case "link_open":
                inline.link = self._target(child, inline.line), inline.line, len(inline.text), len(inline.shown)
                inline.add("", inline_mark(f"a {child.attrs['href']}"), [" "])
            case "link_close":
                target, line, start, shown = inline.link
                self.links.append(PageLink(target, inline.text[start:], line))
                if CALL_SIGN in inline.shown[shown:]:
                    self._fault(line, dialect.CALL_IN_LINK)
                elif not any(map(str.isalnum, re.sub("‹.*?›", "", inline.shown[shown:]))):
                    self._fault(line, dialect.LINK_WITHOUT_WORDS)
                elif _ANY_WORDS.fullmatch(inline.text[start:].strip()):
                    self._fault(line, dialect.LINK_OF_ANY_WORDS)
                inline.add("", inline_mark("/a"), [" "])
            case "strong_open" | "em_open" | "strong_close" | "em_close":
                strong = child.type == "strong_open"
                if strong and (child.markup == "__" or re.search(r"\w$", inline.text)):
                    self._fault(inline.line, dialect.STRONG)
                inline.add("", inline_mark("/" * (child.nesting < 0) + child.tag), [" "])
        inline.last = child.markup if child.markup == "autolink" else child.type
        if child.nesting >= 0 and child.type not in dialect.ALLOWED:
            self._refuse(child, inline.line - (child.type == "hardbreak"))

    def _target(self, token: Token, line: int) -> str:
        """Where a link leads, with all that an editor wrote between its brackets."""
        if token.markup == "autolink":
            self._fault(line, dialect.ADDRESS)
        if "id" in token.attrs:
            self._fault(line, dialect.ID_PLACE)
        elif token.attrs.keys() - {"href", "title", "data-leave"} or (
            token.attrs.get("data-leave") not in (None, "practice") or "insecure_attrs" in token.meta
        ):
            self._fault(line, dialect.BRACES)
        title = f' "{token.attrs["title"]}"' if "title" in token.attrs else ""
        return f"{token.attrs['href']}{title}".replace(CALL_SIGN, "{{ … }}")

    def _with_calls(self, text: str, line: int = 0, *, code: bool = False) -> list[str | Call]:
        first, *rest = text.split(CALL_SIGN)
        words: list[str | Call] = [first]
        for part in rest:
            if code:
                self._fault(line, dialect.CALL_IN_CODE)
            words += [next(self._calls, ""), part]
        return words

    def _fault(self, line: int, sentence: str) -> None:
        self.faults.append((line, sentence))


@dataclass
class _List:
    """A list that is open: the words that lead to it, and how many entries it has so far."""

    lead: str
    count: int = 0


@dataclass
class _Inline:
    """A block of words that is being read, in three forms."""

    first: int
    text: str = ""
    """Its prose: words with their line ends, and spaces for code and calls."""
    shown: str = ""
    """What a page shows, with tags."""
    words: list[str | Call] = field(default_factory=list)
    """What search knows of it."""
    link: tuple[str, int, int, int] = ("", 0, 0, 0)
    """The link that is being read: its target, its line, and where its words begin in `text` and in `shown`."""
    last: str = ""
    """The kind of the last piece."""

    @property
    def line(self) -> int:
        """The line of what comes next."""
        return self.first + self.text.count("\n")

    def add(self, text: str, shown: str, words: Sequence[str | Call]) -> None:
        """Add a piece in each form."""
        self.text += text
        self.shown += shown
        self.words += words
