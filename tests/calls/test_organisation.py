"""The page of each kind of organisation: first of all check who asks, then what anyone may do, then each rule."""

import re
from datetime import date

import pytest
from lxml import html
from markupsafe import escape

from macros.calls import REGISTRY
from macros.content import Content
from macros.loading import load
from macros.models.inline_text import plain
from macros.models.organisation import FIRST, IF_REFUSED, NONE, told_by, told_to
from macros.pages.render import PageRendering
from macros.site import Site
from tests.support.project import SMALL, real


def site_of(content: Content) -> Site:
    """The site of some content."""
    return Site(content, date(2026, 11, 28))


def rendered(site: Site, argument: str, *, macro: str = "organisation") -> str:
    """What a macro makes, without a name that of the page of a kind."""
    page = PageRendering(site, f"with/{argument}/", str)
    return page.with_blocks(REGISTRY[macro].render(page, argument))


def words(part: html.HtmlElement) -> str:
    """The words of an element, without the numbers that lead to sources."""
    for number in part.iter("sup"):
        number.text = ""
    return " ".join(part.text_content().split())


@pytest.mark.parametrize("docs", ["real", "small"])
def test_each_page_begins_with_who_is_asking_and_what_anyone_may_do(docs: str) -> None:
    """Before any rule; and it ends with what to do when they refuse."""
    content = real() if docs == "real" else load(SMALL / "docs")
    first, refused = content.open_blocks[FIRST], content.open_blocks[IF_REFUSED]
    kinds = content.organisations_with_pages
    assert len(kinds) == (12 if docs == "real" else 2)
    site = site_of(content)
    for kind in kinds:
        made = rendered(site, kind)
        assert made.startswith("<p>"), "what is no paragraph at the top is not set as the lede"
        said = [words(part) for part in html.fromstring(f"<div>{made}</div>")]
        assert said[0] == f"{first.title} {plain(first.text[0])}"
        assert said[-1] == plain(refused.text[-1])


@pytest.mark.parametrize(
    ("macro", "arguments"), [("rules", ("who",)), ("rules", ("year",)), ("instruments", ("listed", "others"))]
)
def test_the_limits_of_a_rule_stand_with_it_on_the_pages_of_the_law_too(macro: str, arguments: tuple[str, ...]) -> None:
    """Each rule that has limits, wherever it stands in full."""
    content = real()
    site = site_of(content)
    tree = html.fromstring(f"<div>{''.join(rendered(site, one, macro=macro) for one in arguments)}</div>")
    said = [words(rule) for rule in tree.find_class("rule")]
    limited = [rule for rule in content.rules.values() if rule.limits]
    assert len(limited) >= 7
    for rule in limited:
        [one] = {one for one in said if f"{rule.force.word} {plain(rule.text)}." in one}
        assert f"Limits: {plain(rule.limits)}" in one


def test_each_rule_stands_in_full_with_its_limits_and_its_source() -> None:
    """Of every kind, under what it tells or what it is told: no row is weaker or stronger than its rule."""
    content = real()
    site = site_of(content)
    for kind in content.organisations_with_pages:
        tree = html.fromstring(f"<div>{rendered(site, kind)}</div>")
        rows = tree.find_class("exchange")
        told = [*told_by(kind, content.rules), *told_to(kind, content.rules)]
        assert len(rows) == len(told)
        for row, one in zip(rows, told, strict=True):
            rule = content.rules[one.rule]
            said = words(row)
            assert f"{plain(rule.who)} {rule.force.word} {plain(rule.text)}." in said
            assert plain(rule.limits) in said
            assert content.organisations[kind].name in said
            assert row.xpath(f".//a[@class='mark' and contains(@href, '#{one.rule}')]")


def test_where_no_rule_names_a_kind_the_page_says_that_it_may_still_share() -> None:
    """On the small site nobody is bound to tell by the school's hand."""
    content = load(SMALL / "docs")
    assert not told_by("school", content.rules)
    none = str(escape(plain(content.open_blocks[NONE].text[0])))
    assert len(re.findall(re.escape(none), rendered(site_of(content), "school"))) == 1
    assert none not in rendered(site_of(content), "council")
