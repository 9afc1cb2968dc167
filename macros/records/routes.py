"""Routes of an edition: what its route codes open, as data that the script of their page walks through.

Words are lines [kind, words], as a page shows them one below the other. A kind is the key of the words in their source;
"contact" is whom to ring, "block" and "case" are titles of the "text" that follows them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.models.addresses import flowchart_entry
from macros.models.dates import format_date
from macros.models.reference import NodeRef
from macros.models.route_code import code_prefix
from macros.records.sheets import outcome_lines
from macros.records.things import Thing, Things
from macros.records.withheld import Withheld

_Line = tuple[str, str]

_CONTACT = ("name", "option", "hours", "number")


def routes_of(things: Things, withheld: Mapping[str, Withheld] | None = None) -> list[dict[str, Any]]:
    """Each flowchart with its nodes, in the order in which codes count them; what was taken from sight says so."""
    charts = things["flowcharts"]
    return [
        {
            **{key: charts[name][key] for key in ("name", "title", "version", "start")},
            "nodes": [_in_sight(node, charts[name], withheld or {}) for node in _nodes(charts[name], things)],
        }
        for name in sorted(charts)
    ]


def code_prefixes(edition: int, was: Things, now: Things) -> dict[str, str]:
    """By name, the first signs of the codes of each flowchart that says today what it said in an edition.

    Any other is a draft, and has no code.
    """
    today = {chart["name"]: chart for chart in routes_of(now)}
    return {
        chart["name"]: code_prefix(edition, number)
        for number, chart in enumerate(routes_of(was))
        if chart == today.get(chart["name"])
    }


def _nodes(chart: Thing, things: Things) -> Iterator[dict[str, Any]]:
    """Its questions, whose order codes count, then its endings, hand-overs last."""
    for question in chart["questions"]:
        options = [
            {**_words(option, "text", _lines(option, "unless", "help")), "next": option["next"]}
            for option in question["options"]
        ]
        yield {**_words(question, "text", _lines(question, "help", "more")), "options": options}
    for outcome in chart["outcomes"]:
        yield _words(outcome, "title", _ending(outcome, things))
    own = {one["id"] for one in (*chart["questions"], *chart["outcomes"])}
    for key, ref in sorted(chart["refs"].items()):
        if key not in own:
            to = NodeRef.parse(ref)
            there = things["flowcharts"][to.flowchart]
            asked = [("text", one["text"]) for one in there["questions"] if one["id"] == to.node]
            yield {"id": key, "title": there["title"], "lines": asked}


def _words(thing: Thing, title: str, lines: Iterable[_Line]) -> dict[str, Any]:
    return {"id": thing["id"], "title": thing[title], "lines": list(lines)}


def _lines(thing: Thing, *kinds: str) -> Iterator[_Line]:
    for kind in kinds:
        said = thing.get(kind, [])
        yield from ((kind, words) for words in ([said] if isinstance(said, str) else said))


def _ending(outcome: Thing, things: Things) -> Iterator[_Line]:
    below = list(outcome_lines(outcome))
    yield from (("when", words) for kind, texts in below if kind == "when" for words in texts)
    for key in outcome.get("call", ()):
        yield "contact", ", ".join(_reach(things["contacts"][key]).values())
    first = ("say", "do", "do_not", "then")
    yield from ((kind, words) for kind, texts in below if kind in first for words in texts)
    for key in outcome.get("blocks", ()):
        yield "block", things["blocks"][key]["title"]
        yield from (("text", words) for words in things["blocks"][key]["text"])
    yield from ((kind, words) for kind, texts in below if kind not in ("when", *first) for words in texts)
    for case in outcome["more"].get("cases", ()):
        yield from (("case", case["title"]), ("text", case["text"]))


def reaches_of(things: Things) -> dict[str, dict[str, str]]:
    """By id, the parts of what endings say of each contact: a line of kind "contact" joins them."""
    return {key: _reach(contact) for key, contact in things["contacts"].items()}


def _reach(contact: Thing) -> dict[str, str]:
    return {part: contact[part].rstrip(".") for part in _CONTACT if part in contact}


def _in_sight(node: dict[str, Any], chart: Thing, withheld: Mapping[str, Withheld]) -> dict[str, Any]:
    """A node; without its words where it, or the page of its words, was taken from sight."""
    for place in (NodeRef(chart["name"], node["id"]), NodeRef.parse(chart["refs"][node["id"]])):
        entry = f"/{flowchart_entry(place)}"
        places = (entry, entry.partition("#")[0])
        parts = [why for key, why in withheld.items() if key.partition(".")[0] in places]
        for why in parts:
            note = {"day": format_date(why.day), "reason": why.reason, "who": why.who}
            options = [{**option, "title": "", "lines": []} for option in node.get("options", ())]
            kept = {"options": options} if options else {}
            return {"id": node["id"], "title": "", "lines": [], "withheld": note, **kept}
    return node
