"""{{ excerpt("file", "key", …) }}: a file as an editor wrote it, whole or in part, for the pages about editing."""

from collections.abc import Iterator

from macros.calls.macro import Macro, PageRenderer
from macros.models.sources import SourceFiles
from macros.reading.calls import Call
from macros.reading.excerpt import excerpt, missing_key
from macros.reading.problem import did_you_mean


def _render(page: PageRenderer, name: str, *places: str) -> str:
    return page.block("excerpt", name=name, places=places, words=excerpt(page.content.sources.folder, name, places))


def _check(sources: SourceFiles, call: Call) -> Iterator[str]:
    name, *places = call.ids
    if name not in sources.files_read:
        yield f'"{name}" is no file below {sources.root}.{did_you_mean(name, sources.files_read)}'
    elif name.endswith(".md"):
        yield from ['"excerpt" shows the keys of a page whole: write its name alone.'] if places else ()
    else:
        source = next((entry.source for _, entry, _ in sources.all_valid() if entry.name == name), None)
        yield from (sentence for place in places if source and (sentence := missing_key(source, place)))


MACROS = (Macro(name="excerpt", least=1, most=99, check=_check, render=_render),)
