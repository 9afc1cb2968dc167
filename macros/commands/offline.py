"""Pack the built site into one zip that is read from a disk, by a double click on its index.html.

Run as `python -m macros.commands.offline`. On a disk no server maps a folder to its page, so links name the page.
"""

import re
import sys
import zipfile
from pathlib import Path

from macros.paths import ROOT, SITE
from macros.publish.hosting import SERVER_FILES

ZIP = "offline.zip"
ZIP_FOLDER = "information-sharing"
"""The folder that the zip unpacks into."""

LEFT_OUT = ("404.html", *SERVER_FILES.values())
"""Files for servers."""

_LEADS = re.compile(r'(?P<before>\bhref="|\bcontent="0; url=)(?P<path>(?!\w+:|#|//)[^"#?]*)(?P<after>[^"]*")')


def offline(site: Path, to: Path) -> None:
    """Write the zip: the same bytes for the same site."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            if name in LEFT_OUT:
                continue
            data = path.read_bytes()
            if path.suffix == ".html":
                data = on_disk(data.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(f"{ZIP_FOLDER}/{name}")  # dated by nothing: 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)


def on_disk(html: str) -> str:
    """The page with each link to a folder leading to the page in it."""

    def lead(link: re.Match[str]) -> str:
        path = link["path"]
        folder = path.endswith("/") or path.rpartition("/")[2] in (".", "..")
        return f"{link['before']}{path.rstrip('/')}/index.html{link['after']}" if folder else link[0]

    return _LEADS.sub(lead, html)


def main() -> int:
    """Write offline.zip from the site that was built last; 1 where there is none."""
    if not (SITE / "index.html").is_file():
        print("There is no site yet. Build it first: make site", file=sys.stderr)
        return 1
    offline(SITE, ROOT / ZIP)
    return 0


if __name__ == "__main__":
    sys.exit(main())
