"""Check that texts name as holders and receivers of a rule only the kinds of organisation that it lists."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.models.force import DUTY_MACROS
from macros.models.inline_text import Duty, Inline, plain
from macros.models.instrument import Instrument
from macros.models.organisation import ANYONE, FAMILY, WITH_FOLDER, Organisation
from macros.models.page import Page
from macros.models.rule import Rule
from macros.models.sources import SourceFiles, models, valid
from macros.models.texts import texts
from macros.reading.calls import Call
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc

SETTINGS_FOLDER = "settings/"
"""The folder of docs/ with a page for the people who work in each setting."""

_SENTENCE = re.compile(r"(?<=[.?!:;])\s+")
_YOU = re.compile(r"\b(?:you|your organisation)\W+$", re.IGNORECASE)


@dataclass(frozen=True)
class _Names:
    """The words by which kinds of organisation are named; several kinds may share one, such as "council"."""

    kinds: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, organisations: Mapping[str, Organisation]) -> "_Names":
        """The names of some organisations, the longest first."""
        kinds: dict[str, tuple[str, ...]] = {}
        for key, one in organisations.items():
            for word in one.called:
                kinds[word.lower()] = (*kinds.get(word.lower(), ()), key)
        return cls(dict(sorted(kinds.items(), key=lambda pair: -len(pair[0]))))

    def found(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Each name in a text in its order, as it is written, and the kinds that it may mean."""
        if not self.kinds:
            return []
        matches = self._pattern.finditer(" ".join(text.split()))
        return [(match[0], self.kinds[match[1].lower()]) for match in matches]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, self.kinds))
        return re.compile(rf"\b({names})(?:['’]s|s['’]|s|es)?\b", re.IGNORECASE)


def organisation_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Rules whose words and lists differ, texts that say of a rule whom it does not bind or reach, unknown settings."""
    if "organisations" in sources.unsound_kinds or "rules" in sources.unreadable_kinds:
        return
    organisations = models(sources.organisations)
    names = _Names.of(organisations)
    paged = _Names.of({key: one for key, one in organisations.items() if one.page == "yes"})
    for _, kind, one in valid(sources.organisations):
        if one.setting and one.setting not in (known := sources.setting_ids):
            sentence = f'"{one.setting}" is no setting.{did_you_mean(one.setting, known)}'
            yield sources.problem(kind.name, kind.line(("setting",)), sentence)
    instruments = models(sources.instruments)
    for _, entry, rule in valid(sources.rules):
        for loc, sentence in _rule_faults(rule, instruments.get(rule.instrument), names, paged):
            yield sources.problem(entry.name, entry.line(loc), sentence)
    rules = models(sources.rules)
    yield from _in_files(sources, rules, names)
    for name, page in sources.written_pages():
        yield from _in_page(sources, name, page, rules, names)


def _rule_faults(rule: Rule, instrument: Instrument | None, names: _Names, paged: _Names) -> Iterator[tuple[Loc, str]]:
    """What "who" or "text" says that the lists do not, and what they say that neither "who" nor its instrument says."""
    who = plain(rule.who)
    lists = {*rule.holders, *rule.receivers}
    if rule.receivers and ANYONE not in rule.receivers:
        yield from ((("text",), sentence) for sentence in _unlisted("text", paged.found(plain(rule.text)), lists))
    if rule.is_about_everyone:
        if ANYONE not in lists and rule.receivers:
            yield (
                ("holders",),
                f'"who" begins with everyone, and neither list holds "{ANYONE}". Write "holders: [{ANYONE}]".',
            )
        return
    if ANYONE in lists:
        return
    if rule.is_described:
        place, binding = f'"binds" of "{rule.instrument}"', plain(instrument.binds) if instrument else ""
    else:
        place, binding = '"who"', who
    named = names.found(binding)
    meant = {kind for _, kinds in named for kind in kinds}
    if not rule.is_described:
        yield from ((("who",), sentence) for sentence in _unlisted("who", named, lists))
    if meant.isdisjoint(rule.holders):
        return  # it is about those who ask, or names nobody
    for number, kind in enumerate(rule.holders):
        if kind not in meant:
            yield (
                ("holders", number),
                f'"{kind}" is a holder that {place} does not name. Take it out, or name it there by its "called".',
            )


def _unlisted(key: str, named: Iterable[tuple[str, tuple[str, ...]]], lists: Collection[str]) -> Iterator[str]:
    """A sentence for each name in a text of a rule of which no list of the rule has a kind."""
    for word, kinds in named:
        if not {*lists}.intersection(kinds):
            listed = " or ".join(f'"{kind}"' for kind in kinds)
            yield f'"{key}" names "{word}", and neither "holders" nor "receivers" has {listed}. Add it, or name others.'


def _bound(rule: Rule, names: _Names) -> Collection[str]:
    """The kinds that a rule asks or allows something: its holders, or those who ask them."""
    meant = {kind for _, kinds in names.found(plain(rule.who)) for kind in kinds}
    if rule.is_described or rule.is_about_everyone or not meant:
        return rule.holders
    return {kind for kind in (*rule.holders, *rule.receivers) if kind in meant} or rule.holders


def _in_files(sources: SourceFiles, rules: Mapping[str, Rule], names: _Names) -> Iterator[Problem]:
    for entry, loc, text in sources.inline_texts:
        for rule_id, before, after in _sentences(_pieces(text)):
            for sentence in _faults(rule_id, rules, names, before, after):
                yield sources.problem(entry.name, entry.line(loc), sentence)
    settings = sources.partnership.model
    contacts = settings.contacts if settings else {}
    for key, contact in contacts.items():
        if contact.organisation and contact.organisation not in sources.organisations:
            near = did_you_mean(contact.organisation, sources.organisations)
            sentence = f'"{contact.organisation}" is the id of no kind of organisation.{near}'
            entry = sources.partnership
            yield sources.problem(entry.name, entry.line(("contacts", key, "organisation")), sentence)
    for _, entry, flowchart in valid(sources.flowcharts):
        for key, outcome in flowchart.outcomes.items():
            called = {kind for one in outcome.call if one in contacts and (kind := contacts[one].organisation)}
            for loc, text in texts(outcome):
                for rule_id, _, after in _sentences(_pieces(text)):
                    rule = rules.get(rule_id)
                    reached = {*rule.receivers} - {FAMILY} if rule else set()
                    if called and reached and reached.isdisjoint({*called, ANYONE}) and not names.found(after):
                        sentence = (
                            f'"{key}" rings {_listed(called)}, but "{rule_id}" is about telling {_listed(reached)}. '
                            'Say in the sentence who is told, or name who to ring in "call".'
                        )
                        yield sources.problem(entry.name, entry.line(("outcomes", key, *loc)), sentence)


def _in_page(
    sources: SourceFiles, name: str, page: Page, rules: Mapping[str, Rule], names: _Names
) -> Iterator[Problem]:
    readers = _readers(sources, name)
    for section in page.sections:
        lines = {id(word): word.line for word in section.words if isinstance(word, Call)}
        for call, before, after in _spoken(section.words):
            faults = list(_faults(call.ids[0], rules, names, before, after))
            rule = rules.get(call.ids[0])
            if rule and readers and _YOU.search(before):
                bound = _bound(rule, names)
                if bound and ANYONE not in bound and readers.isdisjoint(bound):
                    faults.append(
                        f'says to {_listed(readers)} what "{call.ids[0]}" asks of {_listed(bound)}. '
                        "Name those it binds, or name another rule."
                    )
            for sentence in faults:
                yield sources.problem(name, lines[id(call)], sentence)


def _readers(sources: SourceFiles, name: str) -> set[str]:
    """The kinds that a page of a setting, or of a kind, calls "you"."""
    key = name.removesuffix(".md").rpartition("/")[2]
    if name.startswith(SETTINGS_FOLDER):
        return {kind for kind, _, one in valid(sources.organisations) if one.setting == key}
    return {key} if name.startswith(WITH_FOLDER) and key in sources.organisations else set()


def _faults(rule_id: str, rules: Mapping[str, Rule], names: _Names, before: str, after: str) -> Iterator[str]:
    """What a sentence says of a rule whose word of duty stands between these words."""
    rule = rules.get(rule_id)
    if rule is None:
        return
    bound = _bound(rule, names)
    if bound and ANYONE not in bound and (said := names.found(before)):
        word, kinds = said[-1]
        if set(bound).isdisjoint(kinds):
            yield (
                f'says that "{rule_id}" binds "{word}", but it binds {_listed(bound)}. '
                "Name those, or name another rule."
            )
    reached = {*rule.holders, *rule.receivers}
    if rule.receivers and ANYONE not in reached:
        for word, kinds in names.found(after):
            if reached.isdisjoint(kinds):
                yield (
                    f'says that "{rule_id}" reaches "{word}", but it names {_listed(reached)}. '
                    "Name those, or write another sentence."
                )


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(f'"{kind}"' for kind in sorted(kinds))


def _pieces(text: tuple[Inline, ...]) -> Iterator[str | Call]:
    for piece in text:
        yield Call(piece.macro, (piece.rule,), 0) if isinstance(piece, Duty) else piece.text


def _sentences(words: Iterable[str | Call]) -> Iterator[tuple[str, str, str]]:
    return ((call.ids[0], before, after) for call, before, after in _spoken(words))


def _spoken(words: Iterable[str | Call]) -> Iterator[tuple[Call, str, str]]:
    """Each call that prints a word of duty, with what its sentence says before and after it."""
    parts = list(words)
    for number, part in enumerate(parts):
        if isinstance(part, Call) and part.macro in DUTY_MACROS and len(part.ids) == 1:
            before = "".join(one if isinstance(one, str) else " " for one in parts[:number])
            after = "".join(one if isinstance(one, str) else " " for one in parts[number + 1 :])
            yield part, _SENTENCE.split(before)[-1], _SENTENCE.split(after)[0]
