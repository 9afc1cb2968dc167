"""{{ principle("id") }}: a principle whole, under its title, as its own page has it."""

from collections.abc import Iterator

from macros.calls.macro import Macro, PageRenderer, id_of
from macros.models.sources import SourceFiles


def _render(page: PageRenderer, name: str) -> str:
    principle = page.content.principles[name]
    return f"## {principle.meta.title} {{#{name}}}\n\n{page.expand(principle.body)}"


def _ids(sources: SourceFiles, _page: str, name: str) -> list[str]:
    principle = sources.pages.get(f"principles/{name}.md")
    return [name, *(key for _, key in (principle.anchors if principle else ()))]


def _page_faults(page: str) -> Iterator[str]:
    if page.startswith("principles/") and page != "principles/index.md":
        yield '"principle" cannot stand in a principle. Write a link to it instead.'


MACROS = (
    Macro(
        name="principle",
        least=1,
        most=1,
        check=id_of("principle", lambda sources: sources.principle_ids),
        ids=_ids,
        page_faults=_page_faults,
        render=_render,
    ),
)
