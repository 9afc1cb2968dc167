"""Layout: a flowchart as a picture, down one spine. Geometry alone; the component `diagram` turns it into SVG.

Questions stand one below the other, each a box with a row for every node that its options lead to. An ending stands
beside its row, as often as rows lead to it. A line to a further question leaves below its box, or at the left of its
row into a lane beside the spine. So no line can come upon a box, and nothing is ever drawn over anything.

Each width that may be is tried: the words are measured, which says how high each question is; then everything has its
place, from the top down; then it is drawn as shapes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from math import ceil

from macros.diagram.text_width import wide, wrap
from macros.models.flowchart import Flowchart, Question
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
INSET = PAD + 2 * DIAMOND + PAD
"""From the left edge of a question to its words."""
START = 76
HEAD = (9, 4)
"""Length and half the width of the head of an arrow."""
BOLD_KINDS = ("title", "start", "question", "number", "outcome", "handover")
MORE = 14
"""How far the further lines of an option are set in."""

Point = tuple[int, int]


@dataclass(frozen=True)
class DiagramLabels:
    """The words of a picture besides those of its questions: for its start, between two options, of each ending by id,
    and at its foot.
    """

    start: str
    separator: str
    endings: Mapping[str, str]
    foot: str


@dataclass(frozen=True)
class Label:
    """Words of one kind, of which each line has its left end, or its middle, on a point."""

    kind: str
    id: str
    lines: tuple[tuple[int, int, str], ...]

    def moved(self, right: int, down: int) -> "Label":
        """The same words in another place."""
        return Label(self.kind, self.id, tuple((x + right, y + down, words) for x, y, words in self.lines))


@dataclass(frozen=True)
class Box:
    """A box: start, question, outcome or handover, or the row of a question for one node."""

    kind: str
    id: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Arrow:
    """An arrow from the row of a question, or from the start, to where these options lead, with its head."""

    source: str
    options: tuple[str, ...]
    target: str
    points: tuple[Point, ...]

    @property
    def head(self) -> tuple[Point, Point, Point]:
        """The three corners of its head."""
        before, (end_x, end_y) = self.points[-2:]
        long, half = HEAD
        if before[0] == end_x:
            return (end_x, end_y), (end_x - half, end_y - long), (end_x + half, end_y - long)
        return (end_x, end_y), (end_x - long, end_y - half), (end_x - long, end_y + half)


@dataclass(frozen=True)
class Diamond:
    """The sign with the number of a question, by its middle."""

    x: int
    y: int

    @property
    def corners(self) -> tuple[Point, ...]:
        """From the top, clockwise."""
        x, y = self.x, self.y
        return (x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND), (x - DIAMOND, y)


Shape = Box | Label | Arrow | Diamond


@dataclass(frozen=True)
class Diagram:
    """A picture of a flowchart, from the top left corner."""

    width: int
    height: int
    shapes: tuple[Shape, ...]

    @property
    def boxes(self) -> list[Box]:
        """Its boxes, the rows of a question before the question."""
        return [shape for shape in self.shapes if isinstance(shape, Box)]

    @property
    def labels(self) -> list[Label]:
        """Its words, from the top down."""
        return [shape for shape in self.shapes if isinstance(shape, Label)]

    @property
    def arrows(self) -> list[Arrow]:
        """Its arrows."""
        return [shape for shape in self.shapes if isinstance(shape, Arrow)]

    @property
    def joined_arrows(self) -> list[list[Arrow]]:
        """Its arrows, those to one node together: where others cross, there is a gap."""
        by_target = groupby(sorted(self.arrows, key=lambda arrow: arrow.target), lambda arrow: arrow.target)
        return [list(arrows) for _, arrows in by_target]

    @property
    def diamonds(self) -> list[Diamond]:
        """The sign of each question."""
        return [shape for shape in self.shapes if isinstance(shape, Diamond)]

    @property
    def points_across(self) -> float:
        """The size of its smallest type where it is as wide as a page of A4 allows, in points."""
        return SIZE * PAGE[0] / self.width * 72 / 25.4

    @property
    def points(self) -> float:
        """The size of its smallest type where the whole stands on a page of A4, in points."""
        return min(self.points_across, SIZE * PAGE[1] / self.height * 72 / 25.4)


def layout(chart: Flowchart, labels: DiagramLabels) -> Diagram:
    """A picture of a flowchart, of the width at which it is most legible on a page."""
    questions = order(chart)
    left = 1 + LANE * (max(lanes(chart, questions).values(), default=-1) + 1)
    tried = [
        _attempt(chart, labels, _Columns(width, left, ending))
        for width in WIDTHS
        for ending in (width * part // 100 for part in ENDINGS)
        if width - left - ARROW - ending > NARROWEST
    ]
    return max(tried, key=lambda one: one.points)


def order(chart: Flowchart) -> list[str]:
    """The questions from top to bottom: each below all that lead to it, and else as the file has them."""
    waiting, found = dict(chart.questions), list[str]()
    while waiting:
        led_to = {target for key in waiting for target in chart.graph[key].values()}
        found.append(next(key for key in waiting if key not in led_to))
        del waiting[found[-1]]
    return found


def places(chart: Flowchart, question_id: str, below: str) -> list[tuple[str, tuple[str, ...]]]:
    """Where the options of a question lead, each node with its options: endings, questions, then the one below."""
    options = chart.graph[question_id]
    targets = sorted(
        dict.fromkeys(options.values()), key=lambda target: (target in chart.questions) + (target == below)
    )
    return [(target, tuple(key for key, there in options.items() if there == target)) for target in targets]


@dataclass(frozen=True)
class _Columns:
    """One attempt at widths: of the picture, of the lanes at its left, and of an ending."""

    width: int
    left: int
    ending: int

    @property
    def question(self) -> int:
        """The width of a question."""
        return self.width - self.left - ARROW - self.ending - 1

    @property
    def side(self) -> int:
        """The right edge of a question."""
        return self.left + self.question


@dataclass(frozen=True)
class _Measured:
    """Words as they are set from a corner, and how far down they go."""

    labels: tuple[Label, ...]
    height: int

    def at(self, x: int, y: int) -> Iterator[Label]:
        """The words from a corner on."""
        return (label.moved(x, y) for label in self.labels)


@dataclass(frozen=True)
class _Row:
    """Options that lead to one node, and the ending if that is one."""

    target: str
    options: tuple[str, ...]
    words: _Measured
    ending: _Measured | None

    @property
    def ending_height(self) -> int:
        """The height of the box of the ending."""
        return self.ending.height + 7 if self.ending else 0

    @property
    def height(self) -> int:
        """The height of the whole row."""
        return max(self.words.height + 2 * ROW, self.ending_height + 4)


@dataclass(frozen=True)
class _Question:
    """A question with its rows; `below` is the next one."""

    id: str
    number: int
    below: str
    words: _Measured
    rows: tuple[_Row, ...]

    @property
    def head(self) -> int:
        """The height of what stands above its rows."""
        middle = DIAMOND + 4
        return max(middle - LINE // 2 + self.words.height + ROW, middle + DIAMOND + 4)

    @property
    def height(self) -> int:
        """The height of its box."""
        return self.head + sum(row.height for row in self.rows)

    def placed(self, top: int) -> Iterator[tuple[_Row, int]]:
        """Each row with its upper edge."""
        y = top + self.head
        for row in self.rows:
            yield row, y
            y += row.height


def _measure(kind: str, key: str, said: str, room: int) -> _Measured:
    """Words set below each other, no wider than `room`."""
    size, line = (TITLE, TITLE + 5) if kind == "title" else (SIZE, LINE)
    hang = MORE if kind == "option" else 0
    rows = wrap(said, room - hang, size, bold=kind in BOLD_KINDS)
    middle = room // 2 if kind == "start" else 0
    lines = ((middle + hang * (n > 0), n * line + size, words) for n, words in enumerate(rows))
    return _Measured((Label(kind, key, tuple(lines)),), len(rows) * line)


def _measure_options(question: Question, options: Iterable[str], separator: str, room: int) -> _Measured:
    """Options set one after the other, on one line as long as they fit."""
    labels: list[Label] = []
    x = y = 0
    for number, option_id in enumerate(options):
        said = plain(question.options[option_id].text)
        long, before = ceil(wide(said, SIZE)), ceil(wide(separator, SIZE)) + 6 if number else 0
        if number and x + before + long > room:
            x, y = 0, y + LINE
        if number:
            labels.append(Label("or", option_id, ((x, y + SIZE, separator),)))
        words = _measure("option", option_id, said, room - x - before)
        labels += words.at(x + before, y)
        x, y = x + before + long + 6, y + words.height - LINE
    return _Measured(tuple(labels), y + LINE)


def _measure_question(
    chart: Flowchart, labels: DiagramLabels, columns: _Columns, question_id: str, below: str
) -> _Question:
    question = chart.questions[question_id]
    rows = []
    for target, options in places(chart, question_id, below):
        ending = None
        if target in labels.endings:
            room = columns.ending - 2 * PAD - (MORE if _kind(chart, target) == "handover" else 0)
            ending = _measure(_kind(chart, target), target, labels.endings[target], room)
        words = _measure_options(question, options, labels.separator, columns.question - 2 * PAD)
        rows.append(_Row(target, options, words, ending))
    words = _measure("question", question_id, plain(question.text), columns.question - INSET - PAD)
    return _Question(question_id, chart.number(question_id), below, words, tuple(rows))


def _kind(chart: Flowchart, ending: str) -> str:
    return "outcome" if ending in chart.outcomes else "handover"


def _attempt(chart: Flowchart, labels: DiagramLabels, columns: _Columns) -> Diagram:
    """The picture with columns of some widths."""
    ids = order(chart)
    questions = [_measure_question(chart, labels, columns, *pair) for pair in zip(ids, [*ids[1:], ""], strict=True)]
    head_x = columns.left + START + PAD
    title = _measure("title", "", chart.title, columns.width - head_x)
    tops = [max(title.height, LINE + 9) + BETWEEN]
    for question in questions:
        tops.append(tops[-1] + question.height + BETWEEN)
    placed = list(zip(questions, tops[:-1], strict=True))
    foot = _measure("foot", "", labels.foot, columns.width - 2)
    shapes: list[Shape] = [*title.at(head_x, 0), *_draw_start(chart, labels.start, columns, tops[0])]
    for question, top in placed:
        shapes += _draw_question(chart, columns, question, top)
    shapes += _draw_lanes(chart, columns, placed)
    shapes += foot.at(1, tops[-1] + 10)
    return Diagram(columns.width, tops[-1] + 10 + foot.height + PAD, tuple(shapes))


def _draw_start(chart: Flowchart, said: str, columns: _Columns, end: int) -> Iterator[Shape]:
    yield Box("start", "", columns.left, 1, START, LINE + 8)
    yield from _measure("start", "", said, START).at(columns.left, 5)
    x = columns.left + PAD + DIAMOND
    yield Arrow("", (), chart.start, ((x, LINE + 9), (x, end)))


def _draw_question(chart: Flowchart, columns: _Columns, question: _Question, top: int) -> Iterator[Shape]:
    """A question with its rows and endings, and the arrow to the one below."""
    x, y = columns.left + PAD + DIAMOND, top + DIAMOND + 4
    yield Diamond(x, y)
    yield Label("number", question.id, ((x, y + 5, str(question.number)),))
    yield from question.words.at(columns.left + INSET, y - LINE // 2)
    for row, row_top in question.placed(top):
        yield from _draw_row(chart, columns, question, row, row_top)
    yield Box("question", question.id, columns.left, top, columns.question, question.height)
    end = top + question.height
    for row in question.rows:
        if row.target == question.below:
            yield Arrow(question.id, row.options, question.below, ((x, end), (x, end + BETWEEN)))


def _draw_row(chart: Flowchart, columns: _Columns, question: _Question, row: _Row, top: int) -> Iterator[Shape]:
    middle = top + row.height // 2
    yield from row.words.at(columns.left + PAD, middle - row.words.height // 2)
    if row.ending:
        x, y = columns.side + ARROW, middle - row.ending_height // 2
        yield from row.ending.at(x + PAD, y + 3)
        yield Box(_kind(chart, row.target), row.target, x, y, columns.ending, row.ending_height)
        yield Arrow(question.id, row.options, row.target, ((columns.side, middle), (x, middle)))
    yield Box("row", question.id, columns.left, top, columns.question, row.height)


def _draw_lanes(chart: Flowchart, columns: _Columns, placed: Sequence[tuple[_Question, int]]) -> Iterator[Shape]:
    """The arrows to questions further down than the one below."""
    taken = lanes(chart, [question.id for question, _ in placed])
    entries = {question.id: top + DIAMOND + 4 for question, top in placed}
    for question, top in placed:
        for row, row_top in question.placed(top):
            if row.target in entries and row.target != question.below:
                lane, middle = columns.left - LANE * (taken[row.target] + 1), row_top + row.height // 2
                entry = entries[row.target]
                points = (columns.left, middle), (lane, middle), (lane, entry), (columns.left, entry)
                yield Arrow(question.id, row.options, row.target, points)


def lanes(chart: Flowchart, questions: Sequence[str]) -> dict[str, int]:
    """The lane, counted from the spine, of each question that an edge skips to from above the question before it.

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
