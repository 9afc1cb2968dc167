"""{{ scenarios() }}, {{ scenarios("setting") }}: a list of worked examples; {{ scenario("id") }}: what to do in one."""

from macros.calls.macro import Home, Macro, PageRenderer, id_of
from macros.models.scenario import SCENARIOS_PAGE
from macros.models.sources import SourceFiles, models


def _render(page: PageRenderer, setting: str = "") -> str:
    scenarios = page.content.scenarios
    shown = {key: one for key, one in scenarios.items() if not setting or setting in one.settings}
    return page.block("scenarios", scenarios=shown, setting=setting)


def _render_one(page: PageRenderer, key: str) -> str:
    return page.block("scenario", scenario=page.content.scenarios[key])


def _ids(sources: SourceFiles, _page: str, setting: str = "") -> list[str]:
    return [] if setting else list(sources.scenarios)


def _ids_of_one(sources: SourceFiles, _page: str, key: str) -> list[str] | None:
    scenario = models(sources.scenarios).get(key)
    return list(scenario.routes) if scenario else None


MACROS = (
    Macro(
        name="scenarios",
        most=1,
        check=id_of("setting", lambda sources: sources.setting_ids),
        ids=_ids,
        homes=lambda sources: [Home(one.name, SCENARIOS_PAGE) for one in list(sources.scenarios.values())[:1]],
        render=_render,
    ),
    Macro(
        name="scenario",
        least=1,
        most=1,
        check=id_of("worked example", lambda sources: sources.scenarios),
        ids=_ids_of_one,
        render=_render_one,
    ),
)
