"""{{ snippets() }}: what partners copy to show a part of the site in a frame of their own."""

from macros.calls.macro import Macro
from macros.models.page import Page
from macros.models.sources import SourceFiles

EMBEDDED = ("flowchart", "checklist", "contacts", "principle", "instrument")
"""The kinds of thing that can be embedded, in the order of the page."""


def _ids(_sources: SourceFiles, _page: Page) -> list[str]:
    return [f"{kind}-snippets" for kind in EMBEDDED]


MACROS = (Macro(name="snippets", ids=_ids, render=lambda page: page.block("snippet")),)
