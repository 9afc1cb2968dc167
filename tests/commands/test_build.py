"""A build that the system stops says why in one sentence, and leaves the last good site."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import copy_of_the_project

pytestmark = pytest.mark.slow

GOOD = "the last good site"
# Root may read and write everything: without its powers it is a user like others, who owns the same files.
UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
COMMAND = [*UNPRIVILEGED, sys.executable, "-m", "macros.commands.build"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that was built before."""
    project = copy_of_the_project(tmp_path)
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text(GOOD, encoding="utf-8")
    return project


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.mark.parametrize(
    ("stop", "limit", "said"),
    [
        (lambda project: (project / "docs" / "law" / "rules.yml").chmod(0), None, "docs/law/rules.yml"),
        (lambda project: (project / "docs" / "guidance" / "consent.md").chmod(0), None, "docs/guidance/consent.md"),
        (lambda project: (project / "overrides" / "base.html").chmod(0), None, "overrides/base.html"),
        (lambda project: project.chmod(0o555), None, "site.new"),
        (lambda _: None, _small_files, "no room"),
    ],
    ids=["unreadable rules", "unreadable page", "unreadable template", "read-only folder", "full disk"],
)
def test_what_the_system_refuses_is_one_sentence(
    stop: Callable[[Path], None], limit: Callable[[], None] | None, said: str, project: Path
) -> None:
    """Which file, what to do, no traceback; the last good site stands, and nothing half made is left."""
    stop(project)
    done = subprocess.run(
        COMMAND,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    project.chmod(0o755)
    assert done.returncode != 0
    assert len([line for line in done.stderr.splitlines() if said in line]) == 1, done.stderr
    assert "Nothing was published." in done.stderr
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_killed_build_leaves_the_last_site(project: Path) -> None:
    """Killed while pages are written: the last good site stands, and the next build takes its place."""
    with subprocess.Popen(COMMAND, cwd=project, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stderr
        for line in running.stderr:
            if "Building documentation" in line:
                break
        else:
            pytest.fail("it never began")
        os.killpg(running.pid, signal.SIGKILL)
    assert (project / "site.new").exists()
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD
    assert subprocess.run(COMMAND, cwd=project, capture_output=True, check=False).returncode == 0
    assert [path.name for path in project.glob("site*")] == ["site"]
    assert "Quick exit" in (project / "site" / "index.html").read_text(encoding="utf-8")
