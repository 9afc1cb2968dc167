"""Time to build the site: the median of five builds, and of loading its content alone."""

import statistics
import tempfile
import time
from pathlib import Path

from macros.loading import load
from macros.paths import ROOT
from tests.support.project import build, copy_of_the_project


def median(times: list[float]) -> str:
    """The middle one of some times in seconds, with the least and the most."""
    return f"{statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f}, {len(times)} runs)"


def main() -> None:
    """Print both."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_the_project(Path(folder))
        whole, content = [], []
        for _ in range(5):
            start = time.perf_counter()
            build(project)
            whole.append(time.perf_counter() - start)
            start = time.perf_counter()
            load(ROOT / "docs")
            content.append(time.perf_counter() - start)
        pages = len(list((project / "site").rglob("*.html")))
    print(f"build, {pages} pages: {median(whole)}")
    print(f"loading and checking the content: {median(content)}")
