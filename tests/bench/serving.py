"""How soon an edit of a page shows under `make serve`, here and at a commit before files were made when asked for.

Run as `python -m tests.bench.serving`, with other numbers of further pages if wanted. It needs git and the history.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from macros.paths import ROOT
from tests.bench import scale
from tests.support.serving import save, serving

BEFORE = "b5b2d78"
SIZES = (0, 1000)
TURNS = 3
PREPARE = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
try:
    import tests.support.project
except ImportError:  # at the commit before
    import tests.conftest
    sys.modules["tests.support.project"] = tests.conftest
from tests.support.project import adopt, copy_of_the_project
to, more = Path(sys.argv[1]), int(sys.argv[2])
scale = spec_from_file_location("scale", sys.argv[3])
growing = module_from_spec(scale)
scale.loader.exec_module(growing)
if more:
    growing.grow(adopt(to), more)
else:
    copy_of_the_project(to)
"""
"""Makes, in a checkout, a project of its own: the real site, or the small one with a number of further pages.

The pages are the same in both: those of `scale.py` here.
"""


def shown(project: Path, page: str) -> float:
    """The median seconds from saving a page until the server gives its new words, and a browser was told to ask."""
    source = project / "docs" / page
    address = page.removesuffix("index.md").replace(".md", "/")
    times = []
    with serving(project) as served:
        for turn in range(TURNS):
            text = source.read_text(encoding="utf-8") + f"\nTurn {turn}.\n"
            start = time.perf_counter()
            served.edited(partial(save, source, text), page=address)
            assert f"Turn {turn}." in served.read(address)
            times.append(time.perf_counter() - start)
    return median(times)


@contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """The files of a commit, in a folder of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / commit
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(folder), commit], check=True)
        yield folder
        subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def seconds(root: Path, more: int) -> float:
    """Seconds until an edit shows, of a project that is made from a checkout."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", PREPARE, folder, str(more), str(Path(scale.__file__))]
        subprocess.run(command, cwd=root, check=True)
        return shown(Path(folder), "guidance/page-1.md" if more else "index.md")


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line for the real site, and one for each number of further pages of the small one."""
    with checkout(BEFORE) as before:
        for more in sizes:
            here, there = seconds(ROOT, more), seconds(before, more)
            name = f"the small site and {more:,} pages" if more else "the real site"
            print(
                f"make serve, {name}: an edit shows after {here:.1f} s, at {BEFORE} {there:.1f} s ({here / there:.2f})"
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
