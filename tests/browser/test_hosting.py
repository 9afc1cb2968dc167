"""Under real servers, started from the files that a site ships, every page keeps to the policy.

What servers do is tested with the small site; ours is put under both as a whole too.
"""

import http.client
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.commands.verify import failures, main
from macros.content import Content
from macros.loading import load
from macros.publish.hosting import (
    COMMON_HEADERS,
    CSP,
    MEDIA_TYPES,
    TEXT_SUFFIXES,
    headers_by_folder,
    headers_of,
    read_inline,
)
from tests.support.hosts import host
from tests.support.pages import SMALL_KINDS, addresses
from tests.support.partners import FRAMES
from tests.support.project import change, real
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

SERVERS = ("nginx", "apache")
HIDDEN = (".nginx.conf", ".htaccess", "_headers")
WITHDRAWN = "guidance/older/"


@pytest.fixture(scope="session")
def hosted_content(hosted: Path) -> Content:
    """The content of `hosted`."""
    return load(hosted.parent / "docs")


@pytest.fixture(scope="session")
def headers(hosted: Path, hosted_content: Content) -> dict[str, dict[str, str]]:
    """What one source says of the headers of `hosted`, by folder."""
    return headers_by_folder(hosted_content.partnership, *read_inline(hosted))


@pytest.fixture(scope="session", params=SERVERS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of a server."""
    return str(request.param)


@pytest.fixture(scope="session")
def top(kind: str, hosted: Path) -> Iterator[str]:
    """The address of the site under each kind of server."""
    with host(kind, hosted) as address:
        yield address


@pytest.fixture
def our_top(kind: str, site: Path) -> Iterator[str]:
    """The address of our site under each kind of server."""
    with host(kind, site) as address:
        yield address


def ask(top: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one answer, the path sent as it is and no redirect followed."""
    connection = http.client.HTTPConnection(urlsplit(top).netloc, timeout=30)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    told = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return told


def keep_to_the_policy(top: str, watch: Watch, names: Iterable[str]) -> None:
    """No violation, no complaint, nothing kept and no other host, on any of these pages; search loads too."""
    watched = watch()
    page = watched.page()
    for name in names:
        page.goto(top + name)
        assert watched.kept(page) == [], name
    page.goto(top)
    page.get_by_role("combobox").fill("law")
    page.get_by_role("option").first.wait_for()
    assert watched.kept(page) == ["fetch"]
    assert watched.complaints == []
    assert watched.elsewhere == []


def test_every_kind_of_page_keeps_to_the_policy(top: str, watch: Watch) -> None:
    """As the server sends it. Ours are read under the same policy, their own, in test_private.py."""
    keep_to_the_policy(top, watch, [*SMALL_KINDS, WITHDRAWN])


@pytest.mark.thorough
def test_every_page_of_ours_keeps_to_the_policy(site: Path, watch: Watch) -> None:
    """The same of every page; the policy of both servers comes from one source."""
    with host("nginx", site) as top:
        keep_to_the_policy(top, watch, addresses(site))


@pytest.mark.thorough
def test_a_good_copy_of_ours_is_verified(our_top: str) -> None:
    """Every page, printed sheet and header is as it should be, within a minute."""
    assert list(failures(our_top, real())) == []


LEAKS = (
    "<script>document.title = 'ours no more'</script>",
    '<script src="leak.js"></script>',
    '<img src="https://elsewhere.example/pixel.png" alt="">',
    '<p style="color: red">styled</p>',
    '<iframe src="./" title="framed"></iframe>',
)


@pytest.mark.thorough
def test_a_page_that_breaks_the_policy_is_seen(hosted: Path, watch: Watch, tmp_path: Path) -> None:
    """Negative control: a page that breaks the policy is reported, so that the test above can fail."""
    for name in ("index.html", ".nginx.conf", "404.html"):
        (tmp_path / name).write_text((hosted / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "leak.js").write_text("document.body.innerHTML = 'ours no more'", encoding="utf-8")
    for number, leak in enumerate(LEAKS):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><title>Leak</title><body>{leak}", encoding="utf-8")
    watched = watch()
    page = watched.page()
    with host("nginx", tmp_path) as address:
        for number, leak in enumerate(LEAKS):
            page.goto(f"{address}{number}.html")
            assert any("policy" in mark for mark in watched.kept(page)), leak
            assert "no more" not in page.title() + page.inner_text("body"), leak


def test_every_file_has_its_headers(top: str, hosted: Path, headers: dict[str, dict[str, str]]) -> None:
    """Each file with the type, the policy and everything else that one source says for its address."""
    said = headers
    files = [path.relative_to(hosted).as_posix() for path in hosted.rglob("*") if path.is_file()]
    for name in files:
        if name in HIDDEN:
            continue
        status, got, _ = ask(top, f"/{name}")
        end = name.rpartition(".")[2]
        assert status == 200, name
        assert got["content-type"] == MEDIA_TYPES[end] + ("; charset=utf-8" if end in TEXT_SUFFIXES else ""), name
        wanted = {key.lower(): value for key, value in headers_of(said, name).items()}
        assert {key: got.get(key) for key in wanted} == wanted, name
        assert ("access-control-allow-origin" in got) == name.startswith(("api/", "feeds/")), name
    assert "unsafe" not in str(said)
    assert all(own[CSP].startswith("default-src 'none'") for folder, own in said.items() if folder != "sheets")
    framed = ask(top, "/embed/principles/timely/")[1][CSP.lower()]
    assert f"frame-ancestors {' '.join(FRAMES)}" in framed
    assert "sha256" not in framed
    assert {name.rpartition(".")[2] for name in files} >= {"json", "xml", "pdf", "docx"}, "a file of each kind"


@pytest.mark.parametrize(
    "path",
    [
        "/no/such/page/",
        "/no/such/page.html",
        "/LAWS/",
        "/ASSETS/",
        "/lawindex",
        "/assets/",
        "/law/index.html/more",
        "/sheets/none.pdf",
        "/embed/no/",
    ],
)
def test_an_unknown_address_is_our_404(path: str, top: str, hosted: Path, headers: dict[str, dict[str, str]]) -> None:
    """Folders without a page among them: our page, its status, and the headers of every page."""
    status, got, body = ask(top, path)
    assert status == 404
    assert body == (hosted / "404.html").read_bytes()
    said = headers[""]
    assert {name: got.get(name.lower()) for name in said} == said


@pytest.mark.parametrize(("path", "to"), [("/law", "/law/"), ("/guidance/glossary", "/guidance/glossary/")])
def test_a_missing_slash_is_one_redirect(path: str, to: str, top: str) -> None:
    """To the same host, once."""
    status, got, _ = ask(top, path)
    assert status == 301
    assert got["location"].removeprefix(top.rstrip("/")) == to
    assert got["referrer-policy"] == COMMON_HEADERS["Referrer-Policy"]
    assert ask(top, to)[0] == 200


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/Law/", "/law/"),
        ("/LAW", "/law/"),
        ("/LAW/index.html", "/law/"),
        ("/law.html", "/law/"),
        ("/law/,", "/law/"),
        ("/Checklists/BEFORE).", "/checklists/before/"),
        ("/checklists/before%3E", "/checklists/before/"),
        ("/C/BEFORE/1/", "/c/before/1/"),
        ("/C/Before/1.", "/c/before/1/"),
        ("/INDEX.HTML", "/"),
        ("/Guidance/Old.html", "/guidance/old/"),
        ("/SHEETS/BEFORE.PDF", "/sheets/before.pdf"),
        ("/Sheets/before.pdf).", "/sheets/before.pdf"),
    ],
)
def test_an_address_as_people_type_it_leads_to_its_page(
    path: str, to: str, top: str, headers: dict[str, dict[str, str]]
) -> None:
    """Capitals, ".html", and what followed it in a sentence: one redirect, with the headers of every page."""
    status, got, _ = ask(top, path)
    assert status == 301
    assert got["location"].removeprefix(top.rstrip("/")) == to
    said = headers[""]
    assert {name: got.get(name.lower()) for name in said} == said
    assert ask(top, to)[0] == 200


def test_old_addresses_lead_on(top: str, watch: Watch) -> None:
    """One that moved to its page, without a script; one that was withdrawn says so."""
    page = watch(java_script_enabled=False).page()
    page.goto(top + "guidance/old/")
    page.wait_for_url(top + "guidance/glossary/")
    page.goto(top + "guidance/older/")
    assert "It was replaced by law" in page.inner_text("main")


@pytest.mark.parametrize(
    "path",
    [
        "/../beside.txt",
        "/law/../../beside.txt",
        "/%2e%2e/beside.txt",
        "/..%2fbeside.txt",
        "/law/..%2f..%2fbeside.txt",
        "/..%5cbeside.txt",
        "/%252e%252e/beside.txt",
        "/law/%00/../../beside.txt",
        "//../beside.txt",
        "/.../beside.txt",
        *(f"/{name}" for name in HIDDEN),
        "/law/.htaccess",
        "/.git/config",
    ],
)
def test_nothing_but_published_files_is_served(path: str, top: str) -> None:
    """Neither what lies beside the site nor the servers' own files."""
    status, _, body = ask(top, path)
    assert status in {400, 404}
    assert b"not to be served" not in body
    assert b"Permissions-Policy" not in body


def test_the_files_that_nobody_may_be_served_are_there(hosted: Path) -> None:
    """What the test above must not get is in the folder."""
    assert sorted(name for name in HIDDEN if (hosted / name).is_file()) == sorted(HIDDEN)


def test_export_alone_writes_the_same(hosted: Path, tmp_path: Path) -> None:
    """The command works on a folder that was built before."""
    site = shutil.copytree(hosted.parent, tmp_path / "project") / "site"
    for name in HIDDEN:
        (site / name).unlink()
    done = subprocess.run([sys.executable, "-m", "macros.commands.export"], cwd=site.parent, check=False)
    assert done.returncode == 0
    assert {name: (site / name).read_bytes() for name in HIDDEN} == {
        name: (hosted / name).read_bytes() for name in HIDDEN
    }


def test_the_browsers_own_policy_is_the_servers(site: Path) -> None:
    """`make site` writes into each page all of the policy that an element can say, before the page's own script."""
    said = headers_by_folder(real().partnership, *read_inline(site))
    for name in addresses(site):
        head = (site / name / "index.html" if not name.endswith(".html") else site / name).read_text(encoding="utf-8")
        places = [head.index(words) for words in ("<meta charset", f'"{CSP}"', "<script")]
        assert places == sorted(places), name
        told = head.split(f'"{CSP}" content="')[1].split('"')[0].replace("&#39;", "'")
        assert told == headers_of(said, f"/{name}")[CSP].partition("; frame-ancestors")[0], name


def test_a_good_copy_is_verified(top: str, hosted_content: Content) -> None:
    """Every page, old address, printed sheet and header is as it should be, within a minute."""
    assert list(failures(top, hosted_content)) == []


FAULTS = {
    "headers": [
        (".nginx.conf", "add_header X-Content-Type-Options", "# ", "/law/ comes without X-Content-Type-Options."),
        (".nginx.conf", "no-referrer", "unsafe-url", "/law/ comes with another Referrer-Policy."),
        (".nginx.conf", "error_page 4", "# ", "/no/such/page/ is answered with a page that is not ours"),
    ],
    "status": [
        (".nginx.conf", "=404 /404.html", "=200 /404.html", "/no/such/page/ was never published"),
    ],
    "files": [
        ("guidance/glossary/index.html", "location.replace", "location.assign", "/guidance/glossary/ does not hold"),
        ("guidance/old/index.html", "glossary/", "privacy/", "/guidance/old/ does not lead to /guidance/glossary/."),
        ("guidance/older/index.html", "It was replaced", "", "/guidance/older/ does not say why"),
        ("law/index.html", "", "", "/law/ answers 404"),
        ("c/before/1/index.html", "", "", "/c/before/1/ answers 404"),
        ("assets/site.js", "", "", "/assets/site.js answers 404"),
        ("feeds/school.xml", "", "", "/feeds/school.xml answers 404"),
        ("feeds/changes.xml", "feeds/changes.xml", "feed.xml", "/feeds/changes.xml is a feed of another address"),
        ("api/v1/index.json", "", "", "/api/v1/index.json answers 404"),
    ],
}
"""What is wrong in a copy, by kind: in which file, what is changed there, or "" where it is lost, and what is said."""


@pytest.mark.parametrize("wrong", FAULTS)
def test_a_bad_copy_is_found(wrong: str, hosted: Path, hosted_content: Content, tmp_path: Path) -> None:
    """A header, a page, a script or a promise that is missing or other than here is named."""
    site = shutil.copytree(hosted, tmp_path / "site")
    for name, old, new, _ in FAULTS[wrong]:
        if old:
            change(site / name, (old, new), everywhere=True)
        else:
            (site / name).unlink()
    with host("nginx", site) as address:
        said = list(failures(address, hosted_content))
    assert [wanted for *_, wanted in FAULTS[wrong] if not any(one.startswith(wanted) for one in said)] == []


def test_verify_speaks_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence where there is no address, or nobody answers at it."""
    assert main([]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert main([f"http://127.0.0.1:{free.getsockname()[1]}/"]) == 1
    told = capsys.readouterr().err
    assert "does not answer" in told
    assert told.count("\n") == 1
