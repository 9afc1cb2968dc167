"""Diagram: a flowchart as a picture, down one spine. Geometry alone; diagram/ turns it into SVG.

Questions stand one below the other, each a box with a row for every place that its answers lead to. An ending stands
beside its row, as often as rows lead to it. A line to a further question leaves below its box, or at the left of its
row into a lane beside the spine. So no line can come upon a box, and nothing is ever drawn over anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import ceil

from macros.diagram.text_width import wide, wrap
from macros.models.flowchart import Flowchart
from macros.models.inline_text import plain

SIZE, LINE = 14, 18
"""The size of all type but the title, and the height of a line, in the units of the picture."""
TITLE = 20
PAGE = (184, 264)
"""What of a page of A4 the picture may fill, in millimetres."""
WIDTHS = range(560, 1041, 40)
"""How wide a picture may be: that width is taken at which its type is largest on a page of A4. Across such a page the
type is never smaller than 7 points: see `points_across`."""
ENDINGS = (26, 30)
"""How much of the width, in hundredths, may belong to the endings; chosen as the width is."""
NARROWEST = 240
"""The least width of a question."""
PAD, ROW, BETWEEN = 10, 4, 18
"""Beside the words of a box, above those of a row, and between two boxes."""
LANE = 14
ARROW = 36
"""From a box to its endings."""
DIAMOND = 15
"""Half of the sign with a question's number."""
START = 76
HEAD = (9, 4)
"""Length and half the width of the head of an arrow."""
BOLD_KINDS = ("title", "start", "question", "number", "outcome", "handover")
MORE = 14
"""How far the further lines of an answer are set in."""

Point = tuple[int, int]


@dataclass(frozen=True)
class Label:
    """Words of one kind, of which each line has its left end, or its middle, on a point."""

    kind: str
    id: str
    lines: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Box:
    """A box: start, question, outcome or handover, or the row of a question for one place."""

    kind: str
    id: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Arrow:
    """A line from the row of a question, or from the start, to where these answers lead, with the head of its arrow."""

    source: str
    options: tuple[str, ...]
    target: str
    points: tuple[Point, ...]

    @property
    def head(self) -> tuple[Point, Point, Point]:
        """The three corners of the arrow's head."""
        before, (end_x, end_y) = self.points[-2:]
        long, half = HEAD
        if before[0] == end_x:
            return (end_x, end_y), (end_x - half, end_y - long), (end_x + half, end_y - long)
        return (end_x, end_y), (end_x - long, end_y - half), (end_x - long, end_y + half)


@dataclass
class Diagram:
    """A picture of a flowchart, from the top left corner."""

    width: int
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    edges: list[Arrow] = field(default_factory=list)
    diamonds: list[tuple[Point, ...]] = field(default_factory=list)

    @property
    def points_across(self) -> float:
        """The size of its smallest type where it is as wide as a page of A4 allows, in points."""
        return SIZE * PAGE[0] / self.width * 72 / 25.4

    @property
    def points(self) -> float:
        """The size of its smallest type where the whole stands on a page of A4, in points."""
        return min(self.points_across, SIZE * PAGE[1] / self.height * 72 / 25.4)


def draw(chart: Flowchart, endings: Mapping[str, str], said: tuple[str, str], foot: str) -> Diagram:
    """A picture of a flowchart, given the words of its endings, those for "start" and "or", and those of its foot."""
    left = 1 + LANE * (max(lanes(chart, order(chart)).values(), default=-1) + 1)
    tried = [
        _Drawing(chart, endings, said, foot, width, ending).drawn
        for width in WIDTHS
        for ending in (width * part // 100 for part in ENDINGS)
        if width - left - ARROW - ending > NARROWEST
    ]
    return max(tried, key=lambda one: one.points)


def order(chart: Flowchart) -> list[str]:
    """The questions from top to bottom: each below all that lead to it, and else as the file has them."""
    waiting, found = dict(chart.questions), list[str]()
    while waiting:
        led_to = {option.next.node for question in waiting.values() for option in question.options.values()}
        found.append(next(key for key in waiting if key not in led_to))
        del waiting[found[-1]]
    return found


def places(chart: Flowchart, question_id: str, below: str) -> list[tuple[str, tuple[str, ...]]]:
    """Where the answers of a question lead, each place with its options: endings, questions, then the one below."""
    options = chart.graph[question_id]
    targets = sorted(
        dict.fromkeys(options.values()), key=lambda target: (target in chart.questions) + (target == below)
    )
    return [(target, tuple(key for key, there in options.items() if there == target)) for target in targets]


class _Drawing:
    """One attempt, at one width."""

    def __init__(
        self, chart: Flowchart, endings: Mapping[str, str], said: tuple[str, str], foot: str, width: int, ending: int
    ) -> None:
        self.chart, self.endings, (start, self.other) = chart, endings, said
        self.drawn = Diagram(width)
        self.order = order(chart)
        self.lanes = lanes(chart, self.order)
        self.left = 1 + LANE * (max(self.lanes.values(), default=-1) + 1)
        self.ending = ending
        self.room = width - self.left - ARROW - self.ending - 1
        self.entries: dict[str, Point] = {}
        self.ports: list[tuple[str, tuple[str, ...], str, Point]] = []
        y = self._top(start)
        for place, question_id in enumerate(self.order):
            y = self._question(question_id, self.order[place + 1] if place + 1 < len(self.order) else "", y)
        for source, options, target, (x, port) in self.ports:
            lane, (_, entry) = self.left - LANE * (self.lanes[target] + 1), self.entries[target]
            self.drawn.edges.append(
                Arrow(source, options, target, ((x, port), (lane, port), (lane, entry), self.entries[target]))
            )
        y = self._set("foot", "", foot, 1, y + 10, width - 2)
        self.drawn.height = y + PAD

    def _set(self, kind: str, key: str, said: str, x: int, y: int, room: int) -> int:
        """Set words below each other from a corner on, and say how far down they go."""
        size, line = (TITLE, TITLE + 5) if kind == "title" else (SIZE, LINE)
        hang = MORE if kind == "option" else 0
        rows = wrap(said, room - hang, size, bold=kind in BOLD_KINDS)
        middle = room // 2 if kind == "start" else 0
        lines = ((x + middle + hang * (n > 0), y + n * line + size, words) for n, words in enumerate(rows))
        self.drawn.labels.append(Label(kind, key, tuple(lines)))
        return y + len(rows) * line

    def _top(self, start: str) -> int:
        x = self.left + START + PAD
        end = max(self._set("title", "", self.chart.title, x, 0, self.drawn.width - x), LINE + 9)
        self.drawn.boxes.append(Box("start", "", self.left, 1, START, LINE + 8))
        self._set("start", "", start, self.left, 5, START)
        x = self.left + PAD + DIAMOND
        points = ((x, LINE + 9), (x, end + BETWEEN))
        self.drawn.edges.append(Arrow("", (), self.chart.start, points))
        return end + BETWEEN

    def _question(self, question_id: str, below: str, top: int) -> int:
        """Draw a question with its rows and endings, and say where the next may begin."""
        question = self.chart.questions[question_id]
        x, y = self.left + PAD + DIAMOND, top + DIAMOND + 4
        self.drawn.diamonds.append(((x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND), (x - DIAMOND, y)))
        self.drawn.labels.append(Label("number", question_id, ((x, y + 5, str(self.chart.number(question_id))),)))
        self.entries[question_id] = (self.left, y)
        inset = PAD + 2 * DIAMOND + PAD
        end = self._set(
            "question", question_id, plain(question.text), self.left + inset, y - LINE // 2, self.room - inset - PAD
        )
        y = max(end + ROW, y + DIAMOND + 4)
        for target, options in places(self.chart, question_id, below):
            y = self._row(question_id, target, options, below, y)
        self.drawn.boxes.append(Box("question", question_id, self.left, top, self.room, y - top))
        if below in self.chart.graph[question_id].values():
            _, options = places(self.chart, question_id, below)[-1]
            self.drawn.edges.append(Arrow(question_id, options, below, ((x, y), (x, y + BETWEEN))))
        return y + BETWEEN

    def _row(self, question_id: str, target: str, options: tuple[str, ...], below: str, top: int) -> int:
        """Draw the answers that lead to one place, and the place if it is an ending; say how far down the row goes."""
        first = len(self.drawn.labels)
        height = self._options(question_id, options, 0)
        second = len(self.drawn.labels)
        side = self.left + self.room
        kind = "outcome" if target in self.chart.outcomes else "handover"
        box = 0
        if target in self.endings:
            room = self.ending - 2 * PAD - (MORE if kind == "handover" else 0)
            box = self._set(kind, target, self.endings[target], side + ARROW + PAD, 0, room) + 7
        whole = max(height + 2 * ROW, box + 4)
        middle = top + whole // 2
        for number, label in enumerate(self.drawn.labels[first:], first):
            down = middle - height // 2 if number < second else middle - box // 2 + 3
            lines = tuple((x, y + down, words) for x, y, words in label.lines)
            self.drawn.labels[number] = Label(label.kind, label.id, lines)
        if box:
            self.drawn.boxes.append(Box(kind, target, side + ARROW, middle - box // 2, self.ending, box))
            self.drawn.edges.append(Arrow(question_id, options, target, ((side, middle), (side + ARROW, middle))))
        elif target != below:
            self.ports.append((question_id, options, target, (self.left, middle)))
        self.drawn.boxes.append(Box("row", question_id, self.left, top, self.room, whole))
        return top + whole

    def _options(self, question_id: str, options: tuple[str, ...], y: int) -> int:
        """Set answers one after the other, on one line as long as they fit, and say how far down they go."""
        question, left, room = self.chart.questions[question_id], self.left + PAD, self.room - 2 * PAD
        x, other = left, ceil(wide(self.other, SIZE)) + 6
        for number, option_id in enumerate(options):
            said = plain(question.options[option_id].text)
            long, before = ceil(wide(said, SIZE)), other if number else 0
            if number and x + before + long > left + room:
                x, y = left, y + LINE
            if number:
                self.drawn.labels.append(Label("or", option_id, ((x, y + SIZE, self.other),)))
            y = self._set("option", option_id, said, x + before, y, left + room - x - before) - LINE
            x += before + long + 6
        return y + LINE


def lanes(chart: Flowchart, questions: Sequence[str]) -> dict[str, int]:
    """The lane, counted from the spine, of each question that is led to from further up than the one above it.

    Lines in one lane never meet, but for those to the same question.
    """
    spans: dict[str, tuple[int, int]] = {}
    for place, question_id in enumerate(questions):
        for target in chart.graph[question_id].values():
            if target in chart.questions and questions.index(target) > place + 1:
                spans.setdefault(target, (place, questions.index(target)))
    taken: dict[str, int] = {}
    for target, (top, end) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        beside = {lane for other, lane in taken.items() if top < spans[other][1] and spans[other][0] < end}
        taken[target] = next(lane for lane in count() if lane not in beside)
    return taken
