"""Find what tests quote of the guidance, so that an editor's new words break no test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

LENGTH = 6
"""Words that make a quotation if there are no others: fewer may well be said twice by chance."""
WITHIN = 8
"""Words that make a quotation among others."""


def words(text: str) -> list[str]:
    """The words of Markdown or YAML as a reader sees them, whatever their case, white space and emphasis."""
    text = re.sub(r"\]\([^)\s]*\)", " ", text)
    text = re.sub(r"\{\{\s*(\w+)[^}]*\}\}", r" \1 ", text)
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", re.sub(r"['’*_`]", "", text.casefold()))


def _joined(node: ast.AST) -> str | None:
    """The text of a string, or of several that are added, formatted or not; None of anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return " ".join(_joined(part) or "" for part in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [_joined(left), _joined(right)]
            return None if parts == [None, None] else " ".join(part or "" for part in parts)
    return None


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Each string of a Python file but docstrings, and each value of a YAML file, with its line; 0 for those of YAML.

    Strings that are added to each other count as one.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if id(node) not in told and isinstance(node, ast.expr) and (found := _joined(node)) is not None:
                told |= {id(part) for part in ast.walk(node)}
                yield node.lineno, found
    else:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                yield 0, event.value


def runs(spoken: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Each so many words in a row."""
    yield from (tuple(spoken[start : start + length]) for start in range(len(spoken) - length + 1))


def quotes(docs: Path, files: list[Path]) -> list[str]:
    """`path:line: quotation` of each string that stands in the guidance, or that has a longer piece of it among others.

    What tells editors how things are written says of keys and messages what tests say of them too, so that of docs/
    editing/ nothing but whole strings counts.
    """
    pages = [path for path in sorted(docs.rglob("*")) if path.suffix in {".md", ".yml"}]
    said = {path: words(path.read_text(encoding="utf-8")) for path in pages}
    begins = {run for page in said.values() for run in runs(page, LENGTH)}
    whole = "\n".join(f" {' '.join(page)} " for page in said.values())
    pieces = {
        run
        for path, page in said.items()
        if "editing" not in path.relative_to(docs).parts
        for run in runs(page, WITHIN)
        if all(word.isalpha() for word in run)  # rows of keys and values have days and numbers among them
    }

    def quoted(string: str) -> bool:
        spoken = words(string)
        if len(spoken) < LENGTH:
            return False
        alone = tuple(spoken[:LENGTH]) in begins and f" {' '.join(spoken)} " in whole
        return alone or any(run in pieces for run in runs(spoken, WITHIN))

    return [
        f"{path}:{line}: {found}"
        for path in files
        for line, string in strings(path)
        if len(string.split()) >= LENGTH
        if (found := next((part for part in [*string.split("\n"), string] if quoted(part)), None))
    ]
