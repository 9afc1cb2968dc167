"""Content: everything under docs/, loaded, validated and cross-checked before a page is rendered."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from macros.checks import references as checks
from macros.checks.links import addresses
from macros.checks.nav import nav_problems
from macros.models.base import Model
from macros.models.change import Change
from macros.models.checklist import Checklist
from macros.models.citation import Caveat, Citation, caveat, cite_instrument, cite_principle, cite_rule
from macros.models.flowchart import Flowchart, FlowchartSource, resolve
from macros.models.inline_text import plain
from macros.models.instrument import Instrument
from macros.models.page import Page, read_page
from macros.models.partnership import Partnership
from macros.models.rule import Rule
from macros.models.scenario import Scenario
from macros.models.sources import SourceEntry, SourceFiles, keys_under
from macros.models.synonym import Synonym
from macros.models.term import Term
from macros.reading.ids import ID, no_dash
from macros.reading.problem import ContentError, Problem, Unreadable
from macros.reading.validation import validate
from macros.reading.yaml import Source, read
from macros.records.ledger import LEDGER, Row, broken_addresses, follow, lost_addresses, read_ledger
from macros.records.releases import PRINTED_KINDS, Printed, Releases, broken_releases, read_releases

FILES: dict[str, tuple[str, type[Model]]] = {
    "law/instruments.yml": ("instruments", Instrument),
    "law/rules.yml": ("rules", Rule),
    "guidance/glossary.yml": ("terms", Term),
    "guidance/scenarios.yml": ("scenarios", Scenario),
    "guidance/synonyms.yml": ("synonyms", Synonym),
    "about/changes.yml": ("changes", Change),
}
"""The files that hold many things, each under its id."""

FOLDERS: dict[str, tuple[str, type[Model]]] = {
    "checklists": ("checklists", Checklist),
    "decide": ("flowcharts", FlowchartSource),
}
"""The folders that hold one file for each thing, named by its id."""

PARTNERSHIP = "partnership.yml"

NEEDED_FILES = {
    PARTNERSHIP: "the settings of the site",
    "index.md": "the first page",
    "404.md": "what a reader sees where a page is missing",
    "law/instruments.yml": "the laws and guidance documents",
    "law/rules.yml": "what they ask",
    "guidance/glossary.yml": "the words that are explained",
    "guidance/a-to-z.md": "{{ a_to_z() }}, which stands in for search without scripts",
    "about/leaving.md": "what the quick exit does; every page links to it",
}
"""Files that no site can do without, and what they hold."""


ARTICLE = re.compile(r"^(an?|the|any|each|every)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """All that the site says, as models, each by its id; pages by their path below docs/."""

    partnership: Partnership
    instruments: Mapping[str, Instrument]
    rules: Mapping[str, Rule]
    terms: Mapping[str, Term]
    checklists: Mapping[str, Checklist]
    flowcharts: Mapping[str, Flowchart]
    scenarios: Mapping[str, Scenario]
    synonyms: Mapping[str, Synonym]
    changes: Mapping[str, Change]
    """The latest first."""
    pages: Mapping[str, Page]
    sources: SourceFiles
    """Where each of these stands, with its lines."""
    ledger: tuple[Row, ...]
    """Every address ever published."""
    releases: Releases
    """Every version of a printed list that was ever released."""

    @property
    def principles(self) -> Mapping[str, Page]:
        """The principles, each a page of its own, by id."""
        return self._under("principles/")

    @property
    def settings(self) -> Mapping[str, Page]:
        """The settings that readers work in, each a page of its own, by id."""
        return self._under("settings/")

    def _under(self, folder: str) -> Mapping[str, Page]:
        return {key: self.pages[f"{folder}{key}.md"] for key in keys_under(folder, self.pages)}

    def printed(self, folder: str) -> Mapping[str, Printed]:
        """What a folder of docs/ holds that is printed on sheets, by id."""
        things: Mapping[str, Printed] = getattr(self, PRINTED_KINDS[folder])
        return things

    def is_draft(self, folder: str, name: str, version: int) -> bool:
        """Whether a version of something that `folder` of docs/ holds, and that is printed, is still to be released."""
        return version > len(self.releases.get((folder, name), ()))

    def title(self, address: str) -> str:
        """The title of the page of an address, or of a page named like /law/index.md."""
        top = address.partition("#")[0].strip("/")
        name = next(name for name in (top, f"{top}.md", f"{top}/index.md".lstrip("/")) if name in self.pages)
        return self.pages[name].meta.title

    def citation(self, source_id: str) -> Citation:
        """How a rule, an instrument or a principle is named as a source."""
        if rule := self.rules.get(source_id):
            return cite_rule(source_id, rule, self.instruments[rule.instrument])
        if instrument := self.instruments.get(source_id):
            return cite_instrument(source_id, instrument)
        return cite_principle(source_id, self.principles[source_id].meta.title)

    def citations(self, source_ids: Iterable[str]) -> list[Citation]:
        """Each of some sources; those that are named alike as one, by the first of them."""
        named: dict[str, Citation] = {}
        for source_id in source_ids:
            citation = self.citation(source_id)
            named.setdefault(citation.text, citation)
        return list(named.values())

    def caveat(self, rule_id: str) -> Caveat | None:
        """What follows a word of duty that rests on a rule; None if the rule is certain."""
        rule = self.rules[rule_id]
        return caveat(rule, self.instruments[rule.instrument])

    def rules_by_who(self) -> Mapping[str, list[str]]:
        """The ids of the rules under those whom they bind, in the order of the alphabet."""
        groups: dict[str, list[str]] = defaultdict(list)
        for key, rule in self.rules.items():
            groups[plain(rule.who).rstrip(",")].append(key)
        return dict(sorted(groups.items(), key=lambda group: ARTICLE.sub("", group[0]).lower()))

    def rules_by_year(self) -> Mapping[int | None, list[str]]:
        """The ids of the rules under the year of their last change, the latest first; None where there is no year."""
        groups: dict[int | None, list[str]] = defaultdict(list)
        for key, rule in self.rules.items():
            changed = rule.since or rule.starts
            groups[changed.year if changed else self.instruments[rule.instrument].year].append(key)
        return dict(sorted(groups.items(), key=lambda group: -(group[0] or 0)))


def load(docs: Path) -> Content:
    """The checked content of a docs folder.

    Raises:
        ContentError: with every problem there is, if there is any.
    """
    sources, problems = _read_all(docs)
    problems += checks.problems(sources)
    problems += nav_problems(docs.parent, sources)
    rows = _ledger(docs.parent / LEDGER, problems)
    releases, faults = read_releases(docs.parent)
    things: dict[str, dict[str, Printed]] = {
        "checklists": {name: entry.model for name, entry in sources.valid("checklists")},
        "decide": {} if problems else dict(_flowcharts(sources)),
    }
    problems += faults or broken_releases(sources, releases, {row.address for row in rows if not row.live}, things)
    if not problems:
        current = set(addresses(sources))
        rows = follow(rows, current)
        problems = [*checks.unused(sources), *(Problem(LEDGER, *fault) for fault in broken_addresses(rows, current))]
    if problems:
        raise ContentError(problems)
    models: dict[str, Any] = {
        kind: {name: entry.model for name, entry in sources.entries[kind].items()}
        for kind in ("instruments", "rules", "terms", "checklists", "scenarios", "synonyms", "changes")
    }
    models["changes"] = dict(sorted(models["changes"].items(), key=lambda one: one[1].date, reverse=True))
    return Content(
        partnership=sources.entries["partnership"][""].model,
        pages={name: page for name, page in sources.pages.items() if page},
        flowcharts=_flowcharts(sources),
        sources=sources,
        ledger=tuple(rows),
        releases=releases,
        **models,
    )


def _flowcharts(sources: SourceFiles) -> dict[str, Flowchart]:
    """Every flowchart with all its words; only where no problem was found."""
    flowcharts = {name: entry.model for name, entry in sources.entries["flowcharts"].items()}
    return {name: resolve(name, flowcharts) for name in flowcharts}


def _ledger(path: Path, problems: list[Problem]) -> list[Row]:
    try:
        rows, faults = read_ledger(read(path))
    except Unreadable as fault:
        rows, faults = [], [(fault.line, fault.sentence)]
    problems += [Problem(path.name, line, sentence) for line, sentence in faults]
    if not faults:  # what cannot be read would be lost as well
        problems += lost_addresses(path.parent, rows)
    return rows


def _read_all(docs: Path) -> tuple[SourceFiles, list[Problem]]:
    sources = SourceFiles(docs.name)
    problems: list[Problem] = []
    for path in sorted(path for path in docs.rglob("*") if path.is_file() and not path.name.startswith(".")):
        name = path.relative_to(docs).as_posix()
        try:
            faults = _read_one(sources, name, path)
        except Unreadable as fault:
            faults = [(fault.line, fault.sentence)]
            sources.unreadable_kinds |= {FILES[name][0]} if name in FILES else set()
        problems += [Problem(f"{docs.name}/{name}", line, sentence) for line, sentence in faults]
    for name, what in NEEDED_FILES.items():
        if name not in sources.files_read:
            sources.unreadable_kinds |= {FILES[name][0]} if name in FILES else set()
            problems.append(Problem(f"{docs.name}/{name}", 1, f"is missing. It holds {what}."))
    return sources, problems


def _read_one(sources: SourceFiles, name: str, path: Path) -> list[tuple[int, str]]:
    """Read one file into `found`; the line and sentence of each thing that is wrong with it."""
    folder, _, file = name.rpartition("/")
    stem, _, ending = file.rpartition(".")
    if path.is_symlink() or ending not in ("md", "yml"):
        instead = {"yaml": 'Rename it to end in ".yml".'}.get(ending, "Move it out of the folder.")
        return [(1, f"is no file that the site publishes. {instead}")]
    if not ID.fullmatch(stem):
        right = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")[:40]
        if ending == "md":
            sources.pages.setdefault(f"{folder}/{right}.md".lstrip("/"), None)  # what leads there is right
        return [(1, f'has a name that makes no address. Rename it to "{right or "page"}.{ending}", or delete it.')]
    sources.files_read.add(name)
    if ending == "md":
        sources.pages[name] = None
        sources.pages[name], wrong = read_page(read(path))
        return list(wrong)
    if folder in FOLDERS:
        kind, model = FOLDERS[folder]
        sources.entries[kind][stem] = SourceEntry(name)
        return _take(sources, kind, stem, Source(read(path)), (), model, name)
    if name == PARTNERSHIP:
        sources.entries["partnership"][""] = SourceEntry(name)
        return _take(sources, "partnership", "", Source(read(path)), (), Partnership, name)
    if name not in FILES:
        known = ", ".join([PARTNERSHIP, *FILES, *(f"{folder}/NAME.yml" for folder in FOLDERS)])
        return [(1, f"is no file that the site reads. What it reads: {known}.")]
    kind, model = FILES[name]
    source = Source(read(path))
    faults = list(source.faults)
    source.faults.clear()
    for key in source.data:
        if not ID.fullmatch(key):
            faults.append(
                (
                    source.line((key,)),
                    f'"{key}" is no id: use lower-case letters, digits and hyphens, at most 40.{no_dash(key)}',
                )
            )
        faults += _take(sources, kind, key, source, (key,), model, name)
    return faults


def _take(
    sources: SourceFiles, kind: str, key: str, source: Source, loc: tuple[str, ...], model: type[Model], name: str
) -> list[tuple[int, str]]:
    valid, faults = validate(TypeAdapter(model), source, loc)
    sources.entries[kind][key] = SourceEntry(name, source, loc, valid)
    return faults
