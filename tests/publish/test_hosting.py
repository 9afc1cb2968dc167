"""The configuration of each kind of server, as written; tests/browser/test_hosting.py runs the servers."""

from pathlib import Path

import pytest

from macros.content import Content
from macros.loading import load
from macros.pages.render import render
from macros.publish.hosting import (
    COMMON_HEADERS,
    CSP,
    SERVER_FILES,
    csp_hash,
    headers_by_folder,
    headers_of,
    policy,
    write,
)

SCRIPT = "document.title = 'x' < \"y\""


@pytest.fixture
def made(small: Path, tmp_path: Path) -> tuple[Path, Content]:
    """The folder of a site of one page, with the configuration of its servers, and its content."""
    content = load(small)
    site = tmp_path / "site"
    (site / "law").mkdir(parents=True)
    (site / "assets" / "fonts").mkdir(parents=True)
    for name in ("index.html", "law/index.html"):
        (site / name).write_text(f"<title>One</title><script>{SCRIPT}</script>", encoding="utf-8")
    write(site, content)
    return site, content


def test_each_server_is_told_every_header(made: tuple[Path, Content]) -> None:
    """Word for word: what HTML would escape stands as it is, in each file."""
    site, content = made
    by_folder = headers_by_folder(content.partnership, SCRIPT)
    for name in SERVER_FILES.values():
        text = (site / name).read_text(encoding="utf-8")
        for header, value in by_folder[""].items():
            assert header in text, (name, header)
            assert value in text, (name, header)
        assert "'self'" in text
        assert "&#39;" not in text


def test_only_these_files_are_written(made: tuple[Path, Content]) -> None:
    """One for each kind of server that we run, and each server hides all of them."""
    site, _ = made
    written = {path.name for path in site.iterdir() if path.is_file()} - {"index.html"}
    assert written == set(SERVER_FILES.values()) == {".nginx.conf", ".htaccess", "_headers"}
    assert "location = /_headers {" in (site / ".nginx.conf").read_text(encoding="utf-8")
    assert 'RedirectMatch 404 "^/_headers$"' in (site / ".htaccess").read_text(encoding="utf-8")


def test_components_escape_words_after_the_configuration_was_written(made: tuple[Path, Content]) -> None:
    """It is written without escaping, by templates of its own."""
    assert (made[0] / ".htaccess").exists()
    assert "&lt;b&gt;" in render("problems", page_url="", problems=["<b>"])


def test_every_file_comes_with_what_keeps_its_readers_private() -> None:
    """No address is passed on, no type is guessed, no window of another site holds ours, and no device is asked for."""
    wanted = {
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert wanted.items() <= COMMON_HEADERS.items()
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(COMMON_HEADERS["Permissions-Policy"].split(", "))


def test_embeds_and_data_have_headers_of_their_own(content: Content) -> None:
    """Embeds may be framed, data may be read by anyone, and a PDF has no policy for pages."""
    by_folder = headers_by_folder(content.partnership, SCRIPT)
    assert all(own.items() >= COMMON_HEADERS.items() for own in by_folder.values())
    assert headers_of(by_folder, "/") == headers_of(by_folder, "/law/") == headers_of(by_folder, "/api")
    for path in ("/api/v1/index.json", "/feeds/changes.xml"):
        assert headers_of(by_folder, path)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in headers_of(by_folder, "/law/")
    assert "frame-ancestors 'none'" in headers_of(by_folder, "/law/")[CSP]
    frames = " ".join(content.partnership.frames)
    assert frames
    assert f"frame-ancestors {frames}" in headers_of(by_folder, "/embed/law/act/")[CSP]
    assert "sha256" not in headers_of(by_folder, "/embed/law/act/")[CSP]
    assert headers_of(by_folder, "/sheets/share.pdf")[CSP] == "frame-ancestors 'none'"
    assert headers_of(by_folder, "/sheets/share.pdf")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in headers_of(by_folder, "/law/")


def test_the_policy_allows_nothing_but_files_of_this_site() -> None:
    """No form may be sent, no base moved and no other host asked; the one inline script is named by its hash."""
    rules = dict(rule.split(" ", 1) for rule in policy("go()").split("; "))
    nothing = ("default-src", "base-uri", "form-action", "trusted-types")
    assert {rules.pop(name) for name in nothing} == {"'none'"}
    assert rules.pop("require-trusted-types-for") == "'script'"
    assert rules.pop("img-src") == "'self' data:"
    assert rules.pop("script-src") == f"'self' {csp_hash('go()')}"
    assert rules == {"style-src": "'self'", "connect-src": "'self'"}
