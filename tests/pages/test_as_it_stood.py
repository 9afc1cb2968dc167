"""The page of an edition: the words of its day, numbers that nobody rings, links that stay on it or lead to today."""

import re
from datetime import date
from pathlib import Path
from shutil import copy, copytree

import pytest

from macros.content import Content
from macros.editions.release import release
from macros.loading import load
from macros.models.addresses import edition_part
from macros.pages.as_it_stood import EditionPage, edition_pages
from macros.reading.problem import ContentError
from macros.records.withheld import WITHHELD
from tests.support.project import SMALL, change, copy_of_the_small

FIRST, SECOND = date(2026, 12, 1), date(2027, 1, 10)


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content after two editions, whose second changed a rule, a line of a list, and the first page."""
    docs = copy_of_the_small(tmp_path_factory.mktemp("editions"))
    release(FIRST, docs.parent)
    change(docs / "law" / "rules.yml", ("status: in-force", "status: unconfirmed"))
    change(
        docs / "checklists" / "before.yml", ("version: 1", "version: 2"), ("in one sentence", "in one short sentence")
    )
    change(docs / "index.md", ("\n---\n\n", "\n---\n\nA new first sentence.\n\n"))
    release(SECOND, docs.parent)
    return docs.parent


@pytest.fixture
def docs(two_editions: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return copytree(two_editions, tmp_path / "copy") / "docs"


def shown(content: Content, address: str, edition: int = 0) -> str:
    """All blocks of a page of an edition as one text."""
    page_of_edition = list(edition_pages(content))[edition]
    (page,) = [page for page in page_of_edition.pages if page.address == address]
    return "\n".join(
        " ".join(block) for block in page_of_edition.blocks(page, "then", "{then}; now {now}, since {since}")
    )


def test_a_site_without_an_edition_has_no_page_of_one(small: Path) -> None:
    """And can be built."""
    assert list(edition_pages(load(small))) == []


@pytest.mark.parametrize(
    ("address", "wanted"),
    [("/", "home"), ("/law/", "law"), ("/guidance/consent/#refusal", "guidance-consent.refusal"), ("/#a", "home.a")],
)
def test_each_address_has_an_id_on_the_page_of_an_edition(address: str, wanted: str) -> None:
    """A page is a section, and a place on it is told apart from those of other pages."""
    assert edition_part(address) == wanted


def test_ids_and_links_are_those_of_the_page(docs: Path) -> None:
    """A link to another page of that day stays on the page; one to a file leads to today's."""
    content = load(docs)
    words = shown(content, "/decide/ask/")
    assert "h3 decide-ask.first " in words
    assert 'href="#decide-ask.call"' in words
    assert 'href="#law.share-on-request"' in words
    every = "".join(shown(content, page.address) for page in content.editions[0].pages)
    targets = re.findall(r'href="([^"]*)"', every)
    assert all(target.startswith(("#", "../../", "https://")) for target in targets)


def test_numbers_of_then_are_words(docs: Path) -> None:
    """Each is marked; no link rings anybody, or writes to anybody."""
    change(docs / "index.md", ("A new first sentence.", 'Ring {{ number("mash") }}.'))
    release(date(2027, 2, 20), docs.parent)
    content = load(docs)
    assert "Ring <a >01632 960001 (then)</a>" in shown(content, "/", 2)
    for page in content.editions[2].pages:
        words = shown(content, page.address, 2)
        assert "tel:" not in words
        assert "mailto:" not in words
        assert words.count("01632 960001") == words.count("01632 960001 (then)")


def test_that_nothing_but_a_number_changed_is_said_only_where_it_is_true(docs: Path) -> None:
    """Not of a page whose title, or order of words, changed too; nor of a number whose contacts now have two."""
    home, partnership = docs / "index.md", docs / "partnership.yml"

    def told(edition: EditionPage) -> tuple[list[str], bool]:
        became = edition.since_then(next(page for page in edition.pages if page.address == "/"))
        return [f"{one.name}: {one.then}, {one.now}, {one.since}" for one in became.numbers], became.is_all

    def shared_after(day: date) -> EditionPage:
        release(day, docs.parent)
        return list(edition_pages(load(docs)))[2]

    change(home, ("A new first sentence.", 'Ring {{ number("mash") }}.\n\nOne.\n\nTwo.'))
    change(partnership, ("01632 960002", "01632 960001"), everywhere=True)
    release(date(2027, 2, 20), docs.parent)
    change(partnership, ("01632 960001", "01632 960008"), everywhere=True)
    both = "Night Team, Children's social care: 01632 960001, 01632 960008, 2027-03-01"
    assert told(shared_after(date(2027, 3, 1))) == ([both], True)
    change(home, ("One.\n\nTwo.", "Two.\n\nOne."))
    assert told(shared_after(date(2027, 3, 2))) == ([both], False)
    change(home, ("Two.\n\nOne.", "One.\n\nTwo."), ("title: Home", "title: Start"))
    assert told(shared_after(date(2027, 3, 3))) == ([both], False)
    change(home, ("title: Start", "title: Home"))
    assert told(shared_after(date(2027, 3, 4))) == ([both], True)
    change(partnership, ("01632 960008", "01632 960007"))
    assert told(shared_after(date(2027, 3, 5))) == ([], False), "the two part"


def test_what_is_different_now_is_told_as_it_was_and_as_it_is(docs: Path) -> None:
    """A rule and a line of a list; since the latest edition nothing."""
    first, second = edition_pages(load(docs))
    assert (first.until, second.until) == (SECOND, None)
    told = {kind: [one.history.latest.title for one in every] for kind, every in first.differences.items()}
    assert "Home" in told.pop("page")
    assert told == {"rule": ["Sharing Act 2001, section 3"], "item": ["Before you share"]}
    (rule,), (line,) = first.differences["rule"], first.differences["item"]
    assert "(in force" in str(rule.was)
    assert "(unconfirmed" in str(rule.now)
    assert (line.was, line.now) == (
        [[("Say why in one sentence", True)]],
        [[("Say why in one short sentence", True)]],
    )
    assert not second.differences


def test_what_is_no_longer_said_on_a_page_is_marked(docs: Path) -> None:
    """Against the latest edition, whose own pages say nothing of it; an address that changed is no other word."""
    copy(SMALL / "more" / "about" / "shape.md", docs / "about" / "shape.md")
    change(docs / "about" / "shape.md", ("Look again.", "Look again at [consent](/about/shape.md)."))
    change(docs / "index.md", ("A new first sentence.", "A newer first sentence."))
    release(date(2027, 2, 20), docs.parent)
    (docs / "about" / "shape.md").rename(docs / "about" / "form.md")
    change(docs / "about" / "form.md", ("/about/shape.md", "/about/form.md"))
    (docs.parent / "redirects.yml").write_text("/about/shape/: {day: 2027-03-01, to: /about/form/}\n", encoding="utf-8")
    release(date(2027, 3, 1), docs.parent)
    _, second, third, last = edition_pages(load(docs))

    def section(edition: EditionPage, address: str) -> str:
        return edition.section(next(page for page in edition.pages if page.address == address))

    assert '<p class="edition__gone">A new first sentence.</p>' in section(second, "/")
    assert "no longer said in these words" in section(second, "/")
    assert "All of this is still said" in section(third, "/")
    assert "it moved on 1 March 2027. All of this is still said" in section(third, "/about/shape/")
    assert "still said" not in section(last, "/")


def test_a_withheld_part_is_out_of_sight(docs: Path) -> None:
    """A page, a part under a heading, a line of a list; the difference does not show it either. The record keeps it."""
    (docs.parent / WITHHELD).write_text(
        "2026-12-01:\n"
        + "".join(
            f"  {address}: {{day: 2027-02-01, reason: It named a family., who: The head of safeguarding}}\n"
            for address in ("/settings/school/", "/decide/ask/#call", "/checklists/before/#purpose")
        ),
        encoding="utf-8",
    )
    content = load(docs)
    assert shown(content, "/settings/school/") == "withheld /settings/school/ "
    words = shown(content, "/decide/ask/")
    assert "withheld /decide/ask/#call " in words
    assert "Stay with the child" not in words
    assert "Share what is needed" in words
    words = shown(content, "/checklists/before/")
    assert "Say why" not in words
    assert "Share it in time" in words
    assert set(next(edition_pages(content)).differences) == {"rule", "page"}
    assert "Stay with the child" in (docs.parent / "records/editions/2026-12-01.json").read_text(encoding="utf-8")
    assert "Stay with the child" in shown(content, "/decide/ask/", 1), "of the other edition nothing was taken"


def test_what_is_withheld_is_named_rightly(docs: Path) -> None:
    """The day of an edition, an address of it, and who decided; else the build stops with the line."""
    (docs.parent / WITHHELD).write_text(
        "2026-12-01:\n"
        "  /checklists/before/#purposes: {day: 2027-02-01, reason: A name., who: The head}\n"
        "  /law/: {day: 2027-02-01, reason: A name.}\n"
        "2026-12-02:\n"
        "  /law/: {day: 2027-02-01, reason: A name., who: The head}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError) as raised:
        load(docs)
    assert [str(problem) for problem in raised.value.problems] == [
        'records/withheld.yml:3: "who" is missing in "/law/". Add a line "who: …".'
    ]
    change(docs.parent / WITHHELD, ("A name.}", "A name., who: The head}"))
    with pytest.raises(ContentError) as raised:
        load(docs)
    assert [str(problem) for problem in raised.value.problems] == [
        'records/withheld.yml:2: "/checklists/before/#purposes" is no address of that edition. '
        'Did you mean "/checklists/before/#purpose"?',
        'records/withheld.yml:4: "2026-12-02" is the day of no edition.',
    ]
