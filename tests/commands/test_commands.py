"""The commands around the site: what is said where something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.paths import ROOT
from tests.support.project import adopt

pytestmark = pytest.mark.slow


def test_nothing_is_said_where_nothing_is_missing() -> None:
    """On a machine that has everything, silence and success."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.machine"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_missing_programs_are_said_in_one_sentence(tmp_path: Path) -> None:
    """Where a browser cannot be installed, the tests fail and say what to install."""
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.machine"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "chromium" in done.stderr


def test_old_python_is_said_in_one_sentence(tmp_path: Path) -> None:
    """Under an older Python, the one sentence that says so, before anything is set up."""
    # An interpreter that believes it is old: the check runs as it stands in the Makefile.
    old = tmp_path / "python3"
    old.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] && exec {sys.executable} -c "import sys; sys.version_info = (3, 9); $2"\nexit 9\n',
        encoding="utf-8",
    )
    old.chmod(0o755)
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "requirements.txt").touch()
    command = ["make", "site", f"PYTHON={old}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "needs Python 3.11 or later" in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["export"], "There is no site yet."),
        (["offline"], "There is no site yet."),
        (["law_watch", "report"], "report cannot hold the report (File exists). Name another folder."),
    ],
)
def test_what_a_command_writes_into_is_missed_in_one_sentence(command: list[str], said: str, tmp_path: Path) -> None:
    """Where no site was built, or a file has the name of the folder of a report, before anything is asked."""
    project = adopt(tmp_path)
    (project / "report").touch()
    done = subprocess.run(
        [sys.executable, "-m", f"macros.commands.{command[0]}", *command[1:]],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
