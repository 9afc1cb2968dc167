"""Released versions of briefings and decks: what each printed, and what the address on an old one says of it."""

from datetime import date
from pathlib import Path

import pytest

from macros.editions.release import release
from macros.loading import load
from macros.pages.sheet_status import SheetStatus, statuses
from tests.support.project import change

FIRST, SECOND = date(2026, 12, 1), date(2027, 1, 10)
BRIEFING, CARDS = "teams/briefings/class.yml", "teams/decks.yml"
WORDS = """---
title: Words ready to use
description: About words.
owner: Editor
reviewed: 2026-11-22
next_review: 2027-05-22
keywords: scripts
---

Say it.

## They ask why {#why}

"So that **you** are well."
"""


@pytest.fixture
def root(small: Path) -> Path:
    """The small content after its first release."""
    release(FIRST, small.parent)
    return small.parent


def answers(root: Path, name: str) -> list[SheetStatus]:
    """What the address of each version of a sheet says."""
    return [one for one in statuses(load(root / "docs")) if one.name == name]


def revise(root: Path, file: str, version: int) -> None:
    """Say that a briefing or the cards were looked at."""
    change(root / "docs" / file, (f"version: {version - 1}", f"version: {version}"))


def test_a_version_is_a_draft_then_current(small: Path) -> None:
    """Before its first edition nobody is told to rely on it."""
    for name in ("briefing-class", "cards-school"):
        (before,) = answers(small.parent, name)
        assert (before.state, before.url) == ("draft", f"c/{name}/1/")
    release(FIRST, small.parent)
    for name in ("briefing-class", "cards-school"):
        (after,) = answers(small.parent, name)
        assert (after.state, after.day) == ("current", FIRST)


@pytest.mark.parametrize(
    ("file", "old", "new", "sheets"),
    [
        ("partnership.yml", "01632 960001", "01632 960009", ["briefing-class", "cards-school"]),
        ("decide/ask.yml", "Stay with the child.", "Keep close to the child.", ["briefing-class"]),
        ("guidance/scenarios.yml", "A child has stopped talking", "A child shouts", ["briefing-class", "cards-school"]),
        ("about/changes.yml", "Ring back on a number", "Ring at once on a number", ["briefing-class"]),
        ("law/rules.yml", "what they are asked for", "all that they are asked for", ["briefing-class", "cards-school"]),
        (BRIEFING, "Then ask again.", "Then ask twice.", ["briefing-class"]),
        (BRIEFING, "Find the number.", "Find both numbers.", ["briefing-class"]),
        (BRIEFING, "Stay **with** the child.", "Stay **near** the child.", ["briefing-class"]),
    ],
)
def test_an_old_sheet_is_told_what_changed(file: str, old: str, new: str, sheets: list[str], root: Path) -> None:
    """The day, and each line that it printed and that says something else, whichever page it comes from."""
    change(root / "docs" / file, (old, new))
    for chart in ("ask", "reply") if file.startswith("decide/") else ():
        revise(root, f"decide/{chart}.yml", 2)
    revise(root, BRIEFING, 2)
    revise(root, CARDS, 2)
    release(SECOND, root)
    for name in ("briefing-class", "cards-school"):
        first, second = answers(root, name)
        assert (first.state, first.day, second.state) == ("replaced", SECOND, "current")
        assert bool(first.changes) == (name in sheets), name
        for was, now in first.changes:
            assert old.replace("*", "").removeprefix("text: ") in was
            assert new.replace("*", "").removeprefix("text: ") in now


def test_what_is_no_longer_made_is_said_to_be_gone(root: Path) -> None:
    """A briefing once its redirect says what became of its page; cards, which have no page of their own, at once."""
    (root / "docs" / CARDS).unlink()
    (one,) = answers(root, "cards-school")
    assert (one.state, one.gone, one.released) == ("gone", None, FIRST)
    for ending in ("md", "yml"):
        (root / "docs" / "teams" / "briefings" / f"class.{ending}").unlink()
    (root / "redirects.yml").write_text("/teams/briefings/class/: {day: 2027-01-10, reason: Old.}\n", encoding="utf-8")
    (one,) = answers(root, "briefing-class")
    assert (one.state, one.day) == ("gone", SECOND)


def test_what_was_withheld_is_not_told(root: Path) -> None:
    """Neither as it was nor as it is, though it stood on the sheet."""
    change(root / "docs" / BRIEFING, ("Find the number.", "Find both numbers."), ("version: 1", "version: 2"))
    release(SECOND, root)
    part = "{day: 2027-02-01, reason: Private., who: The head}"
    (root / "records" / "withheld.yml").write_text(
        f"{FIRST}:\n  /teams/briefings/class/#this-week: {part}\n", encoding="utf-8"
    )
    first, _ = answers(root, "briefing-class")
    assert (first.state, first.changes) == ("replaced", ())
