"""Nav: the menu of mkdocs.yml, and the pages that it does not name."""

import re
from collections.abc import Iterator
from os.path import lexists
from pathlib import Path

import yaml

from macros.calls import known_calls
from macros.checks.references import line_problems
from macros.checks.settings import ENTRY, FILE, TEXT, read_settings
from macros.models.sources import NEEDED_FILES, SourceFiles
from macros.reading.problem import Problem, Unreadable, did_you_mean


def nav_problems(root: Path, sources: SourceFiles) -> Iterator[Problem]:
    """Yield a problem for each difference between the menu of mkdocs.yml in `root` and the pages of docs/."""
    if not lexists(root / FILE):
        return
    try:
        settings = read_settings(root)
    except Unreadable as fault:
        yield from fault.problems(FILE)
        return
    named: dict[str, yaml.Node] = {}
    for key, value in settings.value:
        line = key.start_mark.line + 1
        if key.value in named:
            yield Problem(FILE, line, f'"{key.value}" stands here twice. Keep one of them.')
        if key.value == "use_directory_urls" and value.value != "true":
            yield Problem(FILE, line, "would change the address of every page. Delete the line.")
        named.setdefault(key.value, value)
    called = named.get("site_name")
    if isinstance(called, yaml.ScalarNode):
        yield from line_problems(sources, FILE, [(called.start_mark.line + 1, called.value)])
    seen: dict[str, int] = {}
    nav = named.get("nav")
    for line, name in _pages(nav):
        if name.endswith(":"):
            title = name.removesuffix(":")
            yield Problem(FILE, line, f'has a title that is no text: {title}. Write "{title}", with the marks.')
        elif not name:
            yield Problem(FILE, line, f"is no entry of the menu. {ENTRY}.")
        elif name not in sources.pages:
            yield Problem(FILE, line, f'"{name}" is no page in {sources.root}.{did_you_mean(name, sources.pages)}')
        elif seen.setdefault(name, line) != line:
            yield Problem(
                FILE, line, f'"{name}" stands in the menu twice, first in line {seen[name]}. Keep one of them.'
            )
    yield from line_problems(sources, FILE, _titles(nav))
    outside = named.get("not_in_nav")
    apart = [one.lstrip("/") for one in outside.value.split()] if isinstance(outside, yaml.ScalarNode) else []
    listed = {name for name in sources.pages if not any(name == one or _is_below(name, one) for one in apart)}
    heads = set(_heads(nav))
    for name, page in sources.pages.items():
        for call, macro in known_calls(page.calls if page and name in listed - heads else ()):
            if macro.heads_group:
                sentence = (
                    f'has "{call.macro}", which shows what the menu has below a page, but this page stands first '
                    f'in no group. Write "- {name}" below a title of "nav" in {FILE}, above the other pages.'
                )
                yield sources.problem(name, call.line, sentence)
    for name in sorted(listed & sources.files_read - seen.keys()):
        instead = "" if name in NEEDED_FILES else ", or delete the page"
        yield sources.problem(name, 1, f'stands in no menu. Add a line "- {name}" to "nav" in {FILE}{instead}.')


def _is_below(name: str, folder: str) -> bool:
    return folder.endswith("/") and name.startswith(folder)


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
        case yaml.MappingNode(value=[(yaml.ScalarNode(value=title) as key, below)]) if key.tag == TEXT:
            yield node.start_mark.line + 1, title
            yield from _titles(below)
        case yaml.SequenceNode(value=below):
            for one in below:
                yield from _titles(one)


def _pages(entries: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """The line and page of each entry, TITLE: where the title is no text, or nothing where it is no entry at all."""
    if not isinstance(entries, yaml.SequenceNode) or not entries.value:
        yield entries.start_mark.line + 1 if entries else 1, ""
        return
    for entry in entries.value:
        match entry:
            case yaml.MappingNode(value=[(yaml.ScalarNode(value=title) as key, below)]) if title.strip():
                if key.tag != TEXT:
                    yield entry.start_mark.line + 1, f"{title}:"
                elif isinstance(below, yaml.ScalarNode):
                    yield _page(below)
                else:
                    yield from _pages(below)
            case _:
                yield _page(entry)


def _page(entry: yaml.Node) -> tuple[int, str]:
    is_page = isinstance(entry, yaml.ScalarNode) and re.fullmatch(r"\S+\.md", entry.value)
    return entry.start_mark.line + 1, entry.value if is_page else ""
