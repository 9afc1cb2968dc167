"""Releases: the versions of each printed thing, derived from the editions, and whether today's thing fits them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from macros.models.addresses import address
from macros.models.base import Model
from macros.models.sources import Entries, SourceFiles
from macros.reading.problem import Problem
from macros.records.redirects import REDIRECTS_FILE
from macros.records.sheets import Rows, leads_alike, rows
from macros.records.snapshot import SNAPSHOTS, Snapshot
from macros.records.team_sheets import TEAM_KINDS, team_rows
from macros.records.things import as_thing

PRINTED_KINDS = {"checklists": "checklists", "decide": "flowcharts"}
"""The folders of docs/ whose things are printed and released, and what they are called: each of them is `Printed`."""


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


@dataclass(frozen=True)
class Release:
    """One released version: the day of its edition, its title, what it changed, and the words of each line by id."""

    version: int
    day: date
    title: str
    change: str
    rows: Rows


Releases = Mapping[tuple[str, str], tuple[Release, ...]]
"""Every release by kind and name, the first one first; the kind of a list or flowchart is its folder of docs/."""


def releases_of(snapshots: Iterable[Snapshot]) -> Releases:
    """Each version of a printed thing, with the first edition that had it."""
    releases: dict[tuple[str, str], dict[int, Release]] = defaultdict(dict)
    for snapshot in snapshots:
        for kind, recorded in (*PRINTED_KINDS.items(), *((kind, kind) for kind in TEAM_KINDS)):
            for name, thing in snapshot.things.get(recorded, {}).items():
                version, known = thing["version"], releases[kind, name]
                if version not in known:
                    printed = team_rows(snapshot, kind, name) if kind in TEAM_KINDS else tuple(rows(thing))
                    title, change = thing.get("title", name), thing.get("change", "advice")
                    known[version] = Release(version, snapshot.day, title, change, printed)
    return {key: tuple(versions.values()) for key, versions in releases.items()}


def broken_releases(
    sources: SourceFiles, releases: Releases, gone: Collection[str], things: Mapping[str, Mapping[str, Printed]]
) -> Iterator[Problem]:
    """Yield a problem for each source that contradicts its records.

    `gone` are the addresses of pages that were given up, and `things` are the valid lists and flowcharts, by kind and
    name. Of a briefing or deck the number of its version is compared alone.
    """
    entries: dict[str, Entries[Model]] = {"checklists": sources.checklists, "decide": sources.flowcharts}
    for kind, named in things.items():
        for name, thing in named.items():
            entry, past = entries[kind][name], releases.get((kind, name), ())
            for key, sentence in _version_faults(thing, past[-1] if past else None):
                yield sources.problem(entry.name, entry.line((key,)), sentence)
    for (kind, name), past in releases.items():
        if kind in PRINTED_KINDS and name not in entries[kind] and f"/{address(f'{kind}/{name}.md')}" not in gone:
            said = f'has "{kind}/{name}", and its source is gone.'
            sentence = f"{said} Bring it back, or say in {REDIRECTS_FILE} what became of it."
            yield Problem(f"{SNAPSHOTS}/{past[-1].day}.json", 1, sentence)
    for_teams: dict[str, Entries[Model]] = {"briefings": sources.briefings, "decks": sources.decks}
    for kind, team_entries in for_teams.items():
        for name, entry in team_entries.items():
            past = releases.get((kind, name), ())
            version = getattr(entry.model, "version", None)
            if version and (sentence := _wrong_number(version, past[-1].version if past else 0)):
                yield sources.problem(entry.name, entry.line(("version",)), sentence)


def _version_faults(thing: Printed, last: Release | None) -> Iterator[tuple[str, str]]:
    version, change = thing.version, thing.change
    if last is None:
        if sentence := _wrong_number(version, 0):
            yield "version", sentence
        if change == "wording":
            yield "change", '"wording" corrects an earlier version, and there is none. Delete the line.'
        return
    now, right = tuple(rows(as_thing(thing))), last.version + 1
    if now != last.rows and version != right:
        said = f'"version" is {version}, but the lines are no longer those released as version {last.version}'
        old = ', and delete "change: wording" unless the advice is the same again' if change == "wording" else ""
        yield "version", f'{said}. Write "version: {right}"{old}.'
    elif sentence := _wrong_number(version, last.version):
        yield "version", sentence
    elif version == right and change == "wording":
        if [key for key, _ in now] != [key for key, _ in last.rows]:
            said = '"wording" keeps every line in its place, but some were added, removed or moved. Write "advice".'
            yield "change", said
        for (key, words), (_, before) in zip(now, last.rows, strict=False):
            if not leads_alike(words, before):
                yield (
                    "change",
                    f'"wording" keeps where every answer leads, but "{key}" leads elsewhere. Write "advice".',
                )


def _wrong_number(version: int, last: int) -> str:
    """A sentence for the editor if a version is neither the last that was released, or 0, nor the next; or nothing."""
    if version in (last, last + 1) and version:
        return ""
    if not last:
        return f'"version" is {version}, but no version was released yet. Write "version: 1".'
    return f'"version" is {version}, but the last that was released is {last}. Write {last + 1}.'
