"""Weight of a first visit: a page of each kind with everything it loads, as a server compresses it (gzip -9)."""

import gzip
import tempfile
from pathlib import Path

from lxml import html

from tests.support.project import build, copy_of_the_project

KINDS = [
    "",
    "guidance/emergency/",
    "settings/school/",
    "principles/timely/",
    "decide/share/",
    "checklists/before-you-share/",
    "law/",
    "about/contacts/",
]
"""A page of each kind that search engines may list."""


def compressed(path: Path) -> int:
    """Bytes of a file after gzip -9."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def main() -> None:
    """Print bytes and requests of each kind of page."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_the_project(Path(folder))
        build(project)
        for kind in KINDS:
            page = project / "site" / kind / "index.html"
            loads = html.parse(str(page)).xpath(
                "//link[@rel='stylesheet']/@href | //script[not(ancestor::template)]/@src"
                " | //img[not(@loading='lazy')]/@src"
            )
            files = [page, *((page.parent / name).resolve() for name in loads)]
            total = sum(compressed(file) for file in files)
            print(f"first visit of /{kind}: {total:,} bytes gzip, {len(files)} requests, page {compressed(page):,}")
