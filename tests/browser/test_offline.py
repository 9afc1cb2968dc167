"""The site read from a disk, and from a folder of some host: links lead on, nothing is fetched, nothing is lost."""

import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from macros.commands.offline import ZIP_FOLDER, offline, with_file_links
from tests.support.engines import Engine
from tests.support.leaving import engines
from tests.support.markup import ALL, OPTIONS, RESULT, TYPED, item
from tests.support.stepper import CHOSEN, choose
from tests.support.watched import Watch
from tests.support.world import Serve

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def disk(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of our site, unpacked."""
    return unpacked(site, tmp_path_factory.mktemp("a disk"))


@pytest.fixture(scope="session")
def small_disk(other: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the small site, unpacked."""
    return unpacked(other, tmp_path_factory.mktemp("a disk"))


def unpacked(site: Path, folder: Path) -> Path:
    """Make the zip of a site, and unpack it there."""
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


def test_a_second_zip_has_the_same_bytes(other: Path, tmp_path: Path) -> None:
    """Of the same site, whatever the time."""
    site = shutil.copytree(other, tmp_path / "site")
    for name in ("one.zip", "two.zip"):
        offline(site, tmp_path / name)
        (site / "index.html").touch()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as parts:
        # Two that are written within two seconds, which is as exact as a zip is, would be dated alike.
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("engine", engines("webkit"), indirect=True)
def test_a_copy_on_a_disk_works(engine: Engine, small_disk: Path) -> None:
    """Links lead on, lists and flowcharts work, the A to Z stands in for search."""
    tab = engine.tab()
    tab.goto((small_disk / "index.html").as_uri())
    assert tab.run(f"document.querySelector('{TYPED}')") is None
    assert tab.run(f"document.querySelector('{ALL}').getClientRects().length") == 1
    assert tab.run(f"document.querySelector('{ALL}').href.endsWith('/a-to-z/index.html')")
    tab.goto((small_disk / "decide/tell/index.html").as_uri())
    assert tab.run(f"document.querySelectorAll('{OPTIONS}').length") > 1
    choose(tab, 2)
    assert tab.run(CHOSEN) == "No"
    tab.goto((small_disk / "checklists/before/index.html").as_uri())
    tab.click(item(1))
    assert tab.run("document.querySelector('[data-count]').textContent") == "1"


def test_from_a_disk_nothing_is_asked_for(small_disk: Path, watch: Watch) -> None:
    """No request but for files, and no complaint."""
    watched = watch()
    asked: list[str] = []
    page = watched.context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: watched.complaints.append(message.text))
    for name in ("index.html", "law/index.html", "embed/decide/tell/index.html", "about/embed/index.html"):
        page.goto((small_disk / name).as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert watched.complaints == []


def test_a_site_in_a_folder_of_a_host_works(other: Path, serve: Serve, watch: Watch) -> None:
    """Served below its top, it finds its styles, scripts, pages and search."""
    top = serve(other.parent) + "site/"
    watched = watch()
    page = watched.page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    for name in ("", "law/", "checklists/before/", "embed/checklists/before/", "c/before/1/"):
        page.goto(top + name)
        links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href.split('#')[0])")
        ours = {link for link in links if link.startswith(top.rsplit("/", 2)[0] + "/")}
        assert ours
        assert [link for link in ours if not link.startswith(top)] == []
    page.goto(top)
    page.locator(TYPED).fill("law")
    page.locator(RESULT).first.wait_for()
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
def test_what_leads_to_a_folder_names_its_page(written: str, wanted: str) -> None:
    """All else stays."""
    assert wanted in with_file_links(f"<!doctype html><title>A</title>{written}")
