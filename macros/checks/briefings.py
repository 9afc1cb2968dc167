"""Checks of briefings against what they are put together from: an ending, changes, rules and a scenario."""

from collections.abc import Collection, Iterator

from macros.models.briefing import Briefing
from macros.models.sources import SourceFiles, models, valid
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc

SOURCE = "instrument, rule or principle"
"""What a myth rests on."""


def briefing_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Each id of a briefing that names nothing, or what is not for readers in its setting."""
    flowcharts = models(sources.flowcharts)
    outcomes = [f"{name}/{outcome_id}" for name, one in flowcharts.items() for outcome_id in one.outcomes]
    broken = sources.flowcharts.keys() - flowcharts.keys()
    for _, entry, briefing in valid(sources.briefings):
        faults = [
            *_unknown(sources, briefing, None if briefing.ending.flowchart in broken else outcomes),
            *_not_for_the_setting(sources, briefing),
            *_without_a_rule(sources, briefing),
        ]
        for loc, sentence in faults:
            yield sources.problem(entry.name, entry.line(loc), sentence)


def _unknown(sources: SourceFiles, briefing: Briefing, outcomes: Collection[str] | None) -> Iterator[tuple[Loc, str]]:
    """Each id of nothing; `outcomes` is None, and nothing is said of a kind, where not all of it could be read."""
    unread = sources.unreadable_kinds
    scenarios = None if "scenarios" in unread else sources.scenarios
    changes = None if "changes" in unread else sources.changes
    cited = None if unread & {"instruments", "rules"} else sources.source_ids
    named: list[tuple[Loc, str, str, Collection[str] | None]] = [
        (("ending",), "ending of a flowchart", str(briefing.ending), outcomes),
        (("scenario",), "worked example", briefing.scenario, scenarios),
        *((("changes", number), "change", key, changes) for number, key in enumerate(briefing.changes)),
        *(
            (("myths", myth_id, "sources", number), SOURCE, key, cited)
            for myth_id, myth in briefing.myths.items()
            for number, key in enumerate(myth.sources)
        ),
    ]
    if briefing.setting:
        named.append((("setting",), "setting", briefing.setting, sources.setting_ids))
    for loc, noun, key, known in named:
        if known is not None and key not in known:
            yield loc, f'"{key}" is no {noun}.{did_you_mean(key, known)}'


def _not_for_the_setting(sources: SourceFiles, briefing: Briefing) -> Iterator[tuple[Loc, str]]:
    setting = briefing.setting
    if not setting or setting not in sources.setting_ids:
        return
    scenario = models(sources.scenarios).get(briefing.scenario)
    if scenario and setting not in scenario.settings and sources.settings_are_known(scenario.settings):
        yield (
            ("scenario",),
            f'"{briefing.scenario}" is no example of "{setting}". Choose another, or add "{setting}" to its settings.',
        )
    for number, key in enumerate(briefing.changes):
        change = models(sources.changes).get(key)
        if change and not change.concerns(setting) and sources.settings_are_known(change.settings):
            yield ("changes", number), f'"{key}" does not concern "{setting}". Choose a change that does.'


def _without_a_rule(sources: SourceFiles, briefing: Briefing) -> Iterator[tuple[Loc, str]]:
    for key, myth in briefing.myths.items():
        if not sources.rules.keys() & myth.sources and all(source in sources.source_ids for source in myth.sources):
            yield (
                ("myths", key, "sources"),
                f'"{key}" rests on no rule. Name one of law/rules.yml, so that we know when the answer changes.',
            )
