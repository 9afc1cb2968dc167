"""PDF: the sheets set by Typst, from the same models as the pages. Templates and font are in overrides/components/."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from macros.content import Content
from macros.models.addresses import BRIEFING, CARDS, LARGE, PACK, POSTER_NAME, SHEET_FOLDER, TABLE_NAME, sheet_pdf
from macros.models.base import Model
from macros.models.checklist import Checklist, Field
from macros.models.flowchart import PARTS, POSTER
from macros.models.flowchart_source import FlowchartSource, text_paths
from macros.models.inline_text import Text
from macros.models.organisation import WITH_PAGE
from macros.models.sources import SourceEntry, models
from macros.paper.briefing_sheet import THIS_WEEK, briefing_data, too_many_words
from macros.paper.cache import cached
from macros.paper.deck_sheet import deck_data
from macros.paper.flowchart_sheet import flowchart_data, poster_data
from macros.paper.noted_text import Data
from macros.paper.sheet import sheet_labels, sheet_of
from macros.paper.table_sheet import table_data
from macros.paths import COMPONENTS
from macros.reading.problem import ContentError, Problem
from macros.reading.yaml import Loc

POINTS = {"read-do": (13, 12, 11), "do-confirm": (13, 12, 11), "record": (12, 11, 10.5)}
"""Points of the text by kind of sheet: the first at which the sheet keeps to its pages."""

LARGE_POINTS = 16
"""The same for large print, which may have as many pages as it needs."""

TABLE_POINTS = (11, 10.5, 10, 9.5, 9)
"""The same for the table of who may or must tell whom."""

FLOWCHARTS = ((11, 0.45), (10.5, 0.45), (10.5, 0.42), (10.5, 0.4))
"""The same for flowcharts, with the room between their lines in ems."""

LARGE_FLOWCHART = {"points": LARGE_POINTS, "leading": 0.55}

POSTER_POINTS = (15.5, 15, 14.5, 14, 13.5, 13, 12.5, 12)
"""The same for the poster."""

LARGE_POSTER_POINTS = 20

BRIEFING_POINTS = (13, 12.5, 12, 11.5, 11, 10.5)
"""The same for briefings."""

DECK_POINTS = (14.5, 14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5)
"""The same for cards."""

LARGE_DECK_POINTS = (20, 19, 18, 17, LARGE_POINTS)
"""The same for cards in large print."""

FONTS = COMPONENTS / "sheet" / "fonts"
PDF = b"%PDF-"
"""How a PDF begins."""

SourcePlaces = Mapping[str, tuple[SourceEntry[Model], Loc]]


@dataclass(frozen=True)
class SheetJob:
    """A sheet to typeset: its file and template, what gives its data, and the sizes to try until one fits.

    `entry` and `places` say where its words stand, the latter by id; `fault_of` what is wrong before it is typeset.
    """

    file: str
    component: str
    data: Callable[[], Data]
    sizes: Sequence[Data]
    entry: SourceEntry[Model]
    places: Callable[[], SourcePlaces]
    fault_of: Callable[[Data], str] = lambda _: ""


@dataclass(frozen=True)
class Typeset:
    """A sheet whose words fit: its data with the size that does, and its PDF."""

    data: Data
    pdf: bytes


class DoesNotFit(Exception):
    """A sheet is too small for its words: the id of the first item that does not fit, and the fault."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key
        self.sentence = sentence


def pdfs(content: Content) -> dict[str, bytes]:
    """Every PDF by the name of its file.

    Raises:
        ContentError: with each sheet whose words do not fit, if there is any.
    """
    jobs, last_edit = list(_jobs(content)), _last_edit()
    with ThreadPoolExecutor() as threads:
        results = list(threads.map(lambda job: _fit(content, job, last_edit), jobs))
    if problems := dict.fromkeys(one for one in results if isinstance(one, Problem)):
        raise ContentError(list(problems))
    typeset = {job.file: one for job, one in zip(jobs, results, strict=True) if isinstance(one, Typeset)}
    return {
        **{sheet_pdf(file): one.pdf for file, one in typeset.items()},
        sheet_pdf(PACK): _pack((typeset[name] for name in content.checklists), last_edit),
    }


def sheets(content: Content) -> dict[str, Callable[[], bytes]]:
    """What gives each PDF, by the name of its file; it raises ContentError if the words of that sheet do not fit."""
    jobs = {job.file: job for job in _jobs(content)}

    def typeset(name: str) -> Typeset:
        fitted = _fit(content, jobs[name], _last_edit())
        if isinstance(fitted, Problem):
            raise ContentError([fitted])
        return fitted

    def pdf_of(name: str) -> bytes:
        return typeset(name).pdf

    return {
        **{sheet_pdf(file): partial(pdf_of, file) for file in jobs},
        sheet_pdf(PACK): lambda: _pack(map(typeset, content.checklists), _last_edit()),
    }


def write_pdfs(site: Path, content: Content) -> None:
    """Write every PDF below the top of the site."""
    (site / SHEET_FOLDER).mkdir(parents=True, exist_ok=True)
    for file, data in pdfs(content).items():
        (site / file).write_bytes(data)


def _pack(lists: Iterable[Typeset], last_edit: float) -> bytes:
    return _typeset("checklist", sheet_labels().pack, [one.data for one in lists], last_edit)


def _sized(points: Iterable[float]) -> list[Data]:
    return [{"points": one} for one in points]


def _chosen(points: Sequence[float]) -> list[Data]:
    """The sizes where the template itself finds the first that fits: all, or those after one with too wide a word."""
    return [{"sizes": points[number:]} for number in range(len(points))]


def _jobs(content: Content) -> Iterator[SheetJob]:
    yield from _checklist_jobs(content)
    if WITH_PAGE in content.pages:
        data, page = cache(partial(table_data, content)), SourceEntry[Model](WITH_PAGE)
        places = partial(_texts, content.sources.rules)
        yield SheetJob(TABLE_NAME, "organisation", data, _sized(TABLE_POINTS), page, places)
        yield SheetJob(TABLE_NAME + LARGE, "organisation", data, _sized([LARGE_POINTS]), page, places)
    if content.has_poster:
        chart_name, outcome_id = POSTER
        entry, data = content.sources.flowcharts[chart_name], cache(partial(poster_data, content))
        places = partial(_places_of_poster, entry, outcome_id)
        yield SheetJob(POSTER_NAME, "poster", data, _sized(POSTER_POINTS), entry, places)
        yield SheetJob(POSTER_NAME + LARGE, "poster", data, _sized([LARGE_POSTER_POINTS]), entry, places)
    yield from _briefing_jobs(content)
    yield from _deck_jobs(content)
    yield from _flowchart_jobs(content)


def _checklist_jobs(content: Content) -> Iterator[SheetJob]:
    for name, one in content.checklists.items():
        data, entry = cache(partial(_checklist, content, name, one)), content.sources.checklists[name]
        places = partial(_places_of_checklist, entry, one)
        yield SheetJob(name, "checklist", data, _sized(POINTS[one.kind]), entry, places)
        yield SheetJob(name + LARGE, "checklist", data, _sized([LARGE_POINTS]), entry, places)


def _flowchart_jobs(content: Content) -> Iterator[SheetJob]:
    sizes = [{"points": points, "leading": leading} for points, leading in FLOWCHARTS]
    for name in content.flowcharts:
        entry = content.sources.flowcharts[name]
        data, large = partial(_flowchart, content, name), partial(_flowchart, content, name, PARTS)
        places = partial(_places_of_flowchart, content, name)
        yield SheetJob(name, "flowchart", data, sizes, entry, places)
        yield SheetJob(name + LARGE, "flowchart", large, [LARGE_FLOWCHART], entry, places)


def _briefing_jobs(content: Content) -> Iterator[SheetJob]:
    for name in content.briefings:
        file, entry = BRIEFING + name, content.sources.briefings[name]
        data, places = cache(partial(briefing_data, content, name)), partial(_places_of_briefing, content, name)
        yield SheetJob(file, "briefing", data, _sized(BRIEFING_POINTS), entry, places, too_many_words)
        yield SheetJob(file + LARGE, "briefing", data, _sized([LARGE_POINTS]), entry, places)


def _deck_jobs(content: Content) -> Iterator[SheetJob]:
    places = partial(_texts, content.sources.scenarios)
    for name in content.decks:
        file, entry = CARDS + name, content.sources.decks[name]
        yield SheetJob(file, "deck", partial(deck_data, content, name), _chosen(DECK_POINTS), entry, places)
        data = partial(deck_data, content, name, large=True)
        yield SheetJob(file + LARGE, "deck", data, _chosen(LARGE_DECK_POINTS), entry, places)


def _texts(entries: Mapping[str, SourceEntry[Any]]) -> SourcePlaces:
    return {key: (entry, ("text",)) for key, entry in entries.items()}


def _places_of_checklist(entry: SourceEntry[Checklist], one: Checklist) -> SourcePlaces:
    return {key: (entry, loc) for loc, key in one.ids()}


def _places_of_poster(entry: SourceEntry[FlowchartSource], outcome: str) -> SourcePlaces:
    return {outcome: (entry, ("outcomes", outcome))}


def _places_of_flowchart(content: Content, name: str) -> SourcePlaces:
    entries = content.sources.flowcharts
    return {key: (entries[of], loc) for key, (of, loc) in text_paths(name, models(entries)).items()}


def _places_of_briefing(content: Content, name: str) -> SourcePlaces:
    sources, briefing, entry = content.sources, content.briefings[name], content.sources.briefings[name]
    return {
        briefing.scenario: (sources.scenarios[briefing.scenario], ("text",)),
        briefing.ending.node: (sources.flowcharts[briefing.ending.flowchart], ("outcomes", briefing.ending.node)),
        **{key: (sources.changes[key], ("do_now",)) for key in briefing.changes},
        **{key: (entry, (part, key)) for part in ("here", "myths") for key in getattr(briefing, part)},
        THIS_WEEK: (entry, (THIS_WEEK,)),
    }


def _fit(content: Content, job: SheetJob, last_edit: float) -> Typeset | Problem:
    data = job.data()
    if sentence := job.fault_of(data):
        return content.sources.problem(job.entry.name, 1, sentence)
    for size in job.sizes:
        sized = {**data, **size}
        try:
            return Typeset(sized, _typeset(job.component, data["title"], [sized], last_edit))
        except DoesNotFit as error:
            fault = error
    entry, loc = job.places().get(fault.key, (job.entry, ("title",)))
    sentence = f'"{fault.key or "title"}" {fault.sentence}'
    if entry is not job.entry:
        sentence = re.sub(r"the sheet\b", f'the sheet of "{data["name"]}"', sentence)
    return content.sources.problem(entry.name, entry.line(loc), sentence)


def _flowchart(content: Content, name: str, parts: Sequence[str] = ()) -> Data:
    chart = content.flowcharts[name]
    return {**asdict(sheet_of(content, "decide", name, chart)), **flowchart_data(content, chart, parts)}


def _checklist(content: Content, name: str, one: Checklist) -> Data:
    return {
        **asdict(sheet_of(content, "checklists", name, one)),
        "pages": one.most_pages,
        "form": one.kind == "record",
        "last": list(one.rows())[-1][0],
        "sections": [
            {
                "id": key,
                "title": section.title,
                "rows": [
                    *({"id": item_id, "text": _pieces(item.text)} for item_id, item in section.items.items()),
                    *(_field(field_id, field) for field_id, field in section.fields.items()),
                ],
            }
            for key, section in one.sections.items()
        ],
    }


def _field(key: str, field: Field) -> Data:
    return {"id": key, "text": _pieces(field.label), "choices": field.choices, "lines": field.lines or 0}


def _pieces(text: Text) -> list[Data]:
    return [{"text": piece.text, "strong": piece.kind == "strong", "note": None} for piece in text]


def _typeset(component: str, title: str, sheets: Sequence[Data], last_edit: float) -> bytes:
    """The PDF of some sheets.

    Raises:
        DoesNotFit: if one of them does not hold its words.
    """
    made = _compile(component, json.dumps({"title": title, "sheets": sheets}), last_edit)
    if not made.startswith(PDF):
        raise _error(made.decode(), sheets)
    return made


def _last_edit() -> float:
    """When a template was last edited."""
    return max(path.stat().st_mtime for path in COMPONENTS.glob("*/*.typ"))


@lru_cache(maxsize=1000)  # under `make serve` only what an edit changed is typeset again
def _compile(component: str, data: str, last_edit: float) -> bytes:
    """A PDF, or what Typst says instead."""
    return cached((component.encode(), data.encode(), *_tools(last_edit)), lambda: _set(component, data))


@lru_cache(maxsize=1)
def _tools(_last_edit: float) -> tuple[bytes, ...]:
    """What a PDF depends on besides its data: Typst, the templates, the fonts, and this module."""
    paths = [*sorted(COMPONENTS.glob("*/*.typ")), *sorted(FONTS.glob("*.ttf")), Path(__file__)]
    return (version("typst").encode(), *(path.read_bytes() for path in paths))


@cache
def _fonts() -> typst.Fonts:
    """The letters of sheets, and no others: those of the system or of Typst would be looked through each time."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _set(component: str, data: str) -> bytes:
    template = COMPONENTS / component / f"{component}.typ"
    template.stat()  # of a file that is lost Typst tells without its name
    try:
        return bytes(
            typst.compile(
                template,
                root=COMPONENTS,
                font_paths=_fonts(),
                sys_inputs={"data": data},
                pdf_standards=["ua-1"],
            )
        )
    except typst.TypstError as error:
        return str(error.diagnostic).encode()


def clear_cache() -> None:
    """Clear the cache of PDFs."""
    _compile.cache_clear()


def _error(said: str, sheets: Sequence[Data]) -> Exception:
    """Translate an error of Typst for an editor; return one of our own if no editor caused it."""
    ids = [key for sheet in sheets for key, _ in _all_text(sheet)]
    if faults := sorted(
        re.findall(r"assertion failed: (beyond|wide|card): ?(\S*)", said), key=lambda one: ids.index(one[1])
    ):
        fault, key = faults[0]
        pages = sheets[0]["pages"]
        room = f"{pages} A4 page{'s' if pages > 1 else ''}"
        sentence = {
            "beyond": f"is the first that has no room on the sheet, which has {room}. Shorten or drop some lines.",
            "card": "has more words than its card has room for. Shorten them.",
            "wide": "has words that are wider than their place on the sheet. Write them shorter.",
        }[fault]
        return DoesNotFit(key, sentence)
    if unknown := re.search(r'the text `"(.+?)"` could not be displayed', said):
        sign = unknown[1]
        key = next((key for sheet in sheets for key, text in _all_text(sheet) if sign in text), "")
        return DoesNotFit(key, f'has "{sign}", which the letters of the sheets do not have. Write it in words.')
    return RuntimeError(said)


def _all_text(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in some data, with the id of what it belongs to."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _all_text(value, data.get("id", key))
    elif isinstance(data, Sequence):
        for value in data:
            yield from _all_text(value, key)
