"""{{ instruments("listed") }}, {{ instruments("others") }}: laws and guidance documents, each with its rules."""

from collections.abc import Iterator
from itertools import groupby

from macros.calls.macro import Macro, PageRenderer, Part, first_sentence, one_of
from macros.content import Content
from macros.models.inline_text import plain
from macros.models.sources import SourceFiles, valid

LISTED = "listed"
"""The word for those that the partnership's own list names."""


def _render(page: PageRenderer, which: str) -> str:
    instruments = page.content.instruments
    shown = [key for key, one in instruments.items() if bool(one.listed) == (which == LISTED)]
    entries = groupby(shown, lambda key: instruments[key].listed or key)
    return page.block("instrument", entries=[(listed, list(keys)) for listed, keys in entries], which=which)


def _render_one(page: PageRenderer, key: str) -> str:
    return page.block("instrument", entries=[("", [key])], which="alone")


def _ids(sources: SourceFiles, _page: str, which: str) -> list[str] | None:
    if sources.unreadable_kinds or {"instruments", "rules"} & sources.unsound_kinds:
        return None
    shown = [key for key, _, one in valid(sources.instruments) if bool(one.listed) == (which == LISTED)]
    return [*shown, *(key for key, _, rule in valid(sources.rules) if rule.instrument in shown)]


def _parts(content: Content, which: str) -> Iterator[Part]:
    for key, one in content.instruments.items():
        if bool(one.listed) == (which == LISTED):
            title = f"{one.name}, {one.section}" if one.section else one.name
            ruled = [plain(rule.text) for rule in content.rules.values() if rule.instrument == key]
            text = plain(one.text)
            words = " ".join([text, one.listed, plain(one.binds), *ruled])
            yield Part(key, title, first_sentence(text), words, "law")


MACROS = (
    Macro(
        name="instruments",
        least=1,
        most=1,
        check=one_of(LISTED, "others"),
        ids=_ids,
        parts=_parts,
        render=_render,
    ),
    Macro(name="instrument", least=1, most=1, is_for_embeds=True, render=_render_one),
)
