"""How the build grows: time and memory for 10, 100 and 1,000 pages.

Each tenth page has a checklist of its own, and each tenth a flowchart, as long as there may be more. Run as
`python -m tests.bench.scale`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.project import SMALL, adopt

SIZES = (10, 100, 1000)
SECTION = 20
"""How many pages stand in one section of the menu."""

FLOWCHARTS = 20
"""How many flowcharts come at most to those of the small site: more than 29 in all have no route codes."""

WORDS = "Share what protects the child, with whoever can act on it, and write down why. " * 8


def grow(project: Path, count: int) -> None:
    """Add pages to a project, each with prose, and some with a checklist or a flowchart."""
    docs = project / "docs"
    page = (SMALL / "docs" / "index.md").read_text(encoding="utf-8").partition("Start with")[0]
    things = {"checklists": ("checklist", "before"), "decide": ("flowchart", "reply")}
    groups: dict[str, list[str]] = {}
    for number in range(count):
        folder = {0: "checklists", 5: "decide"}.get(number % 10, "guidance")
        if folder == "decide" and number > FLOWCHARTS * 10:
            folder = "guidance"
        name = f"page-{number}"
        title = f"Page p{number}"  # 101 and 999 alone are telephone numbers
        call = ""
        if folder in things:
            macro, pattern = things[folder]
            text = (SMALL / "docs" / folder / f"{pattern}.yml").read_text(encoding="utf-8")
            text = re.sub("title: .*", f"title: {title}", text, count=1)
            (docs / folder / f"{name}.yml").write_text(text, encoding="utf-8")
            call = f'{{{{ {macro}("{name}") }}}}\n'
        parts = "\n".join(f"## Part {part} {{#part-{part}}}\n\n{WORDS}\n" for part in range(4))
        head = page.replace("title: Home", f"title: {title}")
        (docs / folder / f"{name}.md").write_text(f"{head}{call}\n{parts}", encoding="utf-8")
        groups.setdefault(f"Section {number // SECTION}", []).append(f"{folder}/{name}.md")
    entries = [f"  - {group}:\n" + "".join(f"      - {one}\n" for one in names) for group, names in groups.items()]
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8").replace("  - About:\n", "".join(entries) + "  - About:\n", 1)
    path.write_text(text, encoding="utf-8")


def built(project: Path) -> tuple[float, float, float]:
    """The seconds of a build by the clock and of the processor, and the most megabytes that it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.DEVNULL) as build:
        _, status, usage = os.wait4(build.pid, 0)
        build.returncode = os.waitstatus_to_exitcode(status)
    assert build.returncode == 0
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line for each size."""
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project = adopt(Path(folder))
            grow(project, count)
            seconds, worked, memory = built(project)
            print(
                f"{count} more pages: built in {seconds:.1f} s, {worked:.1f} s of the processor "
                f"({1000 * worked / count:.0f} ms a page), "
                f"{memory:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
