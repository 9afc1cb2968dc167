"""One name has one meaning: no public top-level name of macros/ is defined by two modules."""

import ast
from collections import defaultdict
from pathlib import Path

from macros.paths import ROOT

EXCUSED = {"MACROS": "each module of macros/calls/ says which it adds", "main": "each command has one"}
"""Names that two modules may define, each with its reason."""


def defined(path: Path) -> set[str]:
    """The public names that a module defines at its top level; what it imports is not its own."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return {name for name in names if not name.startswith("_")}


def shared(paths: list[Path]) -> dict[str, list[str]]:
    """The names that more than one module defines, with these modules."""
    modules = defaultdict(list)
    for path in paths:
        for name in defined(path):
            modules[name].append(path.name)
    return {name: files for name, files in sorted(modules.items()) if len(files) > 1}


def test_a_public_name_is_defined_once() -> None:
    """Two modules share no public name, but those that are excused; no excuse is left over."""
    names = shared(sorted((ROOT / "macros").rglob("*.py")))
    assert names.keys() == EXCUSED.keys(), {name: files for name, files in names.items() if name not in EXCUSED}


def test_a_shared_name_is_found(tmp_path: Path) -> None:
    """Negative control: functions, classes, constants and typed values count; private and imported names do not."""
    texts = (
        "def a(): ...\nclass B: ...\nC, g = 1, 2\nd: int = 1\n_e = 1\n",
        "from x import f\nd = 2\na = B = C = 3\n_e = g = 2\n",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.py").write_text(text, encoding="utf-8")
    assert shared(sorted(tmp_path.glob("*.py"))).keys() == {"a", "B", "C", "d", "g"}
