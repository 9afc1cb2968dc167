"""Withheld: `records/withheld.yml`, which takes a part of an edition from sight; its record keeps it.

2026-12-01:
  /guidance/consent/#refusal:
    day: 2027-02-01
    reason: It named a family.
    who: The head of safeguarding
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from os.path import lexists
from pathlib import Path

from pydantic import TypeAdapter
from selectolax.lexbor import LexborHTMLParser

from macros.models.base import Day, Line, Model
from macros.reading.problem import Problem, Unreadable, did_you_mean
from macros.reading.validation import validate
from macros.reading.yaml import Source, read
from macros.records.snapshot import PageAsItStood, Snapshot, WordsBlock

WITHHELD = "records/withheld.yml"
"""Its name, beside docs/."""

NOTE = "withheld"
"""The tag of a block in whose place the page says why a part, whose address is the id, is not there."""

LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The tags of headings."""


class Withheld(Model):
    """Since when a part is out of sight, why, and who decided it."""

    day: Day
    reason: Line
    who: Line


WithheldParts = Mapping[date, Mapping[str, Withheld]]
"""By the day of an edition, and public address."""


def read_withheld(
    root: Path, snapshots: Iterable[Snapshot]
) -> tuple[WithheldParts, list[Problem], list[tuple[int, str]]]:
    """What was taken from sight, every problem of the file, and the line and words of all that a page prints of it."""
    path = root / WITHHELD
    if not lexists(path):
        return {}, [], []
    try:
        source = Source(read(path))
    except Unreadable as fault:
        return {}, fault.problems(WITHHELD), []
    printed: list[tuple[int, str]] = []
    parts, faults = validate(TypeAdapter(dict[Day, dict[str, Withheld]]), source)
    known = {snapshot.day: snapshot.addresses for snapshot in snapshots}
    for day, listed in (parts or {}).items():
        if day not in known:
            faults.append((source.line((str(day),)), f'"{day}" is the day of no edition.'))
            continue
        for address, one in listed.items():
            if address not in known[day]:
                near = did_you_mean(address, known[day])
                faults.append((source.line((str(day), address)), f'"{address}" is no address of that edition.{near}'))
            if one.day < day:
                line = source.line((str(day), address, "day"))
                faults.append((line, f'"day" is {one.day}, before that edition. Write the day on which it was taken.'))
            printed += [(source.line((str(day), address, key)), getattr(one, key)) for key in ("reason", "who")]
    return parts or {}, [Problem(WITHHELD, *fault) for fault in faults], printed


def without(page: PageAsItStood, addresses: Iterable[str]) -> PageAsItStood:
    """A page without some of its parts: in the place of each stands a note."""
    words = list(page.words)
    for address in addresses:
        top, _, fragment = address.partition("#")
        if top == page.address:
            words = _without(words, fragment, address) if fragment else [(NOTE, address, "")]
    return replace(page, words=tuple(words))


def _without(words: list[WordsBlock], fragment: str, address: str) -> list[WordsBlock]:
    """The blocks without the one of an id, and all below it if that is a heading; or without a part of one."""
    for place, (tag, key, html) in enumerate(words):
        tree = LexborHTMLParser(html).body
        within = tree.css_first(f'[id="{fragment}"]') if tree else None
        if key != fragment and within is None:
            continue
        if key != fragment and within is not None and within.tag != "a":
            within.decompose()
            assert tree is not None
            kept = "".join(node.html or "" for node in tree.iter(include_text=True))
            return [*words[:place], (tag, key, kept), (NOTE, address, ""), *words[place + 1 :]]
        end = place + 1
        while tag in LEVELS and end < len(words) and words[end][0] not in LEVELS[: LEVELS.index(tag) + 1]:
            end += 1
        return [*words[:place], (NOTE, address, ""), *words[end:]]
    return words
