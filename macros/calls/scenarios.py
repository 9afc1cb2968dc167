"""{{ scenarios() }}, {{ scenarios("setting") }}: every worked example, or a short list of those of a setting."""

from collections.abc import Iterator

from macros.calls.macro import Home, Macro, PageRenderer, Part, first_sentence, id_of
from macros.content import Content
from macros.models.inline_text import plain
from macros.models.scenario import SCENARIOS_PAGE
from macros.models.sources import SourceFiles


def _render(page: PageRenderer, setting: str = "") -> str:
    scenarios = page.content.scenarios
    shown = {key: one for key, one in scenarios.items() if not setting or setting in one.settings}
    return page.block("scenario", scenarios=shown, setting=setting)


def _ids(sources: SourceFiles, _page: str, setting: str = "") -> list[str]:
    return [] if setting else list(sources.scenarios)


def _parts(content: Content, _setting: str = "") -> Iterator[Part]:
    for key, scenario in content.scenarios.items():
        story = plain(scenario.text)
        yield Part(key, scenario.title, first_sentence(story), story, "example")


MACROS = (
    Macro(
        name="scenarios",
        most=1,
        check=id_of("setting", lambda sources: sources.setting_ids),
        ids=_ids,
        homes=lambda sources: [Home(one.name, SCENARIOS_PAGE) for one in list(sources.scenarios.values())[:1]],
        parts=_parts,
        render=_render,
    ),
)
