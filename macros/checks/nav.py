"""Nav: the menu of mkdocs.yml, and the pages that it does not name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from os.path import lexists
from pathlib import Path

import yaml

from macros.calls import known_calls
from macros.checks.references import line_problems
from macros.models.sources import SourceFiles
from macros.reading.problem import Problem, Unreadable, did_you_mean
from macros.reading.yaml import TOO_DEEP, check_depth, read
from macros.reading.yaml_mistakes import CONFLICT, LEFT_OVER

FILE = "mkdocs.yml"
"""Its name, beside docs/."""

_TEXT = "tag:yaml.org,2002:str"
_ENTRY = 'Write "- folder/page.md", "- Title: folder/page.md", or "- Title:" above entries of its own'
_BACK = f"Put this line, or the one above it, back as it was. {_ENTRY}."


def nav_problems(root: Path, sources: SourceFiles) -> Iterator[Problem]:
    """Yield a problem for each difference between the menu of mkdocs.yml in `root` and the pages of docs/."""
    if not lexists(root / FILE):
        return
    try:
        settings = read_settings(root)
    except Unreadable as fault:
        yield Problem(FILE, fault.line, fault.sentence)
        return
    named: dict[str, yaml.Node] = {}
    for key, value in settings.value:
        line = key.start_mark.line + 1
        if key.value in named:
            yield Problem(FILE, line, f'"{key.value}" stands here twice. Keep one of them.')
        if key.value == "use_directory_urls" and value.value != "true":
            yield Problem(FILE, line, "would change the address of every page. Delete the line.")
        named.setdefault(key.value, value)
    seen: dict[str, int] = {}
    for line, name in _pages(named.get("nav")):
        if name.endswith(":"):
            title = name.removesuffix(":")
            yield Problem(FILE, line, f'has a title that is no text: {title}. Write "{title}", with the marks.')
        elif not name:
            yield Problem(FILE, line, f"is no entry of the menu. {_ENTRY}.")
        elif name not in sources.pages:
            yield Problem(FILE, line, f'"{name}" is no page in {sources.root}.{did_you_mean(name, sources.pages)}')
        elif seen.setdefault(name, line) != line:
            yield Problem(
                FILE, line, f'"{name}" stands in the menu twice, first in line {seen[name]}. Keep one of them.'
            )
    yield from line_problems(sources, FILE, _titles(named.get("nav")))
    outside = named.get("not_in_nav")
    apart = tuple(outside.value.split()) if isinstance(outside, yaml.ScalarNode) else ()
    heads = set(_heads(named.get("nav")))
    for name, page in sources.pages.items():
        for call, macro in known_calls(page.calls if page and name not in heads and not name.startswith(apart) else ()):
            if macro.heads_group:
                sentence = (
                    f'has "{call.macro}", which shows what the menu has below a page, but this page stands first '
                    f'in no group. Write "- {name}" below a title of "nav" in {FILE}, above the other pages.'
                )
                yield sources.problem(name, call.line, sentence)
    for name in sorted(sources.pages.keys() & sources.files_read - seen.keys()):
        if not name.startswith(apart):
            sentence = f'stands in no menu. Add a line "- {name}" to "nav" in {FILE}, or delete the page.'
            yield sources.problem(name, 1, sentence)


def read_settings(root: Path) -> yaml.MappingNode:
    """What mkdocs.yml holds.

    Raises:
        Unreadable: if it holds no keys, or what no program could read.
    """
    return _compose(read(root / FILE))


@lru_cache(maxsize=10)  # `make serve` reads it anew after each edit of a page
def _compose(text: str) -> yaml.MappingNode:
    check_depth(text)
    for line, row in enumerate(text.split("\n"), 1):
        if CONFLICT.match(row):
            raise Unreadable(line, LEFT_OVER)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise Unreadable(1, TOO_DEEP) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(mark.line + 1 if mark else 1, f"cannot be read. {_BACK}") from None
    if not isinstance(node, yaml.MappingNode):
        raise Unreadable(1, f"does not hold the settings of the site. {_BACK}")
    return node


def _heads(node: yaml.Node | None) -> Iterator[str]:
    """The page that stands first below each title."""
    match node:
        case yaml.MappingNode(value=[(_, yaml.SequenceNode(value=[yaml.ScalarNode(value=first), *_]) as below)]):
            yield first
            yield from _heads(below)
        case yaml.SequenceNode(value=below):
            for one in below:
                yield from _heads(one)


def _titles(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """The line and words of each title."""
    match node:
        case yaml.MappingNode(value=[(yaml.ScalarNode(value=title) as key, below)]) if key.tag == _TEXT:
            yield node.start_mark.line + 1, title
            yield from _titles(below)
        case yaml.SequenceNode(value=below):
            for one in below:
                yield from _titles(one)


def _pages(node: yaml.Node | None, line: int = 1) -> Iterator[tuple[int, str]]:
    """The line and page of each entry, TITLE: where the title is no text, or nothing where it is no entry at all."""
    match node:
        case yaml.ScalarNode(value=value):
            yield node.start_mark.line + 1, value if re.fullmatch(r"\S+\.md", value) else ""
        case yaml.SequenceNode(value=[_, *_] as below):
            for one in below:
                yield from _pages(one, node.start_mark.line + 1)
        case yaml.MappingNode(value=[(yaml.ScalarNode(value=title) as key, below)]) if (
            key.tag == _TEXT and title.strip()
        ):
            yield from _pages(below, node.start_mark.line + 1)
        case yaml.MappingNode(value=[(yaml.ScalarNode(value=title), _)]):
            yield node.start_mark.line + 1, f"{title}:"
        case None:
            yield line, ""
        case _:
            yield node.start_mark.line + 1, ""
