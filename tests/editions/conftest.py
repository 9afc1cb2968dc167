"""What tests of editions share: the small content after its first edition, made once and copied for each."""

import subprocess
from pathlib import Path
from shutil import copytree

import pytest

from tests.support.project import copy_of_the_small
from tests.support.releases import FIRST, approve, run


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content after its first edition, in a repository of its own, which nobody may change."""
    root = copy_of_the_small(tmp_path_factory.mktemp("edition")).parent
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    approve(root, FIRST)
    assert run(root, FIRST) == 0
    return root


@pytest.fixture
def after_first(first_edition: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed; `released` is the small site after three."""
    return copytree(first_edition, tmp_path / "released")
