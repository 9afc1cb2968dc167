"""What became of addresses: what the site no longer keeps is told, and what stood on a page goes with it."""

from datetime import date
from pathlib import Path

from macros.records.redirects import broken_addresses, read_redirects, retired_addresses

REDIRECTS = """/a/#two: {day: 2026-12-01, to: /a/#one}
/b/: {day: 2026-12-01, to: /a/}
/c/: {day: 2026-12-01, to: /a/, reason: The law changed.}
/d/: {day: 2026-12-01, reason: It was a trial.}
/b/#own: {day: 2026-12-02, to: /}
"""
CURRENT = ["/", "/a/", "/a/#one"]
PUBLISHED = dict.fromkeys(
    [*CURRENT, "/a/#two", "/b/", "/b/#one", "/b/#own", "/b/#other", "/c/", "/c/#it", "/d/"], date(2026, 11, 1)
)


def told(tmp_path: Path, text: str, *more: str) -> list[str]:
    """What is wrong with a file, where some addresses more were published."""
    path = tmp_path / "redirects.yml"
    path.write_text(text, encoding="utf-8")
    rows, problems = read_redirects(path)
    assert problems == []
    published = PUBLISHED | dict.fromkeys(more, date(2026, 12, 1))
    return [str(problem) for problem in broken_addresses(rows, published, CURRENT)]


def test_what_leads_on_is_no_problem(tmp_path: Path) -> None:
    """A place, a page, what was withdrawn with and without a successor, and what stood on them."""
    assert told(tmp_path, REDIRECTS) == []


def test_a_lost_address_is_told_once(tmp_path: Path) -> None:
    """With the day of its last edition; of a page that is gone, not also each place on it."""
    lost = told(tmp_path, REDIRECTS, "/e/", "/e/#one", "/a/#three")
    assert [one.split(", and")[0] for one in lost] == [
        'redirects.yml:1: "/a/#three" was published in the edition of 2026-12-01',
        'redirects.yml:1: "/e/" was published in the edition of 2026-12-01',
    ]


def test_what_stood_on_a_page_goes_with_it(tmp_path: Path) -> None:
    """To the same place on its successor if there is one, else to the page; an entry of its own says otherwise."""
    path = tmp_path / "redirects.yml"
    path.write_text(REDIRECTS, encoding="utf-8")
    rows, _ = read_redirects(path)
    retired = {row.address: (row.to, row.reason) for row in retired_addresses(rows, PUBLISHED, CURRENT)}
    assert list(retired) == sorted(retired)
    assert retired == {
        "/a/#two": ("/a/#one", ""),
        "/b/": ("/a/", ""),
        "/b/#one": ("/a/#one", ""),
        "/b/#other": ("/a/", ""),
        "/b/#own": ("/", ""),
        "/c/": ("/a/", "The law changed."),
        "/c/#it": ("/a/", "The law changed."),
        "/d/": ("", "It was a trial."),
    }


def test_a_site_without_redirects_needs_no_file(tmp_path: Path) -> None:
    """Neither an entry nor the file."""
    path = tmp_path / "redirects.yml"
    assert read_redirects(path) == ([], [])
    path.write_text("# none yet\n", encoding="utf-8")
    assert read_redirects(path) == ([], [])
