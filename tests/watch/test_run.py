"""Runs of law watch over the small site: what moved is named with everything that rests on it, and nothing else is."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.commands.law_watch import agent, write_reports
from macros.content import Content
from macros.records.seen import SEEN, read_seen
from macros.watch.dependents import Sources
from macros.watch.reports import report_as_json, report_as_markdown, report_as_text
from macros.watch.run import KEPT_LINES, run
from tests.support.web import ACT, CODE, FIRST, LINK, SECOND, SECTION, THIRD, Page, Web, seen_on


def told_on(day: date, content: Content, root: Path, web: Web) -> dict[str, str]:
    """What a run on a day tells of: the result by address."""
    asked = seen_on(day, content, root, web)
    return {one.address: one.result for one in asked if one.result not in ("first", "unchanged")}


def test_what_did_not_change_is_asked_for_and_told_by_number(content: Content, root: Path, web: Web) -> None:
    """Every source and every link of the site, once a run."""
    web.asked.clear()
    asked = seen_on(SECOND, content, root, web)
    assert {one.result for one in asked} == {"unchanged"}
    assert {one.answered for one in asked} == {SECOND}
    assert set(Sources(content).wanted) == {SECTION, ACT, CODE, LINK, "https://source.example/numbers"}
    requests = [address for address, _ in web.asked if not address.endswith("/robots.txt")]
    assert len(requests) == len(set(requests)) == len(asked)
    assert report_as_text(asked, Sources(content), SECOND).endswith(
        f"0 not reached, {len(asked)} unchanged, 0 seen for the first time."
    )


def test_a_server_may_say_that_nothing_changed(content: Content, root: Path, web: Web) -> None:
    """What it said of its version the last time is sent with the next request."""
    web.pages[f"{SECTION}/data.xml"] = Page(
        web.pages[f"{SECTION}/data.xml"].body, kind="application/xml", headers={"ETag": '"1"'}
    )
    seen_on(SECOND, content, root, web)
    web.asked.clear()
    assert not told_on(THIRD, content, root, web)
    sent = dict(web.asked)[f"{SECTION}/data.xml"]
    assert sent["if-none-match"] == '"1"'
    assert read_seen(root)[0][SECTION].answered == THIRD


def test_an_amended_section_names_every_statement_that_rests_on_it(content: Content, root: Path, web: Web) -> None:
    """The page, the flowchart and the sheet that take their duty from it, with their lines; nothing of another rule."""
    web.legislation("/ukpga/2001/9/section/3", "Councils and schools must share.")
    asked = seen_on(SECOND, content, root, web)
    assert {one.address: one.result for one in asked if one.result != "unchanged"} == {SECTION: "changed"}
    (found,) = json.loads(report_as_json(asked, Sources(content), SECOND))["findings"]
    assert found["name"] == "Sharing Act 2001, section 3"
    assert found["lines"] == ["- Councils must share.", "+ Councils and schools must share."]
    assert found["rules"] == ["share-on-request"]
    docs = content.sources.folder
    uses = [
        f"docs/{path.relative_to(docs)}:{number}"
        for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.yml")])
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "share-on-request" in line and path.name != "rules.yml"
    ]
    assert uses
    assert sorted(found["statements"]) == sorted(uses)
    assert found["flowcharts"] == ["ask", "reply"]
    assert found["briefings"] == ["class"]


def test_a_text_report_says_what_was_and_what_is(content: Content, root: Path, web: Web) -> None:
    """In a sentence that names how much rests on it."""
    web.legislation("/ukpga/2001/9/section/3", "Councils may share.")
    said = report_as_text(seen_on(SECOND, content, root, web), Sources(content), SECOND)
    assert said.startswith("Sharing Act 2001, section 3 changed: ")
    assert "- Councils must share." in said
    assert "+ Councils may share." in said


def test_a_repeal_a_change_note_and_a_withdrawal_are_changes(content: Content, root: Path, web: Web) -> None:
    """In the words of each publisher."""
    web.legislation("/ukpga/2001/9/section/3", ". . .", status=' Status="Repealed"')
    web.govuk("/government/publications/code", "Code on sharing", "First published.", "Chapter 2 rewritten.")
    assert told_on(SECOND, content, root, web) == {SECTION: "changed", CODE: "changed"}
    web.govuk("/government/publications/code", "", document_type="gone")
    assert told_on(THIRD, content, root, web) == {CODE: "gone"}


def test_gone_moved_and_not_reached_are_told_apart(content: Content, root: Path, web: Web) -> None:
    """A server that fails says nothing of the law, and what was seen before is kept."""
    before = read_seen(root)[0][ACT]
    moved = "https://www.gov.uk/api/content/government/publications/new"
    web.govuk("/government/publications/new", "Code on sharing", "First published.")
    web.pages |= {
        f"{SECTION}/data.xml": Page(status=404),
        f"{ACT}/data.xml": Page(status=500),
        "https://www.gov.uk/api/content/government/publications/code": Page(status=301, headers={"Location": moved}),
        LINK: Page(status=410),
    }
    told = told_on(SECOND, content, root, web)
    assert told == {SECTION: "gone", ACT: "unreached", CODE: "changed", LINK: "gone"}
    after = read_seen(root)[0][ACT]
    assert (after.unreached, after.sha256, after.answered) == ("answers 500", before.sha256, FIRST)
    web.legislation("/ukpga/2001/9", "All of it.")
    assert told_on(THIRD, content, root, web) == {SECTION: "gone", LINK: "gone"}


def test_what_moved_with_the_same_words_is_told_as_moved(content: Content, root: Path, web: Web) -> None:
    """Its new address is kept, and told once."""
    web.pages["https://www.legislation.gov.uk/new/data.xml"] = web.pages[f"{SECTION}/data.xml"]
    to = "https://www.legislation.gov.uk/new/data.xml"
    web.pages[f"{SECTION}/data.xml"] = Page(status=301, headers={"Location": to})
    assert told_on(SECOND, content, root, web) == {SECTION: "moved"}
    assert read_seen(root)[0][SECTION].at == to
    assert not told_on(THIRD, content, root, web)


HOSTILE: list[tuple[str, Callable[[Web], None]]] = [
    ("asks to wait", lambda web: web.pages.update({f"{SECTION}/data.xml": Page(status=429)})),
    (
        "circle",
        lambda web: web.pages.update({f"{SECTION}/data.xml": Page(status=302, headers={"Location": "data.xml"})}),
    ),
    (
        "private",
        lambda web: (
            web.names.update({"inside.test": ("192.168.1.1",)}),
            web.pages.update({f"{SECTION}/data.xml": Page(status=302, headers={"Location": "http://inside.test/"})}),
        )[0],
    ),
    ("50 MB", lambda web: web.pages.update({f"{SECTION}/data.xml": Page(b" " * 50_000_000)})),
    ("broken XML", lambda web: web.pages.update({f"{SECTION}/data.xml": Page("<Legislation><P>")})),
    ("cut off", lambda web: web.pages.update({f"{SECTION}/data.xml": Page("<", headers={"Content-Length": "9"})})),
]


@pytest.mark.parametrize("break_it", [pytest.param(one, id=name) for name, one in HOSTILE])
def test_what_cannot_be_read_is_no_change(
    break_it: Callable[[Web], None], content: Content, root: Path, web: Web
) -> None:
    """It is told as not reached, and the next answer is compared with what was seen before."""
    whole = web.pages[f"{SECTION}/data.xml"]
    break_it(web)
    told = told_on(SECOND, content, root, web)
    assert told[SECTION] == "unreached"
    assert read_seen(root)[0][SECTION].answered == FIRST
    web.pages[f"{SECTION}/data.xml"] = whole
    assert SECTION not in told_on(THIRD, content, root, web)


def test_remote_words_are_one_short_line_and_inert(content: Content, root: Path, web: Web) -> None:
    """A script, a mention, a macro, a fence and a very long line: in Markdown they stand in code, on one line each."""
    nasty = "<script>alert(1)</script> @maintainers {{ must('x') }} ``` [a](javascript:b) \u202egnal " + "x" * 9_000
    web.govuk("/government/publications/code", nasty, "First published.")
    asked = seen_on(SECOND, content, root, web)
    sources = Sources(content)
    for line in json.loads(report_as_json(asked, sources, SECOND))["findings"][0]["lines"]:
        assert len(line) <= 200
        assert line.isprintable()
    issue = report_as_markdown(asked, sources, SECOND)
    (said,) = [line for line in issue.splitlines() if "alert" in line]
    assert said.startswith("- `` + <script>")
    assert said.endswith(" ``")
    assert "`" not in said[4:-2]
    assert all(line.isprintable() for line in issue.splitlines())


def test_a_long_difference_is_cut_off(content: Content, root: Path, web: Web) -> None:
    """The record keeps its first lines."""
    web.legislation("/ukpga/2001/9", *(f"Line {number}" for number in range(500)))
    seen_on(SECOND, content, root, web)
    (difference,) = read_seen(root)[0][ACT].differences
    assert len(difference.lines) == KEPT_LINES


def test_a_run_that_was_stopped_loses_nothing_and_the_next_goes_on(content: Content, root: Path, web: Web) -> None:
    """What answered before is kept whole, is not asked again on that day, and is in the report."""
    web.govuk("/government/publications/code", "Code on sharing", "First published.", "Chapter 2 rewritten.")
    wanted = Sources(content).wanted
    first = next(run(wanted, root, web.client(), SECOND))
    assert first.result == "changed"
    assert read_seen(root)[0][first.address] == first
    web.asked.clear()
    asked = seen_on(SECOND, content, root, web)
    assert {one.address for one in asked} == set(wanted)
    assert [one.result for one in asked if one.address == first.address] == ["changed"]
    assert "https://www.gov.uk/api/content/government/publications/code" not in [address for address, _ in web.asked]


def test_what_was_not_reached_is_asked_again_on_the_same_day(content: Content, root: Path, web: Web) -> None:
    """A run without a network does not close the day; what answered is left alone."""
    whole = web.pages.pop(f"{ACT}/data.xml")
    web.pages[f"{ACT}/data.xml"] = Page(status=500)
    assert told_on(SECOND, content, root, web) == {ACT: "unreached"}
    web.pages[f"{ACT}/data.xml"] = whole
    web.asked.clear()
    assert not told_on(SECOND, content, root, web)
    assert [address for address, _ in web.asked if "robots.txt" not in address] == [f"{ACT}/data.xml"]


def test_a_record_that_cannot_be_read_is_seen_anew(content: Content, root: Path, web: Web) -> None:
    """A run mends what the build refuses."""
    (broken,) = [path for path in (root / SEEN).glob("*.json") if "section-3" in path.name]
    broken.write_text("{", encoding="utf-8")
    problems = read_seen(root)[1]
    assert [one.path for one in problems] == [f"{SEEN}/{broken.name}"]
    seen_on(SECOND, content, root, web)
    records, problems = read_seen(root)
    assert not problems
    assert records[SECTION].result == "first"


def test_a_record_stands_under_the_name_of_its_source(root: Path) -> None:
    """A copy under another name is refused: it would speak for another source."""
    (path,) = [path for path in (root / SEEN).glob("*.json") if "section-3" in path.name]
    shutil.copy(path, path.with_name("other.json"))
    assert [str(one) for one in read_seen(root)[1]] == [
        f"{SEEN}/other.json:1: is the record of {SECTION}. Rename it to {path.name}."
    ]


def test_a_dead_link_names_the_pages_that_have_it(content: Content, root: Path, web: Web) -> None:
    """Its last day seen alive is kept."""
    web.pages[LINK] = Page(status=404)
    asked = seen_on(SECOND, content, root, web)
    (found,) = json.loads(report_as_json(asked, Sources(content), SECOND))["findings"]
    assert (found["result"], found["last_answered"]) == ("gone", str(FIRST))
    assert found["links"]
    assert all(place.startswith("docs/partnership.yml:") for place in found["links"])


def test_it_changes_no_word_of_the_site_and_writes_three_reports(content: Content, root: Path, web: Web) -> None:
    """It finds; a person decides."""
    before = {path: path.read_bytes() for path in content.sources.folder.rglob("*") if path.is_file()}
    web.legislation("/ukpga/2001/9", "Some of it.")
    write_reports(root / "out", content, seen_on(SECOND, content, root, web), SECOND)
    assert {path.name for path in (root / "out").iterdir()} == {"report.txt", "report.json", "issue.md"}
    assert {path: path.read_bytes() for path in before} == before


def test_it_says_who_asks_by_the_address_of_the_site(content: Content) -> None:
    """A placeholder is no address to ask."""
    partnership = content.partnership.model_copy(update={"address": "https://guidance.test/"})
    assert agent(content) == "law-watch/1"
    there = Content(**vars(content) | {"partnership": partnership})
    assert agent(there) == "law-watch/1 (+https://guidance.test/)"
