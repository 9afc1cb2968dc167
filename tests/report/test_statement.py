"""The accessibility statement tells of no test that was not run and passed, and of its day and browsers."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.paths import ROOT
from tests.report.statement import CHECKS, RECORD, STATEMENT, sentence


def told(text: str) -> str:
    """The part of a statement that says what was tested."""
    return text.split("{#tested}")[1].split("\n## ", maxsplit=1)[0]


def claims(text: str) -> list[str]:
    """The ids of what a statement says was tested."""
    return re.findall(r"^  \{#([a-z-]+)\}$", told(text), re.MULTILINE)


def faults(text: str, record: dict[str, Any]) -> list[str]:
    """What a statement says that its record does not."""
    wrong = [name for name in claims(text) if name not in record["passed"]]
    if len(re.findall("^- ", told(text), re.MULTILINE)) != len(claims(text)):
        wrong.append("a line without an id")
    if f"\n{sentence(record)}\n{{#last-run}}\n" not in text:
        wrong.append("another day")
    return wrong


@pytest.fixture
def text() -> str:
    """The statement."""
    return STATEMENT.read_text(encoding="utf-8")


@pytest.fixture
def record() -> dict[str, Any]:
    """What was run."""
    read: dict[str, Any] = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    return read


def test_the_accessibility_statement_says_what_the_record_says(text: str, record: dict[str, Any]) -> None:
    """Each line about a test has an id that the record says passed; the day and browsers are those of the record."""
    assert len(claims(text)) >= 5
    assert faults(text, record) == []
    assert set(record["passed"]) <= set(CHECKS)


def test_a_test_that_was_not_run_is_noticed(text: str, record: dict[str, Any]) -> None:
    """Negative control: a test that failed, a line without one, and another day."""
    assert faults(text, {**record, "passed": record["passed"][1:]})
    assert faults(text.replace("  {#roles}\n", ""), record)
    assert faults(text, {**record, "day": "2026-01-01"})


def test_the_tests_that_the_accessibility_statement_tells_of_exist() -> None:
    """Each check names tests that are there."""
    for tests in CHECKS.values():
        for test in tests:
            file, _, name = test.partition("::")
            assert f"def {name or 'test_'}" in (Path(ROOT) / file).read_text(encoding="utf-8"), test


def test_the_statement_is_a_draft_with_the_parts_of_the_model(text: str) -> None:
    """It says that it is a draft; contact and enforcement wait for the partnership; no compliance is claimed."""
    assert re.search(r"(?m)^\*\*Draft\b", text)
    for part in ("feedback", "enforcement"):
        said = text.split(f"{{#{part}}}")[1].split("\n## ", maxsplit=1)[0]
        assert "partnership" in said
        assert not re.search(r"@|\d{5}", said), "an address or a number that nobody gave"
    for part in ("how", "status", "tested", "not-tested", "preparation"):
        assert f"{{#{part}}}" in text
    assert "compliant" not in text.lower()
