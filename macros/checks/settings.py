"""Settings: mkdocs.yml, read before MkDocs does, which would tell of a mistake alone, in its way, or of none."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.reading.characters import as_typed, character_fault
from macros.reading.problem import Problem, Unreadable, did_you_mean
from macros.reading.rendered import EXTENSIONS
from macros.reading.yaml import TOO_DEEP, Composer, check_depth, read_as_saved
from macros.reading.yaml_mistakes import CONFLICT, LEFT_OVER

FILE = "mkdocs.yml"
"""Its name, beside docs/."""

ENTRY = 'Write "- folder/page.md", "- Title: folder/page.md", or "- Title:" above entries of its own'

TEXT = "tag:yaml.org,2002:str"
"""The tag of a value that is text to MkDocs."""

_BACK = f"Put this line, or the one above it, back as it was. {ENTRY}."
_NOT_TYPED = "holds a space or a sign that is not the one of the keyboard. Type the line again."

SITE_SETTINGS: dict[str, Any] = {
    "exclude_docs": "*.yml",
    "theme": {"name": "material", "custom_dir": "overrides"},
    "plugins": [
        {
            "macros": {
                "module_name": "macros",
                "include_dir": "overrides/components",
                "on_error_fail": "true",
                "on_undefined": "strict",
                "j2_comment_start_string": "{##",
                "j2_comment_end_string": "##}",
            }
        }
    ],
    "hooks": ["macros/hooks.py"],
    "markdown_extensions": [
        {"toc": {"permalink": " ", "permalink_class": "permalink", "permalink_title": "Link to this part"}},
        "attr_list",
        "tables",
        {"pymdownx.blocks.admonition": EXTENSIONS["pymdownx.blocks.admonition"]},
    ],
    "strict": "true",
    "validation": {
        "omitted_files": "warn",
        "absolute_links": "relative_to_docs",
        "unrecognized_links": "warn",
        "anchors": "ignore",
    },
}
"""What the site needs of what no editor changes: without it, pages are published unread, unfinished, or not at all."""

_KNOWN = ("site_name", "nav", "not_in_nav", "use_directory_urls", *SITE_SETTINGS)
"""The keys that may stand there; checks/nav.py has a sentence of its own for the last of an editor's."""


def settings_problems(root: Path) -> Iterator[Problem]:
    """Yield a problem for each setting that the site needs, and that mkdocs.yml in `root` has otherwise or not."""
    try:
        settings = read_settings(root)
    except Unreadable as fault:
        yield from fault.problems(FILE)
        return
    lines = {key.value: key.start_mark.line + 1 for key, _ in settings.value}
    data = _plain(settings)
    for key, line in lines.items():
        if key not in _KNOWN:
            near = did_you_mean(key, _KNOWN) or f" What can stand here: {', '.join(_KNOWN)}."
            yield Problem(FILE, line, f'"{key}" is not used here.{near}')
    for key, wanted in SITE_SETTINGS.items():
        if lacks := _lacks(data.get(key), wanted):
            yield Problem(FILE, lines.get(key, 1), f'"{key}" has to hold "{lacks}". Put it back as it was.')
        elif key != "hooks" and (more := _lacks(wanted, data[key])):
            yield Problem(FILE, lines[key], f'"{key}" holds "{more}", which the site does not use. Delete it.')
    name = next((value for key, value in settings.value if key.value == "site_name"), None)
    if not isinstance(name, yaml.ScalarNode) or name.tag != TEXT or not name.value.strip():
        line = lines.get("site_name", 1)
        yield Problem(FILE, line, '"site_name" has no words. Write what the site is called: "site_name: Its name".')
    if not isinstance(data.get("not_in_nav", ""), str):
        yield Problem(FILE, lines["not_in_nav"], '"not_in_nav" is no text. Write "not_in_nav: |", and a page a line.')


def _plain(node: yaml.Node) -> Any:
    """What a node holds, each value as text."""
    match node:
        case yaml.MappingNode(value=below):
            return {str(key.value): _plain(value) for key, value in below}
        case yaml.SequenceNode(value=below):
            return [_plain(one) for one in below]
        case _:
            return node.value


def _lacks(held: Any, wanted: Any) -> str:
    """The first thing of what is wanted that is not held, as it is written; nothing where all is."""
    if isinstance(wanted, dict):
        below = held if isinstance(held, dict) else {}
        for key, value in wanted.items():
            if lacks := _lacks(below.get(key), value):
                return key if key not in below and isinstance(value, dict) else f"{key}: {lacks}".strip()
        return ""
    if isinstance(wanted, list):
        have = held if isinstance(held, list) and held else [None]
        return next((max(found, key=len) for one in wanted if all(found := [_lacks(each, one) for each in have])), "")
    return "" if held == wanted else str(wanted)


def read_settings(root: Path) -> yaml.MappingNode:
    """What mkdocs.yml holds.

    Raises:
        Unreadable: if it holds no keys, or what no program could read.
    """
    return _compose(read_as_saved(root / FILE))


class _Loader(Composer, yaml.SafeLoader):
    """Takes values for what MkDocs takes them for, where nothing stands for something written elsewhere."""


def _row_fault(row: str) -> str:
    if CONFLICT.match(row):
        return LEFT_OVER
    return character_fault(row) or (_NOT_TYPED if as_typed(row) != row else "")


@lru_cache(maxsize=10)  # `make serve` reads it anew after each edit of a page
def _compose(text: str) -> yaml.MappingNode:
    check_depth(text)
    faults = [(line, said) for line, row in enumerate(text.split("\n"), 1) if (said := _row_fault(row))]
    if faults:
        raise Unreadable(*faults)
    try:
        node = _Loader(text).get_single_node()
    except RecursionError:
        raise Unreadable((1, TOO_DEEP)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable((mark.line + 1 if mark else 1, f"cannot be read. {_BACK}")) from None
    if not isinstance(node, yaml.MappingNode) or not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise Unreadable((1, f"does not hold the settings of the site. {_BACK}"))
    return node
