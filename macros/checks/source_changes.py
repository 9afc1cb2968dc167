"""Checks of source changes: each is about a change that law watch saw, and no two are about the same."""

from collections.abc import Iterator, Mapping
from datetime import date

from macros.models.sources import SourceFiles, valid
from macros.reading.problem import Problem, did_you_mean
from macros.records.seen import Seen


def source_change_problems(sources: SourceFiles, seen: Mapping[str, Seen]) -> Iterator[Problem]:
    """Yield a problem for each decision that is about no change, or about one that is decided already."""
    decided: dict[tuple[str, date], str] = {}
    for key, entry, one in valid(sources.source_changes):
        if one.source not in seen:
            sentence = f'"{one.source}" is no source that law watch has seen.{did_you_mean(one.source, seen)}'
            yield sources.problem(entry.name, entry.line(("source",)), sentence)
            continue
        days = [difference.day for difference in seen[one.source].differences]
        if one.day not in days:
            saw = f"those of {', '.join(map(str, days))}" if days else "none"
            sentence = f"Law watch saw no change of this source on {one.day}: it saw {saw}."
            yield sources.problem(entry.name, entry.line(("day",)), sentence)
        elif (other := decided.setdefault((one.source, one.day), key)) != key:
            sentence = f'"{other}" decides of the same change. Keep one of the two.'
            yield sources.problem(entry.name, entry.line(), sentence)
