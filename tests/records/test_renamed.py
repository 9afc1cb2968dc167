"""Things are renamed, deleted and split in a copy of the site: the build refuses, or the old addresses lead on."""

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
from tests.conftest import build, change, copy_of_the_project, real
from tests.support.hosts import host

pytestmark = pytest.mark.slow

DAY = "2026-12-01"


def rename_an_item(project: Path) -> None:
    """A line of a checklist gets another id."""
    change(project / "docs/checklists/emergency.yml", ("      call-999:", "      dial-999:"))


def rename_an_outcome(project: Path) -> None:
    """An ending of a flowchart gets another id, and all that leads to it follows."""
    for path in (project / "docs").rglob("*"):
        if path.suffix in (".yml", ".md"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("share-then-tell", "share-and-tell-after"), encoding="utf-8")


def delete_a_page(project: Path) -> None:
    """A page goes, with the links to it."""
    (project / "docs/guidance/historic-information.md").unlink()
    for path in [*(project / "docs").rglob("*.md"), *(project / "docs").rglob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"historic-information\.md(#[\w-]+)?", "record.md", text), encoding="utf-8")
    menu = project / "mkdocs.yml"
    menu.write_text(
        re.sub(r" *- guidance/historic-information\.md\n", "", menu.read_text(encoding="utf-8")), encoding="utf-8"
    )


def split_a_page(project: Path) -> None:
    """A part of a page becomes a page of its own."""
    page = project / "docs/guidance/consent.md"
    text = page.read_text(encoding="utf-8")
    part = re.search(r"## When someone refuses \{#refusal\}\n(.*?)(?=^## )", text, re.DOTALL | re.MULTILINE)
    assert part
    head = text[: text.index("\n---\n", 4) + 5].replace("title: Consent", "title: When someone refuses")
    (project / "docs/guidance/refused.md").write_text(f"{head}\n{part[1]}", encoding="utf-8")
    page.write_text(text.replace(part[0], ""), encoding="utf-8")
    for path in [*(project / "docs").rglob("*.md"), *(project / "docs").rglob("*.yml")]:
        text = path.read_text(encoding="utf-8").replace("/guidance/consent.md#refusal", "/guidance/refused.md")
        path.write_text(text, encoding="utf-8")
    menu = project / "mkdocs.yml"
    lines = re.sub(r"( *- guidance/)consent\.md\n", r"\1consent.md\n\1refused.md\n", menu.read_text(encoding="utf-8"))
    menu.write_text(lines, encoding="utf-8")


def rename_a_term(project: Path) -> None:
    """An entry of the glossary gets another id."""
    for path in (project / "docs").rglob("*"):
        if path.suffix in (".yml", ".md"):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"(?m)^lado:$", "designated-officer:", text).replace(
                "glossary.md#lado", "glossary.md#designated-officer"
            )
            path.write_text(text, encoding="utf-8")


Edit = Callable[[Path], None]
EDITS: dict[Edit, dict[str, str]] = {
    rename_an_item: {"/checklists/emergency/#call-999": f"moved /checklists/emergency/#dial-999 {DAY}"},
    rename_an_outcome: {
        "/decide/tell/#share-then-tell": f"moved /decide/tell/#share-and-tell-after {DAY}",
        "/decide/tell/#share-then-tell.1": f"moved /decide/tell/#share-and-tell-after.1 {DAY}",
    },
    delete_a_page: {
        "/guidance/historic-information/": f"withdrawn {DAY} /guidance/record/ It says nothing of its own."
    },
    split_a_page: {"/guidance/consent/#refusal": f"moved /guidance/refused/ {DAY}"},
    rename_a_term: {"/guidance/glossary/#lado": f"moved /guidance/glossary/#designated-officer {DAY}"},
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
        said = lines.get(address) or lines.get(page if page.startswith("/guidance/historic") else "")
        rows.append(f"{address} {said}" if said else line)
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_lost_address_is_refused_until_the_ledger_says_what_became_of_it(edit: Edit, tmp_path: Path) -> None:
    """Without a line that says what became of it, every old address is a problem, with the line of the ledger."""
    project = copy_of_the_project(tmp_path)
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
    project = copy_of_the_project(tmp_path_factory.mktemp("changed"))
    ledger = published(project)
    for edit, lines in EDITS.items():
        edit(project)
        ledger = with_lines(ledger, lines)
    (project / "ledger.txt").write_text(ledger, encoding="utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project


def test_old_addresses_lead_on(changed: Path) -> None:
    """An empty anchor on the same page, a line on the old page, and a page that says why."""
    site = changed / "site"

    def page(name: str) -> html.HtmlElement:
        return html.parse(str(site / name / "index.html")).getroot()

    assert page("checklists/emergency").xpath("//*[@id='call-999']/parent::*/@id") == ["dial-999"]
    for old, new in (("share-then-tell", "share-and-tell-after"), ("share-then-tell.1", "share-and-tell-after.1")):
        assert page("decide/tell").xpath(f"//*[@id='{old}']/parent::*/@id") == [new]
    assert page("guidance/glossary").xpath("//*[@id='lado']/ancestor::*[@id='designated-officer']")
    (line,) = page("guidance/consent").xpath("//li[@id='refusal']")
    assert line.xpath(".//a/@href") == ["../refused/"]
    gone = page("guidance/historic-information")
    assert gone.xpath("string(//main)").count("It says nothing of its own.") == 1, "also for what stood on it"
    assert gone.xpath("//h1/span/@id")
    assert set(gone.xpath("//main//a/@href")) == {"../record/"}
    for name in ("guidance/historic-information", "guidance/consent"):
        assert real().partnership.exit.address == page(name).xpath("//body//a/@href")[1]
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
        assert len(rows) > 700
        term = json.loads(ask("/api/v1/terms/lado.json"))
        assert (term["publication"], term["successor"].rpartition("/")[2]) == ("moved", "#designated-officer")
        connection.request("GET", "/guidance/never-was/")
        assert connection.getresponse().status == 404, "the negative control"
        connection.close()
