"""A pass of all tests is recorded of the very files that passed, and of no others."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.records.snapshot import read_snapshots
from macros.records.tested import TESTED, files_hash, record, tested_on, untested
from tests.support.tested import main

DAY = date(2026, 11, 29)


def git(root: Path, *words: str) -> None:
    """Run Git in a project, as nobody in particular."""
    own = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", *own, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a page that is committed and one that is not, an ignored folder and a record."""
    git(tmp_path, "init", "--quiet")
    for name in ("docs/index.md", "docs/new.md", "site/index.html", "records/advice/1.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("site/\n", encoding="utf-8")
    git(tmp_path, "add", "docs/index.md", ".gitignore")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda root: (root / "docs" / "index.md").write_text("other", encoding="utf-8"),
    "a page that is not committed": lambda root: (root / "docs" / "new.md").write_text("other", encoding="utf-8"),
    "a new file": lambda root: (root / "Makefile").write_text("", encoding="utf-8"),
    "a name": lambda root: (root / "docs" / "index.md").rename(root / "docs" / "other.md"),
    "a removal": lambda root: (root / "docs" / "index.md").unlink(),
}
OTHERS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "all is staged": lambda root: git(root, "add", "--all"),
    "what Git ignores": lambda root: (root / "site" / "index.html").write_text("other", encoding="utf-8"),
    "a record": lambda root: (root / "records" / "advice" / "2.txt").write_text("other", encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_release_asks_for_the_tests_again(change: str, root: Path) -> None:
    """After each change of a file that is published or tested, and until all tests passed once."""
    sentence = 'does not say that these files passed all tests. Run "make test-all", which writes it.'
    assert [str(one) for one in untested(root)] == [f"{TESTED}:1: {sentence}"]
    record(root, files_hash(root), DAY)
    assert list(untested(root)) == []
    CHANGES[change](root)
    assert [one.sentence for one in untested(root)] == [sentence]


@pytest.mark.parametrize("change", OTHERS)
def test_a_release_goes_on_after_a_pass(change: str, root: Path) -> None:
    """Staging for a commit, building and recording are no changes."""
    record(root, files_hash(root), DAY)
    OTHERS[change](root)
    assert list(untested(root)) == []


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"passed": null}', '{"day": "never"}'])
def test_a_broken_record_counts_as_none(text: str, root: Path) -> None:
    """It is asked for again."""
    (root / TESTED).write_text(text, encoding="utf-8")
    assert len(list(untested(root))) == 1
    assert tested_on(root) is None


def test_the_record_says_on_which_day_all_tests_passed(root: Path) -> None:
    """The page about the state of the site prints it."""
    assert tested_on(root) is None
    record(root, files_hash(root), DAY)
    assert tested_on(root) == DAY


def test_a_file_may_have_a_name_in_another_encoding(root: Path) -> None:
    """As an archive of an old Windows has: it is a file like others."""
    before = files_hash(root)
    (root / "docs" / os.fsdecode(b"\xe9t\xe9.md")).touch()
    assert files_hash(root) != before


def test_without_git_nothing_is_taken_for_tested(tmp_path: Path) -> None:
    """A sentence says what is missing."""
    with pytest.raises(ValueError, match=r"^Git could not list the files in .* from a clone of the repository\.$"):
        list(untested(tmp_path))


def test_a_pass_is_recorded_of_the_files_that_were_tested(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the hash before, and records it after, unless files changed in between."""
    assert main([], root) == 0
    before = capsys.readouterr().out.strip()
    CHANGES["a word"](root)
    assert main([before], root) == 1
    assert "Files changed while they were tested" in capsys.readouterr().err
    assert not (root / TESTED).exists()
    assert main([], root) == 0
    assert main([capsys.readouterr().out.strip()], root) == 0
    assert list(untested(root)) == []


def test_a_record_of_tests_is_no_record_of_a_release(root: Path) -> None:
    """The readers of those pass it over."""
    record(root, files_hash(root), DAY)
    assert read_snapshots(root) == ((), [])
