"""The fixtures of all tests: the small valid content, and each site built once; functions are in tests/support/."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from macros.content import Content
from macros.loading import load
from tests.support.history import with_a_history
from tests.support.partners import with_partners
from tests.support.project import (
    SMALL,
    Build,
    adopt,
    built,
    copy_of_the_small,
    copy_with_an_address,
    real,
)
from tests.support.three_editions import with_three_editions


@pytest.fixture(scope="session")
def content() -> Content:
    """The content of the real site, with an address."""
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


SITES: dict[str, Callable[[Path], Path]] = {
    "real": lambda folder: built(copy_with_an_address(folder), PYTHONHASHSEED="1", AS_OF="2026-11-22"),
    "other": lambda folder: built(adopt(folder), AS_OF="2026-11-22"),
    "hosted": with_partners,
    "revised": with_a_history,
    "three-editions": with_three_editions,
}


@pytest.fixture(scope="session", autouse=True)
def _ahead(once: Build, worker_id: str) -> None:
    """In runs that share sites, two workers first build them all, from both ends, so that none waits for another."""
    if os.environ.get("SITES"):
        for name in reversed(SITES) if worker_id == "gw1" else SITES:
            once(name, SITES[name])


@pytest.fixture(scope="session")
def site(once: Build) -> Path:
    """The real site with an address, built once a run, by its own command."""
    return once("real", SITES["real"])


@pytest.fixture(scope="session")
def other(once: Build) -> Path:
    """The site of a partnership that does not exist, with fewer pages and two flowcharts of its own, built."""
    return once("other", SITES["other"])


@pytest.fixture(scope="session")
def hosted(once: Build) -> Path:
    """The small site with an address, partners that embed it, and old addresses, built; nobody may change it."""
    return once("hosted", SITES["hosted"])


@pytest.fixture(scope="session")
def released(once: Build) -> Path:
    """The project with three editions; nobody may change it."""
    return once("three-editions", SITES["three-editions"])


@pytest.fixture(scope="session")
def revised(once: Build) -> Path:
    """The small project with an address after three editions of its lists, a notice, redirects, and a late review.

    Nobody may change it.
    """
    return once("revised", SITES["revised"])


@pytest.fixture(scope="session")
def small_content(other: Path) -> Content:
    """The content of the small site."""
    return load(other.parent / "docs")
