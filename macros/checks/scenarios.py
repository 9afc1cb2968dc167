"""Checks of scenarios against settings and flowcharts."""

from collections.abc import Collection, Iterator

from macros.checks.links import link_faults
from macros.models.flowchart import joint_graph
from macros.models.reference import NodeRef
from macros.models.sources import SourceFiles, models, valid
from macros.reading.problem import Problem, did_you_mean


def scenario_problems(sources: SourceFiles, wrong: Collection[str]) -> Iterator[Problem]:
    """Settings without a page, and routes that no flowchart has.

    `wrong` names the files that have problems of their own.
    """
    entries = sources.flowcharts.values()
    # A flowchart that has a problem of its own would break every route through it.
    whole = all(entry.model and f"{sources.root}/{entry.name}" not in wrong for entry in entries)
    flowcharts = models(sources.flowcharts)
    graph = joint_graph(flowcharts)
    starts = {name: NodeRef(name, flowchart.start) for name, flowchart in flowcharts.items()}
    known = sources.setting_ids
    for _, entry, scenario in valid(sources.scenarios):
        for number, setting in enumerate(scenario.settings):
            if setting not in known:
                sentence = f'"{setting}" is no setting: there is no page {sources.root}/settings/{setting}.md.'
                line = entry.line(("settings", number))
                yield sources.problem(entry.name, line, sentence + did_you_mean(setting, known))
        for number, page in enumerate(scenario.read):
            for sentence in link_faults(sources, page, outside=False):
                yield sources.problem(entry.name, entry.line(("read", number)), sentence)
        for route_id, route in scenario.routes.items() if whole else ():
            for loc, sentence in route.walk(graph, starts):
                yield sources.problem(entry.name, entry.line(("routes", route_id, *loc)), sentence)
