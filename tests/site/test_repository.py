"""What the repository says of itself: paths, where to report a fault, the changelog, what runs before a commit."""

import re
from collections.abc import Iterator
from datetime import date

import yaml

from macros.content import Content
from macros.models.dates import read_day
from macros.paths import DOCS, ROOT

PATH = re.compile(r"`((?:docs|macros|overrides|records|schemas|tests)/[^`\s]*)`")
"""A path as prose names it; NAME and the like stand for any name."""

LATER = ("records/", "docs/law/source-changes.yml")
"""What a release writes, and what an editor writes after the first change that law watch sees."""


def missing_paths(text: str) -> Iterator[str]:
    """The paths that a text names, and where nothing is."""
    for path in PATH.findall(text):
        pattern = re.sub(r"\b[A-Z]+\b", "*", path).rstrip("/")
        if not path.startswith(LATER) and not any(ROOT.glob(pattern)):
            yield path


def test_paths_that_are_named_are_there() -> None:
    """A module or test that moved takes its name along in the texts for editors."""
    names = ("README.md", "DEVELOPING.md", "CONTRIBUTING.md", "SECURITY.md")
    texts = [*(ROOT / name for name in names), *sorted(DOCS.rglob("*.md"))]
    missing = {path: list(missing_paths(path.read_text(encoding="utf-8"))) for path in texts}
    assert {path: names for path, names in missing.items() if names} == {}


def test_a_missing_path_is_found() -> None:
    """Negative control: files, folders and patterns, but not what only a release writes."""
    text = (
        "`macros/gone.py` `macros/paths.py` `tests/gone/` `docs/` `docs/decide/NAME.yml` `records/checklists/x/1.txt`"
    )
    assert list(missing_paths(text)) == ["macros/gone.py", "tests/gone/"]


def pictured(text: str) -> Iterator[str]:
    """The paths in the picture of the folders in README.md, each below those that are indented less."""
    picture = text.split("## Where is it?")[1].split("\n\n")[2]
    above: list[tuple[int, str]] = []
    for row in picture.split("\n"):
        depth = len(row) - len(row.lstrip())
        above = [(other, name) for other, name in above if other < depth]
        for name in re.findall(r"(?:^|, )([\w*]\S*/|[\w*.]+\.\w+)(?= |,|$)", row.strip().partition("  ")[0]):
            yield "".join([*(folder for _, folder in above), name])
        if (first := row.split()[0]).endswith("/"):
            above.append((depth, first))


def test_the_picture_of_the_folders_is_true() -> None:
    """Everything in it is there, and every folder and module at the top of macros/ and tests/ is in it."""
    shown = list(pictured((ROOT / "README.md").read_text(encoding="utf-8")))
    assert len(shown) > 25
    patterns = {path: re.sub(r"\b[A-Z]+\b", "*", path).rstrip("/") for path in shown}
    assert [
        path for path, pattern in patterns.items() if not path.startswith(LATER) and not any(ROOT.glob(pattern))
    ] == []
    for path in (ROOT / "macros").iterdir():
        if path.name not in ("__init__.py", "__pycache__", "paths.py"):
            assert f"macros/{path.name}{'/' * path.is_dir()}" in shown
            assert path.is_file() or (ROOT / "tests" / path.name).is_dir(), f"nothing tests {path.name}/"


def nouns() -> list[list[str]]:
    """The rows of the table of nouns in README.md, each as its cells."""
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("\n| noun ")[1].split("\n\n")[0]
    return [row.strip("| ").split(" | ") for row in table.split("\n")[2:]]


def test_each_noun_has_its_name_in_all_four_places() -> None:
    """Its words in docs/, its model, its component, and the mistakes of which an editor is told."""
    rows = nouns()
    assert len(rows) > 8
    for noun, words, *places in rows:
        name = noun.partition(" (")[0]
        for path in re.findall(r"`(docs/[^`]+)`", words):
            assert any(ROOT.glob(path.replace("NAME", "*"))), path
        wanted = (f"macros/models/{name}.py", f"overrides/components/{name}/", f"tests/problems/*/{name}-*.yml")
        assert tuple(place.strip("`") for place in places) == wanted
        assert all(any(ROOT.glob(path.rstrip("/"))) for path in wanted), name


def test_it_is_said_where_to_report_a_leak(content: Content) -> None:
    """The policy says that there is no contact exactly as long as the settings name none."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "`corrections` in `docs/partnership.yml`" in text
    assert ("**There is none yet.**" in text) == (not content.partnership.corrections)


def test_the_changelog_has_a_version_for_each_edition() -> None:
    """Unreleased on top, then each edition with its day, the latest first; every change under what kind it is."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *versions = re.findall(r"(?m)^## (.*)$", text)
    assert first == "[Unreleased]"
    days: list[date] = []
    for number, version in enumerate(reversed(versions), 1):
        said = re.fullmatch(r"\[(\d+)\] - (\S+)", version)
        assert said, version
        assert int(said[1]) == number
        days.append(read_day(said[2]))
    assert days == sorted(days)
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"(?m)^### (.*)$", text)) <= kinds


def test_nothing_is_fetched_before_a_commit() -> None:
    """The hooks are our own, and run what `make check` runs."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    (hook,) = hooks["repos"][0]["hooks"]
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("make check", "system", False)


EXPRESSION = re.compile(r"wait_for_function\(\s*f?\"(?!\(?\w*\)? => )")
"""A wait for an expression: where it is not true at once, it is read again as script, which our policy refuses."""


def test_browser_tests_wait_for_functions_not_for_expressions() -> None:
    """So that a page that is slow once fails no test."""
    modules = [path for folder in ("bench", "browser", "support") for path in (ROOT / "tests" / folder).rglob("*.py")]
    assert [path.name for path in modules if EXPRESSION.search(path.read_text(encoding="utf-8"))] == []
    assert EXPRESSION.search('page.wait_for_function("one > 0")'), "one is found"
