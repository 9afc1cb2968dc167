"""What a person decides of a change, and what the site says of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.commands import overdue as overdue_command
from macros.content import Content
from macros.loading import load
from macros.pages.render import PageRendering
from macros.reading.problem import ContentError
from macros.records.seen import SEEN, file_name
from macros.site import Site
from macros.watch.changes import undecided
from macros.watch.overdue import by_owner, overdue
from tests.support.web import CODE, FIRST, LINK, SECOND, SECTION, THIRD, Page, Web, seen_on

DAYS = 30
LATE = SECOND + timedelta(days=DAYS + 1)
Decide = Callable[..., Content]


@pytest.fixture
def decide(content: Content, root: Path, web: Web) -> Decide:
    """The content once section 3 changed on the second day, and a person wrote what they decided."""
    web.legislation("/ukpga/2001/9/section/3", "<Emphasis>Councils</Emphasis> may share.")
    seen_on(SECOND, content, root, web)

    def decided(*lines: str, agreed: bool = True, **values: object) -> Content:
        keys = {"source": SECTION, "day": SECOND, "concerns": "advice", "why": "They may now.", **values}
        text = "\n".join(["section-3:", *(f"  {key}: {value}" for key, value in keys.items()), *lines])
        (root / "docs" / "law" / "source-changes.yml").write_text(text + "\n", encoding="utf-8")
        settings = root / "docs" / "partnership.yml"
        if agreed and "change_days" not in settings.read_text(encoding="utf-8"):
            with settings.open("a", encoding="utf-8") as file:
                file.write(f"change_days:\n  wording: 90\n  advice: {DAYS}\n")
        return load(root / "docs")

    return decided


def page(content: Content, day: date, component: str, **context: object) -> str:
    """What a component prints on a day, as words with single spaces."""
    markup = PageRendering(Site(content, day), "law/", str).inline(component, **context)
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def law(content: Content, day: date) -> str:
    """The page of the law."""
    return page(content, day, "instrument", entries=[("", list(content.instruments))], which="others")


def cited(content: Content, day: date) -> str:
    """The sources at the foot of a page that rests on section 3."""
    return page(content, day, "cited", rule_ids=("share-on-request",))


def test_beside_each_rule_stands_when_its_source_was_last_seen(content: Content, root: Path, web: Web) -> None:
    """A later run that finds nothing new says a later day."""
    said = "Last seen unchanged on 29 November 2026."
    assert "Last seen" not in law(content, FIRST)
    content = load(root / "docs")
    assert law(content, FIRST).count(said) == len(content.rules) + len(content.instruments)
    assert said in cited(content, FIRST)
    seen_on(SECOND, content, root, web)
    assert "Last seen unchanged on 29 December 2026." in cited(load(root / "docs"), SECOND)


def test_a_change_is_open_until_a_person_says_what_it_concerns(decide: Decide, root: Path) -> None:
    """Until then nothing is said of the source beside the rule, and editors are told."""
    content = load(root / "docs")
    assert "Last seen" not in cited(content, LATE)
    assert [str(one) for one in undecided(content)] == [
        f"{SEEN}/{file_name(SECTION)}:1: saw a change on {SECOND}. Say in docs/law/source-changes.yml what it concerns."
    ]
    assert "Sharing Act 2001, section 3 : changed, seen on 29 December 2026. To be read." in page(
        content, LATE, "state"
    )
    content = decide(concerns="nothing")
    assert not list(undecided(content))
    assert "Last seen unchanged on 29 December 2026." in cited(content, LATE)
    assert "working on None." in page(content, LATE, "state")


@pytest.mark.parametrize(
    ("values", "agreed", "day", "is_late"),
    [
        ({}, True, LATE, True),
        ({}, True, LATE - timedelta(days=1), False),
        ({}, False, LATE, False),
        ({"concerns": "wording"}, True, LATE + timedelta(days=365), False),
        ({"concerns": "nothing"}, True, LATE, False),
        ({"done": THIRD}, True, LATE, False),
    ],
)
def test_advice_that_is_late_is_said_at_the_foot_on_the_law_page_and_on_the_state_page(
    values: dict[str, object], agreed: bool, day: date, is_late: bool, decide: Decide
) -> None:
    """Only advice, only once the agreed days are over, and never without such days; in no other place."""
    content = decide(agreed=agreed, **values)
    line = "This source changed: we saw it on 29 December 2026, and our words are still to be put right."
    assert (line in cited(content, day)) == is_late
    assert (line in law(content, day)) == is_late
    assert ("and we are late" in page(content, day, "state")) == is_late
    assert line not in page(content, day, "mark", duty="share-on-request")
    assert ("advice within 30" in page(content, day, "state")) == agreed


def test_nothing_that_another_site_says_reaches_a_page(decide: Decide, root: Path, web: Web) -> None:
    """A title with a script, a mention and a macro is kept in the record alone."""
    nasty = '<script>alert(1)</script> @maintainers {{ must("x") }}'
    web.govuk("/government/publications/code", nasty, nasty)
    web.pages[LINK] = Page(nasty, status=404, headers={"X-Title": nasty})
    content = decide()
    seen_on(THIRD, content, root, web)
    content = load(root / "docs")
    shown = " ".join([page(content, LATE, "state"), law(content, LATE), cited(content, LATE)])
    assert "council.example/concern : gone. Last seen on 29 December 2026." in shown
    assert CODE in content.seen
    for word in ("alert", "@maintainers", "may share"):
        assert word not in shown
        assert word in " ".join(path.read_text(encoding="utf-8") for path in (root / SEEN).iterdir())


@pytest.mark.parametrize(
    ("values", "more", "problem"),
    [
        (
            {"day": THIRD},
            (),
            "3: Law watch saw no change of this source on 2027-01-29: it saw those of 2026-12-29.",
        ),
        ({"source": CODE}, (), "3: Law watch saw no change of this source on 2026-12-29: it saw none."),
        (
            {},
            ("other:", f"  source: {SECTION}", f"  day: {SECOND}", "  concerns: nothing", "  why: Nothing."),
            '6: "section-3" decides of the same change. Keep one of the two.',
        ),
        (
            {"source": f"{SECTION}3"},
            (),
            f'2: "{SECTION}3" is no source that law watch has seen. Did you mean "{SECTION}"?',
        ),
    ],
)
def test_a_decision_is_about_one_change_that_was_seen(
    values: dict[str, object], more: tuple[str, ...], problem: str, decide: Decide
) -> None:
    """A wrong day or address is told with what was seen."""
    with pytest.raises(ContentError) as caught:
        decide(*more, **values)
    assert [str(one) for one in caught.value.problems] == [f"docs/law/source-changes.yml:{problem}"]


def test_what_is_due_is_listed_by_who_looks_after_it(content: Content) -> None:
    """Points of law with the page of the law, numbers with the first page where there is none of contacts."""
    home = content.sources.folder / "index.md"
    home.write_text(home.read_text(encoding="utf-8").replace("owner: Editor", "owner: Somebody"), encoding="utf-8")
    sources = load(content.sources.folder).sources
    groups = by_owner(sources, overdue(sources, date(2028, 1, 1)))
    assert groups.keys() == {"Editor", "Somebody"}
    assert {one.path for one in groups["Somebody"]} == {"docs/index.md", "docs/partnership.yml"}
    assert {"docs/law/rules.yml", "docs/law/index.md"} <= {one.path for one in groups["Editor"]}


def test_the_list_of_what_is_due_ends_with_its_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By owner, each with how many."""
    monkeypatch.setenv("AS_OF", "2030-01-01")
    assert overdue_command.main() == 0
    said = capsys.readouterr().out.splitlines()
    listed = [line for line in said if line.startswith(("docs/", "records/"))]
    assert said[-1] == f"{len(listed)} overdue on 2030-01-01."
    assert listed
    heads = [line for line in said[:-1] if line and line not in listed]
    assert sum(int(head.rpartition(": ")[2]) for head in heads) == len(listed)
