"""The record of an edition: the same bytes for the same content, never changed, and read by all later code."""

import hashlib
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from macros.editions.release import release
from macros.editions.take import take_snapshot
from macros.loading import load
from macros.paths import ROOT
from macros.reading.problem import Unreadable
from macros.records.advice import advice
from macros.records.releases import releases_of
from macros.records.sheets import difference
from macros.records.snapshot import (
    SNAPSHOTS,
    SUMS,
    ever_published,
    parse_snapshot,
    read_snapshots,
    serialise,
    write_snapshot,
)
from macros.records.tested import TESTED
from macros.records.things import changed_things
from macros.site import load_site
from tests.support.project import change

DAY = date(2026, 12, 1)
SCHEMA_1 = ROOT / "tests" / "records" / "schema-1.json"
"""A record of the small content as the first code wrote it; it never changes, as no record does."""


def test_a_record_has_the_same_bytes_twice(small: Path) -> None:
    """And reads back as what was written, with sorted keys under a stated schema."""
    first, second = (serialise(take_snapshot(load_site(small, has_policy=False), DAY)) for _ in range(2))
    assert first == second
    assert serialise(parse_snapshot(first)) == first
    data = json.loads(first)
    assert data["schema"] == 1
    assert list(data) == sorted(data)


def test_a_record_whose_sum_cannot_be_written_is_not_left_behind(small: Path) -> None:
    """Nor the other way round: what has no line in the list of sums stops each later build."""
    snapshot = take_snapshot(load_site(small, has_policy=False), DAY)
    (small.parent / SUMS).mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        list(write_snapshot(small.parent, snapshot))
    assert [path.name for path in (small.parent / SNAPSHOTS).iterdir()] == [Path(SUMS).name]


def test_git_keeps_the_bytes_of_a_record(tmp_path: Path) -> None:
    """Where it gives other files the line ends of Windows, as it does there by itself."""
    record = tmp_path / SNAPSHOTS / "2026-12-01.json"
    record.parent.mkdir(parents=True)
    record.write_bytes(b"{}\n")
    page = tmp_path / "page.md"
    page.write_bytes(b"Words.\n")
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    for words in (["init"], ["add", "."], ["-c", "core.autocrlf=true", "checkout-index", "--all", "--force"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
        if words[0] == "add":
            record.unlink()
            page.unlink()
    assert page.read_bytes() == b"Words.\r\n"
    assert record.read_bytes() == b"{}\n"


def test_a_record_holds_every_address_with_its_kind_and_title(small: Path) -> None:
    """Pages and places on them; none without a title."""
    snapshot = take_snapshot(load_site(small, has_policy=False), DAY)
    assert snapshot.addresses["/checklists/before/"] == ("page", "Before you share")
    assert snapshot.addresses["/checklists/before/#purpose"] == ("item", "Say why in one sentence")
    assert snapshot.addresses["/decide/ask/#second"] == ("question", "Does a law ask for it?")
    assert snapshot.addresses["/decide/ask/#call.1"] == ("outcome", "Call for help")
    assert snapshot.addresses["/law/#sharing-act"][0] == "instrument"
    assert snapshot.addresses["/law/#share-on-request"][0] == "rule"
    assert all(title.strip() for _, title in snapshot.addresses.values())


def test_a_record_holds_all_things_as_plain_data(small: Path) -> None:
    """Each kind that the site has, with texts as their words."""
    things = load(small).things
    assert {"rules", "instruments", "flowcharts", "checklists", "contacts", "scenarios"} <= things.keys()
    assert all(things.values())
    assert things["contacts"]["mash"]["number"] == "01632 960001"
    share = next(one for one in things["flowcharts"]["ask"]["outcomes"] if one["id"] == "share")
    assert share["do"] == ["Share what is needed.", "Councils must share it."]
    assert json.loads(json.dumps(things)) == things


def test_the_first_schema_is_read_for_ever(tmp_path: Path) -> None:
    """Addresses, versions of sheets, advice, contacts and words of a record that this code did not write."""
    folder = tmp_path / SNAPSHOTS
    folder.mkdir(parents=True)
    shutil.copy(SCHEMA_1, folder / "2026-12-01.json")
    total = hashlib.sha256(SCHEMA_1.read_bytes()).hexdigest()
    (tmp_path / SUMS).write_text(f"{total}  2026-12-01.json\n", encoding="utf-8")
    (snapshot,), problems = read_snapshots(tmp_path)
    assert problems == []
    assert (snapshot.day, snapshot.title) == (DAY, "First edition")
    assert ever_published((snapshot,))["/checklists/before/#purpose"] == DAY
    (before,) = releases_of([snapshot])["checklists", "before"]
    assert before.rows[0] == ("purpose", "Say why in one sentence")
    said = advice(snapshot.things)
    assert said["force share-on-request"] == "must, in-force"
    assert said["route ask/first first calm > second asked or not-sure"] == "ask/share"
    assert said["outcome ask/call/say"] == "Where the child is."
    (page,) = [page for page in snapshot.pages if page.address == "/decide/ask/"]
    assert ("h3", "second", "Question 2 Does a law ask for it?") in page.words


def test_a_schema_to_come_is_refused_by_its_number() -> None:
    """Code that is too old says so, and reads nothing wrongly."""
    text = json.dumps(json.loads(SCHEMA_1.read_text(encoding="utf-8")) | {"schema": 2})
    with pytest.raises(Unreadable) as raised:
        parse_snapshot(text)
    assert str(raised.value) == "is of schema 2, which is newer than this code. Get the latest code."


def test_sums_are_those_of_sha256sum(small: Path) -> None:
    """Whoever holds the records can check them without this project."""
    for day, words in ((DAY, "Say why"), (date(2027, 1, 10), "Say it")):
        release(day, small.parent)
        change(small / "guidance" / "glossary.md", ("title: ", f"title: {words} "))
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=(small.parent / SUMS).parent, check=False
    )
    assert done.returncode == 0
    assert len(list((small.parent / SNAPSHOTS).glob("*.json"))) == 2


def test_what_changed_is_told_by_kind_and_id(small: Path) -> None:
    """What a thing says counts, and the day of its check does not."""
    before = load(small).things
    change(small / "law" / "rules.yml", ("status: in-force", "status: unconfirmed"))
    change(small / "partnership.yml", ("01632 960001", "01632 960009"), ("confirmed: no", "confirmed: 2026-11-21"))
    after = load(small).things
    assert list(changed_things(before, after)) == [("contacts", "mash"), ("rules", "share-on-request")]
    assert list(changed_things(before, before)) == []
    changed = [key for key, _, _ in difference(advice(before), advice(after))]
    assert changed == ["force share-on-request"]


def test_no_record_ever_changed() -> None:
    """The history of this project holds no change, move or removal of a record, but for that of the tests."""
    command = ["git", "log", "--diff-filter=MRD", "--name-only", "--format=", "--", SNAPSHOTS, f":!{SUMS}"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout == ""
    assert not TESTED.startswith(SNAPSHOTS)
