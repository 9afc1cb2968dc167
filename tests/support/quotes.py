"""Find what tests quote of the guidance, so that an editor's new words break no test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

LENGTH = 6
"""Words that make a quotation: fewer may well be said twice by chance."""


def words(text: str) -> list[str]:
    """The words of Markdown or YAML as a reader sees them, whatever their case, white space and emphasis."""
    text = re.sub(r"\]\([^)\s]*\)", " ", text)
    text = re.sub(r"\{\{\s*(\w+)[^}]*\}\}", r" \1 ", text)
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", re.sub(r"['’*_`]", "", text.casefold()))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Each string of a Python file and each value of a YAML file, with its line; 0 for those of YAML."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value
    else:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                yield 0, event.value


def quotes(docs: Path, files: list[Path]) -> list[str]:
    """`path:line: quotation` of each string, and of each line of a long one, that stands in the guidance."""
    said = [
        words(path.read_text(encoding="utf-8")) for path in sorted(docs.rglob("*")) if path.suffix in {".md", ".yml"}
    ]
    runs = {tuple(page[start : start + LENGTH]) for page in said for start in range(len(page) - LENGTH + 1)}
    whole = "\n".join(f" {' '.join(page)} " for page in said)

    def quoted(string: str) -> bool:
        spoken = words(string)
        return len(spoken) >= LENGTH and tuple(spoken[:LENGTH]) in runs and f" {' '.join(spoken)} " in whole

    return [
        f"{path}:{line}: {part}"
        for path in files
        for line, string in strings(path)
        if len(string.split()) >= LENGTH
        for part in dict.fromkeys([string, *string.split("\n")])
        if quoted(part)
    ]
