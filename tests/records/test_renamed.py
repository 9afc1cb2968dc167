"""Things are renamed, deleted and split in the small site: the build refuses, or the old addresses lead on."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from macros.editions.release import release
from macros.loading import load
from macros.reading.problem import ContentError
from macros.records.snapshot import ever_published
from tests.support.hosts import host
from tests.support.project import adopt, built, change

pytestmark = pytest.mark.slow

DAY = "2026-12-01"


def rename_an_item(project: Path) -> None:
    """A line of a checklist gets another id."""
    change(project / "docs/checklists/before.yml", ("      purpose:", "      reason:"))


def rename_an_outcome(project: Path) -> None:
    """An ending of a flowchart gets another id, and all that leads to it follows."""
    path = project / "docs/decide/reply.yml"
    text, count = re.subn(r"(?<=[ ])wait(?=[:\]\n])", "say-nothing", path.read_text(encoding="utf-8"))
    assert count == 4
    path.write_text(text, encoding="utf-8")


def delete_a_page(project: Path) -> None:
    """A page goes, with the links to it."""
    (project / "docs/about/table.md").unlink()
    change(project / "docs/index.md", ("/about/table.md", "/about/shape.md"))
    change(project / "mkdocs.yml", ("      - about/table.md\n", ""))


def split_a_page(project: Path) -> None:
    """A part of a page becomes a page of its own."""
    page = project / "docs/about/shape.md"
    text = page.read_text(encoding="utf-8")
    part = re.search(r"## Steps \{#steps\}\n(.*?)(?=^## )", text, re.DOTALL | re.MULTILINE)
    assert part
    head = text[: text.index("\n---\n", 4) + 5].replace("title: A shape", "title: Steps")
    (project / "docs/about/steps.md").write_text(f"{head}\n{part[1]}", encoding="utf-8")
    page.write_text(text.replace(part[0], ""), encoding="utf-8")
    change(project / "mkdocs.yml", ("      - about/shape.md\n", "      - about/shape.md\n      - about/steps.md\n"))


def rename_a_term(project: Path) -> None:
    """An entry of the glossary gets another id."""
    change(project / "docs/guidance/glossary.yml", ("council:\n", "local-council:\n"))


Edit = Callable[[Path], None]
EDITS: dict[Edit, dict[str, str]] = {
    rename_an_item: {"/checklists/before/#purpose": 'to: "/checklists/before/#reason"'},
    rename_an_outcome: {
        "/decide/reply/#wait": 'to: "/decide/reply/#say-nothing"',
        "/decide/reply/#wait.1": 'to: "/decide/reply/#say-nothing.1"',
    },
    delete_a_page: {"/about/table/": "to: /about/shape/, reason: It says nothing of its own."},
    split_a_page: {"/about/shape/#steps": "to: /about/steps/"},
    rename_a_term: {"/guidance/glossary/#council": 'to: "/guidance/glossary/#local-council"'},
}
"""What is done, and what is said of its old addresses; those on a deleted page follow it."""


def redirect(project: Path, edit: Edit) -> None:
    """Say what became of what an edit renames, deletes or splits."""
    with (project / "redirects.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"{old}: {{day: {DAY}, {new}}}\n" for old, new in EDITS[edit].items())


def raise_versions(project: Path) -> None:
    """Let each list that changed be the next version of itself."""
    for name in ("checklists/before", "decide/reply"):
        change(project / "docs" / f"{name}.yml", ("version: 1", "version: 2"))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project after its first release; nobody may change it."""
    project = adopt(tmp_path_factory.mktemp("released"))
    release(date.fromisoformat(DAY), project)
    return project


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_lost_address_is_refused_until_a_redirect_says_what_became_of_it(
    edit: Edit, released: Path, tmp_path: Path
) -> None:
    """Without an entry that says what became of it, every old address is a problem."""
    project = shutil.copytree(released, tmp_path / "project")
    edit(project)
    said = problems(project)
    if any('Write "version: 2"' in one for one in said):
        raise_versions(project)
        said = problems(project)
    assert all(one.startswith("redirects.yml:1: ") for one in said)
    assert set(EDITS[edit]) <= {one.split('"')[1] for one in said}
    redirect(project, edit)
    assert problems(project) == []


def problems(project: Path) -> list[str]:
    """Every problem of a project."""
    try:
        load(project / "docs")
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.fixture(scope="module")
def changed(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which all of this was done and said, and built."""
    project = shutil.copytree(released, tmp_path_factory.mktemp("changed") / "project")
    for edit in EDITS:
        edit(project)
        redirect(project, edit)
    raise_versions(project)
    built(project)
    return project


def test_old_addresses_lead_on(changed: Path) -> None:
    """An empty anchor on the same page, a line on the old page, and a page that says why."""
    site = changed / "site"

    def page(name: str) -> html.HtmlElement:
        return html.parse(str(site / name / "index.html")).getroot()

    assert page("checklists/before").xpath("//*[@id='purpose']/parent::*/@id") == ["reason"]
    for old, new in (("wait", "say-nothing"), ("wait.1", "say-nothing.1")):
        assert new in page("decide/reply").xpath(f"//*[@id='{old}']/parent::*/descendant-or-self::*/@id")
    assert page("guidance/glossary").xpath("//*[@id='council']/ancestor::*[@id='local-council']")
    (line,) = page("about/shape").xpath("//li[@id='steps']")
    assert line.xpath(".//a/@href") == ["../steps/"]
    gone = page("about/table")
    assert gone.xpath("string(//main)").count("It says nothing of its own.") == 1, "also for what stood on it"
    assert gone.xpath("//h1/span/@id")
    assert set(gone.xpath("//main//a/@href")) == {"../shape/", "../../at/2026-12-01/#about-table"}, "and as it stood"
    leave = load(changed / "docs").partnership.exit.address
    for name in ("about/table", "about/shape"):
        assert page(name).xpath("//body//a/@href")[1] == leave
        assert page(name).xpath("//head/script[not(@src)]"), "the guard"


def test_every_address_ever_published_answers(changed: Path) -> None:
    """Asked for at a real nginx under the shipped configuration: the page is there, and so is the place on it.

    What moved or was withdrawn answers too, and its embed and its JSON say so.
    """
    with host("nginx", changed / "site") as top:
        connection = HTTPConnection(urlsplit(top).netloc, timeout=30)

        def ask(path: str) -> bytes:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, path
            return body

        published = ever_published(load(changed / "docs").editions)
        asked: dict[str, set[str]] = {}
        for address in published:
            path, _, fragment = address.partition("#")
            if path not in asked:
                page = html.fromstring(ask(path))
                assert page.xpath("//main"), path
                asked[path] = set(page.xpath("//@id"))
            assert not fragment or fragment in asked[path], address
        assert len(published) > 60
        term = json.loads(ask("/api/v1/terms/council.json"))
        assert (term["publication"], term["successor"].rpartition("/")[2]) == ("moved", "#local-council")
        connection.request("GET", "/guidance/never-was/")
        assert connection.getresponse().status == 404, "the negative control"
        connection.close()
