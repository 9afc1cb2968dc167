"""What tests of releases share: to approve an edition, to release it, and what stops it."""

import re
from datetime import date
from pathlib import Path

import pytest

from macros.commands.release import main
from macros.records.tested import files_hash, record

FIRST, SECOND = "2026-12-01", "2027-01-10"
"""The days of two editions."""


def run(root: Path, day: str) -> int:
    """Release, after all tests passed."""
    record(root, files_hash(root), date(2026, 11, 29))
    return main([day], root)


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change words of a file; they have to be there."""
    path = root / "docs" / name
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
    assert count == 1, old
    path.write_text(text, encoding="utf-8")


def approve(root: Path, day: str) -> None:
    """What the partnership does last: it rings each number, and approves."""
    path = root / "docs" / "partnership.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("confirmed: no", "confirmed: 2026-11-30"), encoding="utf-8"
    )
    edit(root, "partnership.yml", r"date: .*\n  approved: .*", f"date: {day}\n  approved: {day}")


def stops(root: Path, day: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is missing for a release, which writes nothing then."""
    capsys.readouterr()
    record(root, files_hash(root), date(2026, 11, 29))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main([day], root) == 1
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return capsys.readouterr().err.split("\n\n")[1].splitlines()
