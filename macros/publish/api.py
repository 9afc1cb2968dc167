"""Api: each thing as JSON for other people's programs, with an index and a schema for each kind.

A thing that moved or was withdrawn keeps its file, which says so.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import TypeAdapter

from macros.content import Content
from macros.models.addresses import address
from macros.models.base import Model
from macros.models.change import Change
from macros.models.checklist import Checklist
from macros.models.flowchart import Flowchart
from macros.models.instrument import Instrument
from macros.models.partnership import Edition
from macros.models.rule import Rule
from macros.models.scenario import Scenario
from macros.models.term import Term
from macros.records.ledger import Row

API_FOLDER = "api/v1"
ResourceT = TypeVar("ResourceT")


class Principle(Model):
    """A principle, as plain words."""

    title: str
    text: str


class Live(Model, Generic[ResourceT]):
    """A thing as it stands. `order` holds the ids within it, in the order of reading, since JSON keeps none."""

    id: str
    kind: str
    status: Literal["draft", "current"]
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
    status: Literal["moved", "withdrawn"]
    date: date
    reason: str
    successor: str | None


class Listed(Model):
    """A thing in the index; `file` is its JSON."""

    kind: str
    id: str
    title: str
    status: Literal["draft", "current", "moved", "withdrawn"]
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


RESOURCE_KINDS = {
    "changes": ResourceKind(Live[Change], "about/changes.md"),
    "checklists": ResourceKind(Live[Checklist], "checklists/{}.md", fragment=False),
    "flowcharts": ResourceKind(Live[Flowchart], "decide/{}.md", fragment=False),
    "instruments": ResourceKind(Live[Instrument], "law/index.md"),
    "principles": ResourceKind(Live[Principle], "principles/{}.md", fragment=False),
    "rules": ResourceKind(Live[Rule], "law/index.md"),
    "scenarios": ResourceKind(Live[Scenario], "guidance/scenarios.md"),
    "terms": ResourceKind(Live[Term], "guidance/glossary.md"),
}


def write_api(site: Path, content: Content) -> None:
    """Write the index, a file for each thing, and a schema for each kind of file."""
    full = content.partnership.absolute_url
    listed = []
    for name, kind in RESOURCE_KINDS.items():
        either: Any = kind.file | Gone
        _write(site, f"schema/{name}", _schema(content, name, TypeAdapter(either)))
        for key, thing in _things(content, name).items():
            live = _live(content, name, key, thing)
            _write(site, f"{name}/{key}", live.model_dump(mode="json"))
            listed.append(Listed(kind=name, id=key, title=live.title, status=live.status, file=_file(name, key, full)))
    for one in _gone(content):
        _write(site, f"{one.kind}/{one.id}", one.model_dump(mode="json"))
        file = _file(one.kind, one.id, full)
        listed.append(Listed(kind=one.kind, id=one.id, title=one.id, status=one.status, file=file))
    partnership = content.partnership
    index = Index(
        name=content.pages["index.md"].meta.title,
        partnership=partnership.name,
        edition=partnership.edition,
        address_follows=partnership.is_placeholder,
        schemas={name: _file("schema", name, full) for name in (*RESOURCE_KINDS, "index")},
        feed=full("feeds/changes.xml"),
        things=listed,
    )
    _write(site, "index", index.model_dump(mode="json"))
    _write(site, "schema/index", _schema(content, "index", TypeAdapter(Index)))


def _things(content: Content, name: str) -> Mapping[str, Any]:
    if name == "principles":
        return {key: Principle(title=page.meta.title, text=page.plain_text) for key, page in content.principles.items()}
    things: Mapping[str, Any] = getattr(content, name)
    return things


def _live(content: Content, name: str, key: str, thing: Any) -> Live[Any]:
    kind = RESOURCE_KINDS[name]
    page = kind.page.format(key)
    meta = content.pages[page].meta
    draft = name == "checklists" and thing.version > len(content.releases.get((name, key), ()))
    place = address(f"{page}#{key}" if kind.fragment else page)
    title = next(getattr(thing, field) for field in ("name", "title", "term", "text") if getattr(thing, field, ""))
    if name == "rules":
        title = f"{content.instruments[thing.instrument].name}, {thing.section}".rstrip(", ")
    if name == "flowcharts":
        title = thing.title
    order = _order(thing)
    return kind.file(
        id=key,
        kind=name,
        status="draft" if draft else "current",
        title=title,
        page=content.partnership.absolute_url(place),
        version=getattr(thing, "version", None),
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
            place = "/" + address(kind.page.replace("{}", "NAME") + ("#NAME" if kind.fragment else ""))
            found = re.fullmatch(re.escape(place).replace("NAME", "([^/#.]+)"), row.address)
            if found and found[1] not in _things(content, name):
                yield _was(content, name, found[1], row)


def _was(content: Content, name: str, key: str, row: Row) -> Gone:
    assert row.day
    return Gone(
        id=key,
        kind=name,
        status="withdrawn" if row.reason else "moved",
        date=row.day,
        reason=row.reason,
        successor=content.partnership.absolute_url(row.to[1:]) if row.to else None,
    )


def _schema(content: Content, name: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    identity = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _file("schema", name, content.partnership.absolute_url),
    }
    return {**identity, **adapter.json_schema(mode="serialization")}


def _file(kind: str, key: str, full: Any) -> str:
    return str(full(f"{API_FOLDER}/{kind}/{key}.json"))


def _write(site: Path, name: str, data: Any) -> None:
    path = site / API_FOLDER / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
