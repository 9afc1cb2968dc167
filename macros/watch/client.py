"""Client: polite HTTP requests to public addresses.

It keeps to robots.txt, asks once a second, follows five redirects and checks each anew, sends no cookies, and gives up
on what is too long or too slow. The host is looked up once, and the address that was checked is the one connected to,
so that a name cannot lead to a private network between the two.
"""

import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import certifi
import urllib3
from urllib3.exceptions import HTTPError

REDIRECTS = 5
PACE = 1.0
"""Seconds from one request to the next."""
PATIENCE = 10.0
"""Seconds to wait for a connection, and for the next bytes."""
MOST_SECONDS = 60.0
"""Seconds for a whole response."""
MOST_BYTES = 20_000_000
"""Bytes of a response, unpacked."""
REDIRECTING = (301, 302, 303, 307, 308)
ASKED_TO_WAIT = (429, 503)


class Unreached(Exception):
    """A request that brought no answer; the message says why, in our words, without a full stop."""


@dataclass(frozen=True)
class Reply:
    """The answer to a request; `address` is where the redirects ended."""

    address: str
    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host.

    Raises:
        OSError: if it has none.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect(scheme: str, host: str, ip: str, port: int) -> urllib3.HTTPConnectionPool:
    """Connections to an IP address, whose certificate has to be that of the host."""
    if scheme == "http":
        return urllib3.HTTPConnectionPool(ip, port)
    return urllib3.HTTPSConnectionPool(
        ip, port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where()
    )


class Client:
    """Requests of one run. `agent` says who asks; tests give other ways to look up, connect and wait."""

    def __init__(
        self,
        agent: str,
        *,
        look_up: Callable[[str, int], Sequence[str]] = look_up,
        connect: Callable[[str, str, str, int], urllib3.HTTPConnectionPool] = connect,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = agent
        self._look_up, self._connect, self._clock, self._sleep = look_up, connect, clock, sleep
        self._robots: dict[str, RobotFileParser | Unreached] = {}
        self._resting: set[str] = set()
        """Hosts that asked to wait: nothing more is asked of them in this run."""
        self._last: float | None = None

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Request an address with some headers, and follow its redirects.

        Raises:
            Unreached: if no answer comes, or none that may be read.
        """
        seen = [address]
        while True:
            self._allow(seen[-1])
            reply = self._ask(seen[-1], headers or {})
            if reply.status in ASKED_TO_WAIT:
                self._resting.add(_parts(seen[-1]).netloc)
                raise Unreached(f"answered {reply.status}, which asks us to wait")
            if reply.status not in REDIRECTING:
                return reply
            following = urljoin(seen[-1], reply.headers.get("location", ""))
            if following in seen:
                raise Unreached("leads in a circle")
            if len(seen) > REDIRECTS:
                raise Unreached(f"redirects more than {REDIRECTS} times")
            seen.append(following)

    def _allow(self, address: str) -> None:
        parts = _parts(address)
        if parts.netloc in self._resting:
            raise Unreached("is on a host that asked us to wait")
        top = f"{parts.scheme}://{parts.netloc}"
        if top not in self._robots:
            try:
                self._robots[top] = self._robots_of(top)
            except Unreached as reason:
                self._robots[top] = reason
        rules = self._robots[top]
        if isinstance(rules, Unreached):
            raise Unreached(str(rules))
        if not rules.can_fetch(self._agent, address):
            raise Unreached("is closed to programs by robots.txt")

    def _robots_of(self, top: str) -> RobotFileParser:
        """The rules of a host: none where it has none; a host whose rules cannot be read is not asked."""
        address = f"{top}/robots.txt"
        for _ in range(REDIRECTS + 1):
            reply = self._ask(address, {})
            if reply.status not in REDIRECTING:
                break
            address = urljoin(address, reply.headers.get("location", ""))
        if reply.status != 200 and not 400 <= reply.status < 429:
            raise Unreached(f"is on a host whose robots.txt answered {reply.status}")
        rules = RobotFileParser()
        rules.parse(reply.body.decode("utf-8", "replace").splitlines() if reply.status == 200 else [])
        return rules

    def _ask(self, address: str, headers: Mapping[str, str]) -> Reply:
        """One request, without following redirects."""
        parts = _parts(address)
        host, port = parts.hostname or "", parts.port or {"http": 80, "https": 443}[parts.scheme]
        ip = self._public_ip(host, port)
        self._wait()
        begun = self._clock()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        wanted = {"User-Agent": self._agent, "Host": parts.netloc, "Accept-Encoding": "gzip, deflate", **headers}
        with self._connect(parts.scheme, host, ip, port) as pool:
            try:
                response = pool.request(
                    "GET",
                    path,
                    headers=wanted,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(connect=PATIENCE, read=PATIENCE),
                )
                with closing(response):
                    body = self._body(response, begun)
            except (HTTPError, OSError) as error:
                raise Unreached(f"does not answer ({type(error).__name__})") from None
        return Reply(address, response.status, {name.lower(): value for name, value in response.headers.items()}, body)

    def _body(self, response: urllib3.BaseHTTPResponse, begun: float) -> bytes:
        body = bytearray()
        for chunk in response.stream(1 << 16, decode_content=True):
            body += chunk
            if len(body) > MOST_BYTES:
                raise Unreached(f"is longer than {MOST_BYTES // 1_000_000} MB")
            if self._clock() - begun > MOST_SECONDS:
                raise Unreached(f"takes longer than {MOST_SECONDS:.0f} seconds")
        return bytes(body)

    def _public_ip(self, host: str, port: int) -> str:
        try:
            found = self._look_up(host, port)
        except OSError:
            found = ()
        if not found:
            raise Unreached("is on a host that has no address")
        if not all(ip_address(ip.partition("%")[0]).is_global for ip in found):
            raise Unreached("leads into a private network")
        return found[0]

    def _wait(self) -> None:
        if self._last is not None and (left := self._last + PACE - self._clock()) > 0:
            self._sleep(left)
        self._last = self._clock()


def _parts(address: str) -> SplitResult:
    """The parts of an address that may be asked.

    Raises:
        Unreached: if it is not on the web, or names a user.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Unreached("is no address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise Unreached("leads away from the web")
    if parts.username is not None or parts.password is not None:
        raise Unreached("names a user")
    return parts
