"""Things are renamed, deleted and split in the small site: the build refuses, or the old addresses lead on."""

import json
import re
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from macros.checks.links import addresses
from macros.loading import load
from macros.reading.problem import ContentError
from macros.records.ledger import Row, ledger_text
from tests.conftest import adopt, built, change
from tests.support.hosts import host

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
    rename_an_item: {"/checklists/before/#purpose": f"moved /checklists/before/#reason {DAY}"},
    rename_an_outcome: {
        "/decide/reply/#wait": f"moved /decide/reply/#say-nothing {DAY}",
        "/decide/reply/#wait.1": f"moved /decide/reply/#say-nothing.1 {DAY}",
    },
    delete_a_page: {"/about/table/": f"withdrawn {DAY} /about/shape/ It says nothing of its own."},
    split_a_page: {"/about/shape/#steps": f"moved /about/steps/ {DAY}"},
    rename_a_term: {"/guidance/glossary/#council": f"moved /guidance/glossary/#local-council {DAY}"},
}
"""What is done, and what the lines of its old addresses then say; those below a deleted page follow it."""


def published(project: Path) -> str:
    """The ledger after a first release: everything that has an address."""
    found = load(project / "docs").sources
    return ledger_text(Row(0, address) for address in addresses(found))


def with_lines(ledger: str, lines: dict[str, str]) -> str:
    """The ledger with the lines of some addresses changed, and of the places on a page with that of the page."""
    rows = []
    for line in ledger.splitlines():
        address = line.split()[0]
        page = address.partition("#")[0]
        said = lines.get(address) or lines.get(page if page == "/about/table/" else "")
        rows.append(f"{address} {said}" if said else line)
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_lost_address_is_refused_until_the_ledger_says_what_became_of_it(edit: Edit, tmp_path: Path) -> None:
    """Without a line that says what became of it, every old address is a problem, with the line of the ledger."""
    project = adopt(tmp_path)
    ledger = published(project)
    (project / "ledger.txt").write_text(ledger, encoding="utf-8")
    load(project / "docs")
    edit(project)
    with pytest.raises(ContentError) as raised:
        load(project / "docs")
    lines = ledger.splitlines()
    lost = {lines[problem.line - 1].split()[0] for problem in raised.value.problems if problem.path == "ledger.txt"}
    assert set(EDITS[edit]) <= lost
    assert {problem.path for problem in raised.value.problems} == {"ledger.txt"}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which all of this was done and said, and built."""
    project = adopt(tmp_path_factory.mktemp("changed"))
    ledger = published(project)
    for edit, lines in EDITS.items():
        edit(project)
        ledger = with_lines(ledger, lines)
    (project / "ledger.txt").write_text(ledger, encoding="utf-8")
    built(project)
    return project


def test_old_addresses_lead_on(changed: Path) -> None:
    """An empty anchor on the same page, a line on the old page, and a page that says why."""
    site = changed / "site"

    def page(name: str) -> html.HtmlElement:
        return html.parse(str(site / name / "index.html")).getroot()

    assert page("checklists/before").xpath("//*[@id='purpose']/parent::*/@id") == ["reason"]
    for old, new in (("wait", "say-nothing"), ("wait.1", "say-nothing.1")):
        assert page("decide/reply").xpath(f"//*[@id='{old}']/parent::*/@id") == [new]
    assert page("guidance/glossary").xpath("//*[@id='council']/ancestor::*[@id='local-council']")
    (line,) = page("about/shape").xpath("//li[@id='steps']")
    assert line.xpath(".//a/@href") == ["../steps/"]
    gone = page("about/table")
    assert gone.xpath("string(//main)").count("It says nothing of its own.") == 1, "also for what stood on it"
    assert gone.xpath("//h1/span/@id")
    assert set(gone.xpath("//main//a/@href")) == {"../shape/"}
    leave = load(changed / "docs").partnership.exit.address
    for name in ("about/table", "about/shape"):
        assert page(name).xpath("//body//a/@href")[1] == leave
        assert page(name).xpath("//head/script[not(@src)]"), "the guard"


def test_every_address_of_the_ledger_answers(changed: Path) -> None:
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

        rows = load(changed / "docs").ledger
        asked: dict[str, set[str]] = {}
        for row in rows:
            if row.page not in asked:
                page = html.fromstring(ask(row.page))
                assert page.xpath("//main"), row.page
                asked[row.page] = set(page.xpath("//@id"))
            assert not row.fragment or row.fragment in asked[row.page], row.address
        assert len(rows) > 60
        term = json.loads(ask("/api/v1/terms/council.json"))
        assert (term["publication"], term["successor"].rpartition("/")[2]) == ("moved", "#local-council")
        connection.request("GET", "/guidance/never-was/")
        assert connection.getresponse().status == 404, "the negative control"
        connection.close()
