"""The record of a pass of all tests: `records/tested.json` holds the hash of the files that passed them."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.models.dates import read_day
from macros.reading.problem import Problem

TESTED = "records/tested.json"
"""The name of the record. Unlike the others it is written anew by each pass."""


def files_hash(root: Path) -> str:
    """The SHA-256, in hexadecimal, of the names and bytes of all files of the project but those of records/.

    Files that Git ignores do not count. It makes no difference whether a file is committed yet.

    Raises:
        ValueError: with a sentence, if Git is not there or knows of no repository.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".", ":!records"]
    try:
        told = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise ValueError(
            f"Git could not list the files in {root.name}, so nobody can say whether they were tested. "
            "Install git, and release from a clone of the repository."
        ) from error
    total = hashlib.sha256()
    for name in sorted(set(filter(None, told.split(b"\0")))):
        path = root / os.fsdecode(name)
        if path.is_file():  # one that was deleted is listed until that is committed
            total.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def record(root: Path, passed: str, day: date) -> None:
    """Record that the files with a hash passed all tests, and on which day."""
    path = root / TESTED
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"passed": passed, "day": str(day)}) + "\n", encoding="utf-8", newline="\n")


def tested_on(root: Path) -> date | None:
    """The day of the last pass of all tests; None if there was none."""
    try:
        return read_day(json.loads((root / TESTED).read_text(encoding="utf-8"))["day"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def untested(root: Path) -> Iterator[Problem]:
    """Yield a problem unless the current files passed all tests.

    Raises:
        ValueError: as `files_hash`.
    """
    try:
        passed = json.loads((root / TESTED).read_text(encoding="utf-8"))["passed"]
    except (OSError, ValueError, KeyError, TypeError):
        passed = None
    if passed != files_hash(root):
        yield Problem(
            TESTED, 1, 'does not say that these files passed all tests. Run "make test-all", which writes it.'
        )
