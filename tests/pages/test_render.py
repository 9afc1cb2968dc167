"""What the component templates print of the small content: every word of a model reaches the reader."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from macros.content import Content
from macros.diagram.labels import diagram_of
from macros.loading import load
from macros.models import addresses
from macros.models.force import DUTY_MACROS, Force
from macros.models.inline_text import plain
from macros.pages.render import PageRendering, render
from macros.paths import ROOT
from macros.site import Site
from tests.support.project import SMALL, real


@pytest.fixture(scope="module")
def content() -> Content:
    """The small content, valid as it stands."""
    return load(SMALL / "docs")


def words(markup: str) -> str:
    """The words of some markup, with single spaces."""
    return re.sub(r"\s+", " ", html.fromstring(f"<div>{markup}</div>").text_content()).strip()


def shown(component: str, content: Content, **context: object) -> str:
    """What a component prints on the page of the law."""
    return PageRendering(Site(content, date(2026, 11, 28)), "law/", str).inline(component, **context)


@pytest.mark.parametrize("force", DUTY_MACROS.values())
def test_a_mark_is_its_word_and_its_source(force: Force, content: Content) -> None:
    """The word of the rule's force, and whose it is, in one link to the rule."""
    rule = content.rules["share-on-request"].model_copy(update={"force": force})
    changed = replace(content, rules={"share-on-request": rule})
    markup = render("mark", page_url="decide/ask/", content=changed, duty="share-on-request")
    link = html.fromstring(f"<div>{markup}</div>").find("a")
    assert link.get("href") == "../../law/#share-on-request"
    assert link.text == force.word, "who copies or searches the page meets what is seen"
    assert link.get("aria-label") == f"{force.word} (source: Sharing Act 2001, section 3)"


def test_numbers_on_paper_lead_to_the_list_of_the_page(content: Content) -> None:
    """Each page counts its own sources, in the order of their first use; one rule keeps one number."""
    site = Site(content, date(2026, 11, 28))
    pages = {url: PageRendering(site, url, str) for url in ("a/", "b/")}

    def number(url: str, rule_id: str) -> str:
        markup = pages[url].inline("mark", duty=rule_id)
        return str(html.fromstring(f"<div>{markup}</div>").findtext("sup"))

    used = [("a/", "write-it-down"), ("a/", "share-on-request"), ("b/", "share-on-request"), ("a/", "write-it-down")]
    assert [number(*one) for one in used] == ["1", "2", "1", "1"]
    listed = html.fromstring(pages["a/"].cited())
    links = [entry.find(".//a").get("href") for entry in listed.findall(".//li")]
    assert links == ["../law/#write-it-down", "../law/#share-on-request"]
    assert "Everyone should write down what they shared." in words(html.tostring(listed).decode())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "announced", "starts": "2027-05-01"}, "Due to start on 1 May 2027"),
        ({"status": "unconfirmed"}, "Its current text is not yet read"),
        ({"status": "replaced", "since": "2026-09-10"}, "Its text was replaced on 10 September 2026"),
    ],
)
def test_doubt_stands_with_the_source_alone(change: dict[str, str], said: str, content: Content) -> None:
    """Due to start, not read or from a replaced text: on the law page, and never beside a word of duty."""
    rule = content.rules["share-on-request"]
    raw: dict[str, Any] = {"force": "must", "who": "Councils", "text": "share", "instrument": rule.instrument}
    raw |= {"link": rule.link, "status": "in-force", "certainty": "known", "holders": ["council"], "receivers": []}
    raw |= change
    changed = Content(**{**vars(content), "rules": {"share-on-request": type(rule).model_validate(raw)}})
    assert said not in words(render("mark", page_url="", content=changed, duty="share-on-request"))
    law = words(shown("instrument", changed, which="listed", entries=[("x", ["sharing-act"])]))
    assert f"{said}. Not yet read." in law.replace(" by .", ".")
    assert "In force. Not yet" not in law


def test_the_page_says_what_paper_says() -> None:
    """The citation of each rule that has a mark, in the same words."""
    content = real()
    for rule_id, rule in content.rules.items():
        link = html.fragment_fromstring(
            f"<p>{render('mark', page_url=f'{rule_id}/', content=content, duty=rule_id)}</p>"
        )[0]
        assert link.get("aria-label") == f"{rule.force.word} (source: {content.citation(rule_id).text})"


def test_a_rule_is_a_whole_sentence(content: Content) -> None:
    """Who, force and text."""
    said = words(render("rule", page_url="", content=content, rule_id="write-it-down"))
    assert said == "Everyone should1 write down what they shared."


def test_instruments_say_everything(content: Content) -> None:
    """The entry, what it says, whom it binds, its status and certainty, its address and its rules."""
    entries = [("The Sharing Act 2001", ["sharing-act"])]
    markup = shown("instrument", content, which="listed", entries=entries)
    said = words(markup)
    for part in ("The Sharing Act 2001", "It asks councils to share.", "Councils.", "In force.", "section 3"):
        assert part in said, part
    assert "Read in the original on 22 November 2026." in said
    assert "Councils must share what they are asked for." in said
    assert "https://law.example/sharing-act" in markup


HEADINGS = {"say": "Say", "do": "Do", "do_not": "Do not", "then": "Then"}


def test_certainty_leads_to_what_was_read(content: Content) -> None:
    """In words, with a link where it is a page of its own, which has a name of its own."""
    rule = content.rules["share-on-request"]
    raw = rule.model_dump(mode="json") | {"who": "Councils", "text": "share", "limits": ""}
    link = '<a href="https://account.example/1" aria-label="what we read: Sharing Act 2001, section 3">what we read</a>'
    for certainty, what, address, said in (
        ("verified", "original", None, "Read in the original on 22 November 2026."),
        ("full-text", "copy", None, "Read in full in a copy on 22 November 2026."),
        ("secondary", "account", "https://account.example/1", "Read in other people's words on 22 November 2026"),
    ):
        raw |= {"certainty": certainty, "read": {"what": what, "address": address, "day": "2026-11-22"}}
        changed = Content(**{**vars(content), "rules": {"share-on-request": type(rule).model_validate(raw)}})
        law = shown("instrument", changed, which="listed", entries=[("x", ["sharing-act"])])
        assert said in words(law), certainty
        assert (link in law) == bool(address)


def test_flowcharts_say_everything(content: Content) -> None:
    """Each question with its number, help and answers in order; each outcome with every part under its name."""
    chart = content.flowcharts["ask"]
    shown: dict[str, Any] = {"flowchart": chart, "diagram": diagram_of(content, chart), "code": ""}
    page = html.fromstring(str(render("flowchart", page_url="decide/ask/", content=content, **shown)))
    for number, (key, question) in enumerate(chart.questions.items(), 1):
        section = page.get_element_by_id(key)
        assert words(html.tostring(section.find(".//h3")).decode()) == f"Question {number} {plain(question.text)}"
        assert plain(question.help) in section.text_content()
        answers = [answer.text.strip() for answer in section.xpath(".//ul[@class='flowchart__options']//b")]
        assert answers == [plain(option.text) for option in question.options.values()]
        for text in (question.more, *(text for option in question.options.values() for text in option.words)):
            assert plain(text) in section.text_content()
    for key, outcome in chart.outcomes.items():
        section = page.get_element_by_id(key)
        more = outcome.more
        told = {row.text: row.getnext().text_content() for row in section.findall(".//dl/dt")}
        wanted = {"How much": more.how_much, "How": more.how, "Record": more.record, "Who to ask": more.ask}
        wanted |= {"Why": more.why, **{case.title: case.text for case in more.cases.values()}}
        assert told == {name: plain(text) for name, text in wanted.items()}
        said = words(section.text_content())
        assert said.index(outcome.title) < said.index(plain(outcome.when))
        texts = [text for texts in outcome.lines.values() for text in texts]
        lines = [plain(text) for text in texts if not any(piece.kind == "mark" for piece in text)]
        assert [line for line in lines if line in said] == lines
        assert sorted(lines, key=said.index) == lines
        assert [words(one.text) for one in section.xpath(".//h4")] == [
            *(HEADINGS[name] for name in outcome.lines),
            *(content.open_blocks[block].title for block in outcome.blocks),
        ]


def test_a_scenario_says_everything(content: Content) -> None:
    """For each of its routes what to do, by when and whom to ring, why, and each question with the answer given."""
    for key, scenario in content.scenarios.items():
        shown: dict[str, Any] = {"page_url": f"examples/{key}/", "content": content, "scenario": scenario}
        page = html.fromstring(f"<div>{render('scenario', **shown)}</div>")
        for route_id, route in scenario.routes.items():
            section = page.get_element_by_id(route_id)
            outcome = content.flowcharts[route.ends.flowchart].outcomes[route.ends.node]
            said = words(html.tostring(section).decode())
            for wanted in (route.title, outcome.title, plain(outcome.when), plain(route.why)):
                assert wanted in said
            numbers = section.xpath(".//p[@class='ring__name']/b/text()")
            called = content.partnership.panel(*outcome.call).values() if outcome.call else ()
            assert numbers == [contact.name for contact in called]
            for step, row in zip(route.path, section.xpath(".//ol/li"), strict=True):
                ref = step.question
                question = content.flowcharts[ref.flowchart].questions[ref.node]
                assert row.find("a").get("href") == f"../../decide/{ref.flowchart}/#{ref.node}"
                assert row.find("a").text == plain(question.text)
                assert row.find("strong").text == plain(question.options[step.option].text)
        read = page.xpath("./*[@class='scenario__read']//a/@href")
        assert read == [f"../../{addresses.address(target)}" for target in scenario.read]


def test_all_scenarios_are_rows_with_the_ids_they_always_had(content: Content) -> None:
    """Each leads to its page, and names the settings by which it is chosen."""
    shown: dict[str, Any] = {"page_url": "guidance/scenarios/", "content": content, "scenarios": content.scenarios}
    page = html.fromstring(f"<div>{render('scenarios', setting='', **shown)}</div>")
    for key, scenario in content.scenarios.items():
        row = page.get_element_by_id(key)
        assert (row.find("a").get("href"), row.find("a").text) == (f"../../examples/{key}/", scenario.title)
        assert row.get("data-settings").split() == [*scenario.settings]
    assert page.xpath("//input[@type='radio']/@value") == ["", *content.settings]


def test_scenarios_of_a_setting_are_a_list_of_links(content: Content) -> None:
    """Each by its title, with what to do in each of its decisions."""
    shown: dict[str, Any] = {"page_url": "settings/school/", "content": content, "scenarios": content.scenarios}
    page = html.fromstring(f"<div>{render('scenarios', setting='school', **shown)}</div>")
    ends = [
        f"{route.ends.flowchart}/#{route.ends.node}"
        for one in content.scenarios.values()
        for route in one.routes.values()
    ]
    assert page.xpath("./ul/li/a/@href") == [f"../../examples/{key}/" for key in content.scenarios]
    assert page.xpath("./ul/li/ul/li/a/@href") == [f"../../decide/{end}" for end in ends]


def test_contacts_can_be_called_and_terms_have_their_meaning(content: Content) -> None:
    """Numbers can be called, closed hours are said, and terms have their meaning."""
    rows = content.partnership.in_order("101", "mash", "999")
    markup = render("contact", page_url="", content=content, contacts=rows)
    names = html.fromstring(f"<div>{markup}</div>").xpath("//p[@class='ring__name']/b/text()")
    assert names == [content.partnership.contacts[key].name for key in ("999", "mash", "101")], "in their own order"
    assert 'href="tel:01632960001"' in markup
    assert "22 November 2026" in words(markup)
    ask = content.flowcharts["ask"]
    chart = render("flowchart", page_url="", content=content, flowchart=ask, diagram=diagram_of(content, ask), code="")
    assert "01632 960002" in words(chart), "whom to ring whenever the office is closed"
    assert "The body that runs a place." in words(render("term", page_url="", content=content, terms=content.terms))


def test_no_place_is_named_in_code() -> None:
    """Another partnership changes docs/ alone: neither our area nor an organisation of ours stands elsewhere."""
    ours = real().partnership
    hosts = {urlsplit(source.address).hostname or "" for one in ours.contacts.values() for source in one.sources} | {
        "knowsley",
        "merseyside",
        "cheshire",
    }
    named = re.compile("|".join(map(re.escape, {ours.name, ours.area, *hosts})), re.IGNORECASE)
    assert named.search("Phone St Helens Council")
    for folder in ("macros", "overrides"):
        for path in Path(ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".png", ".ttf"}:
                assert not named.search(path.read_text(encoding="utf-8")), path
