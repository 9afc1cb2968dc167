"""The same content built with stock Material and by us: bytes, requests, paint on a slow telephone, and time to build.

Run as `python -m tests.bench.stock`, with other numbers of further pages if wanted: `python -m tests.bench.stock 10`.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import brotli
import yaml
from lxml import html
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import engines
from tests.support.hosts import host
from tests.support.project import build, copy_of_the_project

SIZES = (10, 100, 1000)
RUNS = 5
BUILDS, MANY = 3, 1000
"""How often each is built, in turn, and the number of further pages with which once takes more than a minute."""
PAGES = ("guidance/consent/", "decide/share/", "law/")
SECTION = 20
"""How many further pages stand in one section of the menu."""
TEXT = "\n\n".join(
    f"## Part {part} {{#part-{part}}}\n\n" + "Share what protects the child, with whoever can act on it. " * 12
    for part in range(5)
)
FRONT = (
    "---\ntitle: Page p{n}\ndescription: Page p{n}.\nowner: nobody\n"
    "reviewed: 2026-11-22\nnext_review: 2027-05-22\n---\n"
)
GZIP = "index index.html; gzip on; gzip_types text/css text/javascript application/javascript application/json;\n"
PAINT = """() => new Promise(done => {
  new PerformanceObserver(list => done([
    performance.getEntriesByName('first-contentful-paint')[0].startTime, list.getEntries().at(-1).startTime
  ])).observe({type: 'largest-contentful-paint', buffered: true});
})"""


def _more(count: int) -> list[dict[str, list[str]]]:
    names = [f"guidance/page-{number}.md" for number in range(count)]
    return [{f"More {start}": names[start : start + SECTION]} for start in range(0, count, SECTION)]


def ours(folder: Path, count: int) -> Path:
    """Our project with a number of further pages."""
    folder.mkdir()
    project = copy_of_the_project(folder)
    for number in range(count):
        path = project / "docs" / "guidance" / f"page-{number}.md"
        path.write_text(FRONT.format(n=number) + TEXT, encoding="utf-8")
    lines = yaml.safe_dump({"nav": _more(count)}).partition("\n")[2].replace("- ", "  - ") if count else ""
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  - About:\n", f"{lines}  - About:\n", 1)
    settings.write_text(text, encoding="utf-8")
    return project


def stock(folder: Path, site: Path, project: Path) -> Path:
    """A project of stock Material, its search included, whose pages hold what the main part of each of ours holds."""
    for path in sorted(site.rglob("index.html")):
        name = path.parent.relative_to(site).as_posix()
        source = project / "docs" / f"{name}.md"
        to = folder / "docs" / (f"{name}.md" if source.exists() else f"{name}/index.md")
        to.parent.mkdir(parents=True, exist_ok=True)
        if "/page-" in name:
            to.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
            continue
        main = html.parse(str(path)).xpath("//main")[0]
        inner = "".join(html.tostring(part, encoding="unicode", with_tail=False) for part in main)
        to.write_text(f"<div>{' '.join(inner.split())}</div>\n", encoding="utf-8")
    settings = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    told = {
        "site_name": settings["site_name"],
        "theme": {"name": "material"},
        "nav": settings["nav"],
        "markdown_extensions": ["attr_list", "tables"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return folder


def built(project: Path) -> float:
    """Seconds to build a project as MkDocs does."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def visit(browser: Browser, site: Path, address: str) -> tuple[int, int, int, float, float]:
    """A first visit: bytes of brotli, requests, those to other hosts, first and largest paint in milliseconds."""
    first, largest = [], []
    asked: list[str] = []
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        asked.clear()
        page.on("request", lambda request: asked.append(request.url))
        context.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.abort())
        _slow(page)
        page.goto(address, wait_until="networkidle")
        paint: Any = page.evaluate(PAINT)
        first.append(paint[0])
        largest.append(paint[1])
        context.close()
    own = [url.split("/", 3)[3] for url in asked if url.startswith("http://127.0.0.1")]
    files = [site / name / "index.html" if (site / name).is_dir() else site / name for name in own]
    size = sum(len(brotli.compress(file.read_bytes(), quality=11)) for file in files if file.exists())
    return size, len(asked), sum("127.0.0.1" not in url for url in asked), median(first), median(largest)


def _slow(page: Page) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
    protocol.send("Network.emulateNetworkConditions", slow)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print both, side by side."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = ours(folder / "ours", 0)
        build(own)
        theirs = stock(folder / "stock", own / "site", own)
        built(theirs)
        (theirs / "site" / ".nginx.conf").write_text(GZIP, encoding="utf-8")
        with sync_playwright() as playwright:
            browser = engines.chromium(playwright)
            for label, site in (("stock Material", theirs / "site"), ("ours", own / "site")):
                with host("nginx", site) as top:
                    for page in PAGES:
                        size, requests, others, first, largest = visit(browser, site, top + page)
                        print(
                            f"/{page}, {label}: {size:,} bytes brotli, {requests} requests ({others} to other hosts), "
                            f"first paint {first:.0f} ms, largest {largest:.0f} ms"
                        )
            browser.close()
        for count in sizes:
            own = ours(folder / f"ours-{count}", count)
            build(own)
            other = stock(folder / f"stock-{count}", own / "site", own)
            both = [(built(own), built(other)) for _ in range(BUILDS if count < MANY else 1)]
            mine, plain = (median(times) for times in zip(*both, strict=True))
            print(f"build with {count} further pages: stock {plain:.1f} s, ours {mine:.1f} s ({mine / plain:.2f})")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
