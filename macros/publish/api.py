"""Api: each thing as JSON for other people's programs, with an index and a schema for each kind.

A thing that moved or was withdrawn keeps its file, which says so.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import TypeAdapter

from macros.content import Content
from macros.models.addresses import address, feed_file, json_file, json_index, json_schema
from macros.models.base import Model, PublicAddress
from macros.models.change import CHANGES_PAGE, Change
from macros.models.checklist import Checklist
from macros.models.flowchart import Flowchart
from macros.models.instrument import LAW_PAGE, Instrument
from macros.models.partnership import Edition
from macros.models.rule import Rule
from macros.models.scenario import SCENARIOS_PAGE, Scenario
from macros.models.term import GLOSSARY_PAGE, Term
from macros.pages.search_index import words_of
from macros.publish.feeds import ALL
from macros.reading.ids import ID
from macros.records.ledger import Row

ResourceT = TypeVar("ResourceT")


class Principle(Model):
    """A principle, as plain words."""

    title: str
    text: str


class Live(Model, Generic[ResourceT]):
    """A thing as it stands.

    `publication` is about this file; where `data` has a `status`, that is of the law: in force, announced or replaced.
    `order` holds the ids within it, in the order of reading, since JSON keeps none.
    """

    id: str
    kind: str
    publication: Literal["draft", "current"]
    title: str
    page: str
    version: int | None
    reviewed: date
    next_review: date
    approved: bool
    order: list[str]
    data: ResourceT


class Gone(Model):
    """A thing that is no more, and what to read instead."""

    id: str
    kind: str
    publication: Literal["moved", "withdrawn"]
    date: date
    reason: str
    successor: str | None


class Listed(Model):
    """A thing in the index; `file` is its JSON."""

    kind: str
    id: str
    title: str
    publication: Literal["draft", "current", "moved", "withdrawn"]
    file: str


class Index(Model):
    """What there is. `address_follows` says that the addresses are not in use yet."""

    name: str
    partnership: str
    edition: Edition
    address_follows: bool
    schemas: dict[str, str]
    feed: str
    things: list[Listed]


@dataclass(frozen=True)
class ResourceKind:
    """A kind of thing: its file, the page whose dates it has ({} stands for its id), and where its address is."""

    file: type[Live[Any]]
    page: str
    fragment: bool = True

    @property
    def folder(self) -> str:
        """The folder of docs/ that holds it."""
        return self.page.partition("/")[0]

    def address(self, key: str) -> PublicAddress:
        """Where the thing with an id stands."""
        page = self.page.format(key)
        return address(f"{page}#{key}" if self.fragment else page)

    def key_at(self, place: PublicAddress) -> str:
        """The id of the thing of this kind that has, or had, an address; nothing where that was none."""
        before, _, after = self.address("ID").partition("ID")
        key = place.removeprefix(before).removesuffix(after)
        return key if ID.fullmatch(key) and place == before + key + after else ""


RESOURCE_KINDS = {
    "changes": ResourceKind(Live[Change], CHANGES_PAGE),
    "checklists": ResourceKind(Live[Checklist], "checklists/{}.md", fragment=False),
    "flowcharts": ResourceKind(Live[Flowchart], "decide/{}.md", fragment=False),
    "instruments": ResourceKind(Live[Instrument], LAW_PAGE),
    "principles": ResourceKind(Live[Principle], "principles/{}.md", fragment=False),
    "rules": ResourceKind(Live[Rule], LAW_PAGE),
    "scenarios": ResourceKind(Live[Scenario], SCENARIOS_PAGE),
    "terms": ResourceKind(Live[Term], GLOSSARY_PAGE),
}


def write_api(site: Path, content: Content) -> None:
    """Write the index, a file for each thing, and a schema for each kind of file."""
    full = content.partnership.absolute_url
    listed = []
    for name, kind in RESOURCE_KINDS.items():
        either: Any = kind.file | Gone
        _write(site / json_schema(name), _schema(content, json_schema(name), TypeAdapter(either)))
        for key, thing in _things(content, name).items():
            live = _live(content, name, key, thing)
            file = json_file(name, key)
            _write(site / file, live.model_dump(mode="json"))
            listed.append(Listed(kind=name, id=key, title=live.title, publication=live.publication, file=full(file)))
    for one in _gone(content):
        file = json_file(one.kind, one.id)
        _write(site / file, one.model_dump(mode="json"))
        listed.append(Listed(kind=one.kind, id=one.id, title=one.id, publication=one.publication, file=full(file)))
    partnership = content.partnership
    index = Index(
        name=content.pages["index.md"].meta.title,
        partnership=partnership.name,
        edition=partnership.edition,
        address_follows=partnership.is_placeholder,
        schemas={name: full(json_schema(name)) for name in (*RESOURCE_KINDS, "index")},
        feed=full(feed_file(ALL)),
        things=listed,
    )
    _write(site / json_index(), index.model_dump(mode="json"))
    _write(site / json_schema("index"), _schema(content, json_schema("index"), TypeAdapter(Index)))


def _things(content: Content, name: str) -> Mapping[str, Any]:
    if name == "principles":
        return {
            key: Principle(title=page.meta.title, text=words_of(page.body)) for key, page in content.principles.items()
        }
    things: Mapping[str, Any] = getattr(content, name)
    return things


def _live(content: Content, name: str, key: str, thing: Any) -> Live[Any]:
    kind = RESOURCE_KINDS[name]
    meta = content.pages[kind.page.format(key)].meta
    version = getattr(thing, "version", None)  # what has one is printed, and released
    draft = version is not None and content.is_draft(kind.folder, key, version)
    title = next(getattr(thing, field) for field in ("name", "title", "term", "text") if getattr(thing, field, ""))
    if name == "rules":
        title = f"{content.instruments[thing.instrument].name}, {thing.section}".rstrip(", ")
    if name == "flowcharts":
        title = thing.title
    order = _order(thing)
    return kind.file(
        id=key,
        kind=name,
        publication="draft" if draft else "current",
        title=title,
        page=content.partnership.absolute_url(kind.address(key)),
        version=version,
        reviewed=meta.reviewed,
        next_review=meta.next_review,
        approved=content.partnership.edition.approved is not None,
        order=order,
        data=thing,
    )


def _order(thing: Any) -> list[str]:
    if isinstance(thing, Checklist):
        return [key for _, key in thing.ids()]
    return [*thing.questions, *thing.outcomes] if isinstance(thing, Flowchart) else []


def _gone(content: Content) -> Iterator[Gone]:
    for row in content.ledger:
        for name, kind in RESOURCE_KINDS.items() if not row.live else ():
            key = kind.key_at(address(row.address))
            if key and key not in _things(content, name):
                yield _was(content, name, key, row)


def _was(content: Content, name: str, key: str, row: Row) -> Gone:
    assert row.day
    return Gone(
        id=key,
        kind=name,
        publication="withdrawn" if row.reason else "moved",
        date=row.day,
        reason=row.reason,
        successor=content.partnership.absolute_url(address(row.to)) if row.to else None,
    )


def _schema(content: Content, file: PublicAddress, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    identity = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": content.partnership.absolute_url(file),
    }
    return {**identity, **adapter.json_schema(mode="serialization")}


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
