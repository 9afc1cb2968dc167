"""The site read from a disk, and from a folder of some host: links lead on, nothing is fetched, nothing is lost."""

import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from macros.commands.offline import ZIP_FOLDER, offline, on_disk
from tests.browser.conftest import Serve, Watch
from tests.browser.engines import Engine

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def disk(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked."""
    folder = tmp_path_factory.mktemp("a disk")
    offline(site, folder / "offline.zip")
    with zipfile.ZipFile(folder / "offline.zip") as made:
        made.extractall(folder)
    return folder / ZIP_FOLDER


def test_every_link_leads_to_a_file(disk: Path, site: Path) -> None:
    """On a disk a link to a folder would show a list of files."""
    pages = sorted(disk.rglob("*.html"))
    assert len(pages) == len(list(site.rglob("*.html"))) - 1
    checked = 0
    for page in pages:
        tree = html.parse(str(page))
        for target in tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
            url = urlsplit(urljoin(page.as_uri(), urldefrag(target).url or page.name))
            if url.scheme == "file":
                assert Path(unquote(url.path)).is_file(), (page, target)
                checked += 1
    assert checked > 5000


def test_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """A second zip of the same site, whatever the time, is the same file."""
    for name in ("one.zip", "two.zip"):
        offline(site, tmp_path / name)
        for path in site.rglob("index.html"):
            path.touch()
            break
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_from_a_disk(engine: Engine, disk: Path) -> None:
    """In three engines: links lead on, lists and flowcharts work, the A to Z stands in for search."""
    tab = engine.tab()
    tab.goto((disk / "index.html").as_uri())
    assert tab.run("document.querySelector('.search__box')") is None
    assert tab.run("document.querySelector('.search__all').getClientRects().length") == 1
    assert tab.run("document.querySelector('.search__all').href.endsWith('/a-to-z/index.html')")
    tab.goto((disk / "decide/share/index.html").as_uri())
    assert tab.run("document.querySelectorAll('.stepper__current button').length") > 1
    tab.click(".stepper__current li:first-child button")
    assert tab.run("document.querySelector('.stepper__answers').hidden") is False
    tab.goto((disk / "checklists/emergency/index.html").as_uri())
    tab.click("#call-999 label")
    assert tab.run("document.querySelector('[data-count]').textContent") == "1"


def test_from_a_disk_nothing_is_asked_for(disk: Path, watch: Watch) -> None:
    """No request but for files, and no complaint."""
    watched = watch()
    asked: list[str] = []
    page = watched.context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: watched.complaints.append(message.text))
    watched.context.unroute("**")
    for name in ("index.html", "law/index.html", "embed/decide/share/index.html", "partners/embed/index.html"):
        page.goto((disk / name).as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert watched.complaints == []


def test_in_a_folder_of_a_host(site: Path, serve: Serve, watch: Watch) -> None:
    """Served below its top, the site finds its styles, scripts, pages and search."""
    top = serve(site.parent) + "site/"
    watched = watch()
    page = watched.page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    for name in ("", "law/", "checklists/emergency/", "embed/checklists/emergency/", "c/emergency/1/"):
        page.goto(top + name)
        links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href.split('#')[0])")
        ours = {link for link in links if link.startswith(top.rsplit("/", 2)[0] + "/")}
        assert ours
        assert [link for link in ours if not link.startswith(top)] == []
    page.goto(top)
    page.locator("#search").fill("consent")
    page.locator("[role=option]").first.wait_for()
    assert failed == []
    assert watched.complaints == []


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('<a href="../law/#x">', '<a href="../law/index.html#x">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="https://a.example/b/">', '<a href="https://a.example/b/">'),
        ('<a href="tel:999">', '<a href="tel:999">'),
        ('<a data-href="../b/">', '<a data-href="../b/">'),
        ('<link href="../assets/site.css">', '<link href="../assets/site.css">'),
        ('<link rel="canonical" href="../b/">', '<link rel="canonical" href="../b/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=../b/">',
            '<meta http-equiv="refresh" content="0; url=../b/index.html">',
        ),
        ('<a href="../?x">', '<a href="../index.html?x">'),
    ],
)
def test_links(written: str, wanted: str) -> None:
    """What leads to a folder names its page; all else stays."""
    assert wanted in on_disk(f"<!doctype html><title>A</title>{written}")
