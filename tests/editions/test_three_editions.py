"""Three editions of a site, with a change of law, a renamed page, a withdrawn list and a changed route between them."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from macros.loading import load
from macros.reading.problem import ContentError
from macros.records.snapshot import SNAPSHOTS, ever_published, read_snapshots
from tests.support.three_editions import FIRST, SECOND, THIRD

pytestmark = pytest.mark.slow


def page(project: Path, address: str) -> html.HtmlElement:
    """A page of the built site."""
    return html.parse(str(project / "site" / address.strip("/") / "index.html")).getroot()


def test_every_address_ever_published_resolves(released: Path) -> None:
    """Its page is there, and so is the place on it, or what became of it."""
    published = ever_published(load(released / "docs").editions)
    assert {"/about/shape/", "/checklists/note/#when", "/decide/tell/#keep.1"} <= published.keys()
    ids: dict[str, set[str]] = {}
    for address in published:
        top, _, fragment = address.partition("#")
        ids.setdefault(top, set(page(released, top).xpath("//@id")))
        assert not fragment or fragment in ids[top], address
    assert page(released, "/about/shape/").xpath("//main//a/@href")[0] == "../form/"
    assert "It said the same twice." in page(released, "/checklists/note/").xpath("string(//main)")


def test_any_two_editions_are_compared_on_one_page(released: Path) -> None:
    """All that changed, each with its words from each edition on, and where these stood; nothing else."""
    compared = page(released, "/at/compare/")

    def said(key: str) -> list[str]:
        return [" ".join(one.text_content().split()) for one in compared.xpath(f"//li[@id='{key}']/p[@data-since]")]

    rule = said("rule-share-on-request")
    assert [line.partition(":")[0] for line in rule] == ["1 December 2026", "10 January 2027"]
    assert "(in force" in rule[0]
    assert "(unconfirmed" in rule[1]
    assert said("item-note.when")[-1] == "20 February 2027: no longer there"
    assert said("page-about.form") == ["As it stood on 1 December 2026", "As it stood on 10 January 2027"]
    assert said("item-before.purpose") == [], "it never changed"
    targets = compared.xpath("//li[@id='question-tell.secret']//a/@href")
    assert targets == [f"../../at/{day}/#decide-tell.secret" for day in (FIRST, THIRD)]
    for target in compared.xpath("//main//a/@href"):
        place, _, fragment = target.removeprefix("../..").partition("#")
        assert not fragment or page(released, place or "/at/compare/").xpath(f"//*[@id='{fragment}']"), target


def test_a_thing_says_since_which_edition_it_says_what_it_says(released: Path) -> None:
    """A rule, a question, an ending and a list; what said something else before leads to that."""

    def stood(address: str, where: str) -> tuple[str, list[str]]:
        (place,) = page(released, address).xpath(f"({where}//*[@class='stood'])[1]")
        return " ".join(place.text_content().split()), place.xpath(".//a/@href")

    rule = stood("/law/", "//*[@id='share-on-request']/ancestor-or-self::li[1]")
    assert rule == (
        "In these words since the edition of 10 January 2027; earlier words.",
        ["../at/compare/#rule-share-on-request"],
    )
    ending = stood("/decide/tell/", "//section[@id='keep']")
    assert ending == (
        "In these words since the edition of 20 February 2027; earlier words.",
        ["../../at/compare/#ending-tell.keep"],
    )
    question = stood("/decide/tell/", "//section[@id='first']")
    assert question == ("In these words since the edition of 1 December 2026.", [])
    words, (link,) = stood("/decide/tell/", "//details[@class='flowchart__words']")
    assert words.startswith("Since the edition of 20 February 2027; what changed since version 1")
    assert link == "../../c/tell/1/"


@pytest.mark.parametrize("day", [FIRST, SECOND, THIRD], ids=str)
def test_an_edition_says_what_it_said(day: date, released: Path) -> None:
    """Every word of its record in its order; whatever leads to a place on the page finds it."""
    (snapshot,) = [one for one in load(released / "docs").editions if one.day == day]
    shown = page(released, f"/at/{day}/")
    for stood in snapshot.pages:
        section = stood.address.strip("/").replace("/", "-") or "home"
        (words,) = shown.xpath(f"//section[@id='{section}']")
        said = re.sub(r" \(then[^)]*\)", "", " ".join(words.text_content().split()))
        place = 0
        for _, _, block in stood.words:
            for word in html.fromstring(f"<div>{block}</div>").text_content().split():
                place = said.find(word, place)
                assert place >= 0, (stood.address, block)
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in shown.xpath("//main//a/@href") if one.startswith("#")} <= set(ids)


def test_an_edition_says_that_it_was_replaced(released: Path) -> None:
    """By its first words, and each page with where it stands now; the latest says that it is the latest."""
    first, last = page(released, f"/at/{FIRST}/"), page(released, f"/at/{THIRD}/")
    banner = " ".join(first.xpath("string(//*[@class='edition__banner'])").split())
    assert banner.startswith(
        "This is what the guidance said on 1 December 2026. It has been replaced. What it says now:"
    )
    assert first.xpath("//*[@class='edition__banner']/..//section/p[1]/a/@href")
    assert "It is the latest edition." in last.xpath("string(//*[@class='edition__banner'])")
    now = " ".join(first.xpath("string(//*[@id='different'])").split())
    for said in ("(in force", "(unconfirmed", "Is it any secret?", "Note of a decision", "no longer there"):
        assert said in now


def test_a_renamed_page_has_its_past_and_its_old_address_leads_to_it(released: Path) -> None:
    """The page names its place in every edition; each of these says where it stands now. A withdrawn page does too."""
    stood = page(released, "/about/form/").xpath("//*[@id='as-it-stood']//a/@href")
    assert stood == [f"../../at/{FIRST}/#about-shape", f"../../at/{SECOND}/#about-form"]
    (now,) = page(released, f"/at/{FIRST}/").xpath("//section[@id='about-shape']/p[1]/a/@href")
    assert now == "../../about/form/"
    for moved in ("/about/shape/", "/checklists/note/"):
        link, *_ = page(released, moved).xpath("//*[@id='as-it-stood']//a/@href")
        assert link == f"../../at/{FIRST}/#{moved.strip('/').replace('/', '-')}"


def test_an_edition_first_says_how_much_is_different_and_what_a_reader_does(released: Path) -> None:
    """Endings, questions, lists, then what they rest on; the pages last, each with what it said and says."""
    first = page(released, f"/at/{FIRST}/")
    jumps = first.xpath("//*[@id='different']/ul[1]/li/a")
    assert [one.text for one in jumps] == [
        "Endings of flowcharts",
        "Questions",
        "Lines of checklists and forms",
        "Who to ring, and their numbers",
        "Rules",
        "Pages that changed, or moved",
    ]
    assert [one.get("href")[1:] for one in jumps] == first.xpath(
        "//*[@id='different']/h3[starts-with(@id, 'diff')]/@id"
    )
    both = first.xpath("//*[@id='different-page']/following-sibling::ul[1]/li[contains(., 'Whether to tell')]//a/@href")
    assert both == ["#decide-tell", "../../decide/tell/"]
    assert "Nothing is different." in page(released, f"/at/{THIRD}/").xpath("string(//*[@id='different'])")


def test_a_page_whose_words_changed_says_so_at_its_top(released: Path) -> None:
    """And leads to what it said before; one that never changed has no such line."""
    top = "string(//h1/following-sibling::*[contains(@class, 'reviewed__before')])"
    assert "10 January 2027" in page(released, "/law/").xpath(top)
    assert page(released, "/about/table/").xpath(top) == ""


def said_of(element: html.HtmlElement) -> str:
    """Its words on one line."""
    return " ".join(element.text_content().split())


def test_a_page_that_moved_says_what_it_was_and_what_differs(released: Path) -> None:
    """At its top, whose first lines a reader of the old address sees, and in the edition of the old one."""
    (top,) = page(released, "/about/form/").xpath("//h1/following-sibling::p[contains(@class, 'reviewed__before')]")
    assert said_of(top) == (
        "This page was /about/shape/ until 10 January 2027. What it said on 1 December 2026: all of this is still said."
    )
    assert top.xpath(".//a/@href") == [f"../../at/{FIRST}/#about-shape"]
    (then,) = page(released, f"/at/{FIRST}/").xpath("//section[@id='about-shape']/h2/following-sibling::p[1]")
    assert said_of(then).startswith("Different now: it moved on 10 January 2027. All of this is still said. Now at ")
    assert "This page moved on 10 January 2027" in page(released, "/about/shape/").xpath("string(//h1)")


def test_a_page_of_an_edition_first_says_what_differs(released: Path) -> None:
    """How many of its parts are not said any more, how many are new, and since when; or that it is gone."""
    first = page(released, f"/at/{FIRST}/")

    def differs(section: str) -> str:
        return said_of(first.xpath(f"//section[@id='{section}']/h2/following-sibling::p[1]/strong")[0])

    assert differs("law") == ("Different now: 1 part is no longer said in these words, 1 is new since 10 January 2027.")
    assert differs("about-contacts") == (
        "Different now: Night Team: 01632 960002 then, 01632 960009 now, since 10 January 2027. Nothing else."
    )
    assert differs("checklists-note") == "Different now: it is no longer there, since 20 February 2027."
    assert first.xpath("string(//section[@id='law']//*[@class='edition__gone']/preceding-sibling::p[1])") == (
        "No longer said in these words:"
    )


def test_each_difference_has_the_day_since_when_it_is_so(released: Path) -> None:
    """A number, a rule and a line that is gone; of what changed in part, only that part is told."""
    first = page(released, f"/at/{FIRST}/")

    def told(kind: str) -> str:
        listed = first.xpath(f"//h3[@id='different-{kind}']/following-sibling::ul[1]/li")
        return " ".join(said_of(line) for line in listed[0].xpath("p"))

    assert told("contact") == ("Night Team Then: 01632 960002 (then). Now, since 10 January 2027: 01632 960009.")
    assert "Now, since 10 January 2027:" in told("rule")
    assert told("item").endswith("Now, since 20 February 2027: no longer there")
    ending = told("ending")
    assert ending == "Whether to tell Then: Keep what you have. Now, since 20 February 2027: Keep all that you have."


def test_a_printed_page_names_where_what_differs_will_stand(released: Path) -> None:
    """Its place in the edition that it was printed from; a flowchart has its code, and a list its own address."""
    (foot,) = page(released, "/about/form/").xpath("//*[@class='footer__address']")
    (place,) = re.findall(r"/at/(\S+)/#(\S+)$", said_of(foot))
    assert place == (str(THIRD), "about-form")
    assert page(released, f"/at/{THIRD}/").xpath(f"//section[@id='{place[1]}']")
    for other in ("/decide/tell/", "/checklists/before/", f"/at/{FIRST}/"):
        assert (
            "/at/"
            not in said_of(page(released, other).xpath("//*[@class='footer__address']")[0]).partition("Printed")[2]
        )


def test_only_numbers_of_today_can_be_rung(released: Path) -> None:
    """Those of then are words; no program takes them for links."""
    shown = page(released, f"/at/{FIRST}/")
    assert not shown.xpath(
        "//section[contains(@class, 'edition__page')]//a[starts-with(@href, 'tel:') or starts-with(@href, 'mailto:')]"
    )
    assert shown.xpath("//main//a[starts-with(@href, 'tel:')]")
    assert shown.xpath("//meta[@name='format-detection']/@content") == ["telephone=no"]
    contacts = shown.xpath("string(//section[@id='about-contacts'])")
    assert "01632 960001 (then)" in contacts, "the same now"
    assert "01632 960002 (then; now 01632 960009, since 10 January 2027)" in contacts
    assert "01632 960002 (then)" not in contacts


def test_a_page_names_each_number_that_changed(released: Path) -> None:
    """With what it was and is, at its top, as words that no browser makes a link of; nothing else did."""
    now = page(released, "/about/contacts/")
    (top,) = now.xpath("//h1/following-sibling::p[contains(@class, 'reviewed__before')]")
    assert said_of(top) == (
        "What it said on 1 December 2026."
        " Night Team: 01632 960002 then, 01632 960009 now, since 10 January 2027. Nothing else."
    )
    assert now.xpath("//meta[@name='format-detection']/@content") == ["telephone=no"]
    assert not page(released, "/about/table/").xpath("//meta[@name='format-detection']"), "it never changed"


def test_no_search_finds_an_edition(released: Path) -> None:
    """Neither ours nor that of others; the list of editions and each page lead to it."""
    index = json.loads((released / "site" / "assets" / "find.json").read_text(encoding="utf-8"))
    assert not any(one.startswith(f"at/{FIRST}") for one in index["pages"])
    assert page(released, f"/at/{FIRST}/").xpath("//meta[@name='robots']/@content") == ["noindex"]
    listed = page(released, "/at/").xpath("//main//ul[@class='editions']/li/p[1]/a/@href")
    assert listed == [f"../at/{day}/" for day in (THIRD, SECOND, FIRST)]
    versions = page(released, "/decide/tell/").xpath("//footer[@class='reviewed']//a/@href")
    assert versions == [f"../../at/{day}/#decide-tell" for day in (FIRST, SECOND, THIRD)]


def test_an_edited_record_is_refused_by_name(released: Path, tmp_path: Path) -> None:
    """Whatever was changed in it."""
    for name in (f"{FIRST}.json", f"{SECOND}.json", f"{THIRD}.json", "SHA256SUMS"):
        (tmp_path / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        (tmp_path / SNAPSHOTS / name).write_bytes((released / SNAPSHOTS / name).read_bytes())
    path = tmp_path / SNAPSHOTS / f"{SECOND}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("unconfirmed", "in-force", 1), encoding="utf-8")
    snapshots, problems = read_snapshots(tmp_path)
    assert [snapshot.day for snapshot in snapshots] == [FIRST, THIRD]
    assert [problem.path for problem in problems] == [f"{SNAPSHOTS}/{SECOND}.json"]
    assert ContentError(problems).problems == problems
