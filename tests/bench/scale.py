"""How the build grows: time and memory for 10, 100 and 1,000 pages, and how long one change takes to show.

Each tenth page has a checklist and each tenth a flowchart of its own. Run as `python -m tests.bench.scale`.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.conftest import SMALL, adopt, copy_of_the_project

SIZES = (10, 100, 1000)
SECTION = 20
"""How many pages stand in one section of the menu."""

WORDS = "Share what protects the child, with whoever can act on it, and write down why. " * 8


def grow(project: Path, count: int) -> None:
    """Add pages to a project, each with prose, and some with a checklist or a flowchart."""
    docs = project / "docs"
    page = (SMALL / "docs" / "index.md").read_text(encoding="utf-8").partition("Start with")[0]
    things = {"checklists": ("checklist", "before"), "decide": ("flowchart", "reply")}
    groups: dict[str, list[str]] = {}
    for number in range(count):
        folder = {0: "checklists", 5: "decide"}.get(number % 10, "guidance")
        name = f"page-{number}"
        title = f"Page {number}"
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


def reloaded(project: Path, page: str) -> float:
    """The seconds from saving a page until an open browser is told to load it again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    address = f"http://127.0.0.1:{port}/"

    def get(url: str) -> str:
        with urllib.request.urlopen(url, timeout=600) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        next(line for line in server.stderr if "Serving on" in line)
        times = []
        for turn in range(3):
            epoch, request = re.findall(r"livereload\((\d+), (\d+)\)", get(address))[0]
            path = project / "docs" / page
            start = time.perf_counter()
            path.write_text(path.read_text(encoding="utf-8") + f"\nTurn {turn}.\n", encoding="utf-8")
            while get(f"{address}livereload/{epoch}/{request}") == epoch:
                pass
            times.append(time.perf_counter() - start)
        server.terminate()
        server.communicate()
    return sorted(times)[1]


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line for the real site, and one for each size."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"the real site: one change shown after {reloaded(copy_of_the_project(Path(folder)), 'index.md'):.1f} s")
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project = adopt(Path(folder))
            grow(project, count)
            seconds, worked, memory = built(project)
            print(
                f"{count} more pages: built in {seconds:.1f} s, {worked:.1f} s of the processor "
                f"({1000 * worked / count:.0f} ms a page), "
                f"{memory:.0f} MB, one change shown after {reloaded(project, 'guidance/page-1.md'):.1f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
