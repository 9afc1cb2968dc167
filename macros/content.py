"""Content: the validated and cross-checked models of everything under docs/."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.models.base import PublicAddress
from macros.models.block import OpenBlock
from macros.models.briefing import Briefing
from macros.models.change import Change
from macros.models.checklist import Checklist
from macros.models.citation import Citation, cite_instrument, cite_principle, cite_rule
from macros.models.contact import say_contact
from macros.models.deck import Deck
from macros.models.flowchart import POSTER, Flowchart, Outcome
from macros.models.inline_text import ContactMark, plain
from macros.models.instrument import Instrument
from macros.models.organisation import Organisation
from macros.models.page import Page
from macros.models.partnership import Partnership
from macros.models.reference import NodeRef
from macros.models.rule import Rule
from macros.models.scenario import Scenario
from macros.models.source_change import SourceChange
from macros.models.sources import SourceFiles, keys_under
from macros.models.synonym import Synonym
from macros.models.term import Term
from macros.records.history import History, histories, history_id
from macros.records.redirects import Retired
from macros.records.releases import Printed, Releases, releases_of
from macros.records.seen import Seen
from macros.records.snapshot import Snapshot
from macros.records.things import Things, as_thing
from macros.records.withheld import WithheldParts

ARTICLE = re.compile(r"^(an?|the|any|each|every)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """The models of each kind by id, and pages by their path below docs/."""

    partnership: Partnership
    instruments: Mapping[str, Instrument]
    rules: Mapping[str, Rule]
    organisations: Mapping[str, Organisation]
    terms: Mapping[str, Term]
    checklists: Mapping[str, Checklist]
    flowcharts: Mapping[str, Flowchart]
    briefings: Mapping[str, Briefing]
    decks: Mapping[str, Deck]
    open_blocks: Mapping[str, OpenBlock]
    scenarios: Mapping[str, Scenario]
    synonyms: Mapping[str, Synonym]
    changes: Mapping[str, Change]
    """The latest first."""
    source_changes: Mapping[str, SourceChange]
    pages: Mapping[str, Page]
    sources: SourceFiles
    """Where each of these stands, with its lines."""
    editions: tuple[Snapshot, ...]
    """What each edition said, the first one first."""
    withheld: WithheldParts
    """What was taken from sight of each edition."""
    retired: tuple[Retired, ...]
    """Every address that is no longer used, sorted."""
    seen: Mapping[str, Seen]
    """What law watch last saw of each source and outside link, by its address."""

    @cached_property
    def releases(self) -> Releases:
        """Every version of a list, flowchart, briefing or deck of cards that was ever released."""
        return releases_of(self.editions)

    @cached_property
    def histories(self) -> Mapping[str, History]:
        """What each thing and page said in each edition, by id."""
        return histories(self.editions, self.things, self.withheld, self.moved)

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The address that each page has now whose address is another, by the old one; not where it was withdrawn."""
        return {key: one.to for key, one in self.retired_pages.items() if not one.reason and "#" not in one.to}

    @cached_property
    def retired_pages(self) -> Mapping[str, Retired]:
        """What became of each page that moved or was withdrawn, by its address."""
        return {one.address: one for one in self.retired if not one.fragment}

    def history(self, kind: str, key: str) -> History | None:
        """The history of a thing that was in an edition or is to be in the next; None before the first."""
        return self.histories.get(history_id(kind, key)) if self.editions else None

    @cached_property
    def things(self) -> Things:
        """Everything but the pages as the record of an edition holds it."""
        kinds: dict[str, Mapping[str, object]] = {
            "blocks": self.open_blocks,
            "briefings": self.briefings,
            "changes": self.changes,
            "checklists": self.checklists,
            "contacts": self.partnership.contacts,
            "decks": self.decks,
            "flowcharts": self.flowcharts,
            "instruments": self.instruments,
            "rules": self.rules,
            "scenarios": self.scenarios,
        }
        return {kind: {key: as_thing(one) for key, one in things.items()} for kind, things in kinds.items()}

    def current_address(self, address: str) -> str:
        """The address that a page has now, of one that it had."""
        return self.moved.get(address, address)

    @cached_property
    def principles(self) -> Mapping[str, Page]:
        """The principles, each a page of its own, by id."""
        return self._under("principles/")

    @cached_property
    def settings(self) -> Mapping[str, Page]:
        """The settings that readers work in, each a page of its own, by id."""
        return self._under("settings/")

    def permanent_url(self, address: PublicAddress) -> str:
        """An id that stays when the address of the site changes: it begins with that of the first edition."""
        first = self.editions[0].site if self.editions else self.partnership.address
        return f"{first.rstrip('/')}/{address}"

    def _under(self, folder: str) -> Mapping[str, Page]:
        return {key: self.pages[f"{folder}{key}.md"] for key in keys_under(folder, self.pages)}

    @property
    def organisations_with_pages(self) -> Mapping[str, Organisation]:
        """The kinds of organisation that have a page of their own, by id."""
        return {key: one for key, one in self.organisations.items() if one.page == "yes"}

    def printed(self, folder: str) -> Mapping[str, Printed]:
        """The things in a folder of docs/ that have a printed sheet, by id."""
        things: dict[str, Mapping[str, Printed]] = {"checklists": self.checklists, "decide": self.flowcharts}
        return things[folder]

    def is_draft(self, kind: str, name: str, version: int) -> bool:
        """Whether a version of a thing of one of the kinds of `Releases` has not been released yet."""
        return version > len(self.releases.get((kind, name), ()))

    @property
    def has_poster(self) -> bool:
        """Whether the outcome that is printed for a wall is there."""
        name, outcome = POSTER
        return name in self.flowcharts and outcome in self.flowcharts[name].outcomes

    def outcome(self, ref: NodeRef) -> Outcome:
        """The outcome of a flowchart that a qualified reference names."""
        return self.flowcharts[ref.flowchart].outcomes[ref.node]

    def title(self, address: str) -> str:
        """The title of the page of an address, or of a page named like /law/index.md."""
        top = address.partition("#")[0].strip("/")
        name = next(name for name in (top, f"{top}.md", f"{top}/index.md".lstrip("/")) if name in self.pages)
        return self.pages[name].meta.title

    def citation(self, source_id: str) -> Citation:
        """The citation of a rule, an instrument or a principle."""
        if rule := self.rules.get(source_id):
            return cite_rule(source_id, rule, self.instruments[rule.instrument])
        if instrument := self.instruments.get(source_id):
            return cite_instrument(source_id, instrument)
        return cite_principle(source_id, self.principles[source_id].meta.title)

    def citations(self, source_ids: Iterable[str]) -> list[Citation]:
        """The citations of some sources, without those that repeat the words of an earlier one."""
        named: dict[str, Citation] = {}
        for source_id in source_ids:
            citation = self.citation(source_id)
            named.setdefault(citation.text, citation)
        return list(named.values())

    def said(self, macro: str, contact_id: str) -> str:
        """What a macro prints of a contact among words."""
        return say_contact(self.partnership.contacts, macro, contact_id).text

    def say(self, macro: str, contact_id: str) -> ContactMark:
        """The mark of a contact in a text that is read after all others."""
        return say_contact(self.partnership.contacts, macro, contact_id)

    def exported(self, macro: str, contact_id: str) -> str:
        """The same where it cannot be taken back, without a number that is still to be confirmed."""
        return say_contact(self.partnership.contacts, macro, contact_id).exported

    def rules_by_who(self) -> Mapping[str, list[str]]:
        """The ids of the rules grouped by whom they bind, in alphabetical order."""
        groups: dict[str, list[str]] = defaultdict(list)
        for key, rule in self.rules.items():
            groups[plain(rule.who).rstrip(",")].append(key)
        return dict(sorted(groups.items(), key=lambda group: ARTICLE.sub("", group[0]).lower()))

    def rules_by_year(self) -> Mapping[int | None, list[str]]:
        """The ids of the rules grouped by the year of their last change, latest first; None if there is no year."""
        groups: dict[int | None, list[str]] = defaultdict(list)
        for key, rule in self.rules.items():
            changed = rule.since or rule.starts
            groups[changed.year if changed else self.instruments[rule.instrument].year].append(key)
        return dict(sorted(groups.items(), key=lambda group: -(group[0] or 0)))
