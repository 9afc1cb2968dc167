"""Team sheets: what each briefing and deck of cards of an edition printed.

A briefing and a deck are put together from endings, examples, changes, rules and contacts, so that what they printed is
read from all that an edition held, and not from them alone.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from macros.models.addresses import BRIEFING, CARDS, address, change_entry, flowchart_entry, scenario_entry
from macros.models.briefing import briefing_page
from macros.models.contact import CONTACTS_PAGE, URGENT
from macros.models.deck import DECKS_PAGE, SCRIPTS_PAGE
from macros.models.flowchart import POSTER
from macros.models.instrument import LAW_PAGE
from macros.models.reference import NodeRef
from macros.records.sheets import Rows, outcome_lines
from macros.records.snapshot import Snapshot
from macros.records.things import Thing, Things, rule_words

TEAM_KINDS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "briefings": (BRIEFING, briefing_page),
    "decks": (CARDS, lambda _: DECKS_PAGE),
}
"""By kind of thing, what the name of its file begins with, and the page that leads to one, by its id."""


def team_rows(snapshot: Snapshot, kind: str, name: str) -> Rows:
    """The public address, and the plain words, of each part of what a briefing or a deck of an edition printed.

    The rules are those that its myths and endings rest on.
    """
    things = snapshot.things
    thing = things[kind][name]
    if kind == "briefings":
        parts = _briefing(things, name, thing)
    elif thing["kind"] == "cases":
        cases = (key for key, one in things["scenarios"].items() if thing["setting"] in one["settings"])
        parts = (part for key in cases for part in _case(things, key))
    elif thing["kind"] == "words":
        parts = _words(snapshot)
    else:
        parts = _ending(things, "/".join(POSTER))
    return tuple(dict([*_numbers(things), *parts]).items())


def _briefing(things: Things, name: str, briefing: Thing) -> Iterator[tuple[str, str]]:
    page = f"/{address(briefing_page(name))}"
    yield from _ending(things, briefing["ending"])
    yield from ((f"{page}#here.{key}", words) for key, words in briefing.get("here", {}).items())
    for key in briefing["changes"]:
        change = things["changes"][key]
        yield f"/{change_entry(key)}", f"{change['title']}. {change['do_now']}"
    for myth in briefing["myths"]:
        yield f"{page}#myths.{myth['id']}", f"{myth['said']} {myth['answer']}"
        yield from _rules(things, myth["sources"])
    yield from _case(things, briefing["scenario"])
    yield f"{page}#this-week", briefing["this_week"]


def _case(things: Things, key: str) -> Iterator[tuple[str, str]]:
    scenario = things["scenarios"][key]
    route = scenario["routes"][0]
    answer = _outcome(things, route["ends"])
    story = [scenario["title"], scenario["text"]]
    yield f"/{scenario_entry(key)}", " / ".join([*story, f"{answer['title']}. {answer['when']}", route["why"]])
    yield from _rules(things, answer["more"].get("sources", ()))


def _ending(things: Things, ref: str) -> Iterator[tuple[str, str]]:
    outcome = _outcome(things, ref)
    lines = [words for key, texts in outcome_lines(outcome) if key not in outcome["more"] for words in texts]
    yield f"/{flowchart_entry(NodeRef.parse(ref))}", " / ".join([outcome["title"], *lines])


def _outcome(things: Things, ref: str) -> Thing:
    chart, _, node = ref.partition("/")
    found: Thing = next(one for one in things["flowcharts"][chart]["outcomes"] if one["id"] == node)
    return found


def _rules(things: Things, source_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in source_ids:
        if rule := things["rules"].get(key):
            yield f"/{address(f'{LAW_PAGE}#{key}')}", f"{rule_words(rule)}."


def _numbers(things: Things) -> Iterator[tuple[str, str]]:
    for key in URGENT:
        if contact := things["contacts"].get(key):
            said = [contact["name"], *(contact[part] for part in ("number", "option", "hours") if part in contact)]
            yield f"/{address(f'{CONTACTS_PAGE}#{key}')}", ", ".join(said)


def _words(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Each part of the words ready to use, below its heading."""
    place, parts = f"/{address(SCRIPTS_PAGE)}", defaultdict[str, list[str]](list)
    part = ""
    for page in snapshot.pages:
        for tag, key, html in page.words if page.address == place else ():
            part = key if tag == "h2" else part
            parts[part].append(" ".join(re.sub(r"<[^>]*>", "", html).split()))
    yield from ((f"{place}#{key}", " / ".join(words)) for key, words in parts.items() if key)
