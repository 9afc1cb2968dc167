"""{{ glossary() }}: every term that is explained."""

from collections.abc import Iterator

from macros.calls.macro import Macro, PageRenderer, Part
from macros.content import Content
from macros.models.inline_text import plain
from macros.models.page import Page
from macros.models.sources import SourceFiles


def _render(page: PageRenderer) -> str:
    return page.block("term", terms=page.content.terms)


def _ids(sources: SourceFiles, _page: Page) -> list[str] | None:
    return None if sources.unreadable_kinds else list(sources.terms)


def _parts(content: Content) -> Iterator[Part]:
    for key, term in content.terms.items():
        title = f"{term.term}: {term.stands_for}" if term.stands_for else term.term
        yield Part(key, title, plain(term.text), "", "term")


MACROS = (Macro(name="glossary", ids=_ids, parts=_parts, render=_render),)
