"""Practice: its questions and endings are those of the flowcharts, nothing leads nowhere, and search passes it over."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html

from macros.calls import REGISTRY
from macros.content import Content
from macros.loading import load
from macros.models.addresses import address
from macros.models.flowchart import Flowchart
from macros.models.inline_text import plain
from macros.pages.a_to_z import a_to_z
from macros.pages.render import PageRendering
from macros.pages.search_index import as_json, index
from macros.site import Site
from tests.support.project import SMALL, real

PAGE = """---
title: Dry run
description: About Dry run.
owner: Editor
reviewed: 2026-11-22
next_review: 2027-05-22
keywords: pretending
---

{{ practice() }}
"""


def shown(content: Content) -> html.HtmlElement:
    """What the macro makes."""
    page = PageRendering(Site(content, date(2026, 11, 28)), "teams/practice/", str)
    return html.fromstring(page.with_blocks(REGISTRY["practice"].render(page)))


def words(element: html.HtmlElement) -> str:
    """Its words, with single spaces."""
    return " ".join(element.text_content().split())


@pytest.fixture(params=["small", "real"])
def content(request: pytest.FixtureRequest) -> Content:
    """The content of each site."""
    return real() if request.param == "real" else load(SMALL / "docs")


def place(chart: Flowchart, node: str) -> str:
    """Where a node of a flowchart is, as FLOWCHART/NODE; a shared question is asked by the flowchart itself."""
    return f"{chart.name}/{node}" if node in chart.questions else str(chart.refs[node])


def test_every_answer_leads_where_the_flowchart_leads(content: Content) -> None:
    """Into other flowcharts too; each question says what that of the flowchart says, and each place is there once."""
    page = shown(content)
    places = {one.get("data-place"): one for one in page.xpath(".//template[@data-place]")}
    assert len(places) == len(page.xpath(".//template[@data-place]"))
    asked = {key: one for key, one in places.items() if one.xpath(".//button")}
    for key, one in asked.items():
        name, _, question_id = key.partition("/")
        chart = content.flowcharts[name]
        question = chart.questions[question_id]
        assert plain(question.text) in words(one.find(".//h3"))
        told = [(b.get("data-option"), b.get("value"), words(b.find("b"))) for b in one.iter("button")]
        assert told == [
            (option_id, place(chart, chart.graph[question_id][option_id]), plain(option.text))
            for option_id, option in question.options.items()
        ]
        assert {value for _, value, _ in told} <= places.keys(), key
    for key in places.keys() - asked.keys():
        name, _, outcome_id = key.partition("/")
        assert content.flowcharts[name].outcomes[outcome_id].title in words(places[key])
    reached = {f"{one.first.path[0].question}" for one in content.scenarios.values()}
    while more := {b.get("value") for key in reached & asked.keys() for b in asked[key].iter("button")} - reached:
        reached |= more
    assert places.keys() == reached, "and nothing that no answer leads to"


def test_every_case_has_its_first_route_and_its_answer(content: Content) -> None:
    """Its story and settings; the path and the end of its first route; folded, why, and the pages to read."""
    cases = shown(content).find_class("practice__case")
    for case, (key, scenario) in zip(cases, content.scenarios.items(), strict=True):
        route = scenario.first
        outcome = content.flowcharts[route.ends.flowchart].outcomes[route.ends.node]
        assert case.get("data-settings").split() == list(scenario.settings)
        assert case.get("data-path").split() == [str(step) for step in route.path]
        assert case.get("data-ends") == str(route.ends)
        (fold,) = case.findall("details")
        assert fold.get("open") is None
        for added in (*fold.iter("sup"), *fold.find_class("number__draft")):
            added.drop_tree()
        for told in (outcome.title, plain(outcome.when), plain(route.why)):
            assert told in words(fold), key
        leads = fold.xpath(".//a/@href")
        assert [one for one in leads if one.endswith(f"/examples/{key}/")]
        assert all(f"../../{address(one)}" in leads for one in scenario.read), key
        fold.drop_tree()
        assert plain(scenario.text) in words(case)
        assert outcome.title not in words(case), "the answer stands in the fold alone"


def test_practice_is_not_found_by_search(small: Path) -> None:
    """Nor its keywords, though the A to Z has both; the same page without practice is found."""
    (small / "teams").mkdir(exist_ok=True)
    page = small / "teams" / "run.md"
    for call, found in (("{{ practice() }}", False), ("Words alone.", True)):
        page.write_text(PAGE.replace("{{ practice() }}", call), encoding="utf-8")
        content = load(small)
        text = as_json(content, index(content))
        assert ('"teams/run/^' in text) == found
        assert ("pretending" in text) == found
        letters = a_to_z(index(content))
        assert ("Dry run", (("Dry run", "/teams/run.md"),)) in [(one.words, one.places) for one in letters["D"]]
        assert [one.words for one in letters["P"]].count("pretending") == 1
