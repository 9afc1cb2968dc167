"""{{ changes() }}: what readers now do differently, the latest first."""

from macros.calls.macro import Macro
from macros.models.page import Page
from macros.models.sources import SourceFiles


def _ids(sources: SourceFiles, _page: Page) -> list[str] | None:
    return None if sources.unreadable_kinds else list(sources.changes)


MACROS = (Macro(name="changes", ids=_ids, render=lambda page: page.block("change", changes=page.content.changes)),)
