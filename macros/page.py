"""Page: one Markdown file, its front matter, and what it names: macros, headings, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from jinja2 import Environment, TemplateSyntaxError, nodes
from pydantic import TypeAdapter

from macros.model import ID, Day, Line, Model
from macros.slip import CONFLICT, LEFT_OVER
from macros.source import HIDDEN, UNSEEN, Fault, Source, validate
from macros.style import do_nots

COMMENT = ("{##", "##}")
"""What Jinja takes for comment marks, in place of {# #}, so that headings can carry {#id}."""

CALL = 'write {{ name("id") }}, with straight quotation marks'


class FrontMatter(Model):
    """The lines between the two "---" at the top of a page."""

    title: Line
    description: Line
    owner: Line
    reviewed: Day
    next_review: Day
    keywords: str = ""
    readers: Literal["practitioners", "families"] = "practitioners"


@dataclass(frozen=True)
class Call:
    """A macro that a page calls, with the ids it names."""

    macro: str
    ids: tuple[str, ...]
    line: int
    alone: bool
    """Whether it stands at the start of a line of its own."""


@dataclass(frozen=True)
class Page:
    """A Markdown page as it was written. `body` starts on line `body_line` of the file."""

    meta: FrontMatter
    front: Source
    body: str
    body_line: int
    calls: tuple[Call, ...]
    anchors: tuple[tuple[int, str], ...]
    """The line and id of each heading, paragraph and list item that has one."""
    links: tuple[tuple[int, str], ...]
    prose: tuple[tuple[int, str], ...]
    """Title, description and runs of prose (first line, text), with code, quotations and macros blanked out."""


@lru_cache(maxsize=10_000)  # `make serve` reads all pages anew after each edit of one
def read_page(text: str) -> tuple[Page | None, tuple[tuple[int, str], ...]]:
    """A page, and the line and sentence of each thing that is wrong with its text.

    Raises:
        Fault: if it has no front matter that can be read.
    """
    source, body, body_line = _split(text)
    meta, faults = validate(TypeAdapter(FrontMatter), source)
    if meta and meta.next_review <= meta.reviewed:
        faults.append((source.line(("next_review",)), '"next_review" is not after "reviewed".'))
    rows = list(enumerate(_without_code(body).split("\n"), body_line))
    calls, wrong = _calls(body, rows, body_line)
    faults += wrong
    faults += _row_faults(rows)
    faults += do_nots(rows)
    if meta is None or wrong:
        return None, tuple(faults)
    return (
        Page(
            meta=meta,
            front=source,
            body=body,
            body_line=body_line,
            calls=tuple(calls),
            anchors=tuple((n, m[1]) for n, row in rows if (m := re.search(r"\{#([^}]*)\}\s*$", row))),
            links=tuple((n, m[1]) for n, row in rows for m in re.finditer(r"\]\(([^)]*)\)", row)),
            prose=(*((source.line((key,)), getattr(meta, key)) for key in ("title", "description")), *_prose(rows)),
        ),
        tuple(faults),
    )


def _split(text: str) -> tuple[Source, str, int]:
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        raise Fault(1, 'does not begin with front matter. Begin with "---", then "title: …", and end it with "---".')
    end = next((n for n, row in enumerate(rows[1:], 1) if row.rstrip() == "---"), None)
    if end is None:
        raise Fault(1, 'has front matter that does not end. Put a line "---" after its last key.')
    return Source("\n".join(rows[1:end]), first_line=2), "\n".join(rows[end + 1 :]), end + 2


def _without_code(body: str) -> str:
    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    body = re.sub(r"\{% raw %\}.*?\{% endraw %\}", blank, body, flags=re.DOTALL)
    body = re.sub(r"^(```+|~~~+)[ ]*[\w-]*[ ]*\n.*?^\1[ \t]*$", blank, body, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]+`", blank, body)


def _calls(body: str, rows: list[tuple[int, str]], body_line: int) -> tuple[list[Call], list[tuple[int, str]]]:
    faults = []
    for number, row in rows:
        if row.count("{{") != row.count("}}"):
            faults.append((number, f'has "{{{{" or "}}}}" without the other on the same line: {CALL}.'))
    for match in re.finditer(r"(?<!`)\{%-?\s*raw", body):
        line = body_line + body[: match.start()].count("\n")
        faults.append((line, 'has "{% raw %}" outside of backticks, where it would hide words from the checks.'))
    if faults:
        return [], faults
    jinja = Environment(comment_start_string=COMMENT[0], comment_end_string=COMMENT[1], autoescape=True)
    try:
        tree = jinja.parse(body)
    except RecursionError:
        return [], [(body_line, f"has too many brackets in a macro: {CALL}.")]
    except TemplateSyntaxError as error:
        return [], [(error.lineno + body_line - 1, f"has a macro that cannot be read: {CALL}.")]
    calls: list[Call] = []
    by_number = dict(rows)
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            faults.append((node.lineno + body_line - 1, f'has "{{% … %}}", which is not used here: {CALL}.'))
            continue
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            line = part.lineno + body_line - 1
            match part:
                case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=[], dyn_args=None, dyn_kwargs=None) if (
                    all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in args)
                ):
                    alone = bool(re.fullmatch(r"\{\{[^{}]*\}\}\s*", by_number.get(line, "")))
                    calls.append(Call(name, tuple(_values(args)), line, alone))
                case _:
                    faults.append((line, f"has a macro that cannot be read: {CALL}."))
    return calls, faults


def _values(args: list[Any]) -> Iterator[str]:
    for arg in args:
        yield arg.value


def _row_faults(rows: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    above = ""
    opened = 0
    listing = False
    for number, row in rows:
        entry = bool(re.match(r"(?:[-*+]|1\.) \S", row))
        if entry and above.strip() and not listing:
            yield number, "begins a list under a line of words, which would swallow it. Leave an empty line between."
        listing = entry or (listing and bool(row.strip()))
        if row.startswith("|") and not above.strip().startswith("|"):
            below = next((text for line, text in rows if line == number + 1), "")
            if above.strip() or not re.fullmatch(r"\|[\s|:-]+", below.rstrip()):
                yield (
                    number,
                    'begins a table that would not be one. Leave an empty line above it, and write "|---|---|" under '
                    "its first line, with one part for each column.",
                )
        if UNSEEN.search(row.rstrip("\r")):
            yield number, HIDDEN
        if any(inner != inner.strip() for inner in row.split("**")[1::2]):
            yield number, 'has a space inside "**". Write **strong words**, with the spaces outside.'
        if re.match(r"\s*/{3,}", row):
            if not re.fullmatch(r"/{3,} \w+( \| .+)?|/{3,}\s*", row) or bool(opened) != bool(
                re.fullmatch(r"/{3,}\s*", row)
            ):
                yield number, 'does not open or close a block. Write "/// note | Title", the words, then "///" alone.'
            opened = 0 if opened else number
        if re.match(r"# ", row):
            yield (
                number,
                'has a heading with one "#", but the title in the front matter is the page\'s heading. Use "##".',
            )
        elif re.match(r"#{2,6} ", row) and not re.search(r"\s\{#[^}]*\}\s*$", row):
            yield number, "has a heading without an id. End it with a space and an id, such as {#what-to-do}."
        elif re.match(r"#{2,6}[^#\s]", row):
            yield number, 'has "#" without a space after it. Write "## Heading {#id}".'
        match = re.search(r"\{#([^}]*)\}\s*$", row)
        if match and not ID.fullmatch(match[1]):
            yield number, f'"{match[1]}" is no id: use lower-case letters, digits and hyphens, at most 40.'
        for pattern, sentence in FOREIGN:
            if re.search(pattern, row):
                yield number, sentence
        if above.strip() and "|" not in above and re.match(r" {0,3}(=+|-+)\s*$", row):
            yield number, 'turns the line above into a heading. Write "## Heading {#id}", or leave a line between.'
        above = row
        if re.search(r"</?[a-zA-Z](?![a-z]*:)[^<>]*>", row):
            yield number, "holds HTML. Write Markdown; what Markdown cannot do is a macro's work."
        match = re.match(r"/{3,}\s*(\w+)", row)
        if match and match[1] not in BLOCKS:
            yield number, f'"{match[1]}" is no block: use {", ".join(BLOCKS)}.'
    if opened:
        yield opened, 'opens a block that is not closed. End it with a line "///".'


FOREIGN = [
    (CONFLICT.pattern, LEFT_OVER),
    (
        r"^(!!!|\?\?\?)",
        'opens a block in a way that is not used here. Write "/// note | Title", the words, then "///".',
    ),
    (r"\]\s+\((/|https?:)", "has a space inside a link. Write [words](/page.md), without a space between ] and (."),
    (r"\[[^\]]*\]\([^)]*$", "has a link that is not closed. Write [words](/page.md)."),
    (r"\[[^\]\[(]+\(/", "has a link that cannot be read. Write [words](/page.md)."),
    (r"\([^()]*\)\[", "has a link the wrong way round. Write the words first: [words](/page.md)."),
    (
        r"(?<!\]\()(?<![<\w/])https?://\w",
        "has an address that is no link. Write [words](https://…) so that the words say where it leads.",
    ),
    (r"^#[^#\s]", 'has "#" without a space after it. Write "## Heading {#id}".'),
    (r"<!|<\?|</?[a-zA-Z][^>]*$", "holds HTML, or a note that everyone could read. Delete it."),
    (
        r"(?<!\{)\{(?![{#%]|data-leave=practice\})",
        "has attributes in braces, which are not used here. Write only an id, such as {#what-to-do}.",
    ),
    (r"^ {0,3}\[[^\]]+\]:|\][ ]?\[", "has a link in two parts. Write [words](/page.md) in one place."),
    (r"!\[", "has a picture, which is not used here yet."),
    (r"&#?\w+;", "has a sign written as a code. Write the sign itself."),
    (r"__|~~|\[\[|\w\*\*\w", "has signs that are not used here. Write **strong words** with spaces around them."),
    (r"^(?:[^*]|\*(?!\*))*\*\*(?:(?!\*\*).)*$", 'has "**" without a second one. Write **strong words** on one line.'),
    (
        r"^\s*(?:[•·–—]|o(?=\s{2})|\d+\)|[a-z]\))\s",
        'has a list from a word processor. Begin each entry with "- " or "1. ".',
    ),
    (r"<[a-zA-Z]+:[^>]*>", "has a bare address. Write [words](https://…) so that the link says where it leads."),
]
"""Markdown that we do not use, since it would get past a check, and what to write instead."""

BLOCKS = ("note", "warning")
"""The blocks that a page may open with `/// NAME | Title`."""


def _prose(rows: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    run: list[str] = []
    first = 0
    for number, written in [*rows, (0, "")]:
        row = re.sub(r"\{\{.*?\}\}", lambda m: " " * len(m[0]), written)
        if not row.strip() or row.lstrip().startswith(">"):
            if run:
                yield first, "\n".join(run)
            run = []
        else:
            if not run:
                first = number
            run.append(row)
