"""The fixtures of law watch: a web of our own, and the small content with sources on it, all of them seen once."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from macros.content import Content
from macros.loading import load
from macros.watch.dependents import Sources
from tests.support.project import copy_of_the_small
from tests.support.web import ACT, CODE, FIRST, SECTION, Page, Web, seen_on


@pytest.fixture
def web() -> Iterator[Web]:
    """A web with nothing on it: every page answers 404."""
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            sent = {name.lower(): value for name, value in self.headers.items()}
            address = f"{sent.get('x-scheme', 'https')}://{sent['host']}{self.path}"
            made.asked.append((address, sent))
            page = made.pages.get(address, Page("Not found", 404))
            if etag := page.headers.get("ETag"):
                page = Page("", 304) if sent.get("if-none-match") == etag else page
            self.send_response(page.status)
            self.send_header("Content-Type", page.kind)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            body = page.body.encode() if isinstance(page.body, str) else page.body
            try:
                self.wfile.write(body)
                while page.endless:
                    self.wfile.write(b"x" * 100_000)
            except OSError:
                pass  # the client had enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The small content with sources that have documented forms."""
    docs = copy_of_the_small(tmp_path)
    for name in ("law/instruments.yml", "law/rules.yml"):
        path = docs / name
        text = path.read_text(encoding="utf-8")
        for old, new in (("sharing-act/3", SECTION), ("sharing-act", ACT), ("code", CODE)):
            text = text.replace(f"https://law.example/{old}\n", f"{new}\n")
        path.write_text(text, encoding="utf-8")
    return load(docs)


@pytest.fixture
def root(content: Content, web: Web) -> Path:
    """The folder of the small site, whose sources were all seen on the first day."""
    web.legislation("/ukpga/2001/9/section/3", "Councils must share.")
    web.legislation("/ukpga/2001/9", "All of it.")
    web.govuk("/government/publications/code", "Code on sharing", "First published.")
    for address, kind in Sources(content).wanted.items():
        if kind == "link":
            web.pages[address] = Page("<main>Here</main>")
    root = content.sources.folder.parent
    assert {one.result for one in seen_on(FIRST, content, root, web)} == {"first"}
    return root
