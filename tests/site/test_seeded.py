"""Mistakes of law, sown into the real content: each is seen, with its file and line, wherever the rule is used."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from macros.content import Content
from macros.loading import load
from macros.paths import ROOT
from macros.reading.problem import ContentError, Problem
from macros.watch.overdue import AGAIN, overdue

pytestmark = pytest.mark.slow

MARK = re.compile(r'\{\{ (?:must|must_not|should|should_not)\("([a-z0-9-]+)"\) \}\}')
WHOLE = re.compile(r'\{\{ rule\("([a-z0-9-]+)"\) \}\}')
LINK = re.compile(r"\]\(/law/index\.md#([a-z0-9-]+)\)")
Place = tuple[str, int, str]
"""A file, a line in it and the id of a rule."""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the real content."""
    return shutil.copytree(ROOT / "docs", tmp_path / "docs")


def change(path: Path, pattern: str, new: str | Callable[[re.Match[str]], str]) -> int:
    """Sow a mistake wherever the pattern stands at the start of a line; how often it did."""
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    assert count
    return count


def seen(docs: Path) -> list[Problem]:
    """Every problem of the content."""
    with pytest.raises(ContentError) as raised:
        load(docs)
    return raised.value.problems


def uses(docs: Path, pattern: re.Pattern[str]) -> set[Place]:
    """Where the pattern's rules are used, found by reading the files; in YAML a text's line is that of its key."""
    found = set()
    for path in sorted(docs.rglob("*.*")):
        text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
        key = 0
        for number, row in enumerate(text.split("\n"), 1):
            key = number if path.suffix == ".md" or re.match(r"\s*(- |[\w-]+:)", row) else key
            found |= {(f"docs/{path.relative_to(docs)}", key, match[1]) for match in pattern.finditer(row)}
    return found


FORCES = {
    "weaker": {"must": "should", "must-not": "should-not", "should": "may", "should-not": "may"},
    "stronger": {"should": "must", "should-not": "must-not"},
    "opposite": {"must": "must-not", "must-not": "must", "should": "should-not", "should-not": "should"},
}


@pytest.mark.parametrize(
    "ways",
    [tuple(FORCES), *(pytest.param((way,), marks=pytest.mark.thorough) for way in FORCES)],
    ids=lambda ways: ways[0] if len(ways) == 1 else "in turn",
)
def test_a_rule_of_another_force_is_a_problem_wherever_it_is_used(
    ways: tuple[str, ...], docs: Path, content: Content
) -> None:
    """Each rule made weaker, stronger or the opposite: every word of duty that names it is a problem."""
    turns = cycle(FORCES[way] for way in ways)
    forces = {key: next(turns).get(rule.force, rule.force) for key, rule in content.rules.items()}
    changed = {key for key, rule in content.rules.items() if rule.force != forces[key]}
    new = iter(forces.values())
    assert change(docs / "law" / "rules.yml", r"^  force: \S+$", lambda _: f"  force: {next(new)}") == len(forces)
    told = {
        (problem.path, problem.line, match[1])
        for problem in seen(docs)
        if (
            match := re.match(
                r'".*" is (?:stronger than|weaker than|the opposite of) its rule "(.*)", ', problem.sentence
            )
        )
    }
    wanted = {place for place in uses(docs, MARK) if place[2] in changed}
    assert told == wanted
    assert len(wanted) > 20


def remove(docs: Path, gone: set[str]) -> None:
    """Take rules out of their file."""
    change(docs / "law" / "rules.yml", r"^([a-z0-9-]+):\n(?:  .*\n)+", lambda m: "" if m[1] in gone else m[0])


HALVES = [0, pytest.param(1, marks=pytest.mark.thorough)]


@pytest.mark.parametrize("half", HALVES)
def test_a_lost_rule_is_a_problem_wherever_it_is_used(half: int, docs: Path, content: Content) -> None:
    """Each rule taken out, half of them at a time: every word of duty and sentence that names it is a problem."""
    gone = set(list(content.rules)[half::2])
    remove(docs, gone)
    told = {
        (problem.path, problem.line, match[1])
        for problem in seen(docs)
        if (match := re.match(r'"(.*)" is the id of no rule', problem.sentence))
    }
    assert told == {place for place in uses(docs, MARK) | uses(docs, WHOLE) if place[2] in gone}


def test_a_lost_rule_is_a_problem_of_each_link_to_it(docs: Path, content: Content) -> None:
    """Rules taken out that the law page itself does not need: every link to them is a problem."""
    needed = {rule for path, _, rule in uses(docs, MARK) if path == "docs/law/index.md"}
    others = content.rules.keys() - needed
    wanted = {place for place in uses(docs, LINK) if place[2] in others}
    remove(docs, {rule for _, _, rule in wanted})
    told = {
        (problem.path, problem.line, match[1])
        for problem in seen(docs)
        if (match := re.match(r'"/law/index\.md#(.*)" leads to nothing', problem.sentence))
    }
    assert told == wanted
    assert len(wanted) > 5


def test_a_replaced_law_is_a_problem_of_each_of_its_rules(docs: Path, content: Content) -> None:
    """Each law and document replaced by another: every rule from it that does not say since when is a problem."""
    other = next(iter(content.instruments))
    change(
        docs / "law" / "instruments.yml",
        r"^  status: (?:in-force|announced|unconfirmed)$",
        f"  status: replaced\n  replaced_by: {other}",
    )
    rules = (docs / "law" / "rules.yml").read_text(encoding="utf-8").split("\n")
    wanted = set()
    for key, rule in content.rules.items():
        if not rule.since:
            first = rules.index(f"{key}:")
            wanted.add(next(n for n, row in enumerate(rules[first:], first + 1) if row.startswith("  instrument:")))
    told = {
        p.line for p in seen(docs) if p.path == "docs/law/rules.yml" and p.sentence.startswith('"since" is missing')
    }
    assert told == wanted


@pytest.mark.parametrize("half", HALVES)
def test_each_check_and_review_that_is_due_is_listed_and_no_other(half: int, docs: Path, content: Content) -> None:
    """Each other date of a check made half a year old, and each review made due: these are listed, and no other."""
    day = min(page.meta.next_review for page in content.pages.values())
    for path in docs.rglob("*.md"):
        change(path, "^next_review: .*$", f"next_review: {day}")
    pages = sorted(f"docs/{path.relative_to(docs)}" for path in docs.rglob("*.md"))
    old, young = day - AGAIN, day - AGAIN + timedelta(days=1)
    turns = cycle((old, young) if half == 0 else (young, old))
    wanted = set()
    for name in ("law/instruments.yml", "law/rules.yml", "partnership.yml"):
        count = change(docs / name, r"^( +)checked: \S+$", lambda m: f"{m[1]}checked: {next(turns)}")
        rows = (docs / name).read_text(encoding="utf-8").split("\n")
        found = {(f"docs/{name}", n) for n, row in enumerate(rows, 1) if row.strip() == f"checked: {old}"}
        assert 0 < len(found) < count
        wanted |= found
    sources = load(docs).sources
    assert {(one.path, one.line) for one in overdue(sources, day) if "again on" in one.sentence} == wanted
    assert [one.path for one in overdue(sources, day) if "for review" in one.sentence] == pages
    assert [one for one in overdue(sources, day - timedelta(days=1)) if "for review" in one.sentence] == []
