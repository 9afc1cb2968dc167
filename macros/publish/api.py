"""The JSON API: one file for each resource, an index, and a schema for each kind.

A resource that moved or was withdrawn keeps its file, which is a tombstone.
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
from macros.models.force import Force
from macros.models.inline_text import plain
from macros.models.instrument import LAW_PAGE, Instrument
from macros.models.organisation import FIRST, WITH_FOLDER, Exchange, Organisation, told_by, told_to
from macros.models.partnership import Edition
from macros.models.rule import Rule
from macros.models.scenario import Scenario, example_page
from macros.models.term import GLOSSARY_PAGE, Term
from macros.publish.feeds import ALL
from macros.reading.ids import ID
from macros.records.redirects import Retired

DataT = TypeVar("DataT")


class Principle(Model):
    """A principle, as plain words."""

    title: str
    text: str


class Told(Model):
    """What one rule says of who tells whom: ids of kinds, or "anyone"; the rule as a sentence, and its limits."""

    rule: str
    force: Force
    holders: tuple[str, ...]
    receivers: tuple[str, ...]
    says: str
    limits: str
    law: str


class Between(Model):
    """A kind of organisation, what rules ask or allow it to tell others, and others to tell it."""

    name: str
    members: str
    first: str
    told_by: tuple[Told, ...]
    told_to: tuple[Told, ...]


class Resource(Model, Generic[DataT]):
    """A resource that is published.

    `publication` is about this file; where `data` has a `status`, that is of the law: in force, announced or replaced.
    `order` holds the ids within it, in the order of reading, since JSON keeps none; `edition` is the one it is from.
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
    edition: Edition
    order: list[str]
    data: DataT


class Tombstone(Model):
    """What became of a resource that moved or was withdrawn, and what to read instead."""

    id: str
    kind: str
    publication: Literal["moved", "withdrawn"]
    date: date
    reason: str
    successor: str | None


class IndexItem(Model):
    """A resource in the index; `file` is the address of its JSON."""

    kind: str
    id: str
    title: str
    publication: Literal["draft", "current", "moved", "withdrawn"]
    file: str


class Index(Model):
    """All resources. The addresses are not in use yet where `address_is_placeholder`."""

    name: str
    partnership: str
    edition: Edition
    address_is_placeholder: bool
    schemas: dict[str, str]
    feed: str
    things: list[IndexItem]


@dataclass(frozen=True)
class ResourceKind:
    """A kind of resource.

    `file` is the model of its JSON, `page` the page whose dates it has, in which {} stands for its id, and `title` its
    field that holds a title. It has a `fragment` where several are on one page.
    """

    file: type[Resource[Any]]
    page: str
    title: str = "title"
    fragment: bool = True

    @property
    def folder(self) -> str:
        """The folder of docs/ that holds its page."""
        return self.page.partition("/")[0]

    def address(self, key: str) -> PublicAddress:
        """The address of the resource with an id."""
        page = self.page.format(key)
        return address(f"{page}#{key}" if self.fragment else page)

    def key_at(self, place: PublicAddress) -> str:
        """The id of the resource of this kind that has or had an address; "" where that is of something else."""
        before, _, after = self.address("ID").partition("ID")
        key = place.removeprefix(before).removesuffix(after)
        return key if ID.fullmatch(key) and place == before + key + after else ""


RESOURCE_KINDS = {
    "changes": ResourceKind(Resource[Change], CHANGES_PAGE),
    "checklists": ResourceKind(Resource[Checklist], "checklists/{}.md", fragment=False),
    "flowcharts": ResourceKind(Resource[Flowchart], "decide/{}.md", fragment=False),
    "instruments": ResourceKind(Resource[Instrument], LAW_PAGE, title="name"),
    "principles": ResourceKind(Resource[Principle], "principles/{}.md", fragment=False),
    "rules": ResourceKind(Resource[Rule], LAW_PAGE),
    "scenarios": ResourceKind(Resource[Scenario], example_page("{}"), fragment=False),
    "terms": ResourceKind(Resource[Term], GLOSSARY_PAGE, title="term"),
    "with": ResourceKind(Resource[Between], f"{WITH_FOLDER}{{}}.md", title="name", fragment=False),
}


def write_api(site: Path, content: Content) -> None:
    """Write the index, the file of each resource, and the schema of each kind of file."""
    full = content.partnership.absolute_url
    listed = []
    for name, kind in RESOURCE_KINDS.items():
        either: Any = kind.file | Tombstone
        _write(site / json_schema(name), _schema(content, json_schema(name), TypeAdapter(either)))
        for key, thing in _things(content, name).items():
            resource = _resource(content, name, key, thing)
            file = json_file(name, key)
            _write(site / file, resource.model_dump(mode="json"))
            listed.append(
                IndexItem(kind=name, id=key, title=resource.title, publication=resource.publication, file=full(file))
            )
    for one in _tombstones(content):
        file = json_file(one.kind, one.id)
        _write(site / file, one.model_dump(mode="json"))
        listed.append(IndexItem(kind=one.kind, id=one.id, title=one.id, publication=one.publication, file=full(file)))
    partnership = content.partnership
    index = Index(
        name=content.pages["index.md"].meta.title,
        partnership=partnership.name,
        edition=partnership.edition,
        address_is_placeholder=partnership.is_placeholder,
        schemas={name: full(json_schema(name)) for name in (*RESOURCE_KINDS, "index")},
        feed=full(feed_file(ALL)),
        things=listed,
    )
    _write(site / json_index(), index.model_dump(mode="json"))
    _write(site / json_schema("index"), _schema(content, json_schema("index"), TypeAdapter(Index)))


def _things(content: Content, name: str) -> Mapping[str, Any]:
    if name == "principles":
        return {
            key: Principle(title=page.meta.title, text=page.plain_text(content.exported))
            for key, page in content.principles.items()
        }
    if name == "with":
        return {key: _between(content, key, one) for key, one in content.organisations_with_pages.items()}
    things: Mapping[str, Any] = getattr(content, name)
    return things


def _between(content: Content, key: str, one: Organisation) -> Between:
    return Between(
        name=one.name,
        members=one.members,
        first=content.open_blocks[FIRST].title,
        told_by=tuple(_told(content, exchange) for exchange in told_by(key, content.rules)),
        told_to=tuple(_told(content, exchange) for exchange in told_to(key, content.rules)),
    )


def _told(content: Content, exchange: Exchange) -> Told:
    rule = content.rules[exchange.rule]
    return Told(
        rule=exchange.rule,
        force=rule.force,
        holders=exchange.holders,
        receivers=exchange.receivers,
        says=rule.sentence,
        limits=plain(rule.limits),
        law=content.citation(exchange.rule).text,
    )


def _resource(content: Content, name: str, key: str, thing: Any) -> Resource[Any]:
    kind = RESOURCE_KINDS[name]
    meta = content.pages[kind.page.format(key)].meta
    version = getattr(thing, "version", None)  # what has one is printed, and released
    draft = version is not None and content.is_draft(kind.folder, key, version)
    if isinstance(thing, Rule):  # it has no title of its own
        title = f"{content.instruments[thing.instrument].name}, {thing.section}".rstrip(", ")
    else:
        title = getattr(thing, kind.title)
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
        edition=content.partnership.edition,
        order=order,
        data=thing,
    )


def _order(thing: Any) -> list[str]:
    if isinstance(thing, Checklist):
        return [key for _, key in thing.ids()]
    return [*thing.questions, *thing.outcomes] if isinstance(thing, Flowchart) else []


def _tombstones(content: Content) -> Iterator[Tombstone]:
    rules = {key for edition in content.editions for key in edition.things["rules"]}
    for row in content.retired:
        for name, kind in RESOURCE_KINDS.items():
            key = kind.key_at(address(row.address))
            other = {"instruments": key in rules, "rules": key not in rules}.get(name)  # both are on one page
            if key and not other and key not in _things(content, name):
                yield _tombstone(content, name, key, row)


def _tombstone(content: Content, name: str, key: str, row: Retired) -> Tombstone:
    return Tombstone(
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
        "$id": content.permanent_url(file),
    }
    return {**identity, **adapter.json_schema(mode="serialization")}


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
