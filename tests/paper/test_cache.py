"""The cache on disk: each entry under the hash of all that it is made of."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.loading import load
from macros.models.addresses import sheet_pdf
from macros.paper import pdf
from macros.paper.cache import cached, folder
from tests.support.project import change


@pytest.fixture(autouse=True)
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own, in which nothing is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pdf.clear_cache()
    yield tmp_path / "cache"
    pdf.clear_cache()


def test_a_thing_is_made_once_for_the_same_parts() -> None:
    """And anew for others, though joined they were the same."""
    assert cached((b"a", b"bc"), lambda: b"one") == b"one"
    assert cached((b"a", b"bc"), lambda: b"two") == b"one"
    assert cached((b"ab", b"c"), lambda: b"three") == b"three"


def test_where_nothing_can_be_kept_all_is_made(cache_home: Path) -> None:
    """A file where the folder should be costs time alone."""
    cache_home.write_text("", encoding="utf-8")
    assert cached((b"a",), lambda: b"one") == b"one"
    assert cached((b"a",), lambda: b"two") == b"two"


def test_another_run_typesets_only_the_sheets_whose_words_changed(small: Path) -> None:
    """The others are read as they were kept: here one in whose place something else was put."""
    before = pdf.pdfs(load(small))
    sheet, other = before[sheet_pdf("before")], before[sheet_pdf("note")]
    found = [path for path in folder().iterdir() if path.read_bytes() == other]
    assert len(found) == 1
    found[0].write_bytes(pdf.PDF + b"as it was kept")
    pdf.clear_cache()
    change(small / "checklists" / "before.yml", ("Say why in one sentence", "Say why in a sentence"))
    after = pdf.pdfs(load(small))
    assert after[sheet_pdf("note")] == pdf.PDF + b"as it was kept"
    assert after[sheet_pdf("before")] not in (sheet, other)


def test_what_nobody_asked_for_in_a_month_is_dropped(small: Path) -> None:
    """When something new is kept; what was asked for since then stays."""
    old, used = folder() / "old", folder() / "used"
    folder().mkdir(parents=True)
    for path in (old, used):
        path.touch()
    os.utime(old, (0, 0))
    pdf.pdfs(load(small))
    assert used.exists()
    assert not old.exists()
