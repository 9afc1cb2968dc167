"""Loading: read docs/, check across its files, and compare with the records, before any page is rendered."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from os.path import lexists
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from macros.calls.macro import first_sentence
from macros.checks import references as checks
from macros.checks.links import addresses
from macros.checks.nav import nav_problems
from macros.checks.source_changes import source_change_problems
from macros.content import Content
from macros.models.addresses import address
from macros.models.base import Model
from macros.models.block import OpenBlock
from macros.models.briefing import BRIEFINGS, Briefing
from macros.models.change import Change
from macros.models.checklist import Checklist
from macros.models.contact import say_contact
from macros.models.deck import DECKS_FILE, Deck
from macros.models.flowchart import Flowchart
from macros.models.flowchart_source import FlowchartSource, resolve
from macros.models.inline_text import ContactMark, SayContact, plain
from macros.models.instrument import Instrument
from macros.models.organisation import Organisation
from macros.models.page import Page, read_page
from macros.models.partnership import Partnership
from macros.models.rule import Rule
from macros.models.scenario import EXAMPLES, SCENARIOS_PAGE, Scenario, example_page
from macros.models.source_change import SourceChange
from macros.models.sources import NEEDED_FILES, SourceEntry, SourceFiles, models, valid
from macros.models.synonym import Synonym
from macros.models.term import Term
from macros.models.texts import texts
from macros.reading.calls import Fault
from macros.reading.ids import ID, no_dash
from macros.reading.problem import ContentError, Problem, Unreadable
from macros.reading.validation import validate
from macros.reading.yaml import EMPTY, Source, read
from macros.records.redirects import REDIRECTS_FILE, Retired, broken_addresses, read_redirects, retired_addresses
from macros.records.releases import Printed, broken_releases, releases_of
from macros.records.seen import SEEN, Seen, read_seen
from macros.records.snapshot import RECORDS, SNAPSHOTS, Snapshot, ever_published, read_snapshots
from macros.records.withheld import WITHHELD, WithheldParts, read_withheld

KindT = TypeVar("KindT", bound=Model)


@dataclass(frozen=True)
class SourceKind(Generic[KindT]):
    """A kind of thing in YAML files: its model, and the mapping of `SourceFiles` that holds its entries."""

    name: str
    model: type[KindT]
    entries: Callable[[SourceFiles], dict[str, SourceEntry[KindT]]]


FILES: dict[str, SourceKind[Any]] = {
    "law/instruments.yml": SourceKind("instruments", Instrument, lambda sources: sources.instruments),
    "law/rules.yml": SourceKind("rules", Rule, lambda sources: sources.rules),
    "law/organisations.yml": SourceKind("organisations", Organisation, lambda sources: sources.organisations),
    "guidance/blocks.yml": SourceKind("blocks", OpenBlock, lambda sources: sources.open_blocks),
    "guidance/glossary.yml": SourceKind("terms", Term, lambda sources: sources.terms),
    "guidance/scenarios.yml": SourceKind("scenarios", Scenario, lambda sources: sources.scenarios),
    "guidance/synonyms.yml": SourceKind("synonyms", Synonym, lambda sources: sources.synonyms),
    "law/source-changes.yml": SourceKind("source changes", SourceChange, lambda sources: sources.source_changes),
    "about/changes.yml": SourceKind("changes", Change, lambda sources: sources.changes),
    DECKS_FILE: SourceKind("decks", Deck, lambda sources: sources.decks),
}
"""The files that hold many things, each under its id."""

FOLDERS: dict[str, SourceKind[Any]] = {
    "checklists": SourceKind("checklists", Checklist, lambda sources: sources.checklists),
    "decide": SourceKind("flowcharts", FlowchartSource, lambda sources: sources.flowcharts),
    BRIEFINGS: SourceKind("briefings", Briefing, lambda sources: sources.briefings),
}
"""The folders that hold one file for each thing, named by its id."""

PARTNERSHIP = "partnership.yml"
NO_FOLDER = "is no folder. Bring the folder back as it was, with the files in it."


def load(docs: Path) -> Content:
    """The checked content of a docs folder.

    Raises:
        ContentError: with every problem there is, if there is any.
    """
    if not docs.is_dir():
        raise ContentError([Problem(docs.name, 1, NO_FOLDER)])
    sources, problems = _read_all(docs)
    problems += _check(docs.parent, sources)
    editions, withheld, retired, broken = _compare_with_records(docs.parent, sources, is_sound=not problems)
    seen, unreadable = read_seen(docs.parent)
    problems += [*broken, *unreadable, *source_change_problems(sources, seen)]
    if problems:
        raise ContentError(problems)
    return _content(sources, editions, withheld, retired, seen)


def _check(root: Path, sources: SourceFiles) -> list[Problem]:
    """Every problem between the files of docs/, and between them and the menu."""
    return [*checks.problems(sources), *nav_problems(root, sources)]


def _compare_with_records(
    root: Path, sources: SourceFiles, *, is_sound: bool
) -> tuple[tuple[Snapshot, ...], WithheldParts, tuple[Retired, ...], list[Problem]]:
    """Compare the sources with the editions and the redirects; return these, and every problem.

    Unused rules and broken addresses are reported only if there is no other problem.
    """
    editions, problems = read_snapshots(root)
    for name in (RECORDS, SNAPSHOTS, SEEN):
        if lexists(root / name) and not (root / name).is_dir():
            problems.append(Problem(name, 1, NO_FOLDER))
    redirects, wrong = read_redirects(root / REDIRECTS_FILE)
    printed: dict[str, Mapping[str, Printed]] = {
        "checklists": models(sources.checklists),
        "decide": _flowcharts(sources) if is_sound and not wrong else {},
    }
    if not problems:
        given_up = {row.address for row in redirects}
        problems += broken_releases(sources, releases_of(editions), given_up, printed)
    withheld, unfit, printed_there = read_withheld(root, editions)
    problems += wrong + unfit
    problems += checks.line_problems(sources, REDIRECTS_FILE, ((row.line, row.reason) for row in redirects))
    problems += checks.line_problems(sources, WITHHELD, printed_there)
    retired: tuple[Retired, ...] = ()
    if is_sound and not problems:
        current, published = set(addresses(sources)), ever_published(editions)
        problems += checks.unused(sources)
        problems += broken_addresses(redirects, published, current, {f"/{address(name)}" for name in sources.pages})
        retired = retired_addresses(redirects, published, current)
    return editions, withheld, retired, problems


def _content(
    sources: SourceFiles,
    editions: tuple[Snapshot, ...],
    withheld: WithheldParts,
    retired: tuple[Retired, ...],
    seen: Mapping[str, Seen],
) -> Content:
    """The models of sources in which nothing is wrong."""
    assert sources.partnership.model
    changes = sorted(models(sources.changes).items(), key=lambda one: one[1].date, reverse=True)
    return Content(
        partnership=sources.partnership.model,
        instruments=models(sources.instruments),
        rules=models(sources.rules),
        organisations=models(sources.organisations),
        terms=models(sources.terms),
        checklists=models(sources.checklists),
        flowcharts=_flowcharts(sources),
        briefings=models(sources.briefings),
        decks=models(sources.decks),
        open_blocks=models(sources.open_blocks),
        scenarios=models(sources.scenarios),
        synonyms=models(sources.synonyms),
        changes=dict(changes),
        source_changes=models(sources.source_changes),
        pages={name: page for name, page in sources.pages.items() if page},
        sources=sources,
        editions=editions,
        withheld=withheld,
        retired=retired,
        seen=seen,
    )


def _flowcharts(sources: SourceFiles) -> dict[str, Flowchart]:
    """Every flowchart with all its words; only where no problem was found."""
    return resolve(models(sources.flowcharts))


def _read_all(docs: Path) -> tuple[SourceFiles, list[Problem]]:
    sources = SourceFiles(docs)
    problems: list[Problem] = []
    # A folder behind a link is walked by MkDocs, which would publish unread what is in it.
    found = (path for path in docs.rglob("*") if path.is_symlink() or not path.is_dir())
    paths = sorted(path for path in found if not any(part[0] == "." for part in path.relative_to(docs).parts))
    # The settings come first: all other texts name their contacts.
    for path in sorted(paths, key=lambda path: path != docs / PARTNERSHIP):
        name = path.relative_to(docs).as_posix()
        try:
            faults = _read_one(sources, name, path)
        except Unreadable as fault:
            needed = f"is empty. It holds {NEEDED_FILES.get(name, '')}."
            is_needed = name in NEEDED_FILES
            faults = [
                (line, needed if is_needed and sentence == EMPTY else sentence) for line, sentence in fault.faults
            ]
            sources.unreadable_kinds |= {FILES[name].name} if name in FILES else set()
        problems += [Problem(f"{docs.name}/{name}", line, sentence) for line, sentence in faults]
    for key, (page, wrong) in _example_pages(sources).items():
        sources.pages[example_page(key)] = page
        entry = sources.scenarios[key]
        problems += [sources.problem(entry.name, entry.line(("text",)), sentence) for _, sentence in wrong]
    for name, what in NEEDED_FILES.items():
        if name not in sources.files_read:
            sources.unreadable_kinds |= {FILES[name].name} if name in FILES else set()
            problems.append(Problem(f"{docs.name}/{name}", 1, f"is missing. It holds {what}."))
    return sources, problems


def _as_id(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "page"


def _read_one(sources: SourceFiles, name: str, path: Path) -> list[tuple[int, str]]:
    """Read one file into `sources`; the line and sentence of each thing that is wrong with it."""
    folder, _, file = name.rpartition("/")
    stem, _, ending = file.rpartition(".")
    if path.is_symlink() or not path.is_file() or ending not in ("md", "yml"):
        instead = {"yaml": 'Rename it to end in ".yml".'}.get(ending, "Move it out of the folder.")
        return [(1, f"is no file that the site publishes. {instead}")]
    for part in filter(None, folder.split("/")):
        if not ID.fullmatch(part):
            return [(1, f'is in "{part}", a folder whose name makes no address. Rename it to "{_as_id(part)}".')]
    if not ID.fullmatch(stem):
        right = _as_id(stem)
        if ending == "md":
            sources.pages.setdefault(f"{folder}/{right}.md".lstrip("/"), None)  # what leads there is right
        return [(1, f'has a name that makes no address. Rename it to "{right}.{ending}", or delete it.')]
    if f"{folder}/" == EXAMPLES:
        return [(1, f"is no file that the site reads: it makes {EXAMPLES} of guidance/scenarios.yml. Write it there.")]
    sources.files_read.add(name)
    if ending == "md":
        sources.pages[name] = None
        page, wrong = read_page(read(path))
        if isinstance(page, Page):
            sources.pages[name] = page
        elif page:
            sources.unsound[name] = page
        return list(wrong)
    if folder in FOLDERS:
        FOLDERS[folder].entries(sources)[stem] = SourceEntry(name)
        entry, wrong = _thing(FOLDERS[folder], name, read(path), sources.settings)
        FOLDERS[folder].entries(sources)[stem] = entry
        return list(wrong)
    if name == PARTNERSHIP:
        text = read(path)
        sources.partnership, wrong = _partnership(text)
        sources.settings = text
        return list(wrong)
    if name not in FILES:
        known = ", ".join([PARTNERSHIP, *FILES, *(f"{folder}/NAME.yml" for folder in FOLDERS)])
        return [(1, f"is no file that the site reads. What it reads: {known}.")]
    things, wrong = _things(FILES[name], name, read(path), sources.settings)
    FILES[name].entries(sources).update(things)
    return list(wrong)


@lru_cache(maxsize=10)  # as for `_things`
def _partnership(text: str) -> tuple[SourceEntry[Partnership], tuple[Fault, ...]]:
    """The settings, and what is wrong with them."""
    source = Source(text)
    model, faults = validate(TypeAdapter(Partnership), source)
    if model:  # once more, since its own texts name its contacts too
        model, faults = validate(TypeAdapter(Partnership), source, context=_say(model))
        for loc, pieces in texts(model) if model else ():
            if any(isinstance(piece, ContactMark) and ContactMark.text in piece.text for piece in pieces):
                sentence = f'"{loc[-1]}" prints the text of a contact that prints another. Write the words here.'
                faults.append((source.line(loc), sentence))
    return SourceEntry(PARTNERSHIP, source, (), model), tuple(faults)


@lru_cache(maxsize=500)  # as for `_things`
def _thing(
    kind: SourceKind[KindT], name: str, text: str, settings: str
) -> tuple[SourceEntry[KindT], tuple[Fault, ...]]:
    """The one thing in a file, and what is wrong with it."""
    entry, faults = _taken(kind, Source(text), (), name, settings)
    return entry, tuple(faults)


@lru_cache(maxsize=100)  # under `make serve` what did not change is kept by its text, and by that of the settings
def _things(
    kind: SourceKind[KindT], name: str, text: str, settings: str
) -> tuple[Mapping[str, SourceEntry[KindT]], tuple[Fault, ...]]:
    """The things in a file, each under its id, and what is wrong with it."""
    source = Source(text)
    faults = list(source.faults)
    source.faults.clear()
    things: dict[str, SourceEntry[KindT]] = {}
    for key in source.data:
        if not ID.fullmatch(key):
            faults.append(
                (
                    source.line((key,)),
                    f'"{key}" is no id: use lower-case letters, digits and hyphens, at most 40.{no_dash(key)}',
                )
            )
        things[key], wrong = _taken(kind, source, (key,), name, settings)
        faults += wrong
    return things, tuple(faults)


def _example_pages(sources: SourceFiles) -> dict[str, tuple[Page | None, Sequence[Fault]]]:
    """By scenario, its page: its story, then what the flowcharts say; with the dates of the list of all; and faults."""
    pages: dict[str, tuple[Page | None, Sequence[Fault]]] = {}
    if not (home := sources.pages.get(SCENARIOS_PAGE)):
        return pages
    for key, entry, scenario in valid(sources.scenarios):
        story = entry.source.data[key]["text"] if entry.source else ""
        meta = home.meta.model_dump(mode="json") | {
            "title": scenario.title,
            "description": first_sentence(plain(scenario.text)),
            "keywords": "",
        }
        front = "".join(f"{name}: {json.dumps(value)}\n" for name, value in meta.items())
        text = f'---\n{front}---\n\n{story.strip()}\n\n{{{{ scenario("{key}") }}}}\n'
        page, wrong = read_page(text)
        pages[key] = page if isinstance(page, Page) else None, wrong
    return pages


def _say(settings: Partnership) -> SayContact:
    """What texts print of the contacts of some settings."""
    return lambda macro, contact_id: say_contact(settings.contacts, macro, contact_id)


def _taken(
    kind: SourceKind[KindT], source: Source, loc: tuple[str, ...], name: str, settings: str
) -> tuple[SourceEntry[KindT], list[Fault]]:
    partnership = _partnership(settings)[0].model if settings else None
    model, faults = validate(TypeAdapter(kind.model), source, loc, _say(partnership) if partnership else None)
    return SourceEntry(name, source, loc, model), faults
