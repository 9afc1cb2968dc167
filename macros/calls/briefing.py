"""{{ briefing("id") }}: what a team reads together, with links to its sheet; {{ briefings() }}: a list of all."""

from macros.calls.macro import Home, Macro, PageRenderer, id_of
from macros.models.briefing import BRIEFINGS, briefing_page
from macros.models.sources import SourceFiles

IDS = ("do", "here", "changed", "myths", "case", "this-week")
"""The ids of the parts of a briefing on its page."""


def _render(page: PageRenderer, name: str) -> str:
    return page.block("briefing", briefing=page.content.briefings[name], name=name)


def _render_all(page: PageRenderer) -> str:
    briefings = page.content.briefings
    return page.block("briefings", names=sorted(briefings, key=lambda name: briefings[name].setting is not None))


def _ids(sources: SourceFiles, _page: str, name: str) -> list[str] | None:
    briefing = sources.briefings[name].model
    if briefing is None:
        return None
    return [key for key in IDS if key != "here" or briefing.here]


MACROS = (
    Macro(
        name="briefing",
        least=1,
        most=1,
        check=id_of("briefing", lambda sources: sources.briefings),
        ids=_ids,
        homes=lambda sources: [Home(f"{BRIEFINGS}/{key}.yml", briefing_page(key), (key,)) for key in sources.briefings],
        render=_render,
    ),
    Macro(name="briefings", render=_render_all),
)
