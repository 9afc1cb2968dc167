"""The commands around the site: live reload, and what is said where something is missing."""

import html
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.paths import ROOT
from tests.conftest import adopt

pytestmark = pytest.mark.slow


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=120) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
    return text


Served = tuple[Path, str, list[str]]
"""A project, the address at which it is shown, and what the terminal said before that."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small site under `mkdocs serve`, which each test leaves as it was, but for a word that it added."""
    with serving(adopt(tmp_path_factory.mktemp("served"))) as served:
        yield served


@contextmanager
def serving(project: Path) -> Iterator[Served]:
    """A project under `mkdocs serve` as `make serve` starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        said = []
        for line in server.stderr:
            said.append(line)
            if "Serving on" in line:
                break
        else:
            pytest.fail("".join(said))
        yield project, f"http://127.0.0.1:{port}/", said
        server.terminate()
        server.communicate(timeout=30)


def _reloaded(address: str, edit: Callable[[], object]) -> None:
    """Edit, and wait for what tells an open page to load itself again."""
    epoch, request = re.findall(r"livereload\((\d+), (\d+)\)", _get(address))[0]
    edit()
    for _ in range(10):  # the server answers after a while even if nothing changed
        if _get(f"{address}livereload/{epoch}/{request}") != epoch:
            return
    pytest.fail("the server did not build again")


@pytest.mark.parametrize(
    ("name", "page", "old", "new"),
    [
        ("docs/decide/ask.yml", "decide/ask/", r"(questions:\n  .*\n    text:)", r"\1 WORD"),
        ("docs/index.md", "", r"\Z", "\n\nWORD\n"),
        ("overrides/components/flowchart/flowchart.html", "decide/ask/", "Question ", "WORD "),
        ("overrides/components/footer/footer.html", "", "Found ", "WORD "),
    ],
)
def test_serving_shows_an_edit_of_any_source(name: str, page: str, old: str, new: str, served: Served) -> None:
    """A page, a YAML file, a component template and a template of the theme all show after an edit."""
    project, address, _ = served
    path = project / name
    word = f"Zebedee-{path.stem}"
    text, count = re.subn(old, new.replace("WORD", word), path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    assert word not in _get(address + page)
    _reloaded(address, lambda: path.write_text(text, encoding="utf-8"))
    assert word in _get(address + page)


def test_serving_reads_a_first_record(served: Served) -> None:
    """A first record is read as soon as it is written, although there was no folder for it."""
    project, address, _ = served
    record = project / "records" / "editions" / "2026-12-01.json"
    _reloaded(address, lambda: record.write_text("{}", encoding="utf-8"))
    assert "records/editions/2026-12-01.json:" in _get(address)
    _reloaded(address, record.unlink)
    assert "records/editions/2026-12-01.json:" not in _get(address)


def _break(project: Path) -> tuple[Path, str]:
    path = project / "docs" / "index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nYou must share.\n", encoding="utf-8")
    return path, text


def test_serving_shows_a_mistake_until_it_is_mended(served: Served) -> None:
    """Every page is the list of problems until they are mended; the server goes on."""
    project, address, _ = served
    _reloaded(address, lambda: _break(project))
    for page in ("", "law/", "about/contacts/"):
        assert "docs/index.md:" in _get(address + page)
    path = project / "docs" / "index.md"
    mended = path.read_text(encoding="utf-8").replace("\nYou must share.\n", "")
    _reloaded(address, lambda: path.write_text(mended, encoding="utf-8"))
    law = _get(address + "law/")
    assert "Quick exit" in law
    assert "Content-Security-Policy" not in law, "it would stop the script that loads the page again"


def test_serving_shows_a_mistake_of_the_first_build(tmp_path: Path) -> None:
    """From the first build on, as the same list in the browser and in the terminal."""
    project = adopt(tmp_path)
    _break(project)
    with serving(project) as (_, address, said):
        shown = re.findall(r"<p>(docs/[^<\n]*)", _get(address))
    listed = [line.strip() for line in said if line.startswith("docs/")]
    assert [line for line in listed if line.startswith("docs/index.md:")]
    assert [html.unescape(line) for line in shown] == listed


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
