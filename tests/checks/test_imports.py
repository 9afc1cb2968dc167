"""Test modules: none is the library of another, and those that drive a browser are slow."""

import ast
from collections.abc import Iterator

import pytest

from macros.paths import ROOT


def imported_tests(text: str) -> Iterator[str]:
    """The test modules that a module imports, by their full names."""
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.startswith("tests.") and name.rpartition(".")[2].startswith("test_"))


def test_no_test_module_is_imported() -> None:
    """Neither by another nor by what measures: a test that moves or goes takes nothing along."""
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in (ROOT / "tests").rglob("*.py")
        if (names := list(imported_tests(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "from tests.site.test_site import pages",
        "from tests.site import test_site",
        "import tests.site.test_site",
        "def late():\n    from tests.site.test_site import pages",
    ],
)
def test_an_import_of_a_test_module_is_found(text: str) -> None:
    """However it is written."""
    assert "tests.site.test_site" in list(imported_tests(text))


def test_each_module_that_drives_a_browser_is_slow() -> None:
    """`make check` does not look into tests/browser, so that a test there without the mark would never be run."""
    modules = sorted((ROOT / "tests" / "browser").glob("test_*.py"))
    assert len(modules) > 20
    unmarked = [one.name for one in modules if "\npytestmark = pytest.mark.slow\n" not in one.read_text("utf-8")]
    assert unmarked == []


def test_what_tests_share_may_be_imported() -> None:
    """The support package, and macros that have the word in their name."""
    assert list(imported_tests("from tests.support import nu\nfrom macros.records.tested import TESTED\n")) == []
