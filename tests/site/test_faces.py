"""The faces of each flowchart, read from the built site: text and diagram; the question view is driven in a browser."""

from pathlib import Path

import pytest
from lxml import etree, html

from macros.content import Content
from macros.loading import load
from tests.support.faces import Route, in_model, in_picture, in_words, words
from tests.support.project import real

pytestmark = pytest.mark.slow

NAMES = tuple(real().flowcharts)


def page_of(site: Path, name: str) -> html.HtmlElement:
    """The page of a flowchart."""
    return html.parse(str(site / "decide" / name / "index.html")).getroot()


@pytest.mark.parametrize("name", NAMES)
def test_text_and_diagram_have_the_routes_of_the_model(name: str, site: Path, content: Content) -> None:
    """In the words of the page, and in the picture."""
    model = in_model(content, content.flowcharts[name])
    page = page_of(site, name)
    assert in_words(page) == model
    assert in_picture(etree.parse(site / "decide" / f"{name}.svg").getroot()) == model
    assert words(page.xpath("//*[@id='diagram']")[0].text_content())


def test_the_model_has_the_routes_of_the_table(content: Content) -> None:
    """Each way of answering is in one distinct route of the model, whose tables are in tests/records/routes."""
    for chart in content.flowcharts.values():
        ways = sum(_ways(route.steps) for route in chart.routes())
        assert len(in_model(content, chart)) == ways


def _ways(steps: tuple[tuple[str, tuple[str, ...]], ...]) -> int:
    ways = 1
    for _, options in steps:
        ways *= len(options)
    return ways


def test_a_picture_or_text_with_another_route_is_noticed(other: Path) -> None:
    """Negative control: one answer that leads elsewhere, in each face."""
    content = load(other.parent / "docs")
    chart = content.flowcharts["tell"]

    def differs(found: set[Route]) -> bool:
        return found != in_model(content, chart)

    page = page_of(other, "tell")
    assert not differs(in_words(page))
    answers = page.xpath("//*[@class='flowchart__text']//*[@class='flowchart__options']//a")
    answers[-1].set("href", next(one.get("href") for one in answers if one.get("href") != answers[-1].get("href")))
    assert differs(in_words(page))
    svg = etree.parse(other / "decide" / "tell.svg").getroot()
    ends = [one for one in svg.iter() if one.get("class", "").endswith("--outcome") and one.tag.endswith("text")]
    ends[-1].getparent().remove(ends[-1])
    with pytest.raises(ValueError, match="not enough values"):
        in_picture(svg)
    svg = etree.parse(other / "decide" / "tell.svg").getroot()
    edges = [one for one in svg.iter() if one.get("class", "") == "diagram__edge"]
    edges[-1].set("points", edges[-2].get("points"))
    with pytest.raises((AssertionError, KeyError)):
        in_picture(svg)


@pytest.mark.parametrize("name", NAMES)
def test_each_question_and_ending_names_its_source(name: str, site: Path, content: Content) -> None:
    """Every question and outcome has a line that says where it is from, with a link to each source."""
    page, chart = page_of(site, name), content.flowcharts[name]
    known = {key: question.sources for key, question in chart.questions.items()}
    known |= {
        key: (
            *outcome.more.sources,
            *(source for block in outcome.blocks for source in content.open_blocks[block].sources),
        )
        for key, outcome in chart.outcomes.items()
    }
    for key, sources in known.items():
        links = page.xpath(
            f"//section[@id='{key}']//p[@class='source'][starts-with(normalize-space(), 'From:')]/a/@href"
        )
        assert links, key
        assert {link.rpartition("#")[2].rstrip("/").rpartition("/")[2] for link in links} <= set(sources), key


@pytest.mark.parametrize("name", NAMES)
def test_the_diagram_of_a_flowchart_is_a_picture_with_a_name(name: str, site: Path, content: Content) -> None:
    """It is named and stands in a box that can be scrolled by keyboard; nothing in it takes the focus."""
    page = page_of(site, name)
    (picture,) = page.xpath("//img[@class = 'diagram__picture']")
    assert content.flowcharts[name].title in picture.get("alt")
    box = picture.getparent()
    assert box.get("tabindex") == "0"
    assert box.get("aria-label")
    file, part = picture.get("src").split("#")
    drawing = etree.parse(site / "decide" / name / file).getroot()
    assert drawing.xpath(".//*[local-name() = 'a'] | .//@tabindex | .//@style | .//abbr") == []
    edge, _, width, height = (-int(number) for number in drawing.get("viewBox").split())
    assert part == f"svgView(viewBox(0,0,{-width - 2 * edge},{-height - 2 * edge}))", "all of it, without its edge"
    assert page.xpath("//a[contains(@href, '.svg')]/@href") == [file]
    assert page.xpath("//a[@href = '#diagram']")
