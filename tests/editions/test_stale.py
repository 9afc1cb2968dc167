"""Stale briefings and cards: two editions in a row, between which what they rest on changes."""

from pathlib import Path

import pytest

from macros.commands.release import main
from macros.editions.stale import stale
from macros.loading import load
from tests.support.project import change
from tests.support.releases import FIRST, SECOND, approve, run, stops

BRIEFING, CARDS = "docs/teams/briefings/class.yml:1:", "docs/teams/decks.yml:4:"
CHANGES = {
    "rule": ("law/rules.yml", "text: share what they are asked for", "text: share all that they are asked for"),
    "contact": ("partnership.yml", "01632 960001", "01632 960009"),
    "example": ("guidance/scenarios.yml", "A child has stopped talking", "A child has begun to shout"),
    "change": ("about/changes.yml", "Ring back on a number", "Ring at once on a number"),
    "ending": ("decide/ask.yml", "Stay with the child.", "Keep close to the child."),
    "question": ("decide/ask.yml", "text: Is anyone in danger?", "text: Could anyone be hurt?"),
}
"""What changes, by what it is."""


@pytest.fixture
def root(after_first: Path) -> Path:
    """The small content after its first edition."""
    return after_first


def change_one(root: Path, what: str) -> None:
    """Change a thing, and give a new version to what is printed of it."""
    name, *words = CHANGES[what]
    change(root / "docs" / name, (words[0], words[1]))
    for chart in ("ask", "reply") if name.startswith("decide/") else ():
        change(root / "docs" / "decide" / f"{chart}.yml", ("version: 1", "version: 2"))


def told(root: Path) -> list[str]:
    """The file, and what changed, of each briefing and deck that is stale."""
    content = load(root / "docs")
    return [str(problem) for problem in stale(content, content.editions[-1])]


def test_nothing_is_stale_after_an_edition(root: Path) -> None:
    """Nor when something changes that no briefing and no card rests on."""
    assert told(root) == []
    change(root / "docs" / "guidance" / "glossary.yml", ("text:", "text: In short,"))
    assert told(root) == []


@pytest.mark.parametrize(
    ("what", "files"),
    [
        ("rule", [BRIEFING, CARDS]),
        ("contact", [BRIEFING, CARDS]),
        ("example", [BRIEFING, CARDS]),
        ("change", [BRIEFING]),
        ("ending", [BRIEFING, CARDS]),
        ("question", [BRIEFING, CARDS]),
    ],
)
def test_each_that_rests_on_a_change_is_named(what: str, files: list[str], root: Path) -> None:
    """With what changed; one that does not rest on it is not named."""
    change_one(root, what)
    said = told(root)
    assert [line.split(" ")[0] for line in said] == files
    assert all(f'the {what} "' in line and f"since the edition of {FIRST}" in line for line in said)


def test_a_briefing_whose_own_words_change_is_named(root: Path) -> None:
    """Paper of the same version would say something else."""
    change(root / "docs" / "teams" / "briefings" / "class.yml", ("Find the number.", "Find both numbers."))
    assert told(root) == [
        f'{BRIEFING} "class" rests on what changed since the edition of {FIRST}: the briefing "class". '
        'Look at it again, mend what is wrong, and write "version: 2".'
    ]


def test_a_second_edition_waits_until_each_briefing_on_a_changed_rule_was_looked_at(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed rule stops the second until each briefing and deck that rests on it was looked at, one by one."""
    change_one(root, "rule")
    change(
        root / "docs" / "about" / "changes.yml",
        (
            "first:\n",
            f"later:\n  title: Share all\n  date: {SECOND}\n  do_now: Share it.\n  pages: [/law/index.md]\nfirst:\n",
        ),
    )
    approve(root, SECOND)
    for path, file in ((BRIEFING, "briefings/class.yml"), (CARDS, "decks.yml")):
        said = stops(root, SECOND, capsys)
        assert path in [line.split(" ")[0] for line in said]
        change(root / "docs" / "teams" / file, ("version: 1", "version: 2"))
    assert run(root, SECOND) == 0, capsys.readouterr().err
    assert main([SECOND], root) in (0, 1)
    assert told(root) == []
