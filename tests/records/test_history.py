"""What each thing said in each edition: since when it says what it says, and what it said before."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.content import Content
from macros.editions.release import release
from macros.loading import load
from macros.records.history import History
from macros.records.withheld import WITHHELD
from tests.support.project import SMALL, change

DAYS = date(2026, 12, 1), date(2027, 1, 10), date(2027, 2, 20)


@pytest.fixture
def docs(small: Path) -> Path:
    """The small content after three editions: a rule changed and changed back, a number and a line once."""
    release(DAYS[0], small.parent)
    change(small / "law" / "rules.yml", ("status: in-force", "status: unconfirmed"))
    change(small / "partnership.yml", ("01632 960001", "01632 960009"))
    release(DAYS[1], small.parent)
    change(small / "law" / "rules.yml", ("status: unconfirmed", "status: in-force"))
    change(
        small / "checklists" / "before.yml", ("version: 1", "version: 2"), ("in one sentence", "in one short sentence")
    )
    change(small / "index.md", ("\n---\n\n", "\n---\n\nA new first sentence.\n\n"))
    release(DAYS[2], small.parent)
    return small


def history(content: Content, kind: str, key: str) -> History:
    """The history of something that there is."""
    found = content.history(kind, key)
    assert found
    return found


def words(one: History) -> list[str]:
    """What it said, each once in its order."""
    return [stand.line.words if stand.line else "" for stand in one.stands]


def test_each_thing_says_since_which_edition_it_says_what_it_says(docs: Path) -> None:
    """A rule, a contact, a line of a list, an ending and a page; only what said something else has earlier words."""
    content = load(docs)
    found = {
        key: (history(content, *key).since, history(content, *key).has_earlier)
        for key in (
            ("rule", "share-on-request"),
            ("contact", "mash"),
            ("item", "before/purpose"),
            ("ending", "ask/call"),
            ("page", "/"),
        )
    }
    assert list(found.values()) == [(2, True), (1, True), (2, True), (0, False), (2, True)]
    assert words(history(content, "item", "before/purpose")) == [
        "Say why in one sentence",
        "Say why in one short sentence",
    ]


def test_any_two_editions_can_be_compared(docs: Path) -> None:
    """What changed and changed back is different from between, and not between first and last."""
    rule = history(load(docs), "rule", "share-on-request")
    first, second, third = (rule.at(number) for number in range(3))
    assert first.meaning == third.meaning != second.meaning
    assert [(one.since, one.until) for one in rule.stands] == [(0, 1), (1, 2), (2, 4)]


@pytest.mark.parametrize("editions", [1, 2])
def test_a_page_with_another_address_is_the_same_page(editions: int, small: Path) -> None:
    """Before its new address is in an edition, and then; not one given up in favour of a page that was there."""
    about = small / "about"
    for name in ("shape", "size"):
        shutil.copy(SMALL / "more" / "about" / "shape.md", about / f"{name}.md")
    change(about / "size.md", ("title: A shape", "title: A size"))
    release(DAYS[0], small.parent)
    (about / "shape.md").rename(about / "form.md")
    (about / "size.md").unlink()
    moved = "".join(
        f"/about/{old}/: {{day: 2027-01-10, to: /about/{new}/}}\n"
        for old, new in (("shape", "form"), ("size", "changes"))
    )
    (small.parent / "redirects.yml").write_text(moved, encoding="utf-8")
    if editions > 1:
        release(DAYS[1], small.parent)
    content = load(small)
    stands = history(content, "page", "/about/form/").stands
    assert [one.line.address for one in stands if one.line] == ["/about/shape/", "/about/form/"][:editions]
    assert content.history("page", "/about/shape/") is None
    given_up = history(content, "page", "/about/size/").stands
    assert [bool(one.line) for one in given_up] == [True, False][:editions]


def test_what_is_in_no_edition_yet_is_compared_too(docs: Path) -> None:
    """Today is one more edition; what is gone has no words."""
    change(docs / "checklists" / "before.yml", ("version: 2", "version: 3"), ("short sentence", "brief sentence"))
    one = history(load(docs), "item", "before/purpose")
    assert one.since == len(DAYS)
    assert words(one)[-1] == "Say why in one brief sentence"


def test_what_is_withheld_has_no_words(docs: Path) -> None:
    """In its edition alone, and whoever compares is told so."""
    (docs.parent / WITHHELD).write_text(
        "2026-12-01:\n  /checklists/before/#purpose: {day: 2027-03-01, reason: A name., who: The head}\n",
        encoding="utf-8",
    )
    one = history(load(docs), "item", "before/purpose")
    assert [stand.withheld for stand in one.stands] == [True, False, False]


def test_before_the_first_edition_nothing_has_a_history(small: Path) -> None:
    """And no page says that it had."""
    assert load(small).history("rule", "share-on-request") is None
