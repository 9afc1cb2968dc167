"""What more than one test needs: the small valid content, and the real site built once."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "small"

settings.register_profile("short", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small content, to be broken."""
    shutil.copy(SMALL / "ledger.txt", tmp_path)
    return shutil.copytree(SMALL / "docs", tmp_path / "docs")


def copy_of_the_project(to: Path) -> Path:
    """A copy of what the site is built from, to be changed and built."""
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "ledger.txt"):
        shutil.copy(ROOT / name, to)
    return to


def build(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the site's own build command in a copy of the project."""
    return subprocess.run(
        [sys.executable, "-m", "macros.build"],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once, strictly, by its own command."""
    project = copy_of_the_project(tmp_path_factory.mktemp("project"))
    done = build(project, PYTHONHASHSEED="1", AS_OF="2026-11-22")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return project / "site"


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that has a real-looking address, built: docs/ beside site/."""
    project = copy_of_the_project(tmp_path_factory.mktemp("addressed"))
    settings = project / "docs" / "partnership.yml"
    text, count = re.subn("(?m)^address: .*", "address: https://sharing.example.org/", settings.read_text("utf-8"))
    assert count == 1
    settings.write_text(text, encoding="utf-8")
    done = build(project, AS_OF="2026-11-22")
    assert done.returncode == 0, done.stdout + done.stderr
    return project
