"""Sheets: what a list or flowchart prints, line by line, in words that two editions are compared by."""

import re
from collections.abc import Iterator, Mapping

from macros.models.flow_graph import Graph
from macros.models.flowchart import PARTS
from macros.records.things import Thing

Rows = tuple[tuple[str, str], ...]


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
    yield from ((key, [outcome["more"][key]]) for key in PARTS if key in outcome["more"])


_LEAD = re.compile(r"> ([a-z0-9/-]+)")
"""What `_lead` writes: where an answer leads."""


def _lead(target: str) -> str:
    return f"> {target}"


def leads_alike(row: str, before: str) -> bool:
    """Whether the options of a row lead where those of an earlier one lead."""
    return _LEAD.findall(row) == _LEAD.findall(before)


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
