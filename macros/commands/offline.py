"""Pack the built site into a zip whose index.html opens from a local disk.

Run as `python -m macros.commands.offline`. On a disk no server maps a folder to its page, so links name the page.
"""

import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from macros.commands import run_command
from macros.paths import NO_SITE, ROOT, SITE
from macros.publish.hosting import SERVER_FILES

ZIP = "offline.zip"
ZIP_FOLDER = "information-sharing"
"""The folder that the zip unpacks into."""

LEFT_OUT = ("404.html", *SERVER_FILES.values())
"""Files for servers."""


def offline(site: Path, to: Path) -> None:
    """Write the zip, whole or not at all: the same site gives the same bytes."""
    part = to.with_suffix(".part")
    try:
        _pack(site, part)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _pack(site: Path, to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            if name in LEFT_OUT:
                continue
            data = path.read_bytes()
            if path.suffix == ".html":
                data = with_file_links(data.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(f"{ZIP_FOLDER}/{name}")  # dated by nothing: 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)


def with_file_links(html: str) -> str:
    """Return the page with each link to a folder replaced by one to its index.html."""
    tree = LexborHTMLParser(html)
    for link in tree.css("[href]"):
        link.attrs["href"] = _file(link.attrs["href"] or "")
    for refresh in tree.css("meta[http-equiv=refresh]"):
        wait, url, address = (refresh.attrs["content"] or "").partition("url=")
        refresh.attrs["content"] = f"{wait}{url}{_file(address)}"
    return tree.html or ""


def _file(address: str) -> str:
    """Resolve an address to the file that a server would return."""
    url = urlsplit(address)
    if url.scheme or url.netloc or not (url.path.endswith("/") or url.path.rpartition("/")[2] in (".", "..")):
        return address
    return url._replace(path=f"{url.path.rstrip('/')}/index.html").geturl()


def main() -> int:
    """Write offline.zip from the last built site; return 1 if there is none."""
    if not (SITE / "index.html").is_file():
        print(NO_SITE, file=sys.stderr)
        return 1
    offline(SITE, ROOT / ZIP)
    return 0


if __name__ == "__main__":
    sys.exit(run_command(main))
