"""Released versions of printed lists: derived from the editions, and never used again for other words."""

from datetime import date
from pathlib import Path

import pytest

from macros.editions.release import release
from macros.loading import load
from macros.pages.sheet_status import statuses
from macros.reading.problem import ContentError
from macros.records.releases import PRINTED_KINDS
from macros.records.sheets import rows
from macros.records.things import as_thing
from tests.support.project import change

FIRST, SECOND, THIRD = date(2026, 12, 1), date(2027, 1, 10), date(2027, 2, 20)


@pytest.fixture
def root(small: Path) -> Path:
    """The small content after its first release."""
    release(FIRST, small.parent)
    return small.parent


def test_a_first_edition_has_the_first_version_of_every_list(root: Path) -> None:
    """Its day, that it is advice, and each line in order."""
    content = load(root / "docs")
    assert set(content.releases) == {
        ("briefings", "class"),
        ("checklists", "before"),
        ("checklists", "note"),
        ("decide", "ask"),
        ("decide", "reply"),
        ("decks", "school"),
    }
    (one,) = content.releases["checklists", "before"]
    assert (one.version, one.day, one.change) == (1, FIRST, "advice")
    assert one.rows == (("purpose", "Say why in one sentence"), ("time", "Share it in time, see the questions"))
    for kind in PRINTED_KINDS:
        for name, thing in content.printed(kind).items():
            (one,) = content.releases[kind, name]
            assert one.rows == tuple(rows(as_thing(thing)))


def test_a_version_is_of_the_edition_that_had_it_first(root: Path) -> None:
    """Later editions that have it too do not release it again."""
    path = root / "docs" / "checklists" / "before.yml"
    change(path, ("version: 1", "version: 2"), ("Say why in one sentence", "Say why"))
    release(SECOND, root)
    change(root / "docs" / "checklists" / "note.yml", ("version: 1", "version: 2"), ("When it was", "When was it"))
    release(THIRD, root)
    released = load(root / "docs").releases
    assert [(one.version, one.day) for one in released["checklists", "before"]] == [(1, FIRST), (2, SECOND)]
    assert [(one.version, one.day) for one in released["checklists", "note"]] == [(1, FIRST), (2, THIRD)]


def test_a_list_may_be_withdrawn_once_its_redirect_says_so(root: Path) -> None:
    """Once it says what became of its page."""
    for ending in ("md", "yml"):
        (root / "docs" / "checklists" / f"note.{ending}").unlink()
    with pytest.raises(ContentError, match='has "checklists/note", and its source is gone'):
        load(root / "docs")
    (root / "redirects.yml").write_text("/checklists/note/: {day: 2027-01-10, reason: Old.}\n", encoding="utf-8")
    content = load(root / "docs")
    assert "note" not in content.checklists
    assert "/checklists/note/#when" in {row.address for row in content.retired}


def test_wording_keeps_where_answers_lead(root: Path) -> None:
    """An answer that leads elsewhere is advice, whatever it is called; other words are not."""
    path = root / "docs" / "decide" / "reply.yml"
    change(
        path, ("version: 1\n", "version: 2\nchange: wording\n"), ("Do you know who asks?", "Do you know who is asking?")
    )
    load(root / "docs")
    change(path, ('text: "No"\n        next: wait', 'text: "No"\n        next: ask/call'))
    with pytest.raises(ContentError, match=r'reply\.yml:3: "wording" keeps where every answer leads, but "known"'):
        load(root / "docs")


def test_a_question_names_what_its_answers_lead_to(root: Path) -> None:
    """By its words, and a hand-over by the title of its flowchart: nobody who holds a sheet knows ids."""
    path = root / "docs" / "decide" / "reply.yml"
    change(path, ("version: 1", "version: 2"), ("Do you know who asks?", "Who asks?"))
    release(SECOND, root)
    (one,) = [one for one in statuses(load(root / "docs")) if (one.name, one.version) == ("reply", 1)]
    (words,) = [now for _, now in one.changes if now.startswith("Who asks?")]
    assert words == 'Who asks? / Yes > "What to do" / No > "Say nothing yet" / Not sure > "Say nothing yet"'


def test_a_sheet_says_which_of_its_numbers_nobody_is_to_ring(root: Path) -> None:
    """Its words are the same, and it may have been printed before a number changed; who has it now is named."""
    change(root / "docs" / "partnership.yml", ("01632 960001", "01632 960009"))
    release(SECOND, root)
    told = {(one.name, one.version): one for one in statuses(load(root / "docs"))}
    ((number, contact),) = told["before", 1].numbers
    assert (number, contact.number) == ("01632 960001", "01632 960009")
    assert told["before", 1].state == "current"
