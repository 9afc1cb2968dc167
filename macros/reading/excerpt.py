"""Excerpt: what stands in a file, in part or whole, to be shown beside what it makes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc, Source, read


def part(text: str, places: Iterable[str]) -> str:
    """The lines of a YAML text that hold the places, each like KEY or KEY/KEY, under the keys around them."""
    source, rows = Source(text), text.split("\n")
    kept: set[int] = set()
    for place in places:
        loc: Loc = tuple(place.split("/"))
        kept |= {source.line(loc[:depth]) for depth in range(1, len(loc))}
        kept |= set(_lines(rows, source.line(loc)))
    return "\n".join(rows[line - 1] for line in sorted(kept))


def _lines(rows: list[str], first: int) -> Iterator[int]:
    """The number of a key's line and of those that belong to it."""
    yield first
    depth = _depth(rows[first - 1])
    for number, row in enumerate(rows[first:], first + 1):
        if row.strip() and _depth(row) <= depth:
            return
        if row.strip():
            yield number


def _depth(row: str) -> int:
    return len(row) - len(row.lstrip())


def front_matter(text: str) -> str:
    """The lines between the two "---" of a page, and these."""
    return text[: text.index("\n---", 3) + len("\n---")]


def excerpt(docs: Path, name: str, places: tuple[str, ...]) -> str:
    """The front matter of a page, or a YAML file: the places in it, or all of it."""
    text = read(docs / name)
    if name.endswith(".md"):
        return front_matter(text)
    return part(text, places) if places else text.strip()


def missing_key(source: Source, place: str) -> str:
    """The sentence that says which key of a place the data do not have, or nothing."""
    here = source.data
    for key in place.split("/"):
        if not isinstance(here, dict) or key not in here:
            return f'"{key}" is no key there.{did_you_mean(key, here if isinstance(here, dict) else ())}'
        here = here[key]
    return ""
