"""The routes of each flowchart, as tables in which a person can read what a change of advice changes."""

from macros.models.flowchart import Flowchart


def table(chart: Flowchart) -> str:
    """Every distinct route of a flowchart: a line for each question with its answers, then its
    ending: an outcome after =, a question of another flowchart after >.
    """
    lines = [f"{chart.title}, version {chart.version}"]
    for route in chart.routes():
        lines.append("")
        lines += [f"{question}: {' or '.join(options)}" for question, options in route.steps]
        lines.append(f"  {'>' if route.end in chart.handovers else '='} {chart.refs[route.end]}")
    return "\n".join(lines) + "\n"
