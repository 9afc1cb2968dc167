"""Dependents: every sentence that rests on a source, by the rules and instruments that name it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urldefrag

from macros.content import Content
from macros.models.base import Model
from macros.models.inline_text import Duty, Link
from macros.models.sources import valid
from macros.models.texts import nested_models, texts
from macros.reading.yaml import Loc
from macros.records.seen import SeenKind
from macros.watch.documents import kind_of

Place = tuple[str, int]
"""A file below the project's folder, and the line."""


@dataclass(frozen=True)
class Dependents:
    """What rests on a source: the rules and instruments that name it, and where these are used, or who links to it."""

    name: str
    """What we call it: the names of its instruments and sections, or its address."""
    rules: tuple[str, ...]
    briefings: tuple[str, ...]
    """The briefings that name it, or whose ending or example does."""
    statements: tuple[Place, ...]
    links: tuple[Place, ...]

    def files(self, folder: str) -> tuple[str, ...]:
        """The ids of the files of a folder of docs/ in which a statement rests on it."""
        within = (path.partition(f"/{folder}/")[2] for path, _ in self.statements)
        return tuple(dict.fromkeys(name.partition(".")[0] for name in within if name and not name.startswith("index.")))

    @property
    def flowcharts(self) -> tuple[str, ...]:
        """The flowcharts in which a statement rests on it."""
        return self.files("decide")

    @property
    def sheets(self) -> tuple[str, ...]:
        """The printed sheets in which a statement rests on it: of flowcharts, lists and forms."""
        return (*self.flowcharts, *self.files("checklists"))


class Sources:
    """The sources of all rules and instruments, the links to other sites, and what rests on each."""

    def __init__(self, content: Content) -> None:
        self._content = content

    @cached_property
    def wanted(self) -> Mapping[str, SeenKind]:
        """Every address to ask, and how: sources first, then outside links."""
        sources = dict.fromkeys(sorted(self._points))
        links = dict.fromkeys(sorted(set(self._links) - set(sources)))
        return {one: kind_of(one) for one in sources} | dict.fromkeys(links, "link")

    def dependents(self, address: str) -> Dependents:
        """What rests on the source at an address, and who links to it."""
        points = self._points.get(address, ())
        citations = [self._content.citation(point) for point in points]
        return Dependents(
            name="; ".join(dict.fromkeys(one.text for one in citations)) or address,
            rules=tuple(points),
            briefings=tuple(key for key, named in self._briefings.items() if named & set(points)),
            statements=tuple(sorted({place for point in points for place in self._uses.get(point, ())})),
            links=tuple(sorted(set(self._links.get(address, ())))),
        )

    @cached_property
    def _points(self) -> Mapping[str, list[str]]:
        """The ids of rules and instruments by the address of their source, without a place within it."""
        points: dict[str, list[str]] = defaultdict(list)
        for key, point in (*self._content.instruments.items(), *self._content.rules.items()):
            points[urldefrag(point.link).url].append(key)
        return points

    @cached_property
    def _uses(self) -> Mapping[str, list[Place]]:
        uses: dict[str, list[Place]] = defaultdict(list)
        for key, place in self._all_uses():
            uses[key].append(place)
        return uses

    @cached_property
    def _briefings(self) -> Mapping[str, set[str]]:
        """What each briefing names, with its ending and its example."""
        content = self._content
        rests = {
            key: (
                one,
                content.outcome(one.ending),
                content.scenarios[one.scenario],
            )
            for key, one in content.briefings.items()
        }
        return {key: {named for part in whole for named, _ in _named(part)} for key, whole in rests.items()}

    def _all_uses(self) -> Iterator[tuple[str, Place]]:
        """The id of each rule or instrument that is named, and where."""
        sources = self._content.sources
        for name, page in sources.written_pages():
            path = f"{sources.root}/{name}"
            yield from ((key, (path, call.line)) for call in page.calls for key in call.ids)
            yield from ((link.target.partition("#")[2], (path, link.line)) for link in page.links)
        for _, entry, model in sources.all_valid():
            path = f"{sources.root}/{entry.name}"
            yield from ((named, (path, entry.line(loc))) for named, loc in _named(model))

    @cached_property
    def _links(self) -> Mapping[str, list[Place]]:
        """Where each outside link stands."""
        links: dict[str, list[Place]] = defaultdict(list)
        sources = self._content.sources
        for name, page in sources.written_pages():
            for link in page.links:
                if link.target.startswith("https://"):
                    links[urldefrag(link.target).url].append((f"{sources.root}/{name}", link.line))
        for key, contact in self._content.partnership.contacts.items():
            named: list[tuple[Loc, str | None]] = [(("link",), contact.link), (("form",), contact.form)]
            named += [(("sources", number, "address"), one.address) for number, one in enumerate(contact.sources)]
            for loc, address in named:
                if address:
                    line = sources.partnership.line(("contacts", key, *loc))
                    links[urldefrag(address).url].append((f"{sources.root}/{sources.partnership.name}", line))
        for _, entry, point in (*valid(sources.instruments), *valid(sources.rules)):
            if point.read and point.read.address:
                line = entry.line(("read", "address"))
                links[urldefrag(point.read.address).url].append((f"{sources.root}/{entry.name}", line))
        return links


def _named(model: Model) -> Iterator[tuple[str, Loc]]:
    """The id of each source that a model names, and where."""
    for loc, text in texts(model):
        for piece in text:
            if isinstance(piece, Duty):
                yield piece.rule, loc
            elif isinstance(piece, Link) and "#" in piece.target:
                yield piece.target.partition("#")[2], loc
    for loc, part in nested_models(model):
        for number, source in enumerate(getattr(part, "sources", ())):
            if isinstance(source, str):
                yield source, (*loc, "sources", number)
