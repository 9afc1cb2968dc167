"""Releases: the immutable plain text of each released version of a printed list.

`records/KIND/NAME/N.txt` begins with its date and "advice" or "wording": what it changed against the version before.
Then comes one line `ID: words` for each item.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from macros.models.addresses import address
from macros.models.base import Model
from macros.models.dates import read_day
from macros.models.flowchart import leads
from macros.models.sources import Entries, SourceFiles
from macros.reading.ids import ID
from macros.reading.problem import ContentError, Problem, Unreadable
from macros.reading.yaml import read
from macros.records.ledger import LEDGER
from macros.records.tested import TESTED

RECORDS = "records"
"""The name of their folder, beside docs/."""

PRINTED_KINDS = {"checklists": "checklists", "decide": "flowcharts"}
"""The folders of docs/ whose things are printed and released, and what they are called: each of them is `Printed`."""

OTHERS = ("addresses", "advice", "seen")
"""The folders of records that are of no list: see macros/records/ledger.py, macros/editions/advice.py and
macros/records/seen.py."""

Rows = tuple[tuple[str, str], ...]


class Printed(Protocol):
    """Something that is printed on a sheet of its own, and released, such as a checklist."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def kind(self) -> str:
        """One of the kinds of sheet/words.yml."""

    @property
    def version(self) -> int:
        """Its version."""

    @property
    def change(self) -> Literal["advice", "wording"]:
        """What the version changed against the one before."""

    def rows(self) -> Iterator[tuple[str, str]]:
        """The id and plain words of every line."""


@dataclass(frozen=True)
class Release:
    """One released version: when, what it changed, and the words of each item by id."""

    version: int
    day: date
    change: str
    rows: Rows

    def __str__(self) -> str:
        lines = [f"{self.day} {self.change}", *(f"{key}: {words}" for key, words in self.rows)]
        return "\n".join(lines) + "\n"


Releases = Mapping[tuple[str, str], tuple[Release, ...]]
"""Every release by kind and name, the first one first."""


def next_record(root: Path, folder: str) -> Path:
    """The file of the next release in a folder below `root` whose records are numbered.

    Raises:
        ContentError: if a record before it is missing.
    """
    names = {path.name for path in (root / folder).glob("*.txt")}
    gaps = [f"{number}.txt" for number in range(1, len(names) + 1) if f"{number}.txt" not in names]
    if gaps:
        sentence = "is missing, and later ones are there. Bring it back: a record never changes."
        raise ContentError([Problem(f"{folder}/{gap}", 1, sentence) for gap in gaps])
    return root / folder / f"{len(names) + 1}.txt"


def read_releases(root: Path) -> tuple[Releases, list[Problem]]:
    """Read the releases under `root`/records; return them, and the problems of their files."""
    sources: dict[tuple[str, str], list[Release]] = defaultdict(list)
    problems: list[Problem] = []
    files = (path for path in (root / RECORDS).rglob("*") if path.is_file() and path != root / TESTED)
    paths = [path for path in files if path.parent.name not in OTHERS]
    for path in sorted(paths, key=lambda path: (path.parent, len(path.name), path.name)):
        name = path.relative_to(root).as_posix()
        try:
            _take(sources, name, path)
        except Unreadable as fault:
            problems.append(Problem(name, fault.line, fault.sentence))
    return {key: tuple(releases) for key, releases in sources.items()}, problems


def released_rules(root: Path) -> frozenset[str]:
    """The ids of all rules ever released; the ledger cannot tell a rule from an instrument."""
    texts = (path.read_text(encoding="utf-8") for path in (root / RECORDS / "advice").glob("*.txt"))
    return frozenset(key for text in texts for key in re.findall(rf"(?m)^rule ({ID.pattern}):", text))


def _take(sources: dict[tuple[str, str], list[Release]], name: str, path: Path) -> None:
    place = re.fullmatch(rf"{RECORDS}/({'|'.join(PRINTED_KINDS)})/({ID.pattern})/([1-9]\d*)\.txt", name)
    if not place:
        raise Unreadable(1, f"is no record. A record is {RECORDS}/KIND/NAME/NUMBER.txt.")
    before = sources[place[1], place[2]]
    release = _release(read(path), int(place[3]))
    if release.version != len(before) + 1:
        raise Unreadable(1, f"comes after version {len(before)}: the records between are missing. Bring them back.")
    if before and release.day < before[-1].day:
        raise Unreadable(1, f"has a day before that of version {before[-1].version}. A record never changes.")
    before.append(release)


def _release(text: str, version: int) -> Release:
    first, *rest = text.rstrip("\n").split("\n")
    head = re.fullmatch(r"(\S+) (advice|wording)", first)
    try:
        day = read_day(head[1] if head else "")
    except ValueError:
        raise Unreadable(1, 'does not begin with its day and "advice" or "wording".') from None
    rows = [re.fullmatch(rf"({ID.pattern}): (.+)", line) for line in rest]
    if None in rows:
        raise Unreadable(
            rows.index(None) + 2, 'is no line "ID: words". A record never changes: bring it back as it was.'
        )
    return Release(version, day, head[2] if head else "", tuple((row[1], row[2]) for row in rows if row))


def broken_releases(
    sources: SourceFiles, releases: Releases, gone: Collection[str], things: Mapping[str, Mapping[str, Printed]]
) -> Iterator[Problem]:
    """Yield a problem for each source that contradicts its records.

    `gone` are the addresses of pages that were given up, and `things` what is printed, by folder and name.
    """
    entries: dict[str, Entries[Model]] = {"checklists": sources.checklists, "decide": sources.flowcharts}
    for kind, named in things.items():
        for name, thing in named.items():
            entry = entries[kind][name]
            past = releases.get((kind, name), ())
            for key, sentence in _version_faults(thing, past[-1] if past else None):
                yield sources.problem(entry.name, entry.line((key,)), sentence)
    for (kind, name), past in releases.items():
        page = f"/{address(f'{kind}/{name}.md')}"
        if name not in entries[kind] and page not in gone:
            path = f"{RECORDS}/{kind}/{name}/{len(past)}.txt"
            sentence = (
                f'was released, and its source is gone. Bring it back, or say in {LEDGER} what became of "{page}".'
            )
            yield Problem(path, 1, sentence)


def _version_faults(thing: Printed, last: Release | None) -> Iterator[tuple[str, str]]:
    version, change, rows = thing.version, thing.change, tuple(thing.rows())
    if last is None:
        if version != 1:
            yield "version", f'"version" is {version}, but no version was released yet. Write "version: 1".'
        if change == "wording":
            yield "change", '"wording" corrects an earlier version, and there is none. Delete the line.'
        return
    right = last.version + 1
    if rows != last.rows and version != right:
        said = f'"version" is {version}, but the lines are no longer those released as version {last.version}'
        old = ', and delete "change: wording" unless the advice is the same again' if change == "wording" else ""
        yield "version", f'{said}. Write "version: {right}"{old}.'
    elif version not in (last.version, right):
        yield "version", f'"version" is {version}, but the last that was released is {last.version}. Write {right}.'
    elif version == right and change == "wording":
        if [key for key, _ in rows] != [key for key, _ in last.rows]:
            said = '"wording" keeps every line in its place, but some were added, removed or moved. Write "advice".'
            yield "change", said
        for (key, words), (_, before) in zip(rows, last.rows, strict=False):
            if leads(words) != leads(before):
                yield (
                    "change",
                    f'"wording" keeps where every answer leads, but "{key}" leads elsewhere. Write "advice".',
                )
