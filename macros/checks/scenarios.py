"""Checks of scenarios against settings and flowcharts."""

from collections.abc import Collection, Iterator, Mapping

from macros.checks.links import link_faults
from macros.models.flow_graph import Graph
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
    here: NodeRef | None = None
    for number, step in enumerate(route.path):
        loc: Loc = ("path", number)
        question, option = step.question, step.option
        name = question.flowchart
        if not here and name not in starts:
            yield loc, f'"{name}" is the id of no flowchart.{did_you_mean(name, starts)}'
            return
        if not here and question != starts[name]:
            yield loc, f'"{step}" is not where "{name}" starts. Begin with {starts[name]}/OPTION.'
            return
        if here and question != here:
            yield loc, f'"{step}" does not come next: the answer before it leads to {here}/OPTION.'
            return
        if option not in graph[question]:
            near = did_you_mean(option, graph[question]) or f" It has: {', '.join(graph[question])}."
            yield loc, f'"{option}" is no option of "{question}".{near}'
            return
        here = graph[question][option]
        if here not in graph:
            if number + 1 < len(route.path):
                yield ("path", number + 1), f'nothing can follow "{step}", which ends at {here}. Delete the rest.'
            elif here != route.ends:
                yield ("ends",), f'"ends" is "{route.ends}", but the path ends at {here}. Correct one of the two.'
            return
    yield ("path", len(route.path) - 1), f'"{route.path[-1]}" leads on to a question. Add a step {here}/OPTION.'
