"""A web of our own: hosts and pages that one local server gives, under names that look public."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import urllib3

from macros.commands.law_watch import watch
from macros.content import Content
from macros.records.seen import Seen
from macros.watch.client import Client

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


def seen_on(day: date, content: Content, root: Path, web: Web) -> list[Seen]:
    """Everything that a run on a day saw."""
    return watch(content, root, web.client(), day)
