"""What search can find: everything that a reader can come to, in its index and in the A to Z."""

import json
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from macros.checks.links import UNLISTED_PAGES
from macros.content import Content
from macros.loading import load
from macros.models.inline_text import plain
from macros.models.synonym import split
from macros.pages.a_to_z import a_to_z
from macros.pages.search_index import as_json, index, packed
from tests.support.project import SMALL, change, real
from tests.support.search import index_of, recorded_in

MOST = 50_000
"""Bytes that the index may have on its way to the reader, with brotli."""

LEAST = {
    "queries": 120,
    "queries-seen": 500,
    "queries-held-out": 70,
    "queries-trades": 160,
    "queries-after": 60,
    "queries-nine-trades": 170,
    "queries-again": 170,
    "queries-nine-more": 170,
    "queries-nine-new": 170,
    "queries-twelve": 220,
    "queries-unseen": 150,
}
"""How many queries each file has at least."""

GROUPS = {
    "queries-trades": 6,
    "queries-after": 1,
    "queries-nine-trades": 0,
    "queries-again": 0,
    "queries-nine-more": 0,
    "queries-nine-new": 0,
    "queries-twelve": 0,
    "queries-unseen": 0,
}
"""How many groups a file has besides families and anybody, where these are not the seven settings."""


def lines_of_lists(content: Content) -> Iterator[str]:
    """The words of each line of a checklist or form, which search alone has to know."""
    for checklist in content.checklists.values():
        for section in checklist.sections.values():
            yield from (plain(item.text) for item in section.items.values())
            yield from (plain(field.label) for field in section.fields.values())


def things(content: Content) -> Iterator[str]:
    """The name or words of everything else that search and the A to Z have to know."""
    for name, page in content.pages.items():
        if not name.startswith(UNLISTED_PAGES):
            yield page.meta.title
    for flowchart in content.flowcharts.values():
        yield from (plain(question.text) for question in flowchart.questions.values())
        yield from (outcome.title for outcome in flowchart.outcomes.values())
    yield from (term.term for term in content.terms.values())
    yield from (instrument.title for instrument in content.instruments.values())
    yield from (scenario.title for scenario in content.scenarios.values())


def named(known: list[str], thing: str) -> bool:
    """Whether a thing is there by its name, alone or with more after it."""
    return any(one == thing or one.startswith((f"{thing}: ", f"{thing}, ", f"{thing} (")) for one in known)


def test_everything_is_in_the_index() -> None:
    """Every page, section, item, question, outcome, term, instrument and example of what is published."""
    for each in (real(), load(SMALL / "docs")):
        pages = index(each)
        known = [page.title for page in pages] + [part.title for page in pages for part in page.parts]
        assert [thing for thing in (*things(each), *lines_of_lists(each)) if not named(known, thing)] == []
        headings = {(page.name, part.id) for page in pages for part in page.parts if part.kind == "section"}
        for name, page in each.pages.items():
            written = [row for row in page.body.split("\n") if row.startswith("## ")]
            assert len([one for one in headings if one[0] == name]) >= len(written) * (
                not name.startswith(UNLISTED_PAGES)
            )


def test_everything_is_in_the_a_to_z() -> None:
    """Each but lines of lists, with a link, under the letter that it begins with, in order."""
    for each in (real(), load(SMALL / "docs")):
        letters = a_to_z(index(each))
        entries = [entry for under in letters.values() for entry in under]
        assert [thing for thing in things(each) if not named([entry.words for entry in entries], thing)] == []
        assert all(entry.places for entry in entries)
        assert list(letters) == sorted(letters)


def test_the_a_to_z_passes_over_articles_and_lists_what_people_type(small: Path) -> None:
    """A title stands under its first word that tells, and a keyword of a page leads to it by its name."""
    change(small / "settings" / "school.md", ("title: At school\n", "title: At school\nkeywords: playtime\n"))
    letters = a_to_z(index(load(small)))
    assert [entry.words for entry in letters["Q"]] == ["The quick exit", "A quiet child"]
    assert [(entry.words, entry.places) for entry in letters["P"][:1]] == [
        ("playtime", (("At school", "/settings/school.md"),))
    ]


def test_pages_that_nobody_is_led_to_are_left_out() -> None:
    """The editors' card, the 404 page and the practice page are in neither."""
    left_out = [name for name in real().pages if name.startswith(UNLISTED_PAGES)]
    assert len(left_out) >= 4
    names = {page.name for page in index(real())}
    assert names == set(real().pages) - set(left_out)


@pytest.mark.slow
def test_the_index_is_small_and_the_same_each_time(site: Path) -> None:
    """As another process made it, and small enough."""
    text = as_json(real(), index(real()))
    assert text == (site / "assets" / "find.json").read_text(encoding="utf-8")
    assert len(brotli.compress(text.encode(), quality=11)) <= MOST


def test_a_part_has_its_first_sentence_where_that_is_short_and_leads_on_to_nothing(small: Path) -> None:
    """A longer one, or one that ends in a colon, is left out."""
    sentences = ("Ring first.", "Write " + "very " * 20 + "little.", "Say this:")
    for title, sentence in zip(("Soap", "Water", "Towels"), sentences, strict=True):
        with (small / "settings" / "school.md").open("a", encoding="utf-8") as page:
            page.write(f"\n## {title} {{#{title.lower()}}}\n\n{sentence} And so on.\n")
    made = load(small)
    found = {part[1]: part for page in index_of(made)["pages"] for part in page[5]}
    assert found["Soap"] == ["", "Soap", "Ring first."]
    assert [found[title][2] for title in ("Water", "Towels")] == ["", ""]


def test_a_title_that_many_pages_have_is_no_part(small: Path) -> None:
    """It says nothing of any of them; the same on two pages says something of each."""
    for name, titles in (("settings/school", "Soap Towels"), ("with/school", "Soap Towels"), ("with/council", "Soap")):
        with (small / f"{name}.md").open("a", encoding="utf-8") as page:
            for title in titles.split():
                page.write(f"\n## {title} {{#{title.lower()}}}\n\nRing first.\n")
    made = load(small)
    found = [part[1] for page in index_of(made)["pages"] for part in page[5]]
    assert (found.count("Soap"), found.count("Towels")) == (0, 2)


def test_synonyms_mean_words_that_pages_have() -> None:
    """What a synonym means can be found; a word that no page has would find nothing."""
    texts: list[str] = []
    for page in index(real()):
        texts += [page.title, page.summary, *page.keywords, page.text]
        texts += [text for part in page.parts for text in (part.title, part.summary, part.text)]
    known = {word for text in texts for word in split(text)}
    lost = [word for one in real().synonyms.values() for text in one.means for word in split(text)]
    assert [word for word in lost if word not in known] == []


def test_danger_leads_to_the_emergency() -> None:
    """The words that suggest danger show the emergency page above all others."""
    pinned = [one for one in real().synonyms.values() if one.first == "/guidance/emergency.md"]
    assert {"999", "danger", "suicidal", "knife"} <= {word for one in pinned for word in one.typed}


def test_groups_of_words_lead_to_pages() -> None:
    """What leads to pages names words that are typed, in each of its lists, and pages that can be found."""
    data = index_of(real())
    assert len(data["leads"]) >= 50
    for groups, pages in data["leads"]:
        assert groups
        assert all(groups), pages
        assert all(data["synonyms"][number][0] for group in groups for number in group)
        assert pages
        assert set(pages) <= set(range(len(data["pages"])))


def test_the_index_is_packed() -> None:
    """Numbers as signs, phrases without what the one before has, ids by their titles, and fields as one text."""
    synonyms = [["red kite|Pole|red flag", "toy", ""]]
    pages = [["sea/", "read", "Sea^side", "", "", [["flag-blue", "Blue flag", ""], ["buoy", "Rope", "Wet."]]]]
    assert json.loads(packed({"synonyms": synonyms, "pages": pages, "leads": [[[[0], [1, 2]], [3]]]})) == {
        "synonyms": ["ApoleAred flagBkite^toy^"],
        "pages": ["sea/^read^Sea side^^^BA^Blue flag^^buoy^Rope^Wet."],
        "leads": ["D,A,BC"],
    }


def test_a_meaning_of_stop_words_alone_is_not_in_the_index(small: Path) -> None:
    """It would find nothing, and be marked in each result."""
    change(small / "guidance" / "synonyms.yml", ("means: [write]", "means: [the, write]"))
    made = load(small)
    rows = {said: meant for said, meant, _ in index_of(made)["synonyms"]}
    assert (rows["dash"], rows["run|hurry"]) == ("write", "timely")


def test_a_name_for_groups_stands_for_all_of_them() -> None:
    """The words of each group that a lead of the small content names stand in its list, in the written order."""
    data = index_of(load(SMALL / "docs"))
    [[groups, pages]] = data["leads"]
    assert [[data["synonyms"][number][0] for number in group] for group in groups] == [
        ["run|hurry", "dash"],
        ["burning|blaze"],
    ]
    assert [data["pages"][number][0] for number in pages] == ["principles/timely/"]


def test_queries_are_about_pages_that_exist() -> None:
    """There are at least 120, in the words of seven settings; each says which pages may come first."""
    pages = {page.name.removesuffix(".md") for page in index(real())}
    pages |= {row.page[1:-1] for row in real().retired}  # a page that went keeps its queries
    for name, least in LEAST.items():
        settings = recorded_in(name)
        assert len(settings.keys() - {"families", "anybody"}) == GROUPS.get(name, 7)
        assert sum(map(len, settings.values())) >= least
        for queries in settings.values():
            assert {page for wanted in queries.values() for page in wanted} <= pages
            assert all(queries.values())
    # What was typed without sight of the others may be among them too.
    names = LEAST.keys() - GROUPS.keys()
    every = [query for name in names for queries in recorded_in(name).values() for query in queries]
    assert len(every) == len(set(every))
