"""{{ rules("who") }}, {{ rules("year") }}: every rule, by whom it binds or by the year of its last change."""

from macros.calls.macro import Macro, PageRenderer, one_of


def _render(page: PageRenderer, view: str) -> str:
    groups = page.content.rules_by_who() if view == "who" else page.content.rules_by_year()
    return page.block("rules", groups=groups)


MACROS = (Macro(name="rules", least=1, most=1, check=one_of("who", "year"), render=_render),)
