"""Snapshot: all that the site said on the day of an edition, as `records/editions/DATE.json` holds it.

Schema 1, with sorted keys:

    schema     1
    day        the day of the edition, which its file is named after
    title      what the partnership calls it
    approved   the day on which the partnership approved it
    site       the address that the site had
    addresses  by public address, such as "/law/#section-11": [kind, title] of what it leads to
    things     by kind and id: rules, instruments, flowcharts, lists, contacts, scenarios; see macros/records/things.py
    pages      in the order of the menu: address, title, the days of its review, and its words

Words are blocks [tag, id, HTML]. A tag is h2 to h6, p, ul, ol, dl, table or pre; the HTML holds only the elements that
macros/editions/words.py allows, and its links are public addresses or those of other sites.

A record never changes. A schema to come is a number of its own: it is added to `_READERS`, and no reader is taken away.
`SHA256SUMS` is written and checked by `sha256sum` too.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from macros.models.dates import DAY, read_day
from macros.reading.problem import Problem, Unreadable
from macros.reading.yaml import read
from macros.records.things import Things

SNAPSHOTS = "records/editions"
"""Where they stand, beside docs/."""
SUMS = f"{SNAPSHOTS}/SHA256SUMS"

_UNCHANGED = "A record never changes: bring it back as it was."

WordsBlock = tuple[str, str, str]
"""A tag, an id or "", and HTML."""


@dataclass(frozen=True)
class PageAsItStood:
    """A page on the day of an edition; `address` is like "/guidance/consent/"."""

    address: str
    title: str
    reviewed: date
    next_review: date
    words: tuple[WordsBlock, ...]


@dataclass(frozen=True)
class Snapshot:
    """What an edition said."""

    day: date
    title: str
    approved: date | None
    site: str
    addresses: Mapping[str, tuple[str, str]]
    things: Things
    pages: tuple[PageAsItStood, ...]

    def says_the_same(self, other: "Snapshot") -> bool:
        """Whether another says the same of everything but itself."""
        return (self.addresses, self.things, self.pages) == (other.addresses, other.things, other.pages)


def serialise(snapshot: Snapshot) -> str:
    """The text of a record: the same bytes for the same snapshot."""
    return json.dumps({"schema": 1, **_jsonable(snapshot)}, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _jsonable(value: Any) -> Any:
    match value:
        case Snapshot() | PageAsItStood():
            return {key: _jsonable(one) for key, one in vars(value).items()}
        case date():
            return value.isoformat()
        case tuple():
            return [_jsonable(one) for one in value]
    return value


def parse_snapshot(text: str) -> Snapshot:
    """The snapshot of a record of any schema.

    Raises:
        Unreadable: if it is of a schema that is not known here.
    """
    data = json.loads(text)
    if data["schema"] not in _READERS:
        raise Unreadable(1, f"is of schema {data['schema']}, which is newer than this code. Get the latest code.")
    return _READERS[data["schema"]](data)


def _schema_1(data: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        day=read_day(data["day"]),
        title=data["title"],
        approved=read_day(data["approved"]) if data["approved"] else None,
        site=data["site"],
        addresses={address: (kind, title) for address, (kind, title) in data["addresses"].items()},
        things=data["things"],
        pages=tuple(
            PageAsItStood(
                address=page["address"],
                title=page["title"],
                reviewed=read_day(page["reviewed"]),
                next_review=read_day(page["next_review"]),
                words=tuple((tag, key, html) for tag, key, html in page["words"]),
            )
            for page in data["pages"]
        ),
    )


_READERS: Mapping[int, Callable[[Mapping[str, Any]], Snapshot]] = {1: _schema_1}


def read_snapshots(root: Path) -> tuple[tuple[Snapshot, ...], list[Problem]]:
    """The snapshot of each edition, the first one first, and a problem for each record that is not as released."""
    sums, problems = _sums(root)
    snapshots = []
    for path in sorted((root / SNAPSHOTS).glob("*")):
        name = path.relative_to(root).as_posix()
        if name == SUMS:
            continue
        line, wanted = sums.pop(path.name, (0, ""))
        held = path.read_bytes()
        if not wanted:
            problems.append(Problem(name, 1, f"has no line in {SUMS}. Bring that file back as it was released."))
        elif hashlib.sha256(held).hexdigest() != wanted:
            problems.append(Problem(name, 1, f"is not what was released, as line {line} of {SUMS} says. {_UNCHANGED}"))
        else:
            try:
                snapshots.append(parse_snapshot(held.decode()))
            except Unreadable as fault:
                problems.append(Problem(name, fault.line, fault.sentence))
    for missing, (line, _) in sums.items():
        problems.append(Problem(SUMS, line, f'names "{missing}", which is missing. {_UNCHANGED}'))
    return tuple(snapshots), problems


def _sums(root: Path) -> tuple[dict[str, tuple[int, str]], list[Problem]]:
    """The line and sum of each record by its name."""
    sums: dict[str, tuple[int, str]] = {}
    problems: list[Problem] = []
    path = root / SUMS
    for line, written in enumerate(read(path).splitlines() if path.exists() else (), 1):
        if found := re.fullmatch(rf"([0-9a-f]{{64}})  (({DAY.pattern})\.json)", written):
            sums[found[2]] = line, found[1]
        else:
            problems.append(Problem(SUMS, line, f'is no sum and name, as "sha256sum" writes them. {_UNCHANGED}'))
    return sums, problems


def write_snapshot(root: Path, snapshot: Snapshot) -> Iterator[str]:
    """Write the record of an edition and its sum; yield the name of each file.

    Raises:
        FileExistsError: if that day has one.
    """
    text = serialise(snapshot).encode()
    path = root / SNAPSHOTS / f"{snapshot.day}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(text)
    with (root / SUMS).open("a", encoding="utf-8", newline="\n") as sums:
        sums.write(f"{hashlib.sha256(text).hexdigest()}  {path.name}\n")
    yield from (path.relative_to(root).as_posix(), SUMS)


def ever_published(snapshots: tuple[Snapshot, ...]) -> dict[str, date]:
    """Every address that was ever published, and the day of the last edition that had it."""
    return {address: one.day for one in snapshots for address in one.addresses}
