"""Every mistake of an editor gives exactly the message that its case in tests/problems/ says."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.editions.release import release
from macros.loading import load
from macros.paper.pdf import pdfs
from macros.paths import ROOT
from macros.reading.problem import ContentError
from tests.support.project import SMALL, copy_of_the_small

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CASES = sorted((ROOT / "tests" / "problems").rglob("*.yml"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the small content for all cases, since a copy for each takes longer than all the rest."""
    docs = copy_of_the_small(tmp_path_factory.mktemp("shared"))
    before = files(docs.parent)
    yield docs
    assert files(docs.parent) == before, "a case was judged by what another left"


def files(folder: Path) -> dict[Path, bytes]:
    """All that a folder holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def broken(docs: Path, told: dict[str, Any]) -> Iterator[None]:
    """The content as a case breaks it, mended afterwards.

    First the editions of the days of `release` are made, then words get a `change`, and whole files are there to
    `write` or `delete`.
    """
    unknown = told.keys() - {"release", "write", "change", "delete", "encoding", "problems"}
    assert not unknown, f"the case has keys that nothing reads: {unknown}"
    for day in told.get("release", []):
        release(day, docs.parent)
    texts: dict[str, str] = dict(told.get("write", {}))
    for name, changes in told.get("change", {}).items():
        texts[name] = (docs / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in texts[name], f"{name} does not hold {old!r}"
            texts[name] = texts[name].replace(old, new, 1)
    for name, text in texts.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding=told.get("encoding", "utf-8"))
    for name in told.get("delete", []):
        (docs / name).unlink()
    try:
        yield
    finally:
        for name in [*texts, *told.get("delete", [])]:
            if (SMALL / "docs" / name).exists():
                shutil.copy(SMALL / "docs" / name, docs / name)
            else:
                (docs / name).unlink(missing_ok=True)
        shutil.rmtree(docs.parent / "records", ignore_errors=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_broken_source_gives_these_problems_and_no_others(case: Path, shared: Path) -> None:
    """Breaking the small content as the case tells gives the problems that it tells, and no others."""
    told = yaml.load(case.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe one
    with broken(shared, told), pytest.raises(ContentError) as raised:
        pdfs(load(shared))
    assert [str(problem) for problem in raised.value.problems] == told["problems"]


def test_the_small_content_is_valid(small: Path) -> None:
    """Otherwise every case above would find the same problem."""
    assert load(small).partnership.area == "Otherby"


def test_what_is_behind_a_link_is_not_published(small: Path, tmp_path: Path) -> None:
    """MkDocs follows a link to a folder, and would publish unread what is in it."""
    (tmp_path / "elsewhere").mkdir()
    (small / "guidance" / "more").symlink_to(tmp_path / "elsewhere")
    (small / "plan.pdf").symlink_to(tmp_path / "nowhere.pdf")
    os.mkfifo(small / "guidance" / "pipe.md")
    with pytest.raises(ContentError) as raised:
        load(small)
    assert [one.path for one in raised.value.problems] == [
        *("docs/guidance/more", "docs/guidance/pipe.md", "docs/plan.pdf"),
    ]


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems_change_nothing(end: bytes, small: Path) -> None:
    """Windows and old Macs end lines in other ways, which changes nothing."""
    wanted = load(small)
    for path in small.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", end))
    content = load(small)
    assert (content.pages["index.md"].body, content.checklists) == (wanted.pages["index.md"].body, wanted.checklists)


def test_what_a_word_processor_or_a_pdf_has_for_a_character_is_that_character(small: Path) -> None:
    """A hyphen that does not break, letters that are joined, and a letter whose accent is a character of its own."""
    path = small / "index.md"
    plain = path.read_text(encoding="utf-8").replace("Start with", "Self-harm, the first office, a café.\n\nStart with")
    odd = plain.replace("f-h", "f\u2011h").replace("fi", "\ufb01").replace("é", "e\u0301")
    path.write_text(plain, encoding="utf-8")
    wanted = load(small).pages["index.md"].body
    path.write_text(odd, encoding="utf-8")
    assert odd != plain
    assert load(small).pages["index.md"].body == wanted


def test_a_no_break_space_is_a_space(small: Path) -> None:
    """A space that does not break is a space, wherever it was pasted."""
    wanted = load(small).checklists
    path = small / "checklists" / "before.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(" ", "\u00a0"), encoding="utf-8")
    assert load(small).checklists == wanted


def test_a_space_at_the_end_of_a_line_changes_nothing(small: Path) -> None:
    """Nobody sees it, in an address that is folded either."""
    path = small / "law" / "instruments.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("link: https", "link: >-\n    https"), encoding="utf-8")
    wanted = load(small).instruments
    path.write_text(re.sub("$", " ", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    assert load(small).instruments == wanted
