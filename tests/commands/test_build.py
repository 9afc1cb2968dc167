"""A build that the system stops says why in one sentence, and leaves the last good site."""

import filecmp
import os
import re
import resource
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.project import adopt, change, copy_with_an_address

pytestmark = pytest.mark.slow

WARNS = """
def on_page_markdown(markdown, **_):
    return markdown + "\\n\\n[A link](nowhere.md)\\n"
"""
PAUSES = """
import sys
from itertools import count

pages = count(1)

def on_post_page(output, **_):
    if next(pages) == 2:
        print("one page is written", flush=True)
        sys.stdin.read()
    return output
"""
GOOD = "the last good site"
# Root may read and write everything: without its powers it is a user like others, who owns the same files.
UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
COMMAND = [*UNPRIVILEGED, sys.executable, "-m", "macros.commands.build"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site, as if it had been built before."""
    project = adopt(tmp_path)
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text(GOOD, encoding="utf-8")
    return project


def add_hook(project: Path, text: str) -> str:
    """Let a build of the project run a hook besides ours; its line of mkdocs.yml."""
    line = "  - besides.py\n"
    (project / "besides.py").write_text(text, encoding="utf-8")
    change(project / "mkdocs.yml", ("hooks:\n", f"hooks:\n{line}"))
    return line


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.parametrize(
    ("stop", "limit", "said"),
    [
        (lambda project: (project / "docs" / "law" / "rules.yml").chmod(0), None, "docs/law/rules.yml"),
        (lambda project: (project / "docs" / "guidance" / "glossary.md").chmod(0), None, "docs/guidance/glossary.md"),
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
        # Python would keep the first half of a module's bytecode, and fail on it; a measure of coverage, of its data.
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        | {"PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(project.parent / "cache")},
    )
    project.chmod(0o755)
    assert [path for path in project.parent.glob("cache/*/*") if path.suffix] == [], "half of a sheet"
    assert done.returncode != 0
    assert len([line for line in done.stderr.splitlines() if said in line]) == 1, done.stderr
    assert "Nothing was published." in done.stderr
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD
    assert [path.name for path in project.glob("site*")] == ["site"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("checklist/checklist.html", None), ("sheet/sheet.typ", None), ("checklist/checklist.html", "{% nope %}")],
    ids=["lost template", "lost sheet", "wrong template"],
)
def test_a_template_that_is_lost_or_wrong_is_one_sentence(name: str, text: str | None, project: Path) -> None:
    """Which one it is, as under `make serve`; no traceback, and the last good site stands."""
    path = project / "overrides" / "components" / name
    path.unlink()
    if text:
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert path.name in done.stderr
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD


def test_a_killed_build_leaves_the_last_site(project: Path, deaf: int) -> None:
    """Killed while pages are written: the last good site stands, and the next build takes its place.

    Which is a good build as well where nobody reads what it says.
    """
    hook = add_hook(project, PAUSES)
    pipe = subprocess.PIPE
    with subprocess.Popen(COMMAND, cwd=project, stdin=pipe, stdout=pipe, text=True, start_new_session=True) as running:
        assert running.stdout
        assert running.stdout.readline() == "one page is written\n"
        os.killpg(running.pid, signal.SIGKILL)
    assert any((project / "site.new").rglob("*.html"))
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD
    change(project / "mkdocs.yml", (hook, ""))
    done = subprocess.run(COMMAND, cwd=project, stdout=deaf, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in project.glob("site*")] == ["site"]
    assert "Quick exit" in (project / "site" / "index.html").read_text(encoding="utf-8")


def test_a_second_build_at_once_is_told_to_wait(project: Path) -> None:
    """It would delete pages of the first, which would then publish the rest; the first goes on unharmed."""
    add_hook(project, PAUSES)
    pipe = subprocess.PIPE
    with subprocess.Popen(COMMAND, cwd=project, stdin=pipe, stdout=pipe, text=True) as running:
        assert running.stdout
        assert running.stdout.readline() == "one page is written\n"
        done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith("Another build is running here.")
        said, _ = running.communicate("")
    assert said.startswith("Built ")
    assert len(list((project / "site").rglob("*.html"))) == int(said.split()[1])


@pytest.fixture
def deaf() -> Iterator[int]:
    """The end of a pipe that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


def build_elsewhere(project: Path) -> str:
    """Build on another day, elsewhere on earth and with another hash seed; what that says."""
    command = ["faketime", "2027-08-01 08:00:00", *COMMAND]
    environment = {**os.environ, "PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "AS_OF": "2026-11-22"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The small site, built elsewhere on another day than `other`, and what that said."""
    project = adopt(tmp_path_factory.mktemp("second"))
    said = build_elsewhere(project)
    return project / "site", said


def test_a_good_build_is_one_line(second: tuple[Path, str]) -> None:
    """What it made."""
    site, told = second
    said = re.fullmatch(r"Built (\d+) pages, (\d+) PDFs, (\d+) Word files? in site/\.\n", told)
    assert said, told
    counts = [len(list(site.rglob(f"*.{ending}"))) for ending in ("html", "pdf", "docx")]
    assert [int(count) for count in said.groups()] == counts


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""

    def same(comparison: "filecmp.dircmp[str]") -> bool:
        names = comparison.common_files
        _, differ, odd = filecmp.cmpfiles(comparison.left, comparison.right, names, shallow=False)
        alone = comparison.left_only + comparison.right_only
        return not (differ or odd or alone) and all(same(below) for below in comparison.subdirs.values())

    return same(filecmp.dircmp(one, other))


def test_a_second_build_is_the_same_bytes(other: Path, second: tuple[Path, str]) -> None:
    """A second build, on another day and with other hash seeds, gives the same files byte for byte."""
    assert same_bytes(other, second[0])


@pytest.mark.thorough
def test_a_second_build_of_ours_is_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """The same of our site."""
    project = copy_with_an_address(tmp_path)
    build_elsewhere(project)
    assert same_bytes(site, project / "site")


def test_problems_come_first_and_whole(tmp_path: Path, deaf: int) -> None:
    """On the error stream, whoever reads the other one; where both are one pipe, the first line of it is theirs."""
    project = adopt(tmp_path)
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nYou must share.\n\nYou should share.\n", encoding="utf-8")
    done = subprocess.run(COMMAND, cwd=project, stdout=deaf, stderr=subprocess.PIPE, text=True, check=False)
    first, *rest = done.stderr.splitlines()
    assert done.returncode == 1
    assert "2 problems" in first
    assert [line.split(":")[0] for line in rest if line] == ["docs/index.md"] * 2
    piped = f"{shlex.join(COMMAND)} 2>&1 | head -n 1"
    cut = subprocess.run(["sh", "-c", piped], cwd=project, capture_output=True, text=True, check=False)
    assert cut.stdout == f"{first}\n"
    assert cut.stderr == ""


@pytest.mark.parametrize(
    "text",
    [
        b"- a list",
        b"nav: " + b"[" * 3000,
        None,
        pytest.param(b"", marks=pytest.mark.thorough),
        pytest.param(b"nav: \xe9", marks=pytest.mark.thorough),
    ],
)
def test_settings_that_cannot_be_read_are_told_with_all_else(text: bytes | None, tmp_path: Path) -> None:
    """MkDocs reads them before we do, and would tell of them alone, in its way, or after minutes."""
    project = adopt(tmp_path)
    change(project / "docs" / "decide" / "ask.yml", ("why: Someone", "wy: Someone"))
    (project / "mkdocs.yml").unlink()
    if text is not None:
        (project / "mkdocs.yml").write_bytes(text)
    done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert [line.split(":")[0] for line in done.stderr.splitlines()[2:]] == ["docs/decide/ask.yml", "mkdocs.yml"]
    change(project / "docs" / "decide" / "ask.yml", ("wy: Someone", "why: Someone"))
    done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert re.fullmatch(r"1 problem .*\n\nmkdocs.yml:1: [^\n]+\.\n", done.stderr)


def test_settings_that_would_publish_pages_unread_stop_the_build(project: Path) -> None:
    """Without our hook nothing is read, and without exclude_docs all data is published; told with all else."""
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  - macros/hooks.py\n", "").replace("hooks:", "hooks: []")
    text = text.replace('exclude_docs: "*.yml"', "draft_docs: law/")
    settings.write_text(text, encoding="utf-8")
    change(project / "docs" / "decide" / "ask.yml", ("why: Someone", "wy: Someone"))
    done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    told = [re.sub(r":\d+: ", " ", line).split()[:2] for line in done.stderr.splitlines()[2:]]
    assert told == [
        ["docs/decide/ask.yml", '"wy"'],
        *(["mkdocs.yml", f'"{key}"'] for key in ("exclude_docs", "draft_docs", "hooks")),
    ]
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD


def test_a_folder_that_is_lost_is_told(project: Path) -> None:
    """In one line each, not as all that is missing in it; that of the fonts too, of which nothing else would tell."""
    for name in ("docs", "overrides"):
        (project / name).rename(project / f"{name}.lost")
    done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert [line.split(": ")[0] for line in done.stderr.splitlines()[2:]] == [
        *("docs:1", "overrides:1", "overrides/components/sheet/fonts:1"),
    ]
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == GOOD


def test_a_broken_link_stops_the_build(tmp_path: Path) -> None:
    """MkDocs finds it alone, and says it as a warning; a quieter log would let it pass."""
    project = adopt(tmp_path)
    add_hook(project, WARNS)
    done = subprocess.run(COMMAND, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "WARNING: " in done.stderr
    assert "nowhere.md" in done.stderr
    assert not (project / "site").exists()
