"""The routes of each flowchart, as tables in which a person can read what a change of advice changes.

Run as `python -m tests.support.routes`, which writes the tables anew. Read the difference before you commit it.
"""

import sys

from macros.loading import load
from macros.models.flowchart import Flowchart
from macros.paths import DOCS, ROOT
from macros.reading.problem import ContentError

FOLDER = ROOT / "tests" / "records" / "routes"


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


def main() -> int:
    """Write every table; 1 where the content has problems."""
    try:
        tables = {FOLDER / f"{name}.txt": table(chart) for name, chart in load(DOCS).flowcharts.items()}
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for path, text in tables.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
