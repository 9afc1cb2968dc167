"""Checks of scenarios against settings and flowcharts."""

from collections.abc import Collection, Iterator, Mapping

from macros.checks.links import link_faults
from macros.models.flow_graph import Graph, follow
from macros.models.flowchart_source import joint_graph
from macros.models.reference import NodeRef
from macros.models.scenario import Route
from macros.models.sources import SourceFiles, models, valid
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc


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
            for loc, sentence in route_faults(route, graph, starts):
                yield sources.problem(entry.name, entry.line(("routes", route_id, *loc)), sentence)


def route_faults(route: Route, graph: Graph[NodeRef], starts: Mapping[str, NodeRef]) -> Iterator[tuple[Loc, str]]:
    """Yield the location and sentence of the first step that the flowcharts do not have.

    `graph` is that of all flowcharts, and `starts` has the first question of each.
    """
    name = route.path[0].question.flowchart
    if name not in starts:
        yield ("path", 0), f'"{name}" is the id of no flowchart.{did_you_mean(name, starts)}'
        return
    passed = follow(graph, starts[name], ((step.question, step.option) for step in route.path))
    here, number = passed[-1], len(passed) - 1
    before = route.path[number - 1]
    if number == len(route.path):
        if here in graph:
            yield ("path", number - 1), f'"{before}" leads on to a question. Add a step {here}/OPTION.'
        elif here != route.ends:
            yield ("ends",), f'"ends" is "{route.ends}", but the path ends at {here}. Correct one of the two.'
        return
    step = route.path[number]
    if here not in graph:
        yield ("path", number), f'nothing can follow "{before}", which ends at {here}. Delete the rest.'
    elif step.question == here:
        near = did_you_mean(step.option, graph[here]) or f" It has: {', '.join(graph[here])}."
        yield ("path", number), f'"{step.option}" is no option of "{here}".{near}'
    elif number:
        yield ("path", number), f'"{step}" does not come next: the answer before it leads to {here}/OPTION.'
    else:
        yield ("path", number), f'"{step}" is not where "{name}" starts. Begin with {here}/OPTION.'
