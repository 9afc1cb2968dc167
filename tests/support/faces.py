"""The faces of a flowchart, each read back as the same thing: the set of its routes, in the words that a reader meets.

A route is its questions and answers in turn, and then its ending. A hand-over ends a route as "TITLE, question N".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree, html
from playwright.sync_api import Frame, Page

from macros.content import Content
from macros.models.flowchart import Flowchart
from macros.models.inline_text import plain
from tests.support.markup import ANSWER, ANSWERED, OPTIONS, STEP

Route = tuple[str, ...]
Edge = tuple[str, str, str]
"""A question, an answer, and the question, ending or hand-over to which that leads."""
Answers = Mapping[str, list[tuple[str, str]]]
"""By question, each answer and where it leads."""


def words(text: str) -> str:
    """Words with single spaces."""
    return " ".join(text.split())


def follow(answers: Answers, start: str, said: Callable[[str], str]) -> set[Route]:
    """Every route of a graph, one for each way of answering, by what its places say."""

    def walk(place: str, steps: Route) -> Iterable[Route]:
        if place not in answers:
            yield (*steps, said(place))
        for answer, target in answers.get(place, []):
            yield from walk(target, (*steps, said(place), answer))

    return set(walk(start, ()))


def _said(content: Content, chart: Flowchart, key: str) -> str:
    """What a place asks or says to do; of a hand-over, where it leads."""
    if key in chart.questions:
        return plain(chart.questions[key].text)
    if key in chart.outcomes:
        return chart.outcomes[key].title
    there, node = content.flowcharts[chart.refs[key].flowchart], chart.refs[key].node
    return f"{there.title}, question {there.number(node)}"


def in_model(content: Content, chart: Flowchart) -> set[Route]:
    """The routes as the file has them."""
    answers = {
        key: [(plain(option.text), option.next.node) for option in question.options.values()]
        for key, question in chart.questions.items()
    }
    return follow(answers, chart.start, lambda key: _said(content, chart, key))


def edges_in_model(content: Content, chart: Flowchart) -> set[Edge]:
    """Each answer as the file has it, with its question and where it leads."""
    return {
        (plain(question.text), plain(option.text), _said(content, chart, option.next.node))
        for question in chart.questions.values()
        for option in question.options.values()
    }


def _heading(section: html.HtmlElement) -> str:
    """What a section asks or says to do; of a hand-over, where it leads."""
    if section.xpath(".//a[starts-with(normalize-space(), 'question ')]") and not section.xpath(".//dl | .//ul"):
        number, title = re.findall(r'question (\d+) of "(.*?)"', section.text_content())[0]
        return f"{title}, question {number}"
    title = section.xpath(".//h2 | .//h3")[0]
    return words("".join(title.xpath("./text()")))


def in_words(page: html.HtmlElement) -> set[Route]:
    """The routes in the text of a page: from each question by the links of its answers."""
    sections = {part.get("id"): part for part in page.xpath("//*[@class='flowchart__text']/section")}
    answers = {
        key: [
            (words(link.find("b").text), link.get("href")[1:])
            for link in section.xpath(".//*[@class='flowchart__options']/li/a")
        ]
        for key, section in sections.items()
    }
    said = {key: _heading(section) for key, section in sections.items()}
    return follow({key: found for key, found in answers.items() if found}, next(iter(sections)), said.__getitem__)


def _here(page: Page | Frame) -> str:
    """What the question view asks or says to do."""
    return _heading(html.fromstring(page.locator(STEP).evaluate("one => one.outerHTML")))


def _answers(page: Page | Frame, back: Callable[[], None], answered: int) -> Iterator[str]:
    """Press each answer of the question that is shown; `back` goes to it again, with `answered` answers before it."""
    place = _here(page)
    options = page.locator(OPTIONS)
    for number in range(options.count()):
        answer = words(options.nth(number).locator(ANSWER).inner_text())
        options.nth(number).click()
        assert words(page.locator(ANSWERED).all_text_contents()[-1]) == answer
        yield answer
        back()
        page.wait_for_function(f"() => document.querySelectorAll('{ANSWERED}').length === {answered}")
        assert _here(page) == place


def asked(page: Page | Frame, back: Callable[[], None]) -> set[Route]:
    """The routes that the question view offers, each pressed in a browser; `back` goes to the question before."""
    found = set()

    def walk(steps: Route) -> None:
        place = _here(page)
        if not page.locator(OPTIONS).count():
            found.add((*steps, place))
        for answer in _answers(page, back, len(steps) // 2):
            walk((*steps, place, answer))

    walk(())
    return found


def edges_asked(page: Page | Frame, back: Callable[[], None]) -> set[Edge]:
    """The answers that the question view offers, each pressed once; `back` goes to the question before."""
    found: set[Edge] = set()
    seen = set()

    def walk(answered: int) -> None:
        seen.add(place := _here(page))
        for answer in _answers(page, back, answered):
            found.add((place, answer, to := _here(page)))
            if to not in seen:
                walk(answered + 1)

    walk(0)
    return found


Corner = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _inside(point: tuple[float, float], box: Corner) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def in_picture(svg: etree._Element) -> set[Route]:
    """The routes in a diagram, by what is seen: lines from rows of answers to the boxes where they end, and words."""

    def all_of(kind: str) -> list[etree._Element]:
        found: list[etree._Element] = svg.xpath(f".//*[contains(concat(' ', @class, ' '), ' diagram__{kind} ')]")
        return found

    def box_of(one: etree._Element) -> Corner:
        if d := one.get("d"):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", d)]
            return numbers[0], numbers[1], numbers[0] + numbers[2] + numbers[3], numbers[6]
        x, y, width, height = (float(one.get(key)) for key in ("x", "y", "width", "height"))
        return x, y, x + width, y + height

    texts = []
    for one in all_of("words"):
        lines = one.xpath("./*[local-name() = 'tspan']")
        point = float(lines[0].get("x")), float(lines[0].get("y")) - 4
        texts.append((one.get("class").split("--")[1], point, words(" ".join(line.text for line in lines))))
    boxes = {box_of(one): one.get("class").split("--")[1].split()[0] for one in all_of("box")}

    def said(kind: str, box: Corner) -> list[str]:
        return [text for one, point, text in texts if one == kind and _inside(point, box)]

    def name(box: Corner) -> str:
        (text,) = said(boxes[box], box)
        if boxes[box] == "handover":
            title, number = re.findall(r'"(.*)", question (\d+)', text)[0]
            return f"{title}, question {number}"
        return text

    # A row reaches from its line to the next one, or to the end of its box.
    rows: dict[Corner, list[Corner]] = {}
    for box in (box for box, kind in boxes.items() if kind == "question"):
        lines = (tuple(map(float, re.findall(r"[\d.]+", one.get("d"))))[:2] for one in all_of("row"))
        tops = sorted(line[1] for line in lines if _inside((line[0], line[1]), box))
        ends = [*tops[1:], box[3]]
        rows[box] = [(box[0], top, box[2], end) for top, end in zip(tops, ends, strict=True)]
    leads: dict[Corner, Corner] = {}
    start = None
    for edge in all_of("edge"):
        points = [tuple(map(float, point.split(","))) for point in edge.get("points").split()]
        first, last = (points[0][0], points[0][1]), (points[-1][0], points[-1][1])
        (target,) = [box for box, kind in boxes.items() if kind != "start" and _inside(last, box)]
        (source,) = [box for box, kind in boxes.items() if kind in ("start", "question") and _inside(first, box)]
        if boxes[source] == "start":
            start = target
            continue
        # A line that leaves below a box is that of its last row.
        (row,) = [row for row in rows[source] if row[1] < first[1] <= row[3]]
        assert row not in leads, "two lines leave one row"
        leads[row] = target
    assert start
    answers = {
        str(box): [(answer, str(leads[row])) for row in of for answer in said("option", row)]
        for box, of in rows.items()
    }
    names = {str(box): name(box) for box, kind in boxes.items() if kind != "start"}
    return follow(answers, str(start), names.__getitem__)
