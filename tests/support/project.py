"""The project and the small site, as tests load, copy, change and build them; conftest.py has each built once a run."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from macros.content import Content
from macros.loading import load
from macros.paths import ROOT

SMALL = ROOT / "tests" / "small"
"""In docs/ the small content; in more/ what only its built site has besides, whose menu is nav.yml."""


Build = Callable[[str, Callable[[Path], Path]], Path]
"""Make a folder under a name, once a run: the first worker that asks calls the function, all get the folder."""


ADDRESS = "https://sharing.example.org/"
"""An address that looks real: with it sheets carry codes, which take more room than the line in their place before."""


@cache
def real() -> Content:
    """The content of the real site, with an address."""
    read = load(ROOT / "docs")
    return replace(read, partnership=read.partnership.model_copy(update={"address": ADDRESS}))


def copy_of_the_small(to: Path) -> Path:
    """A copy of the small content; its docs folder."""
    return shutil.copytree(SMALL / "docs", to / "docs")


def copy_of_the_project(to: Path) -> Path:
    """A copy of what the site is built from, to be changed and built."""
    for name in ("docs", "macros", "overrides", "records"):
        if (ROOT / name).exists():  # there are no records before the first release
            # With its bytecode, which takes a build a third of a second, but not what another process is writing of it.
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    for name in ("mkdocs.yml", "redirects.yml"):
        shutil.copy(ROOT / name, to)
    return to


def build(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the site's own build command in a copy of the project."""
    return subprocess.run(
        [sys.executable, "-m", "macros.commands.build"],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def built(project: Path, **environment: str) -> Path:
    """Build a copy of the project, strictly, without a warning; its site."""
    done = build(project, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return project / "site"


def change(path: Path, *pairs: tuple[str, str], everywhere: bool = False) -> None:
    """Replace words of a file, once each, or wherever they stand; they have to be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, -1 if everywhere else 1)
    path.write_text(text, encoding="utf-8")


def give_an_address(project: Path) -> None:
    """Give a copy of the project an address that looks real."""
    path = project / "docs" / "partnership.yml"
    text = path.read_text(encoding="utf-8")
    text, count = re.subn(r"(?m)^address: .*$", f"address: {ADDRESS}", text)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def copy_with_an_address(to: Path) -> Path:
    """A copy of the project with an address, from which the real site of the tests is built."""
    project = copy_of_the_project(to)
    give_an_address(project)
    return project


def adopt(to: Path) -> Path:
    """The site of another partnership: the small content, more of it, and its menu, in place of ours; the same code."""
    project = copy_of_the_project(to)
    shutil.rmtree(project / "docs")
    for part in ("docs", "more"):
        shutil.copytree(SMALL / part, project / "docs", dirs_exist_ok=True)
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    nav = (SMALL / "nav.yml").read_text(encoding="utf-8")
    text, count = re.subn(r"(?ms)^nav:\n.*?(?=^\n*# )", lambda _: nav, text, count=1)
    assert count == 1
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    return project
