"""The components' scripts are joined into one file: each stands in a block of its own, and shares what it has to."""

import re

from macros.paths import ROOT
from macros.publish.assets import scripts

SCRIPTS = sorted((ROOT / "overrides" / "components").glob("*/*.js"))
TOP_LEVEL = re.compile(r"(//.*|\(\(\) => \{|\}\)\(\);|(async )?function \w+\(.*\{|\})?")
"""What may stand at the start of a line: a comment, a block that is called at once, or a function."""


def shared_functions() -> list[str]:
    """Those that biome.jsonc lists."""
    listed = re.search(r'"globals": \[(.*?)\]', (ROOT / "biome.jsonc").read_text(encoding="utf-8"))
    assert listed
    return re.findall(r'"(\w+)"', listed[1])


def test_scripts_share_functions_alone() -> None:
    """The joined file hoists a function, whatever the order of the files; biome.jsonc lists each that is shared."""
    declared = []
    for path in SCRIPTS:
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith(" ")]
        assert [line for line in lines if not TOP_LEVEL.fullmatch(line)] == [], path
        declared += [line.split("(")[0].removeprefix("function ") for line in lines if line.startswith("function ")]
    assert sorted(declared) == shared_functions()
    assert len(declared) == len(set(declared))


def test_a_file_of_scripts_has_every_shared_function_that_it_calls() -> None:
    """One that is lost takes nothing from another; and there are such calls."""
    called = 0
    for name, make in scripts():
        text = make()
        declared = set(re.findall(r"\bfunction (\w+)\(", text))
        calls = {one for one in shared_functions() if re.search(rf"(?<!function ){one}\(", text)}
        assert calls <= declared, name
        called += len(calls)
    assert called > 0
