"""The walk of a release: it stops where something is missing and says what to write, and then writes all of it."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from macros.commands.release import main
from macros.editions.advice import advice, difference, read_advice
from macros.editions.release import unlisted
from macros.loading import load
from macros.reading.problem import ContentError
from macros.records.tested import TESTED, files_hash, record

FIRST, SECOND = "2026-12-01", "2027-01-10"


@pytest.fixture
def root(small: Path) -> Path:
    """The small content, about to be released, in a repository of its own."""
    subprocess.run(["git", "init", "--quiet"], cwd=small.parent, check=True)
    return small.parent


@pytest.fixture
def released(root: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The small content after its first release, approved for its second."""
    approve(root, FIRST)
    assert run(root, FIRST) == 0, capsys.readouterr().err
    approve(root, SECOND)
    return root


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


def test_it_stops_until_each_number_was_rung(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names each that is printed and that the partnership has not confirmed, and no other."""
    approve(root, FIRST)
    text = (root / "docs" / "partnership.yml").read_text(encoding="utf-8")
    (root / "docs" / "partnership.yml").write_text(text.replace("confirmed: 2026-11-30", "confirmed: no"))
    told = stops(root, FIRST, capsys)
    assert [line.partition(": ")[2] for line in told] == [
        f'"{key}": ring {number} ({name}), and write the day: "confirmed: {FIRST}". '
        "Until then, it is printed as a draft."
        for key, number, name in (
            ("mash", "01632 960001", "Children's social care"),
            ("edt", "01632 960002", "Night Team"),
            ("office", "01632 960004", "Office"),
        )
    ]


def stops(root: Path, day: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is missing for a release, which writes nothing then."""
    capsys.readouterr()
    record(root, files_hash(root), date(2026, 11, 29))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main([day], root) == 1
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return capsys.readouterr().err.split("\n\n")[1].splitlines()


def test_a_release_stops_until_all_tests_passed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With these very files: an edit after the pass stops it again."""
    approve(root, FIRST)
    record(root, files_hash(root), date(2026, 11, 29))
    edit(root, "index.md", "title: .*", "title: Another title")
    assert main([FIRST], root) == 1
    told = capsys.readouterr().err.split("\n\n")[1].splitlines()
    assert [line.partition(" ")[0] for line in told] == [f"{TESTED}:1:"]
    assert run(root, FIRST) == 0


def test_a_release_stops_until_the_edition_is_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says where to write what."""
    said = [line for line in stops(root, FIRST, capsys) if "ring" not in line]
    assert said == [
        'docs/partnership.yml:18: "date" is 2026-11-22, and not the day of the release. Write "date: 2026-12-01".',
        'docs/partnership.yml:19: "approved" is no. When the partnership has approved the edition, '
        'write the day: "approved: 2026-12-01".',
    ]


@pytest.mark.parametrize(("approved", "said"), [(FIRST, "for what was released"), ("2027-12-31", "after the day")])
def test_an_approval_is_of_one_edition(
    approved: str, said: str, released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That of the last edition approves no other, and none is approved by a day to come."""
    edit(released, "partnership.yml", "approved: .*", f"approved: {approved}")
    (told,) = stops(released, SECOND, capsys)
    assert told.startswith(f'docs/partnership.yml:19: "approved" is {approved}, {said}')


def test_the_first_release_promises_every_address(released: Path) -> None:
    """The ledger holds each of them once, sorted, as live; the record holds all advice."""
    content = load(released / "docs")
    assert unlisted(content) == []
    rows = (released / "ledger.txt").read_text(encoding="utf-8").splitlines()
    assert rows == sorted(rows)
    assert "/checklists/before/#purpose live" in rows
    day, old = read_advice(released)
    assert (str(day), old) == (FIRST, advice(content))


def test_overdue_reviews_stop_a_release(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each page and each point of law that is due is named."""
    approve(released, "2027-06-30")
    said = stops(released, "2027-06-30", capsys)
    assert "docs/index.md:6: was due for review on 2027-05-22." in said
    assert any("rules.yml" in one and "checked again" in one for one in said)


@pytest.mark.parametrize("name", ["checklists/before", "decide/ask"])
def test_a_lost_first_record_stops_a_release(name: str, released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else it would be written anew, with another day."""
    record = released / "records" / name / "1.txt"
    record.unlink()
    assert any(line.startswith(f"records/{name}/1.txt:1: is missing") for line in stops(released, SECOND, capsys))


def test_changed_advice_is_shown_and_told(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The force of a rule, a route and an item, each as it was and as it is; what readers now do has to be said."""
    edit(released, "checklists/before.yml", "version: 1", "version: 2")
    edit(released, "checklists/before.yml", "Say why in one sentence", "Say why in two sentences")
    edit(released, "decide/ask.yml", r"(Not sure\n        next: )share", r"\1call")
    (said,) = stops(released, SECOND, capsys)
    assert re.fullmatch(r'docs/decide/ask\.yml:\d+: "version" is 1, but .* Write "version: 2"\.', said)
    edit(released, "decide/ask.yml", "version: 1", "version: 2")
    (said,) = stops(released, SECOND, capsys)
    assert said.startswith("docs/about/changes.yml:1: does not say what readers now do differently.")
    changes = released / "docs" / "about" / "changes.yml"
    entry = changes.read_text(encoding="utf-8").replace("first:", "second:", 1).replace("2026-11-22", SECOND, 1)
    changes.write_text(changes.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert run(released, SECOND) == 0
    shown = capsys.readouterr().out
    assert "  before/purpose\n    was: Say why in one sentence\n    now: Say why in two sentences\n" in shown
    assert "Where answers lead:" in shown
    assert "records/advice/2.txt" in shown
    assert read_advice(released)[1] == advice(load(released / "docs"))


def test_a_correction_of_words_is_no_advice(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing has to be said to readers then."""
    edit(released, "checklists/before.yml", "version: 1", "version: 2\nchange: wording")
    edit(released, "checklists/before.yml", "Say why in one sentence", "Say why, in one sentence")
    assert run(released, SECOND) == 0, capsys.readouterr().err
    assert "who holds an older sheet is told to go on using it: before 2." in capsys.readouterr().out


def test_the_force_of_a_rule_is_seen(released: Path) -> None:
    """Alone, apart from its words."""
    edit(released, "law/rules.yml", "status: in-force", "status: unconfirmed")
    changed = difference(read_advice(released)[1], advice(load(released / "docs")))
    assert [(key.split()[0], old.split(", ")[1], new.split(", ")[1]) for key, old, new in changed] == [
        ("force", "in-force", "unconfirmed")
    ]


@pytest.mark.parametrize(
    ("old", "new"), [(FIRST, "1 December"), (FIRST, "2026-02-30"), (r"\nitem before/purpose: ", "\nitem: ")]
)
def test_a_record_that_was_changed_is_named_with_its_line(old: str, new: str, released: Path) -> None:
    """Is named with its line."""
    path = released / "records" / "advice" / "1.txt"
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"records/advice/1\.txt:\d+: .*bring it back as it was"):
        read_advice(released)


def test_a_second_release_of_the_same_content_writes_nothing(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second release of the same content."""
    before = {path: path.read_bytes() for path in released.rglob("*.txt")}
    assert run(released, SECOND) == 0
    assert {path: path.read_bytes() for path in released.rglob("*.txt")} == before
    assert capsys.readouterr().out.endswith("Nothing is new.\n")
