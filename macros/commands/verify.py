"""Verify a copy of the site where it was put: that every address answers, with what belongs to it.

Run as `python -m macros.commands.verify https://the.address/`. It asks only for what the site published, and changes
nothing.
"""

import http.client
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from markupsafe import escape

from macros.content import Content
from macros.editions.sheet_status import answers
from macros.loading import load
from macros.paths import DOCS, GUARD
from macros.publish.api import API_FOLDER
from macros.publish.feeds import feeds
from macros.publish.hosting import INLINE, headers, headers_of
from macros.reading.problem import ContentError
from macros.records.ledger import Row

AT_ONCE = 8
PATIENCE = 10
"""Seconds to wait for one answer."""


@dataclass(frozen=True)
class Response:
    """What a server said for one address."""

    status: int
    headers: dict[str, str]
    body: str


def ask(top: str, path: str) -> Response:
    """One answer, no redirect followed; status 0 and the reason where there is none."""
    url = urlsplit(urljoin(top, path))
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", url.path)
        got = connection.getresponse()
        body = got.read().decode("utf-8", "replace")
        return Response(got.status, {name.lower(): value for name, value in got.getheaders()}, body)
    except (OSError, http.client.HTTPException) as error:
        return Response(0, {}, str(error) or type(error).__name__)
    finally:
        connection.close()


def _pages(content: Content) -> set[str]:
    """Every page of now, of the ledger, and of printed sheets."""
    pages = {"/" + name.removesuffix(".md").removesuffix("index").rstrip("/") + "/" for name in content.pages}
    pages = {page.replace("//", "/") for page in pages} - {"/404/"}
    return pages | {row.page for row in content.ledger} | {f"/{one.url}" for one in answers(content)}


def _kept(row: Row, page: Response) -> str:
    """What is wrong with a line of the ledger, given what its page answered."""
    if row.live and row.fragment and f'id="{row.fragment}"' not in page.body:
        return f"has no place #{row.fragment}, which was published."
    if not row.live and not row.fragment:
        last = (row.to or "/").rstrip("/").rpartition("/")[2].partition("#")[0]
        if row.to and last not in page.body:
            return f"does not lead to {row.to}."
        if row.reason and escape(row.reason) not in page.body:
            return "does not say why it was withdrawn."
    return ""


def failures(top: str, content: Content) -> Iterator[str]:
    """A sentence for each promise that the copy does not keep."""
    said = headers(content.partnership, GUARD.read_text(encoding="utf-8").removesuffix("\n"))
    first = ask(top, "/")
    if not first.status:
        yield f"{top} does not answer: {first.body}."
        return
    linked = [urlsplit(urljoin("/", path)).path for path in _linked(first.body)]
    followed = {f"/feeds/{name}.xml": content.partnership.absolute_url(f"feeds/{name}.xml") for name in feeds(content)}
    paths = sorted({*_pages(content), *linked, *followed, f"/{API_FOLDER}/index.json"})
    with ThreadPoolExecutor(AT_ONCE) as pool:
        got = dict(zip(paths, pool.map(lambda path: ask(top, path), paths), strict=True))
    for path, answer in got.items():
        if answer.status != 200:
            yield f"{path} answers {answer.status or answer.body}, not 200."
            continue
        yield from (f"{path} {fault}" for fault in _headers(headers_of(said, path), answer))
        if path.endswith("/") and not path.startswith("/embed/") and INLINE.findall(answer.body) != [_guard()]:
            yield f"{path} does not hold the script of the quick exit as it is here."
    for path, own in followed.items():
        if got[path].status == 200 and own not in got[path].body:
            yield f"{path} is a feed of another address than {own}."
    for row in content.ledger:
        if got[row.page].status == 200 and (fault := _kept(row, got[row.page])):
            yield f"{row.page} {fault}"
    yield from _odd(top, said[""])


def _guard() -> str:
    return GUARD.read_text(encoding="utf-8").removesuffix("\n")


def _linked(page: str) -> list[str]:
    """What the first page loads or offers beside itself: styles, scripts, feeds."""
    return re.findall(r'<(?:link|script)[^>]*\b(?:href|src)="([^"#:]+)"', page)


def _headers(wanted: dict[str, str], answer: Response) -> Iterator[str]:
    for name, value in wanted.items():
        have = answer.headers.get(name.lower())
        if have != value:
            yield f"comes {'with another' if have else 'without'} {name}."


def _odd(top: str, wanted: dict[str, str]) -> Iterator[str]:
    """Addresses that were never published."""
    for path in ("/no/such/page/", "/LAW/"):
        answer = ask(top, path)
        if answer.status != 404:
            yield f"{path} was never published, and answers {answer.status or answer.body}, not 404."
        elif INLINE.findall(answer.body) != [_guard()]:
            yield f"{path} is answered with a page that is not ours, and has no quick exit."
        else:
            yield from (f"{path} {fault}" for fault in _headers(wanted, answer))
    answer = ask(top, "/law")
    to = urlsplit(answer.headers.get("location", "")).path
    if answer.status not in {301, 302, 307, 308} or to != "/law/":
        yield "/law does not lead to /law/."


def main(words: list[str]) -> int:
    """Say what is wrong with a copy, or that all is well; 1 where something is wrong."""
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
    print(f"{len(found)} promises are not kept." if found else "Every address answers as it should.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
