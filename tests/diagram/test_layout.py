"""Diagrams: nothing over anything, no line through a box, always an end, and legible on paper, for any flowchart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from macros.checks.flowcharts import MOST_NODES
from macros.content import Content
from macros.diagram.labels import diagram_of
from macros.diagram.layout import BOLD_KINDS, SIZE, TITLE, Arrow, Diagram, DiagramLabels, Label, Point, Shape, layout
from macros.diagram.text_width import wide, wrap
from macros.loading import load
from macros.models.flowchart import Flowchart, Handover, Option, Outcome, Question
from macros.models.reference import NodeRef
from macros.pages.render import render
from tests.support.faces import in_model, in_picture
from tests.support.project import SMALL

SAID = "If no one is at the desk and the boat may be about to go then ring what bell there is and note down the time"
LEGIBLE = 7
"""Points: the least size of type on a page of A4; 1.41 times that on A3."""

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@st.composite
def charts(draw: st.DrawFn) -> Flowchart:
    """Any flowchart of up to as many questions and endings as the build allows, hand-overs among them."""
    size = draw(st.integers(1, MOST_NODES - 1))
    ends = [f"e{n}" for n in range(draw(st.integers(1, MOST_NODES - size)))]
    handovers = [end for end in ends[1:] if draw(st.booleans())]

    def said(key: str, most: int) -> str:
        return " ".join([key, *(SAID.split() * 3)[: draw(st.integers(0, most))]])

    # The file may have its questions in any order; what leads to what is a matter of their numbers here.
    numbers = draw(st.permutations(range(1, size)))
    questions = {}
    for n in (0, *numbers):
        further = st.sampled_from([f"q{m}" for m in range(n + 1, size)] + ends)
        options = {
            key: Option.model_validate({"text": said(f"{key} {n}", 20), "next": draw(further)})
            for key in ("not-sure", *(f"o{m}" for m in range(draw(st.integers(1, 7)))))
        }
        questions[f"q{n}"] = Question.model_validate(
            {"text": said(f"q{n}", 45), "sources": ["any"], "options": options}
        )
    reached, waiting = {"q0"}, ["q0"]
    while waiting:
        for option in questions[waiting.pop()].options.values():
            if option.next.node not in reached:
                reached.add(option.next.node)
                waiting += [option.next.node] if option.next.node in questions else []
    shown = [end for end in ends if end in reached]
    outcomes = {end: Outcome.model_construct(title=said(end, 12)) for end in shown if end not in handovers}
    there = {end: NodeRef("ask", "first" if int(end[1:]) % 2 else "second") for end in shown if end in handovers}
    return Flowchart(
        name="drawn",
        title=said("drawn", 15),
        version=1,
        change="advice",
        start="q0",
        questions={key: question for key, question in questions.items() if key in reached},
        outcomes=outcomes,
        refs=there,
        handovers={
            end: Handover("What to do", 1 if ref.node == "first" else 2, (), (), ref.link) for end, ref in there.items()
        },
    )


def drawn(chart: Flowchart) -> Diagram:
    """The diagram of a flowchart, its hand-overs in words of their own."""
    endings = {key: outcome.title for key, outcome in chart.outcomes.items()}
    endings |= {key: f'Go on in "Ask", question {key}' for key in chart.handovers}
    foot = "The foot says what version this is, and where the words are."
    return layout(chart, DiagramLabels("Start", "or", endings, foot))


def drawn_as_svg(content: Content, chart: Flowchart) -> str:
    """The picture as the file of a flowchart."""
    return str(render("diagram", page_url="", flowchart=chart, diagram=diagram_of(content, chart)))


def words_of(picture: Diagram) -> Iterator[tuple[str, Rectangle]]:
    """Where each line of words is, at its widest."""
    for label in picture.labels:
        size = TITLE if label.kind == "title" else SIZE
        for x, y, line in label.lines:
            long = wide(line, size, bold=label.kind in BOLD_KINDS)
            left = x - long / 2 if label.kind in ("start", "number") else x
            yield label.kind, (left, y - size * 0.8, left + long, y + size * 0.25)


def boxes_of(picture: Diagram) -> list[tuple[str, Rectangle]]:
    """The boxes, without the rows inside them."""
    boxes = [box for box in picture.boxes if box.kind != "row"]
    return [(box.kind, (box.x, box.y, box.x + box.width, box.y + box.height)) for box in boxes]


def meet(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles have more than an edge in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def lines_of(edge: Arrow) -> Iterator[Rectangle]:
    """The straight parts of a line."""
    for (x, y), (to_x, to_y) in pairwise(edge.points):
        assert x == to_x or y == to_y, "lines go across or down, not aslant"
        yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def crossings(picture: Diagram) -> int:
    """How often lines to different places cross."""
    lines = [(edge.target, line) for edge in picture.arrows for line in lines_of(edge)]
    return sum(
        a[0] != b[0] and meet((a[1][0], a[1][1], a[1][2] + 0.1, a[1][3] + 0.1), b[1]) for a, b in combinations(lines, 2)
    )


def well_drawn(picture: Diagram) -> None:
    """Assert all that a diagram promises of its geometry."""
    boxes, words = boxes_of(picture), list(words_of(picture))
    for (_, one), (_, other) in combinations(boxes, 2):
        assert not meet(one, other), "a box over a box"
    for (kind, one), (other_kind, other) in combinations(words, 2):
        assert not meet(one, other), (kind, other_kind, "words over words")
    for kind, one in words:
        assert 0 <= one[0] <= one[2] <= picture.width, (kind, "words outside the picture")
        assert 0 <= one[1] <= one[3] <= picture.height, (kind, "words outside the picture")
        around = [box for _, box in boxes if meet(one, box)]
        assert len(around) == (kind not in ("title", "foot")), (kind, "words in no box, or in two")
        for box in around:
            assert box[0] <= one[0] <= one[2] <= box[2], (kind, "words wider than their box")
            assert box[1] <= one[1] <= one[3] <= box[3], (kind, "words higher than their box")
    for edge in picture.arrows:
        for line in lines_of(edge):
            assert not [kind for kind, box in boxes if meet(line, box)], "a line through a box"
            assert not [kind for kind, one in words if meet(line, one)], "a line through words"
        first, last = edge.points[0], edge.points[-1]
        assert last[1] >= first[1], "a line that goes up"
        for x, y in (first, last):
            touched = [box for _, box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
            assert len(touched) == 1, "a line from or to nowhere"
    for one_edge, other_edge in combinations(picture.arrows, 2):
        if one_edge.target != other_edge.target:
            assert not [1 for a in lines_of(one_edge) for b in lines_of(other_edge) if _together(a, b)], "lines merge"
    assert picture.points_across >= LEGIBLE


def _together(one: Rectangle, other: Rectangle) -> bool:
    """Whether two lines run so close beside each other, for a while, that they look like one."""
    upright = one[0] == one[2] and other[0] == other[2]
    level = one[1] == one[3] and other[1] == other[3]
    return (upright and abs(one[0] - other[0]) < 8 and one[1] < other[3] and other[1] < one[3]) or (
        level and abs(one[1] - other[1]) < 8 and one[0] < other[2] and other[0] < one[2]
    )


@pytest.fixture(scope="module")
def small() -> Content:
    """The small content, whose flowchart "ask" the generated ones lead on to."""
    return load(SMALL / "docs")


@pytest.mark.slow
@settings(max_examples=max(20, settings().max_examples // 5))
@given(charts())
def test_any_flowchart_is_well_drawn(chart: Flowchart) -> None:
    """Of up to as many questions and endings as the build allows; and drawn again it is the same."""
    assert len(chart.questions) + len(chart.outcomes) + len(chart.handovers) <= MOST_NODES
    picture = drawn(chart)
    well_drawn(picture)
    assert drawn(chart) == picture


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 10))
@given(charts())
def test_any_picture_has_the_routes(small: Content, chart: Flowchart) -> None:
    """Read from the SVG by where its lines begin and end: those of the model, and each comes to an end."""
    if sum(1 for _ in chart.routes()) > 2000:
        return
    svg = drawn_as_svg(small, chart)
    found = in_picture(etree.fromstring(svg))
    assert found == in_model(small, chart)
    ends = {outcome.title for outcome in chart.outcomes.values()} | {"What to do, question 1", "What to do, question 2"}
    assert {route[-1] for route in found} <= ends


@pytest.mark.parametrize("name", ["share", "asked", "tell", "disagree"])
def test_each_diagram_of_the_site_is_well_drawn_and_legible_on_a4(name: str, content: Content) -> None:
    """Well drawn, no line crosses another, and the whole is legible on one page of A4, and so at any size above it."""
    picture = draw_of(content, name)
    well_drawn(picture)
    assert crossings(picture) == 0
    svg = etree.fromstring(drawn_as_svg(content, content.flowcharts[name]))
    width, height = map(int, svg.get("viewBox", "").split()[2:])
    assert SIZE * min(210 / width, 297 / height) * 72 / 25.4 >= LEGIBLE


def draw_of(content: Content, name: str) -> Diagram:
    """A diagram of our own."""
    chart = content.flowcharts[name]
    return drawn(chart)


def test_a_badly_drawn_diagram_is_noticed(content: Content) -> None:
    """Negative control: a line, a box or words in the wrong place."""
    picture = draw_of(content, "share")
    labels = [shape for shape in picture.shapes if isinstance(shape, Label)]
    faults: list[tuple[Shape, str]] = [
        (_arrow((0, 300), (600, 300)), "through"),
        (picture.boxes[-1], "box over"),
        (labels[-2], "words over"),
        (_arrow((5, 80), (5, 20)), "goes up"),
        (_arrow((5, 20), (5, 40)), "nowhere"),
    ]
    for shape, told in faults:
        with pytest.raises(AssertionError, match=told):
            well_drawn(replace(picture, shapes=(*picture.shapes, shape)))


def _arrow(*points: Point) -> Arrow:
    return Arrow("a", (), "b", points)


def test_the_file_of_a_diagram_needs_nothing_else(content: Content) -> None:
    """No style, script, link, id or font of its own; words and shapes with attributes, black on white."""
    for name, chart in content.flowcharts.items():
        text = drawn_as_svg(content, chart)
        svg = etree.fromstring(text)
        assert {etree.QName(one).localname for one in svg.iter()} <= {
            *("svg", "polyline", "polygon", "path", "rect", "text", "tspan"),
        }, name
        attributes = {key for one in svg.iter() for key in one.attrib}
        assert not attributes & {"style", "id", "href", "onclick"}, name
        assert {one.get(key) for one in svg.iter() for key in ("fill", "stroke")} <= {None, "none", "#000", "#fff"}
        assert svg.get("role") == "img"
        assert chart.title in svg.get("aria-label", "")
        assert "url(" not in text
        foot = re.sub(r"\s+", " ", " ".join(svg.xpath(".//*[contains(@class, '--foot')]//text()")))
        assert f"Version {chart.version}." in foot
        assert ("awaits" in foot) == (content.partnership.edition.approved is None)


@given(st.text(max_size=60), st.integers(10, 300), st.booleans())
def test_wrapped_words_fit_their_room(words: str, room: int, bold: bool) -> None:
    """No line is wider than its room, unless one character is, and nothing is lost."""
    lines = wrap(words, room, SIZE, bold=bold)
    assert [line for line in lines if wide(line, SIZE, bold=bold) > room and len(line) > 1] == []
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_an_unmeasured_character_counts_as_wide() -> None:
    """A character that nobody measured counts as wide as the widest."""
    assert wide("漢", 100) >= max(wide(one, 100, bold=True) for one in "MW@%")


def test_a_hand_over_is_drawn_as_an_ending_that_says_where_it_leads(small: Content) -> None:
    """A hand-over is an ending in a picture of its own shape, and says where it leads."""
    for chart in small.flowcharts.values():
        svg = etree.fromstring(drawn_as_svg(small, chart))
        assert in_picture(svg) == in_model(small, chart)
