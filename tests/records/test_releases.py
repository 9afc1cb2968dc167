"""Releases: what is released is written once, and never changes afterwards."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from macros.commands.release import main
from macros.editions.release import release
from macros.editions.sheet_status import statuses
from macros.loading import load
from macros.paths import ROOT
from macros.reading.problem import ContentError
from macros.records.tested import TESTED

FIRST = date(2026, 12, 1)


@pytest.fixture
def root(small: Path) -> Path:
    """The small content, about to be released."""
    return small.parent


def change(root: Path, *pairs: tuple[str, str]) -> None:
    """Change words of the list "before"."""
    path = root / "docs" / "checklists" / "before.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_a_first_release_records_every_list(root: Path) -> None:
    """Every list gets a record: its day, that it is advice, and each line in order."""
    names = ("checklists/before", "checklists/note", "decide/ask", "decide/reply")
    others = ["records/advice/1.txt", "records/addresses/1.txt", "ledger.txt"]
    assert release(FIRST, root) == [*(f"records/{name}/1.txt" for name in names), *others]
    assert (root / "records/checklists/before/1.txt").read_text(encoding="utf-8") == (
        "2026-12-01 advice\npurpose: Say why in one sentence\ntime: Share it in time, see the questions\n"
    )
    content = load(root / "docs")
    for (kind, name), (one,) in content.releases.items():
        assert one.rows == tuple(content.printed(kind)[name].rows())


def test_a_release_writes_what_is_new_and_touches_nothing_else(root: Path) -> None:
    """A second release on the same source writes nothing; a new version becomes a new record beside the old one."""
    release(FIRST, root)
    before = {path: path.read_bytes() for path in root.rglob("*.txt")}
    assert release(FIRST, root) == []
    change(root, ("version: 1", "version: 2"), ("Say why in one sentence", "Say why"))
    assert release(date(2027, 1, 10), root) == ["records/checklists/before/2.txt", "records/advice/2.txt"]
    assert {path: path.read_bytes() for path in before} == before
    assert [one.version for one in load(root / "docs").releases["checklists", "before"]] == [1, 2]


def test_nothing_is_released_from_broken_content(root: Path) -> None:
    """Nor on a day before the last release."""
    release(FIRST, root)
    change(root, ("version: 1", "version: 2"))
    with pytest.raises(ValueError, match="2026-12-01"):
        release(date(2026, 11, 30), root)
    change(root, ("timely", "timley"))
    with pytest.raises(ContentError):
        release(date(2027, 1, 10), root)
    assert len(list((root / "records").rglob("*.txt"))) == 6


@pytest.mark.parametrize("words", [[], ["tomorrow"], ["2026-02-30"], ["20261201"]])
def test_a_release_on_a_day_that_is_none_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Said in a sentence."""
    assert main(words) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_no_record_ever_changed() -> None:
    """The history of this project holds no change, move or removal of a record, but for that of the tests."""
    command = ["git", "log", "--diff-filter=MRD", "--name-only", "--format=", "--", "records", f":!{TESTED}"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout == ""


def test_a_list_may_be_withdrawn_once_the_ledger_says_so(root: Path) -> None:
    """Once the ledger says what became of its page."""
    release(FIRST, root)
    for ending in ("md", "yml"):
        (root / "docs" / "checklists" / f"note.{ending}").unlink()
    with pytest.raises(ContentError, match="was released, and its source is gone"):
        load(root / "docs")
    ledger = root / "ledger.txt"
    text = ledger.read_text(encoding="utf-8")
    assert "/checklists/note/#when live" in text
    text = text.replace("/checklists/note/ live", "/checklists/note/ withdrawn 2027-01-10 none Old.")
    ledger.write_text(text, encoding="utf-8")
    assert "note" not in load(root / "docs").checklists


def test_wording_keeps_where_answers_lead(root: Path) -> None:
    """An answer that leads elsewhere is advice, whatever it is called; other words are not."""
    release(FIRST, root)
    path = root / "docs" / "decide" / "reply.yml"
    text = path.read_text(encoding="utf-8").replace("version: 1\n", "version: 2\nchange: wording\n")
    path.write_text(text.replace("Do you know who asks?", "Do you know who is asking?"), encoding="utf-8")
    load(root / "docs")
    record = root / "records" / "decide" / "reply" / "1.txt"
    before = record.read_text(encoding="utf-8")
    assert "Yes > to-ask-second" in before
    record.write_text(before.replace("Yes > to-ask-second", "Yes > wait"), encoding="utf-8")
    with pytest.raises(ContentError, match=r'reply\.yml:3: "wording" keeps where every answer leads, but "known"'):
        load(root / "docs")


@pytest.mark.parametrize("folder", ["advice", "addresses"])
def test_a_lost_record_stops_a_release(folder: str, root: Path) -> None:
    """Before anything is written: the next number would be one that was used."""
    release(FIRST, root)
    lines = (
        "      {0}:",
        "text: Say what is {0}",
        "why: So that they know.",
        "sources: [write-it-down]\n      time:\n",
    )
    item = "\n        ".join(lines)
    change(root, ("version: 1", "version: 2"), ("      time:\n", item.format("more")))
    release(date(2027, 1, 10), root)
    (root / "records" / folder / "1.txt").unlink()
    change(root, ("version: 2", "version: 3"), ("      time:\n", item.format("most")))
    before = {path: path.read_bytes() for path in root.rglob("*.txt")}
    with pytest.raises(ContentError, match=rf"records/{folder}/1\.txt:1: is missing"):
        release(date(2027, 2, 20), root)
    assert {path: path.read_bytes() for path in root.rglob("*.txt")} == before


def test_a_question_names_what_its_answers_lead_to(root: Path) -> None:
    """By its words, and a hand-over by the title of its flowchart: nobody who holds a sheet knows ids."""
    release(FIRST, root)
    path = root / "docs" / "decide" / "reply.yml"
    text = path.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    path.write_text(text.replace("Do you know who asks?", "Who asks?"), encoding="utf-8")
    release(date(2027, 1, 10), root)
    (one,) = [one for one in statuses(load(root / "docs")) if (one.name, one.version) == ("reply", 1)]
    (words,) = [now for _, now in one.changes if now.startswith("Who asks?")]
    assert words == 'Who asks? / Yes > "What to do" / No > "Say nothing yet" / Not sure > "Say nothing yet"'
