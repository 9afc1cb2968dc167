"""Stale: briefings and decks of cards that rest on what changed since the last edition, and were not looked at again.

Whoever has looked at one again raises its version. Each is named alone, with all that it rests on and that changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.content import Content
from macros.models.addresses import address
from macros.models.base import Model
from macros.models.briefing import Briefing
from macros.models.deck import SCRIPTS_PAGE, Deck
from macros.models.flowchart import POSTER
from macros.models.inline_text import ContactMark, Duty, Text
from macros.models.reference import NodeRef
from macros.models.sources import SourceEntry
from macros.models.texts import texts
from macros.paper.deck_sheet import rules_of, script_cards
from macros.reading.problem import Problem
from macros.records.snapshot import Snapshot
from macros.records.things import Thing, Things, changed_things

Basis = tuple[str, str]
"""What something rests on, itself included, and its id: a rule, a contact, an ending and so on."""

_KINDS = {
    "briefing": "briefings",
    "change": "changes",
    "contact": "contacts",
    "deck": "decks",
    "example": "scenarios",
    "rule": "rules",
}
_NODES = {"question": "questions", "ending": "outcomes"}


def stale(content: Content, last: Snapshot) -> Iterator[Problem]:
    """Yield a problem for each briefing and deck that rests on a change, and has the version of the last edition."""
    for name in content.briefings:
        parts = [("briefing", name), *_parts_of_briefing(content, name)]
        yield from _problems(content, last, content.sources.briefings[name], name, _changes(content, last, parts))
    for name, deck in content.decks.items():
        changed = _changes(content, last, [("deck", name), *_parts_of_deck(content, deck, last)])
        if deck.kind == "words":
            changed += _changed_words(content, last)
        yield from _problems(content, last, content.sources.decks[name], name, changed)


def _changes(content: Content, last: Snapshot, parts: Iterable[Basis]) -> list[Basis]:
    both = (_held(things, set(parts)) for things in (last.things, content.things))
    return list(changed_things(*both))


def _problems(
    content: Content, last: Snapshot, entry: SourceEntry[Briefing] | SourceEntry[Deck], name: str, changed: list[Basis]
) -> Iterator[Problem]:
    kind = "decks" if isinstance(entry.model, Deck) else "briefings"
    before, version = last.things.get(kind, {}).get(name), entry.model.version if entry.model else 0
    if not changed or not before or before["version"] != version:
        return  # it rests on nothing that changed, is new, or was looked at
    named = ", ".join(f'the {noun} "{key}"' for noun, key in changed)
    sentence = (
        f'"{name}" rests on what changed since the edition of {last.day}: {named}. '
        f'Look at it again, mend what is wrong, and write "version: {version + 1}".'
    )
    yield content.sources.problem(entry.name, entry.line(("version",)), sentence)


def _held(things: Things, parts: Iterable[Basis]) -> Things:
    """Some parts as the things of an edition hold them, by what they are."""
    held: dict[str, dict[str, Thing]] = defaultdict(dict)
    for noun, key in parts:
        if noun in _KINDS:
            thing = things.get(_KINDS[noun], {}).get(key)
        else:
            chart, _, node = key.partition("/")
            nodes = things.get("flowcharts", {}).get(chart, {}).get(_NODES[noun], ())
            thing = next((one for one in nodes if one["id"] == node), None)
        if thing is not None:
            held[noun][key] = thing
    return held


def _parts_of_briefing(content: Content, name: str) -> Iterator[Basis]:
    briefing = content.briefings[name]
    yield from _urgent(content)
    yield from _ending(content, briefing.ending)
    yield from _named(briefing)
    yield from (("rule", key) for myth in briefing.myths.values() for key in myth.sources if key in content.rules)
    for key in briefing.changes:
        yield "change", key
        yield from _named(content.changes[key])
    yield from _example(content, briefing.scenario)


def _parts_of_deck(content: Content, deck: Deck, last: Snapshot) -> Iterator[Basis]:
    yield from _urgent(content)
    if deck.kind == "cases":
        for key, one in content.scenarios.items():
            if deck.setting in one.settings:
                yield from _example(content, key)
        were = last.things.get("scenarios", {})
        yield from (("example", key) for key, one in were.items() if deck.setting in one["settings"])
    elif deck.kind == "words":
        yield from (("rule", key) for card in script_cards(content) for key in card["rests_on"])
    else:
        yield from _ending(content, NodeRef(*POSTER))


def _urgent(content: Content) -> Iterator[Basis]:
    urgent = content.partnership.urgent
    yield from (("contact", key) for key in urgent)
    for contact in urgent.values():
        yield from _named(contact)


def _example(content: Content, key: str) -> Iterator[Basis]:
    """An example, the questions of its first route, and the ending that this leads to."""
    scenario = content.scenarios[key]
    route = scenario.first
    yield "example", key
    yield from _named(scenario)
    yield from (("question", str(step.question)) for step in route.path)
    yield from _ending(content, route.ends)
    outcome = content.outcome(route.ends)
    yield from (("rule", rule) for rule in rules_of(content, route, outcome))


def _ending(content: Content, ref: NodeRef) -> Iterator[Basis]:
    yield "ending", str(ref)
    for text in content.outcome(ref).texts:
        yield from _marks(text)


def _named(model: Model) -> Iterator[Basis]:
    """The rules and contacts that the texts of a thing name."""
    for _, text in texts(model):
        yield from _marks(text)


def _marks(text: Text) -> Iterator[Basis]:
    for piece in text:
        if isinstance(piece, Duty):
            yield "rule", piece.rule
        elif isinstance(piece, ContactMark):
            yield "contact", piece.contact


def _changed_words(content: Content, last: Snapshot) -> Iterator[Basis]:
    """The parts of the words ready to use whose words do not stand in the last edition."""
    place = f"/{address(SCRIPTS_PAGE)}"
    then = _squeezed("".join(html for page in last.pages if page.address == place for *_, html in page.words))
    for card in script_cards(content):
        said = [card["title"], *(piece["text"] for text in card["texts"] for piece in text)]
        if any(_squeezed(words) not in then for words in said):
            yield "part", card["id"]


def _squeezed(words: str) -> str:
    """The letters and digits alone: what stands between them in HTML is left out."""
    return re.sub(r"&\w+;|<[^>]*>|\W", "", words)
