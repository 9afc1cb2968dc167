"""What more than one test needs: the small valid content, and the real site built once."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from macros.content import Content
from macros.editions.release import release
from macros.loading import load
from macros.paths import ROOT

SMALL = ROOT / "tests" / "small"
"""In docs/ the small content; in more/ what only its built site has besides, whose menu is nav.yml."""


@cache
def real() -> Content:
    """The content of the real site."""
    return load(ROOT / "docs")


@pytest.fixture(scope="session")
def content() -> Content:
    """The content of the real site."""
    return real()


@pytest.fixture(scope="session")
def small_loaded() -> Content:
    """The small content, which nobody may change."""
    return load(SMALL / "docs")


settings.register_profile("short", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small content, to be broken."""
    return copy_of_the_small(tmp_path)


def copy_of_the_small(to: Path) -> Path:
    """A copy of the small content; its docs folder."""
    return shutil.copytree(SMALL / "docs", to / "docs")


def copy_of_the_project(to: Path) -> Path:
    """A copy of what the site is built from, to be changed and built."""
    for name in ("docs", "macros", "overrides", "records"):
        if (ROOT / name).exists():  # there are no records before the first release
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
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


Build = Callable[[str, Callable[[Path], Path]], Path]
"""Make a folder under a name, once a run: the first worker that asks calls the function, all get the folder."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Build:
    """Make something for all workers of a run, under a lock, as pytest-xdist documents; nobody may change it.

    Runs that are given one folder as `SITES`, as those of `make test` are, share what they make too.
    """
    top = tmp_path_factory.getbasetemp()
    shared = Path(os.environ.get("SITES") or (top if worker_id == "master" else top.parent))
    shared.mkdir(parents=True, exist_ok=True)

    def make(name: str, into: Callable[[Path], Path]) -> Path:
        folder, made = shared / f"shared-{name}", shared / f"shared-{name}.done"
        with FileLock(shared / f"shared-{name}.lock"):
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a worker left that did not come to the end
                folder.mkdir()
                made.write_text(str(into(folder)), encoding="utf-8")
            return Path(made.read_text(encoding="utf-8"))

    return make


def built(project: Path, **environment: str) -> Path:
    """Build a copy of the project, strictly, without a warning; its site."""
    done = build(project, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return project / "site"


@pytest.fixture(scope="session")
def site(once: Build) -> Path:
    """The real site, built once a run, by its own command."""
    return once("real", lambda folder: built(copy_of_the_project(folder), PYTHONHASHSEED="1", AS_OF="2026-11-22"))


def change(path: Path, *pairs: tuple[str, str], everywhere: bool = False) -> None:
    """Replace words of a file, once each, or wherever they stand; they have to be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, -1 if everywhere else 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def addressed(once: Build) -> Path:
    """A copy of the project with an address that looks real, so that its sheets carry codes, built: docs/ and site/."""
    return once("addressed", with_an_address)


def give_an_address(project: Path) -> None:
    """Give a copy of the project the address https://sharing.example.org/."""
    path = project / "docs" / "partnership.yml"
    text = path.read_text(encoding="utf-8")
    text, count = re.subn(r"(?m)^address: .*$", "address: https://sharing.example.org/", text)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def with_an_address(to: Path) -> Path:
    """The project of `addressed`."""
    project = copy_of_the_project(to)
    give_an_address(project)
    built(project, AS_OF="2026-11-22")
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


@pytest.fixture(scope="session")
def other(once: Build) -> Path:
    """The site of a partnership that does not exist, with fewer pages and two flowcharts of its own, built."""
    return once("other", lambda folder: built(adopt(folder), AS_OF="2026-11-22"))


FIRST, SECOND, THIRD = date(2026, 12, 1), date(2027, 1, 10), date(2027, 2, 20)
"""The days of its three editions."""


LATE = (
    ("text: Not sure\n        next: wait", "text: Not sure\n        next: late"),
    (
        "\noutcomes:\n",
        """
  late:
    text: Is it late?
    sources: [timely]
    options:
      dark:
        text: "Yes"
        next: wait
      not-sure:
        text: Not sure how late
        next: wait
outcomes:
""",
    ),
)
"""What `reply` has in the first two editions alone: a question."""


def with_three_editions(to: Path) -> Path:
    """The small site after three editions, built: a change of law, a renamed page, a withdrawn list, changed routes.

    In the third, answers of `tell` lead elsewhere, and two of its texts are others; an answer of `reply` is another,
    and one of its questions is gone.
    """
    project = adopt(to)
    docs = project / "docs"
    partnership = docs / "partnership.yml"
    told = partnership.read_text(encoding="utf-8").replace("confirmed: no", "confirmed: 2026-11-30")
    partnership.write_text(told, encoding="utf-8")
    ring = ("do:\n      - Tell them by phone.", "call: [mash, edt]\n    do:\n      - 'Ring {{ number(\"mash\") }}.'")
    change(docs / "decide" / "tell.yml", ring)
    change(docs / "decide" / "reply.yml", *LATE)
    release(FIRST, project)
    change(docs / "law" / "rules.yml", ("status: in-force", "status: unconfirmed"))
    (docs / "about" / "shape.md").rename(docs / "about" / "form.md")
    change(project / "mkdocs.yml", ("about/shape.md", "about/form.md"))
    redirects = "/about/shape/: {day: 2027-01-10, to: /about/form/}\n"
    (project / "redirects.yml").write_text(redirects, encoding="utf-8")
    release(SECOND, project)
    for ending in ("md", "yml"):
        (docs / "checklists" / f"note.{ending}").unlink()
    change(project / "mkdocs.yml", ("      - checklists/note.md\n", ""))
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("/checklists/note.md", "/checklists/before.md"), encoding="utf-8")
    redirects += "/checklists/note/: {day: 2027-02-20, to: /checklists/before/, reason: It said the same twice.}\n"
    redirects += "/decide/reply/#late: {day: 2027-02-20, reason: It made no difference.}\n"
    (project / "redirects.yml").write_text(redirects, encoding="utf-8")
    change(docs / "decide" / "tell.yml", ("version: 1", "version: 2"), ("Is it a secret?", "Is it any secret?"))
    elsewhere = ("text: A grown-up\n        next: named", "text: A grown-up\n        next: keep")
    change(docs / "decide" / "tell.yml", elsewhere, ("Keep what you have.", "Keep all that you have."))
    change(docs / "decide" / "reply.yml", ("version: 1", "version: 2"), ("      unknown:", "      stranger:"))
    change(docs / "decide" / "reply.yml", *((new, old) for old, new in LATE))
    release(THIRD, project)
    built(project, AS_OF="2027-02-21")
    return project


@pytest.fixture(scope="session")
def released(once: Build) -> Path:
    """The project with three editions; nobody may change it."""
    return once("three-editions", with_three_editions)


@pytest.fixture(scope="session")
def small_content(other: Path) -> Content:
    """The content of the small site."""
    return load(other.parent / "docs")
