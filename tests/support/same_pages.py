"""Prove that two built sites say the same, where their bytes differ.

Run as `python -m tests.support.same_pages BEFORE AFTER [--allow REGEX]...` over two site folders that were built with
the same `AS_OF`. It prints a line for each difference, `path: what: before -> after`, and a count. The exit status is 1
if a line matches none of the regular expressions, which are searched for in the whole line, uncut.

Compared of each page: text, links, ids, headings, the policy and other `meta` elements, all attributes but classes and
`data-*`, and, from Chromium with scripts on, the accessibility tree as loaded and what the console complains of.
Of other files: the parsed data of JSON; the lines of server configuration, the hash of the inline script masked; the
bytes of the rest. Of stylesheets and scripts only the effect is compared, in the accessibility tree.
Not compared: layout, colour, behaviour after a click, other viewports than 1280 by 720 pixels.
"""

import argparse
import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import takewhile, zip_longest
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import html
from playwright.sync_api import sync_playwright

from tests.support import engines

Said = Mapping[str, Sequence[str]]
"""What a file says, by kind, in document order."""

CONFIGURATION = (".htaccess", ".nginx.conf", "_headers")
PHRASING = (
    *("a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins"),
    *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "svg", "time", "tspan", "u"),
    *("var", "wbr"),
)
"""Elements that do not part words; every other element does."""
REFERENCES = ("href", "xlink:href", "src", "action")


class Difference(NamedTuple):
    """One difference; what is absent is an empty string."""

    path: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}: {self.before} -> {self.after}"

    def cut(self, room: int = 90) -> str:
        """The line in a readable length: each value from shortly before the place where they part."""
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(self.before, self.after, strict=False))
        start = max(0, sum(1 for _ in alike) - 30)
        values = ("..." * (start > 0) + value[start:] for value in (self.before, self.after))
        values = (value[:room] + "..." * (len(value) > room) for value in values)
        return str(Difference(self.path, self.what, *values))


def files(site: Path) -> dict[str, Path]:
    """The published files by their path."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}


def pages(before: Path, after: Path) -> list[str]:
    """The paths of the pages that both sites hold."""
    return [path for path in files(before) if path.endswith(".html") and (after / path).exists()]


def static_differences(before: Path, after: Path) -> Iterator[Difference]:
    """All that is seen without a browser."""
    old, new = files(before), files(after)
    for path in sorted(old.keys() ^ new.keys()):
        yield Difference(path, "file", *(("published", "") if path in old else ("", "published")))
    for path in sorted(old.keys() & new.keys()):
        yield from _of_a_file(path, before, after)


def _of_a_file(path: str, before: Path, after: Path) -> Iterator[Difference]:
    old, new = (before / path).read_bytes(), (after / path).read_bytes()
    if path in CONFIGURATION:  # even the same bytes: they may allow a script that is no longer the same
        yield from compare(path, configured(path, before), configured(path, after))
    elif old == new or path.endswith((".css", ".js")):
        return
    elif path.endswith(".html"):
        yield from compare(path, said(path, old), said(path, new))
    elif path.endswith(".json"):
        yield from _of_data(path, "$", json.loads(old), json.loads(new))
    else:
        yield Difference(path, "bytes", *(hashlib.sha256(one).hexdigest()[:12] for one in (old, new)))


def _of_data(path: str, place: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from _of_data(path, f"{place}.{key}", old.get(key, ...), new.get(key, ...))
    elif isinstance(old, list) and isinstance(new, list):
        for number, (one, other) in enumerate(zip_longest(old, new, fillvalue=...)):
            yield from _of_data(path, f"{place}[{number}]", one, other)
    elif type(old) is not type(new) or old != new:  # True is 1 and 1.0 for Python, and not for JSON
        values = ("" if one is ... else json.dumps(one, ensure_ascii=False) for one in (old, new))
        yield Difference(path, place, *values)


def compare(path: str, before: Said, after: Said) -> Iterator[Difference]:
    """The differences of two lists of each kind: what one holds and the other does not, at its place."""
    for what in {**before, **after}:
        old, new = before.get(what, ()), after.get(what, ())
        for kind, start, end, begin, stop in SequenceMatcher(None, old, new).get_opcodes():
            if kind != "equal":
                for one, other in zip_longest(old[start:end], new[begin:stop], fillvalue=""):
                    yield Difference(path, what, one, other)


def said(path: str, page: bytes) -> Said:
    """What the source of a page says, by kind, in document order."""
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    return {
        "text": blocks(root),
        "link": [
            f'{one.tag} {name} {urljoin(f"https://site.example/{path}", one.get(name))} "{" ".join(blocks(one))}"'
            for one in elements
            for name in REFERENCES
            if name in one.attrib
        ],
        "id": [one.get("id") for one in elements if "id" in one.attrib],
        "heading": [f"{one.tag} {' '.join(blocks(one))}" for one in elements if re.fullmatch("h[1-6]", one.tag)],
        "header": [
            masked(" ".join((one.get("http-equiv", one.get("name", "")), one.get("content", ""))), page)
            for one in elements
            if one.tag == "meta"
        ],
        "attribute": [
            f'{one.tag} {name}="{value}"'
            for one in elements
            for name, value in sorted(one.attrib.items())
            if one.tag != "meta" and name not in (*REFERENCES, "class", "id") and not name.startswith("data-")
        ],
    }


def configured(path: str, site: Path) -> Said:
    """The lines of a server's configuration."""
    text = masked((site / path).read_text(encoding="utf-8"), (site / "index.html").read_bytes())
    return {"header": text.splitlines()}


def masked(text: str, page: bytes) -> str:
    """The text without the hash by which a policy allows the inline scripts of this page; other hashes stay."""
    for script in re.findall(rb"<script>(.*?)</script>", page, re.DOTALL):
        text = text.replace(base64.b64encode(hashlib.sha256(script).digest()).decode(), "(the inline script)")
    return text


def blocks(element: Any) -> list[str]:
    """The text of an element, hidden parts included, parted where a block begins or ends, and white space folded."""
    text = "".join(_pieces(element, folds=True))
    return [block for one in text.split("\0") if (block := re.sub(" +", " ", one).strip(" "))]


def _pieces(element: Any, *, folds: bool) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in ("script", "style"):
        folds = folds and element.tag not in ("pre", "textarea")
        edge = "" if element.tag in PHRASING else "\0"
        yield edge + _shown(element.text, folds=folds)
        for child in element:
            yield from _pieces(child, folds=folds)
            yield _shown(child.tail, folds=folds)
        yield edge


def _shown(text: str | None, *, folds: bool) -> str:
    # A no-break space is not white space to HTML. Where white space is kept it is made visible.
    return re.sub("[ \t\n\r\f]+", " ", text or "") if folds else (text or "").replace("\n", "⏎").replace(" ", "·")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def rendered(site: Path, paths: Sequence[str]) -> list[Said]:
    """What Chromium makes of pages, with scripts on: the accessibility trees and the complaints of the console."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    top = f"http://127.0.0.1:{server.server_port}/"
    found: list[Said] = []
    with sync_playwright() as playwright, engines.chromium(playwright, kept_pages=False, windows=False) as browser:
        page = browser.new_page()
        protocol = page.context.new_cdp_session(page)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in paths:
            page.goto(top + path.removesuffix("index.html"))
            tree = outline(protocol.send("Accessibility.getFullAXTree")["nodes"])
            kinds = {"tree": tree, "complaint": sorted(complaints)}
            found.append({what: [line.replace(top, "/") for line in lines] for what, lines in kinds.items()})
            complaints.clear()
    server.shutdown()
    server.server_close()
    return found


def outline(nodes: Sequence[Mapping[str, Any]]) -> list[str]:
    """An accessibility tree of the DevTools protocol, a line for each node that is not ignored, indented."""
    by_id = {node["nodeId"]: node for node in nodes}
    lines = []
    waiting = [(nodes[0], 0)]
    while waiting:
        node, depth = waiting.pop()
        shown = not node["ignored"]
        if shown:
            given = [node[key]["value"] for key in ("name", "description", "value") if node.get(key, {}).get("value")]
            given += [f"{one['name']}={_value(one['value'])}" for one in node.get("properties", ())]
            lines.append("  " * depth + " | ".join((node["role"]["value"], *map(str, given))))
        # A line of text as it was laid out repeats its parent, at the mercy of the width.
        children = [by_id[one] for one in node.get("childIds", ()) if one in by_id]
        waiting += [(one, depth + shown) for one in reversed(children) if one["role"]["value"] != "InlineTextBox"]
    return lines


def _value(value: Mapping[str, Any]) -> str:
    related = [one.get("idref", one.get("text", "")) for one in value.get("relatedNodes", ())]
    return " ".join(map(str, related or [value.get("value", "")]))


def rendered_differences(before: Path, after: Path) -> Iterator[Difference]:
    """All that is seen in a browser; the two sites are read side by side."""
    paths = pages(before, after)
    with ProcessPoolExecutor(2) as pool:
        old, new = pool.map(rendered, (before, after), (paths, paths))
    for path, one, other in zip(paths, old, new, strict=True):
        yield from compare(path, one, other)


def main() -> int:
    """Compare, and print; the exit status."""
    parser = argparse.ArgumentParser(description="Say where two built sites differ for a reader.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--allow", action="append", default=[], type=re.compile, metavar="REGEX")
    given = parser.parse_args()
    counts = {"differs": 0, "allowed": 0}
    for site in (given.before, given.after):
        if not (site / "index.html").exists():
            parser.error(f"{site} is not a built site: it has no index.html")
    for function in (static_differences, rendered_differences):
        for one in function(given.before, given.after):
            kind = "allowed" if any(pattern.search(str(one)) for pattern in given.allow) else "differs"
            counts[kind] += 1
            print("(allowed) " * (kind == "allowed") + one.cut())
    compared = len(pages(given.before, given.after))
    print(f"{compared} pages compared: {counts['differs']} differences, {counts['allowed']} more that were allowed")
    return int(counts["differs"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
