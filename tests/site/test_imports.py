"""What tests share is in fixtures and in tests/support/, and those that drive a browser are slow."""

import ast
from collections.abc import Iterator

import pytest

from macros.paths import ROOT


def imported(text: str) -> Iterator[str]:
    """The modules of tests/ that a module imports, by their full names."""
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.startswith("tests."))


def borrowed(module: str, text: str) -> list[str]:
    """What a module of tests/ imports and should not.

    No module imports tests or a conftest. A program, such as tests/bench/, may import another; all others import what
    is in tests/support/, and a test the program beside it.
    """
    folder, _, name = module.rpartition(".")
    in_program = folder.count(".") == 1 and folder != "tests.support" and not is_found_by_pytest(name)
    shared = {"tests.support"} if folder == "tests" else {"tests.support", folder}
    return [
        one
        for one in imported(text)
        if any(is_found_by_pytest(part) for part in one.split("."))
        or not (in_program or any(f"{one}.".startswith(f"{package}.") for package in shared))
    ]


def is_found_by_pytest(name: str) -> bool:
    """Whether pytest itself looks for a module of this name."""
    return name == "conftest" or name.startswith("test_")


def test_tests_share_by_fixtures_and_the_support_package() -> None:
    """A test that moves or goes takes nothing along."""
    found = {}
    for path in (ROOT / "tests").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if names := borrowed(module, path.read_text(encoding="utf-8")):
            found[module] = names
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "from tests.site.test_site import pages",
        "from tests.site import test_site",
        "import tests.site.test_site",
        "def late():\n    from tests.site.test_site import pages",
        "from tests.conftest import content",
        "from tests.browser.conftest import watch",
    ],
)
@pytest.mark.parametrize("module", ["tests.site.test_other", "tests.bench.stock", "tests.support.pages"])
def test_an_import_of_tests_or_of_fixtures_is_found(module: str, text: str) -> None:
    """However it is written, and whoever imports."""
    assert borrowed(module, text)


@pytest.mark.parametrize(
    "module", ["tests.site.test_other", "tests.test_other", "tests.conftest", "tests.support.pages"]
)
def test_an_import_of_a_program_elsewhere_is_found(module: str) -> None:
    """What a test needs of it belongs into the support package."""
    assert borrowed(module, "from tests.bench.reading import tasks")


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("tests.site.test_other", "from tests.support import nu\nfrom tests.support.nu import faults"),
        ("tests.site.test_other", "from macros.records.tested import TESTED"),
        ("tests.report.test_figures", "from tests.report.figures import figures"),
        ("tests.report.__main__", "from tests.bench import weight"),
    ],
)
def test_what_is_shared_may_be_imported(module: str, text: str) -> None:
    """The support package, the program that a test tests, and one program by another."""
    assert borrowed(module, text) == []


def test_each_module_that_drives_a_browser_is_slow() -> None:
    """`make check` does not look into tests/browser, so that a test there without the mark would never be run."""
    modules = sorted((ROOT / "tests" / "browser").glob("test_*.py"))
    assert len(modules) > 20
    unmarked = [one.name for one in modules if "\npytestmark = pytest.mark.slow\n" not in one.read_text("utf-8")]
    assert unmarked == []
