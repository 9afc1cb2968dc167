"""{{ excerpt("file", "key", …) }}: a file as an editor wrote it, whole or in part, for the pages about editing."""

from collections.abc import Iterator

from macros.calls.macro import Macro, PageRenderer
from macros.models.sources import SourceFiles
from macros.reading.calls import Call
from macros.reading.problem import did_you_mean
from macros.reading.yaml import Loc, Source, read


def _render(page: PageRenderer, name: str, *places: str) -> str:
    text = read(page.content.sources.folder / name)
    if name.endswith(".md"):
        words = text[: text.index("\n---", 3) + len("\n---")]
    else:
        words = _part(text, places) if places else text.strip()
    return page.block("excerpt", name=name, places=places, words=words)


def _part(text: str, places: tuple[str, ...]) -> str:
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


def _check(sources: SourceFiles, call: Call) -> Iterator[str]:
    name, *places = call.ids
    if name not in sources.files_read:
        yield f'"{name}" is no file below {sources.root}.{did_you_mean(name, sources.files_read)}'
    elif name.endswith(".md"):
        yield from ['"excerpt" shows the keys of a page whole: write its name alone.'] if places else ()
    else:
        source = sources.by_file.get(name)
        yield from (sentence for place in places if source and (sentence := _missing_key(source, place)))


def _missing_key(source: Source, place: str) -> str:
    """A sentence for the first key of a path that the data lack, or nothing."""
    here = source.data
    for key in place.split("/"):
        if not isinstance(here, dict) or key not in here:
            return f'"{key}" is no key there.{did_you_mean(key, here if isinstance(here, dict) else ())}'
        here = here[key]
    return ""


MACROS = (Macro(name="excerpt", least=1, most=99, check=_check, render=_render),)
