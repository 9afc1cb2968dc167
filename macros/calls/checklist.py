"""{{ checklist("id") }}: a checklist or record form, to be used and printed; {{ sheets("id", …) }}: files to print."""

from collections.abc import Iterator

from macros.calls.macro import Home, Macro, PageRenderer, Part, first_sentence, id_of
from macros.content import Content
from macros.models.inline_text import plain
from macros.models.sources import SourceFiles, models


def _render(page: PageRenderer, name: str) -> str:
    return page.block("checklist", checklist=page.content.checklists[name], name=name)


def _render_sheets(page: PageRenderer, *names: str) -> str:
    lists = page.content.checklists
    return page.block("sheet", few={name: lists[name] for name in names}) if names else page.block("sheet", lists=lists)


def _ids(sources: SourceFiles, _page: str, name: str) -> list[str] | None:
    checklist = models(sources.checklists).get(name)
    if checklist is None:
        return None
    ticks = [f"{item}-tick" for section in checklist.sections.values() for item in section.items]
    return [*(key for _, key in checklist.ids()), *ticks]


def _parts(content: Content, name: str) -> Iterator[Part]:
    for section in content.checklists[name].sections.values():
        for key, item in section.items.items():
            why = plain(item.why)
            yield Part(key, plain(item.text), first_sentence(why), why, "item")
        for key, field in section.fields.items():
            yield Part(key, plain(field.label), "", " ".join(field.choices), "item")


_CHECKLIST = id_of("checklist", lambda sources: sources.checklists)

MACROS = (
    Macro(
        name="checklist",
        least=1,
        most=1,
        check=_CHECKLIST,
        ids=_ids,
        homes=lambda sources: [
            Home(f"checklists/{key}.yml", f"checklists/{key}.md", (key,)) for key in sources.checklists
        ],
        parts=_parts,
        render=_render,
    ),
    Macro(name="sheets", most=99, check=_CHECKLIST, render=_render_sheets),
)
