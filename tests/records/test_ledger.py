"""The ledger: what is written wrong in it, and what the site no longer keeps, by line."""

import pytest

from macros.records.ledger import broken_addresses, follow, ledger_text, read_ledger

GOOD = """/ live
/a/ live
/a/#one live
/a/#two moved /a/#one 2026-12-01
/b/ moved /a/ 2026-12-01
/c/ withdrawn 2026-12-01 /a/ The law changed.
/d/ withdrawn 2026-12-01 none It was a trial.
"""
CURRENT = ["/", "/a/", "/a/#one"]


def test_a_good_ledger_has_no_faults_and_is_written_as_read() -> None:
    """It has no faults, keeps its promises, and is written as it was read."""
    rows, faults = read_ledger(GOOD)
    assert faults == []
    assert list(broken_addresses(rows, CURRENT)) == []
    assert ledger_text(reversed(rows)) == GOOD


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("/ live", "/ alive", 1, "cannot be read"),
        ("/a/ live", "a/ live", 2, "cannot be read"),
        ("/a/#one live", "/A/#one live", 3, "cannot be read"),
        ("/b/ moved /a/ 2026-12-01", "/b/ moved /a/", 5, "cannot be read"),
        ("/b/ moved /a/ 2026-12-01", "/b/ moved /a/ 1 December", 5, "cannot be read"),
        ("/b/ moved /a/ 2026-12-01", "/b/ moved /a/ 2026-13-01", 5, "cannot be read"),
        ("none It was a trial.", "none", 7, "cannot be read"),
        ("/a/ live", "/ live", 2, "twice"),
        ("/a/ live", "/z/ live", 3, "not in its place"),
    ],
)
def test_a_line_that_is_written_wrong_is_told(old: str, new: str, line: int, said: str) -> None:
    """By hand, anything can happen to it."""
    assert old in GOOD
    _, faults = read_ledger(GOOD.replace(old, new, 1))
    assert faults[0][0] == line
    assert said in faults[0][1]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("/a/#one live", "/a/#once live", 3, '"/a/#once" was published'),
        ("/b/ moved /a/", "/b/ moved /c/", 5, "gone too"),
        ("/b/ moved /a/", "/b/ moved /b/", 5, "round"),
        ("/b/ moved /a/", "/b/ moved /e/", 5, "no address"),
        ("/c/ withdrawn 2026-12-01 /a/", "/c/ withdrawn 2026-12-01 /x/", 6, "no address"),
        ("/a/#one live", "/a/#one moved /a/ 2026-12-01", 3, "something else"),
    ],
)
def test_a_promise_that_is_not_kept_is_told(old: str, new: str, line: int, said: str) -> None:
    """Lost, chained, round, unknown or used again: each is said where it stands."""
    assert old in GOOD
    rows, faults = read_ledger(GOOD.replace(old, new, 1))
    assert faults == []
    found = dict(broken_addresses(rows, CURRENT))
    assert said in found[line]


def test_two_addresses_that_lead_to_each_other_are_a_loop() -> None:
    """A loop of two is a loop."""
    rows, _ = read_ledger("/x/ moved /y/ 2026-12-01\n/y/ moved /x/ 2026-12-01\n")
    assert [line for line, said in broken_addresses(rows, []) if "round" in said] == [1, 2]


def test_what_stood_on_a_page_goes_with_it() -> None:
    """To the same place on its successor if there is one, else to the page; a line of its own says otherwise."""
    text = GOOD + "/e/ moved /a/ 2026-12-01\n/e/#one live\n/e/#own moved / 2026-12-02\n/e/#three live\n"
    rows, faults = read_ledger(text.replace("/d/ withdrawn", "/c/#it live\n/d/ withdrawn"))
    assert faults == []
    rows = follow(rows, CURRENT)
    assert list(broken_addresses(rows, CURRENT)) == []
    assert [(row.address, row.to, row.reason) for row in rows if row.fragment and row.page in ("/c/", "/e/")] == [
        ("/c/#it", "/a/", "The law changed."),
        ("/e/#one", "/a/#one", ""),
        ("/e/#own", "/", ""),
        ("/e/#three", "/a/", ""),
    ]


def test_a_lost_page_is_one_problem() -> None:
    """What stood on it is not named as well."""
    rows, _ = read_ledger("/ live\n/f/ live\n/f/#one live\n/f/#two live\n")
    assert [line for line, _ in broken_addresses(rows, CURRENT)] == [2]
