"""A web of our own: hosts and pages that one local server gives, under names that look public."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3

from macros.commands.law_watch import watch
from macros.content import Content
from macros.loading import load
from macros.records.seen import Seen
from macros.watch.client import Client
from macros.watch.dependents import Sources
from tests.conftest import copy_of_the_small

PUBLIC, PRIVATE = "93.184.216.34", "10.0.0.7"


@dataclass(frozen=True)
class Page:
    """What an address answers; what is `endless` goes on until the client has enough."""

    body: bytes | str = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False


@dataclass
class Web:
    """Pages by full address, and what was asked: the address and the headers of each request, in order."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    """The IP addresses of a host, where these are not public."""
    slept: list[float] = field(default_factory=list)
    port: int = 0

    def client(self) -> Client:
        """A client that finds each host on this web, and does not wait."""
        return Client(
            "law-watch/1", look_up=self.look_up, connect=self.connect, clock=lambda: 0.0, sleep=self.slept.append
        )

    def look_up(self, host: str, _port: int) -> Sequence[str]:
        """The address of a host: public unless it is named otherwise."""
        return self.names.get(host, (PUBLIC,))

    def connect(self, scheme: str, host: str, ip: str, _port: int) -> urllib3.HTTPConnectionPool:
        """A connection to the local server for an address that was found public."""
        assert ip == PUBLIC, f"{scheme}://{host} was connected to at {ip}"
        return urllib3.HTTPConnectionPool("127.0.0.1", self.port, headers={"X-Scheme": scheme})

    def legislation(self, path: str, *words: str, metadata: str = "", status: str = "") -> None:
        """Let legislation.gov.uk have a provision."""
        body = (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" '
            'xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata">'
            f"<ukm:Metadata><dc:modified xmlns:dc='http://purl.org/dc/elements/1.1/'>{len(self.asked)}</dc:modified>"
            f"{metadata}</ukm:Metadata><Primary><Body><P1group{status}><Title>Duty</Title><P1><Pnumber>1</Pnumber>"
            f"{''.join(f'<P1para><Text>{said}</Text></P1para>' for said in words)}"
            "</P1></P1group></Body></Primary></Legislation>"
        )
        self.pages[f"https://www.legislation.gov.uk{path}/data.xml"] = Page(body, kind="application/xml")

    def govuk(self, path: str, title: str, *notes: str, **more: object) -> None:
        """Let GOV.UK have a page with change notes."""
        history = [{"public_timestamp": f"2026-0{n}-01T09:00:00Z", "note": note} for n, note in enumerate(notes, 1)]
        said = {
            "base_path": path,
            "title": title,
            "public_updated_at": f"2026-0{len(notes) or 1}-01T09:00:00Z",
            "details": {"change_history": history},
            **more,
        }
        self.pages[f"https://www.gov.uk/api/content{path}"] = Page(json.dumps(said), kind="application/json")


FIRST, SECOND, THIRD = date(2026, 11, 29), date(2026, 12, 29), date(2027, 1, 29)
SECTION = "https://www.legislation.gov.uk/ukpga/2001/9/section/3"
ACT = "https://www.legislation.gov.uk/ukpga/2001/9"
CODE = "https://www.gov.uk/government/publications/code"
LINK = "https://council.example/concern"


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


def seen_on(day: date, content: Content, root: Path, web: Web) -> list[Seen]:
    """Everything that a run on a day saw."""
    return watch(content, root, web.client(), day)
