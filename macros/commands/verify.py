"""Verify a deployed copy of the site: every address answers, with its own body and headers.

Run as `python -m macros.commands.verify https://the.address/`. It asks only for what the site published, and changes
nothing.
"""

import http.client
import re
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from macros.commands import run_command
from macros.content import Content
from macros.loading import load
from macros.models.addresses import EMBED_FOLDER, address, feed_file, json_index
from macros.pages.sheet_status import statuses
from macros.paths import DOCS
from macros.publish.feeds import feeds
from macros.publish.hosting import headers_by_folder, headers_of, inline_scripts
from macros.publish.minify import guard
from macros.reading.problem import ContentError
from macros.records.redirects import Retired
from macros.records.snapshot import ever_published

PARALLEL_REQUESTS = 8
TIMEOUT = 10
"""Seconds to wait for one response."""


@dataclass(frozen=True)
class Response:
    """The response of a server to one request."""

    status: int
    headers: dict[str, str]
    body: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The body read as HTML."""
        return LexborHTMLParser(self.body)


def ask(top: str, path: str) -> Response:
    """Request one path, without following redirects; status 0 and the reason in the body where the request fails."""
    try:
        url = urlsplit(urljoin(top, path))
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        with closing(kind(url.netloc, timeout=TIMEOUT)) as connection:
            connection.request("GET", url.path)
            got = connection.getresponse()
            body = got.read().decode("utf-8", "replace")
            return Response(got.status, {name.lower(): value for name, value in got.getheaders()}, body)
    except (OSError, http.client.HTTPException, ValueError) as error:  # the last of an address that is none
        return Response(0, {}, str(error) or type(error).__name__)


def _published_pages(content: Content) -> set[str]:
    """The paths of every page, now and ever, and of the check page of every printed sheet."""
    pages = {f"/{address(name)}" for name in content.pages} - {"/404/"}
    ever = {place.partition("#")[0] for place in (*ever_published(content.editions), *_retired(content))}
    return pages | ever | {f"/{one.url}" for one in statuses(content)}


def _retired(content: Content) -> dict[str, Retired]:
    return {row.address: row for row in content.retired}


def _retired_fault(row: Retired, page: Response) -> str:
    """What the response of a page that is no longer used does not say; nothing where it says all."""
    last = (row.to or "/").rstrip("/").rpartition("/")[2].partition("#")[0]
    if row.to and last not in page.body:
        return f"does not lead to {row.to}."
    if row.reason and row.reason not in page.tree.text():
        return "does not say why it was withdrawn."
    return ""


def _broken_promises(content: Content, got: Mapping[str, Response]) -> Iterator[str]:
    """Yield a sentence for each address ever published that does not lead where it should."""
    retired = _retired(content)
    for place in sorted({*ever_published(content.editions), *retired}):
        page, _, fragment = place.partition("#")
        if got[page].status != 200:
            continue
        if not fragment and place in retired and (fault := _retired_fault(retired[place], got[page])):
            yield f"{page} {fault}"
        if fragment and place not in retired and got[page].tree.css_first(f'[id="{fragment}"]') is None:
            yield f"{page} has no place #{fragment}, which was published."


def failures(top: str, content: Content) -> Iterator[str]:
    """Yield a sentence for each check that the deployed copy fails."""
    by_folder = headers_by_folder(content.partnership, guard())
    first = ask(top, "/")
    if not first.status:
        yield f"{top} does not answer: {first.body}."
        return
    linked = [urlsplit(urljoin("/", path)).path for path in _linked(first.tree)]
    followed = {f"/{file}": content.partnership.absolute_url(file) for file in map(feed_file, feeds(content))}
    paths = sorted({*_published_pages(content), *linked, *followed, f"/{json_index()}"})
    with ThreadPoolExecutor(PARALLEL_REQUESTS) as pool:
        got = dict(zip(paths, pool.map(lambda path: ask(top, path), paths), strict=True))
    for path, response in got.items():
        if response.status != 200:
            yield f"{path} answers {response.status or response.body}, not 200."
            continue
        yield from (f"{path} {fault}" for fault in _header_faults(headers_of(by_folder, path), response))
        framed = path.startswith(f"/{EMBED_FOLDER}/")
        if path.endswith("/") and not framed and inline_scripts(response.body) != [guard()]:
            yield f"{path} does not hold the script of the quick exit as it is here."
    for path, own in followed.items():
        if got[path].status == 200 and own not in got[path].body:
            yield f"{path} is a feed of another address than {own}."
    yield from _broken_promises(content, got)
    yield from _unpublished_faults(top, by_folder[""])


def _linked(page: LexborHTMLParser) -> Iterator[str]:
    """What the first page loads or offers beside itself: styles, scripts, feeds."""
    for element in page.css("link[href], script[src]"):
        address = element.attributes.get("href") or element.attributes.get("src") or ""
        if not urlsplit(address).scheme:
            yield address


def _header_faults(wanted: dict[str, str], response: Response) -> Iterator[str]:
    for name, value in wanted.items():
        have = response.headers.get(name.lower())
        if have != value:
            yield f"comes {'with another' if have else 'without'} {name}."


def _unpublished_faults(top: str, wanted: dict[str, str]) -> Iterator[str]:
    """A sentence for each unpublished path that is not answered as it should be."""
    path = "/no/such/page/"
    response = ask(top, path)
    if response.status != 404:
        yield f"{path} was never published, and answers {response.status or response.body}, not 404."
    elif inline_scripts(response.body) != [guard()]:
        yield f"{path} is answered with a page that is not ours, and has no quick exit."
    else:
        yield from (f"{path} {fault}" for fault in _header_faults(wanted, response))
    response = ask(top, "/law")
    to = urlsplit(response.headers.get("location", "")).path
    if response.status not in {301, 302, 307, 308} or to != "/law/":
        yield "/law does not lead to /law/."


def verdict(failed: int) -> str:
    """The last line, by how many checks failed."""
    said = {0: "Every address answers as it should.", 1: "1 promise is not kept."}
    return said.get(failed, f"{failed} promises are not kept.")


def main(words: list[str]) -> int:
    """Print each failure of a deployed copy, or that there is none; return 1 if there is any."""
    if len(words) != 1 or not re.fullmatch(r"https?://[^/\s]+/?", words[0]):
        print("Give the address of the copy: make verify URL=https://the.address/", file=sys.stderr)
        return 1
    try:
        content = load(DOCS)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    found = list(failures(words[0], content))
    for fault in found:
        print(fault, file=sys.stderr)
    print(verdict(len(found)))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:]), takes_words=True))
