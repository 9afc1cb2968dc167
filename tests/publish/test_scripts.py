"""The components' scripts are joined into one file: each stands in a block of its own, and shares what it has to."""

import re

from macros.paths import ROOT

SCRIPTS = sorted((ROOT / "overrides" / "components").glob("*/*.js"))
TOP_LEVEL = re.compile(r"(//.*|\(\(\) => \{|\}\)\(\);|(async )?function \w+\(.*\{|\})?")
"""What may stand at the start of a line: a comment, a block that is called at once, or a function."""


def test_scripts_share_functions_alone() -> None:
    """The joined file hoists a function, whatever the order of the files; biome.jsonc lists each that is shared."""
    declared = []
    for path in SCRIPTS:
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith(" ")]
        assert [line for line in lines if not TOP_LEVEL.fullmatch(line)] == [], path
        declared += [line.split("(")[0].removeprefix("function ") for line in lines if line.startswith("function ")]
    shared = re.search(r'"globals": \[(.*?)\]', (ROOT / "biome.jsonc").read_text(encoding="utf-8"))
    assert shared
    assert sorted(declared) == re.findall(r'"(\w+)"', shared[1])
    assert len(declared) == len(set(declared))
