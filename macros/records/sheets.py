"""Sheets: the released versions of each printed list, derived from the editions, and whether today's list fits them."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from macros.models.addresses import address
from macros.models.base import Model
from macros.models.flow_graph import Graph
from macros.models.sources import Entries, SourceFiles
from macros.reading.problem import Problem
from macros.records.redirects import REDIRECTS_FILE
from macros.records.snapshot import SNAPSHOTS, Snapshot
from macros.records.things import Thing, as_thing

PRINTED_KINDS = {"checklists": "checklists", "decide": "flowcharts"}
"""The folders of docs/ whose things are printed and released, and what they are called: each of them is `Printed`."""

_MORE = ("how_much", "how", "record", "explain", "look_again", "escalate", "ask", "why")
"""What an outcome says besides its lines, in the order in which it is read."""

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


@dataclass(frozen=True)
class Release:
    """One released version: the day of its edition, its title, what it changed, and the words of each line by id."""

    version: int
    day: date
    title: str
    change: str
    rows: Rows


Releases = Mapping[tuple[str, str], tuple[Release, ...]]
"""Every release by folder of docs/ and name, the first one first."""


def printed_rows(snapshot: Snapshot, kind: str, name: str) -> Rows:
    """The id and plain words of each line of a list of an edition."""
    return tuple(rows(snapshot.things[kind][name]))


def releases_of(
    snapshots: Iterable[Snapshot],
    kinds: Mapping[str, str] = PRINTED_KINDS,
    printed: Callable[[Snapshot, str, str], Rows] = printed_rows,
) -> Releases:
    """Each version of what is printed, as the first edition that had it holds it; `kinds` is by folder."""
    releases: dict[tuple[str, str], dict[int, Release]] = defaultdict(dict)
    for snapshot in snapshots:
        for folder, kind in kinds.items():
            for name, thing in snapshot.things.get(kind, {}).items():
                version = thing["version"]
                if version not in releases[folder, name]:
                    title, change = thing.get("title", name), thing.get("change", "advice")
                    lines = printed(snapshot, kind, name)
                    releases[folder, name][version] = Release(version, snapshot.day, title, change, lines)
    return {key: tuple(versions.values()) for key, versions in releases.items()}


def rows(thing: Thing) -> Iterator[tuple[str, str]]:
    """The id and plain words of each line of a list; of a flowchart, questions with where answers lead, and endings."""
    for section in thing.get("sections", ()):
        yield from ((item["id"], item["text"]) for item in section.get("items", ()))
        yield from (
            (field["id"], " / ".join([field["label"], *field.get("choices", ())]))
            for field in section.get("fields", ())
        )
    nodes = set()
    for question in thing.get("questions", ()):
        nodes.add(question["id"])
        options = (f"{option_words(option)} {_lead(option['next'])}" for option in question["options"])
        yield question["id"], " / ".join([question_words(question), *options])
    for outcome in thing.get("outcomes", ()):
        nodes.add(outcome["id"])
        calls = [", ".join(outcome["call"])] if "call" in outcome else []
        lines = (words for _, texts in outcome_lines(outcome) for words in texts)
        cases = (case["text"] for case in outcome["more"].get("cases", ()))
        yield outcome["id"], " / ".join([outcome["title"], *calls, *lines, *cases])
    yield from ((key, _lead(ref)) for key, ref in sorted(thing.get("refs", {}).items()) if key not in nodes)


def graph_of(chart: Thing) -> Graph[str]:
    """Where each option of each question of a flowchart leads."""
    return {one["id"]: {option["id"]: option["next"] for option in one["options"]} for one in chart["questions"]}


def question_words(question: Thing) -> str:
    """What is read of a question, without its options."""
    return " ".join(question[key] for key in ("text", "help", "more") if key in question)


def option_words(option: Thing) -> str:
    """What is read of an option."""
    return " ".join([*option.get("unless", ()), option["text"], *filter(None, [option.get("help")])])


def outcome_lines(outcome: Thing) -> Iterator[tuple[str, list[str]]]:
    """The lines of an outcome by their key, in the order in which they are read, its cases left out."""
    for key in ("when", "say", "do", "do_not", "then"):
        if said := outcome.get(key):
            yield key, [said] if isinstance(said, str) else said
    yield from ((key, [outcome["more"][key]]) for key in _MORE if key in outcome["more"])


_LEAD = re.compile(r"> ([a-z0-9/-]+)")
"""What `_lead` writes."""


def _lead(target: str) -> str:
    return f"> {target}"


def row_in_words(row: str, rows: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """A row with the first words of each thing that its options lead to, in place of its id.

    A hand-over is named by the title of its flowchart, of those that there are.
    """

    def name(lead: re.Match[str]) -> str:
        first = rows.get(lead[1], "").partition(" / ")[0]
        if handed := _LEAD.fullmatch(first or lead[0]):
            first = titles.get(handed[1].partition("/")[0], "")
        return f'> "{first}"' if first else lead[0]

    return _LEAD.sub(name, row)


def difference(was: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Each key whose words differ, with the old and the new words; "" where it is missing."""
    keys = dict.fromkeys([*was, *now])
    return [(key, was.get(key, ""), now.get(key, "")) for key in keys if was.get(key) != now.get(key)]


def changed_rows(
    was: Mapping[str, str], now: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """The same of the rows of a list, in words."""
    for key, old, new in difference(was, now):
        yield key, row_in_words(old, was, titles), row_in_words(new, now, titles)


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
            said = f'has "{kind}/{name}", and its source is gone.'
            sentence = f"{said} Bring it back, or say in {REDIRECTS_FILE} what became of it."
            yield Problem(f"{SNAPSHOTS}/{past[-1].day}.json", 1, sentence)


def _version_faults(thing: Printed, last: Release | None) -> Iterator[tuple[str, str]]:
    version, change = thing.version, thing.change
    if last is None:
        if sentence := wrong_number(version, 0):
            yield "version", sentence
        if change == "wording":
            yield "change", '"wording" corrects an earlier version, and there is none. Delete the line.'
        return
    now, right = tuple(rows(as_thing(thing))), last.version + 1
    if now != last.rows and version != right:
        said = f'"version" is {version}, but the lines are no longer those released as version {last.version}'
        old = ', and delete "change: wording" unless the advice is the same again' if change == "wording" else ""
        yield "version", f'{said}. Write "version: {right}"{old}.'
    elif sentence := wrong_number(version, last.version):
        yield "version", sentence
    elif version == right and change == "wording":
        if [key for key, _ in now] != [key for key, _ in last.rows]:
            said = '"wording" keeps every line in its place, but some were added, removed or moved. Write "advice".'
            yield "change", said
        for (key, words), (_, before) in zip(now, last.rows, strict=False):
            if _LEAD.findall(words) != _LEAD.findall(before):
                yield (
                    "change",
                    f'"wording" keeps where every answer leads, but "{key}" leads elsewhere. Write "advice".',
                )


def wrong_number(version: int, last: int) -> str:
    """A sentence for the editor if a version is neither the last that was released, or 0, nor the next; or nothing."""
    if version in (last, last + 1) and version:
        return ""
    if not last:
        return f'"version" is {version}, but no version was released yet. Write "version: 1".'
    return f'"version" is {version}, but the last that was released is {last}. Write {last + 1}.'
