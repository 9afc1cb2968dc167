"""The walk of a release: it stops where something is missing and says what to write, and then writes all of it."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from macros.commands.release import main
from macros.content import Content
from macros.editions.release import last_advice, release, unlisted
from macros.loading import load
from macros.reading.problem import ContentError
from macros.records.advice import advice
from macros.records.sheets import difference
from macros.records.snapshot import SNAPSHOTS, SUMS
from macros.records.tested import TESTED, files_hash, record
from macros.records.things import changed_things
from tests.support.releases import FIRST, SECOND, approve, edit, run, stops


@pytest.fixture
def root(small: Path) -> Path:
    """The small content, about to be released, in a repository of its own."""
    subprocess.run(["git", "init", "--quiet"], cwd=small.parent, check=True)
    return small.parent


@pytest.fixture
def released(after_first: Path) -> Path:
    """The small content after its first release, approved for its second."""
    approve(after_first, SECOND)
    return after_first


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
    """The record holds each of them, and all advice."""
    content = load(released / "docs")
    assert unlisted(content) == []
    (edition,) = content.editions
    assert "/checklists/before/#purpose" in edition.addresses
    assert (str(edition.day), last_advice(content)) == (FIRST, advice(content.things))


def test_overdue_reviews_stop_a_release(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each page and each point of law that is due is named."""
    approve(released, "2027-06-30")
    said = stops(released, "2027-06-30", capsys)
    assert "docs/index.md:6: was due for review on 2027-05-22." in said
    assert any("rules.yml" in one and "checked again" in one for one in said)


@pytest.mark.parametrize("name", [f"{SNAPSHOTS}/{FIRST}.json", SUMS])
def test_a_lost_record_stops_a_release(name: str, released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is written: else what was promised would be forgotten."""
    (released / name).unlink()
    record(released, files_hash(released), date(2026, 11, 29))
    assert main([SECOND], released) == 1
    assert "records/editions/" in capsys.readouterr().err
    assert not (released / SNAPSHOTS / f"{SECOND}.json").exists()


def test_a_day_has_one_edition(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And none is before the last."""
    edit(released, "checklists/before.yml", "title: Before you share", "title: Before you do")
    for day, said in ((FIRST, "has an edition already"), ("2026-11-30", f"is before {FIRST}")):
        approve(released, day)
        edit(released, "partnership.yml", "approved: .*", f"approved: {day}")
        with pytest.raises(ValueError, match=said):
            release(date.fromisoformat(day), released)
    assert capsys.readouterr().err == ""


def changed(content: Content) -> list[tuple[str, str]]:
    """The kind and id of all that says something else than in the last edition."""
    return list(changed_things(content.editions[-1].things, content.things))


def test_what_changed_since_the_last_edition_is_known_by_kind(released: Path) -> None:
    """So that whoever rests on it can look again; the days of checks do not count."""
    assert changed(load(released / "docs")) == []
    edit(released, "law/rules.yml", "status: in-force", "status: unconfirmed")
    content = load(released / "docs")
    assert changed(content) == [("rules", "share-on-request")]


def test_changed_advice_is_shown_and_told(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The force of a rule, a route and an item, each as it was and as it is; what readers now do has to be said."""
    edit(released, "checklists/before.yml", "version: 1", "version: 2")
    edit(released, "checklists/before.yml", "Say why in one sentence", "Say why in two sentences")
    edit(released, "decide/ask.yml", r"(Not sure\n        next: )share", r"\1call")
    (said,) = stops(released, SECOND, capsys)
    assert re.fullmatch(r'docs/decide/ask\.yml:\d+: "version" is 1, but .* Write "version: 2"\.', said)
    edit(released, "decide/ask.yml", "version: 1", "version: 2")
    for name in ("teams/briefings/class.yml", "teams/decks.yml"):  # which rest on it
        edit(released, name, "version: 1", "version: 2")
    (said,) = stops(released, SECOND, capsys)
    assert said.startswith("docs/about/changes.yml:1: does not say what readers now do differently.")
    changes = released / "docs" / "about" / "changes.yml"
    entry = changes.read_text(encoding="utf-8").replace("first:", "second:", 1).replace("2026-11-22", SECOND, 1)
    changes.write_text(changes.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert run(released, SECOND) == 0
    shown = capsys.readouterr().out
    assert "  before/purpose\n    was: Say why in one sentence\n    now: Say why in two sentences\n" in shown
    assert "Where answers lead:" in shown
    assert f"{SNAPSHOTS}/{SECOND}.json" in shown
    content = load(released / "docs")
    assert last_advice(content) == advice(content.things)


def test_a_correction_of_words_is_no_advice(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing has to be said to readers then."""
    edit(released, "checklists/before.yml", "version: 1", "version: 2\nchange: wording")
    edit(released, "checklists/before.yml", "Say why in one sentence", "Say why, in one sentence")
    assert run(released, SECOND) == 0, capsys.readouterr().err
    assert "who holds an older sheet is told to go on using it: before 2." in capsys.readouterr().out


def test_the_force_of_a_rule_is_seen(released: Path) -> None:
    """Alone, apart from its words."""
    edit(released, "law/rules.yml", "status: in-force", "status: unconfirmed")
    content = load(released / "docs")
    changed = difference(last_advice(content), advice(content.things))
    assert [(key.split()[0], old.split(", ")[1], new.split(", ")[1]) for key, old, new in changed] == [
        ("force", "in-force", "unconfirmed")
    ]


def test_nothing_is_released_from_broken_content(released: Path) -> None:
    """Nor on top of a record that was edited."""
    edit(released, "checklists/before.yml", "timely", "timley")
    with pytest.raises(ContentError):
        release(date.fromisoformat(SECOND), released)
    edit(released, "checklists/before.yml", "timley", "timely")
    path = released / SNAPSHOTS / f"{FIRST}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Say why in one", "Say why in two"), encoding="utf-8")
    with pytest.raises(ContentError, match=f"{FIRST}.json:1: is not what was released"):
        release(date.fromisoformat(SECOND), released)


@pytest.mark.parametrize("words", [[], ["tomorrow"], ["2026-02-30"], ["20261201"]])
def test_a_release_on_a_day_that_is_none_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Said in a sentence."""
    assert main(words) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_second_release_of_the_same_content_writes_nothing(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second release of the same content."""
    before = {path: path.read_bytes() for path in (released / SNAPSHOTS).iterdir()}
    assert run(released, SECOND) == 0
    assert {path: path.read_bytes() for path in (released / SNAPSHOTS).iterdir()} == before
    assert capsys.readouterr().out.endswith("Nothing is new.\n")
