"""Scenarios: a route is accepted exactly if the flowcharts have it."""

from collections.abc import Iterator

import pytest

from macros.checks.scenarios import route_faults
from macros.content import Content
from macros.models.flowchart_source import joint_graph
from macros.models.reference import NodeRef
from macros.models.scenario import Route
from macros.models.sources import models


def ways(content: Content) -> Iterator[tuple[tuple[str, ...], str]]:
    """By brute force: every way through the flowcharts, hand-overs included, with the outcome it ends at."""

    def follow(name: str, node: str, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        chart = content.flowcharts[name]
        if node in chart.outcomes:
            yield path, str(chart.refs[node])
        elif node in chart.handovers:
            yield from follow(chart.refs[node].flowchart, chart.refs[node].node, path)
        else:
            for option_id, target in chart.graph[node].items():
                yield from follow(name, target, (*path, f"{name}/{node}/{option_id}"))

    for name, chart in content.flowcharts.items():
        yield from follow(name, chart.start, ())


def said(content: Content, path: tuple[str, ...], ends: str) -> str:
    """What is said of a route with this path and this end."""
    flowcharts = models(content.sources.flowcharts)
    starts = {name: NodeRef(name, chart.start) for name, chart in content.flowcharts.items()}
    route = Route.model_validate({"title": "A route", "path": path, "ends": ends, "why": "Words."})
    return " ".join(sentence for _, sentence in route_faults(route, joint_graph(flowcharts), starts))


@pytest.mark.slow
def test_a_scenario_may_take_every_route_and_no_other(content: Content) -> None:
    """Each way there is; but not with its end changed, a step left out, doubled or added, or two steps swapped."""
    every = dict(ways(content))
    assert len(every) > 50
    ends = sorted(set(every.values()))
    for path, end in every.items():
        assert said(content, path, end) == ""
        assert said(content, path, ends[ends.index(end) - 1])
        for n, step in enumerate(path):
            broken = [path[:n] + path[n + 1 :], (*path[: n + 1], step, *path[n + 1 :]), (*path, step)]
            broken += [(*path[:n], *path[n : n + 2][::-1], *path[n + 2 :])] if n + 1 < len(path) else []
            for other in broken:
                if other:
                    assert said(content, other, end), other


def test_every_setting_has_scenarios(content: Content) -> None:
    """Each page of a setting has examples to include."""
    named = {setting for scenario in content.scenarios.values() for setting in scenario.settings}
    assert named == set(content.settings)
