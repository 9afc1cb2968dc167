"""The commands around the site: what is said where something is missing."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from macros.commands import INTERRUPTED, run_command
from macros.paths import ROOT
from tests.support.project import adopt, change

pytestmark = pytest.mark.slow
RUN = [sys.executable, "-m"]


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
        (["law_watch", ""], "Name the folder for the report alone, or nothing. Nobody was asked."),
        (["law_watch", "--help"], "Name the folder for the report alone, or nothing. Nobody was asked."),
        (["schema"], "schemas: a file or link has the place of a folder. Move it away, and try again."),
        (["build"], "site.old: is no folder. Move it away, and build again. Nothing was published."),
        (["overdue", "--help"], 'Nothing was done: this command takes no words, and got "--help".'),
    ],
)
def test_what_a_command_writes_into_is_missed_in_one_sentence(command: list[str], said: str, tmp_path: Path) -> None:
    """Where no site was built, or a file has the name of a folder, before anything is asked; or a word is too many."""
    project = adopt(tmp_path)
    for name in ("report", "schemas", "site.old"):
        (project / name).touch()
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


def test_the_zip_takes_the_place_of_no_folder(tmp_path: Path) -> None:
    """It is said, and nothing half made is left."""
    project = adopt(tmp_path)
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("words", encoding="utf-8")
    (project / "offline.zip").mkdir()
    done = subprocess.run([*RUN, "macros.commands.offline"], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(
        r"offline\.zip: a folder has the place of a file\. Move it away, and try again\.\n", done.stderr
    )
    assert [path.name for path in project.glob("offline*")] == ["offline.zip"]


def test_who_stops_listening_or_reads_no_curly_quotes_is_no_fault(tmp_path: Path) -> None:
    """As `head` does, and a terminal with few signs."""
    project = adopt(tmp_path)
    change(project / "docs" / "index.md", ("owner: Editor", "owner: Our “Editor”"))
    overdue = [*RUN, "macros.commands.overdue"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "AS_OF": "2099-01-01"}
    done = subprocess.run(overdue, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u201cEditor\\u201d: " in done.stdout
    piped = f"{shlex.join(overdue)} | true"
    done = subprocess.run(["sh", "-c", piped], cwd=project, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_who_stops_a_command_gets_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback after Ctrl+C, and what a shell expects."""

    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["overdue"])
    assert run_command(stopped) == INTERRUPTED
    assert capsys.readouterr().err == "Stopped before the end.\n"
