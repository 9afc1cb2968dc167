"""{{ practice() }}: worked examples to answer before their answers are shown, with the questions of the flowcharts."""

from macros.calls.macro import Macro, PageRenderer
from macros.content import Content
from macros.models.flow_graph import reachable
from macros.models.flowchart_source import joint_graph
from macros.models.page import Page
from macros.models.reference import NodeRef
from macros.models.sources import models

_NAME = "practice"


def practises(page: Page) -> bool:
    """Whether a page shows cases that are not the reader's: search finds none such, and nobody cites it."""
    return any(call.macro == _NAME for call in page.calls)


def _places(content: Content) -> set[NodeRef]:
    """Every question and outcome that a reader can come to from where the first route of an example begins."""
    graph = joint_graph(models(content.sources.flowcharts))
    starts = {one.first.path[0].question for one in content.scenarios.values()}
    return {place for start in starts for place in reachable(graph, start)}


def _render(page: PageRenderer) -> str:
    places = _places(page.content)
    charts = page.content.flowcharts.values()
    questions = [(chart, key) for chart in charts for key in chart.questions if chart.place(key) in places]
    outcomes = [(chart, key) for chart in charts for key in chart.outcomes if chart.is_own(key)]
    return page.block(
        _NAME,
        questions=questions,
        outcomes=[(chart, key) for chart, key in outcomes if chart.place(key) in places],
    )


MACROS = (Macro(name=_NAME, render=_render),)
