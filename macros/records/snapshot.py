"""Snapshot: all that the site said on the day of an edition, as `records/editions/DATE.json` holds it.

Schema 1, with sorted keys:

    schema     1
    day        the day of the edition, which its file is named after
    title      what the partnership calls it
    approved   the day on which the partnership approved it
    site       the address that the site had
    things     by kind and id: rules, instruments, flowcharts, lists, contacts, scenarios; see macros/records/things.py
    pages      in the order of the menu: address, title, the days of its review, its words, and its `places`, which are
               by kind and id the title of every public address on it; the id of the page itself is ""
    said       the HTML that is said more than once, each once

Words are blocks [tag, id, HTML…]: the HTML in pieces, to be joined, where a number stands for that piece of `said`,
counted from 0. A tag is h2 to h6, p, ul, ol, dl, table or pre; the HTML holds only the elements that
macros/editions/words.py allows, and its links are public addresses or those of other sites.

A record never changes. A schema to come is a number of its own: it is added to `_READERS`, and no reader is taken away.
`SHA256SUMS` is written and checked by `sha256sum` too.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from errno import EEXIST
from os.path import lexists
from pathlib import Path
from typing import Any

from macros.models.dates import DAY, read_day
from macros.paths import write_whole
from macros.reading.problem import Problem, Unreadable
from macros.reading.yaml import read, read_bytes
from macros.records.things import Things

RECORDS = "records"
"""The folder of all records, beside docs/."""

SNAPSHOTS = f"{RECORDS}/editions"
"""Where they stand, beside docs/."""
SUMS = f"{SNAPSHOTS}/SHA256SUMS"

_RECORD = re.compile(rf"{DAY.pattern}\.json")
"""The name of a record."""

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


_PIECE = re.compile(r".*?</(?:li|dd|tr)>|.+", re.DOTALL)
"""A piece of the HTML of a block: an entry of a list or row of a table, or the rest."""
_SHORT = 20
"""The characters up to which a piece is written wherever it is said."""


def serialise(snapshot: Snapshot) -> str:
    """The text of a record: the same bytes for the same snapshot."""
    times = Counter(piece for page in snapshot.pages for *_, html in page.words for piece in _PIECE.findall(html))
    said = [piece for piece, count in times.items() if count > 1 and len(piece) > _SHORT]
    numbers = {piece: number for number, piece in enumerate(said)}
    places: dict[str, dict[str, dict[str, str]]] = {page.address: defaultdict(dict) for page in snapshot.pages}
    for address, (kind, title) in snapshot.addresses.items():
        page, _, fragment = address.partition("#")
        places[page][kind][fragment] = title
    data = {
        **vars(snapshot),
        "schema": 1,
        "pages": [
            {
                **vars(page),
                "places": places[page.address],
                "words": [
                    [tag, key, *(numbers.get(piece, piece) for piece in _PIECE.findall(html))]
                    for tag, key, html in page.words
                ],
            }
            for page in snapshot.pages
        ],
        "said": said,
    }
    del data["addresses"]
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True, default=date.isoformat) + "\n"


def parse_snapshot(text: str) -> Snapshot:
    """The snapshot of a record of any schema.

    Raises:
        Unreadable: if it is of a schema that is not known here.
    """
    data = json.loads(text)
    if data["schema"] not in _READERS:
        raise Unreadable((1, f"is of schema {data['schema']}, which is newer than this code. Get the latest code."))
    return _READERS[data["schema"]](data)


def _schema_1(data: Mapping[str, Any]) -> Snapshot:
    said = data["said"]

    def joined(pieces: Iterable[str | int]) -> str:
        return "".join([piece if isinstance(piece, str) else said[piece] for piece in pieces])

    return Snapshot(
        day=read_day(data["day"]),
        title=data["title"],
        approved=read_day(data["approved"]) if data["approved"] else None,
        site=data["site"],
        addresses={
            f"{page['address']}#{key}" if key else page["address"]: (kind, title)
            for page in data["pages"]
            for kind, titles in page["places"].items()
            for key, title in titles.items()
        },
        things=data["things"],
        pages=tuple(
            PageAsItStood(
                address=page["address"],
                title=page["title"],
                reviewed=read_day(page["reviewed"]),
                next_review=read_day(page["next_review"]),
                words=tuple((tag, key, joined(pieces)) for tag, key, *pieces in page["words"]),
            )
            for page in data["pages"]
        ),
    )


_READERS: Mapping[int, Callable[[Mapping[str, Any]], Snapshot]] = {1: _schema_1}


def read_snapshots(root: Path) -> tuple[tuple[Snapshot, ...], list[Problem]]:
    """The snapshot of each edition, the first one first, and a problem for each record that is not as released."""
    sums, problems = _sums(root)
    snapshots = []
    for path in sorted((root / SNAPSHOTS).glob("[!.]*")):
        name = path.relative_to(root).as_posix()
        if name == SUMS:
            continue
        if not _RECORD.fullmatch(path.name):
            problems.append(Problem(name, 1, "is no record of an edition. Move it out of the folder."))
            continue
        line, wanted = sums.pop(path.name, (0, ""))
        try:
            held = read_bytes(path)
        except Unreadable as fault:
            problems += fault.problems(name, _UNCHANGED)
            continue
        if not wanted:
            problems.append(Problem(name, 1, f"has no line in {SUMS}. Bring that file back as it was released."))
        elif hashlib.sha256(held).hexdigest() != wanted:
            problems.append(Problem(name, 1, f"is not what was released, as line {line} of {SUMS} says. {_UNCHANGED}"))
        else:
            try:
                snapshots.append(parse_snapshot(held.decode()))
            except Unreadable as fault:
                problems += fault.problems(name)
    for missing, (line, _) in sums.items():
        problems.append(Problem(SUMS, line, f'names "{missing}", which is missing. {_UNCHANGED}'))
    return tuple(snapshots), problems


def _sums(root: Path) -> tuple[dict[str, tuple[int, str]], list[Problem]]:
    """The line and sum of each record by its name."""
    sums: dict[str, tuple[int, str]] = {}
    problems: list[Problem] = []
    path = root / SUMS
    try:
        rows = read(path).splitlines() if lexists(path) else []
    except Unreadable as fault:
        return sums, fault.problems(SUMS, _UNCHANGED)
    for line, written in enumerate(rows, 1):
        if found := re.fullmatch(rf"([0-9a-f]{{64}})  ({_RECORD.pattern})", written):
            sums[found[2]] = line, found[1]
        else:
            problems.append(Problem(SUMS, line, f'is no sum and name, as "sha256sum" writes them. {_UNCHANGED}'))
    return sums, problems


def write_snapshot(root: Path, snapshot: Snapshot) -> Iterator[str]:
    """Write the record of an edition and its sum, both or neither; yield the name of each file.

    Raises:
        FileExistsError: if that day has one.
    """
    text, sums = serialise(snapshot), root / SUMS
    path = root / SNAPSHOTS / f"{snapshot.day}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    if lexists(path):
        raise FileExistsError(EEXIST, "there is such a record", str(path))
    before = sums.read_text(encoding="utf-8") if sums.exists() else ""
    write_whole(path, text)
    try:
        write_whole(sums, f"{before}{hashlib.sha256(text.encode()).hexdigest()}  {path.name}\n")
    except OSError:
        path.unlink()
        raise
    yield from (path.relative_to(root).as_posix(), SUMS)


def ever_published(snapshots: tuple[Snapshot, ...]) -> dict[str, date]:
    """Every address that was ever published, and the day of the last edition that had it."""
    return {address: one.day for one in snapshots for address in one.addresses}
