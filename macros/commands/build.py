"""Build the site into site/, strictly; a failed build leaves the last good one untouched.

Run as `python -m macros.commands.build`.
"""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from macros.commands import refused, run_command
from macros.hooks import build_site
from macros.paths import ROOT

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows has none: there nobody is told of a second build
    flock = None  # type: ignore[assignment]

COUNTED = {".html": "page", ".pdf": "PDF", ".docx": "Word file"}
"""What the last line counts, by the ending of the files."""


def build(root: Path = ROOT) -> int:
    """Build into a temporary folder, replace site/ only on success, and return the exit code."""
    try:
        with _alone(root):
            problems = _build(root)
    except BlockingIOError:
        problems = ["Another build is running here. Wait until it ends, and build again. Nothing was published."]
    except OSError as error:
        problems = [f"{refused(error, root)}, and build again. Nothing was published."]
    for problem in problems:
        _say(problem, sys.stderr)
    if not problems:
        _say(f"Built {_counted(root / 'site')} in site/.", sys.stdout)
    return 1 if problems else 0


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let no other build of a project run: the two would delete and publish each other's pages.

    The system ends the lock with the process, however that ends.

    Raises:
        BlockingIOError: if another build is running.
    """
    if flock is None:
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            flock(folder, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            pass  # a network disk that has no locks
        yield
    finally:
        os.close(folder)


def _build(root: Path) -> list[str]:
    """Build, and return the errors; none if site/ was replaced."""
    site, fresh, last = root / "site", root / "site.new", root / "site.old"
    for path in (site, fresh, last):  # a link leads to a folder of someone else's, which no build may replace
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            return [f"{path.name}: is no folder. Move it away, and build again. Nothing was published."]
    try:
        _finish(site, last)
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir()
        if problems := build_site(root, fresh):
            return problems
        if site.exists():
            site.rename(last)
        fresh.rename(site)
        shutil.rmtree(last, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return []


def _finish(site: Path, last: Path) -> None:
    """Complete a replacement of site/ that was interrupted."""
    if last.exists() and not site.exists():
        last.rename(site)
    if last.exists():
        shutil.rmtree(last)


def _counted(site: Path) -> str:
    counts = Counter(path.suffix for path in site.rglob("*"))
    return ", ".join(f"{counts[ending]} {noun}{'' if counts[ending] == 1 else 's'}" for ending, noun in COUNTED.items())


def _say(text: str, stream: TextIO) -> None:
    """Print a line, unless whoever listened has gone, as `head` does."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python would complain at its end


if __name__ == "__main__":
    sys.exit(run_command(build))
