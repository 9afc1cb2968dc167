"""Search measured: what it finds, what it weighs, and how soon it answers, beside other engines on the same content."""

import gzip
import json
import statistics
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import mkdocs
from playwright.sync_api import Browser, Page, sync_playwright

from macros.pages.search_index import packed
from tests.bench.stock import built, stock
from tests.support import engines
from tests.support.project import build, copy_of_the_project, real
from tests.support.search import QUERY_SETS, index_of, is_among, queries

SIZES = (60, 600)
"""Sections of the index that are measured."""
SLOWER = 4
"""How much slower the processor is made, as on a cheap phone."""
WORDS = ["consent", "police want address", "consnt", "mum says no", "solicitor letter", "confidentalty"]

OURS = """words => new Promise(done => {
  const box = document.querySelector('#search');
  const start = performance.now();
  box.value = words;
  box.dispatchEvent(new Event('input'));
  document.querySelector('[role=option], .search__none:not([hidden])').getBoundingClientRect();
  done(performance.now() - start);
})"""
"""Milliseconds from an input event to results that are laid out, or to the word that there are none."""

THEIRS = """words => new Promise(done => {
  const box = document.querySelector('[data-md-component=search-query]');
  const list = document.querySelector('.md-search-result__list');
  box.value = '';
  box.dispatchEvent(new KeyboardEvent('keyup'));
  setTimeout(() => {
    const start = performance.now();
    const tell = () => { watch.disconnect(); done(list.children.length ? performance.now() - start : -1); };
    const watch = new MutationObserver(() => { if (list.children.length) tell(); });
    watch.observe(list, {childList: true, subtree: true});
    setTimeout(tell, 3000);
    box.value = words;
    box.dispatchEvent(new KeyboardEvent('keyup'));
  }, 300);
})"""
"""The same in Material, which answers from a worker; -1 where nothing came within three seconds."""

LUNR = """data => {
  const index = lunr(function () {
    this.ref('n');
    this.field('title', {boost: 10});
    this.field('keywords', {boost: 8});
    this.field('text');
    data.docs.forEach((one, n) => this.add({n, ...one}));
  });
  window.ask = words => {
    const list = words.toLowerCase().match(/[a-z0-9]+/g) || [];
    const far = word => word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    return index.query(query => list.forEach((word, n) => {
      query.term(lunr.tokenizer(word), {boost: 10});
      if (n === list.length - 1) {
        query.term(lunr.tokenizer(word), {boost: 5, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false});
      }
      if (far(word)) query.term(lunr.tokenizer(word), {editDistance: far(word), usePipeline: false});
    })).map(found => data.docs[+found.ref].address);
  };
}"""
"""The engine that MkDocs brings, over the same parts: whole words count most, then beginnings, then spelling."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _serve(folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def _weight(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in paths)


def _first(sections: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """That many sections: the first of them, or all of them and then again under other addresses."""
    return [
        {**(one := sections[n % len(sections)]), "location": f"{one['location']}{'-' * (n // len(sections))}"}
        for n in range(count)
    ]


def _cut(data: dict[str, Any], count: int) -> dict[str, Any]:
    """Our index with that many sections, page by page, guidance first: there all that is typed here is found."""
    order = sorted(range(len(data["pages"])), key=lambda n: not data["pages"][n][0].startswith("guidance/"))
    pages: list[Any] = []
    numbers: dict[int, int] = {}
    left = count
    for number in order:
        page = data["pages"][number]
        parts = page[5][: max(left - 1, 0)]
        if left > 0:
            numbers[number] = len(pages)
            pages.append([*page[:5], parts])
        left -= len(parts) + 1
    leads = [[groups, [numbers[page] for page in led if page in numbers]] for groups, led in data["leads"]]
    return {**data, "pages": pages, "leads": leads}


def _ours(browser: Browser, address: str, index: Path, count: int, slower: int) -> tuple[float, float]:
    """Median and longest milliseconds to a result."""
    whole = index.read_text(encoding="utf-8")
    index.write_text(packed(_cut(index_of(real()), count)), encoding="utf-8")
    page = _slow(browser, slower)
    page.goto(address)
    page.locator("#search").fill("child")
    page.locator("#search").focus()
    page.wait_for_selector("[role=option]")
    times = [page.evaluate(OURS, words[:end]) for words in WORDS for end in range(3, len(words) + 1)]
    index.write_text(whole, encoding="utf-8")
    page.context.close()
    return statistics.median(times), max(times)


def _slow(browser: Browser, slower: int) -> Page:
    page = browser.new_context().new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def _theirs(browser: Browser, address: str, index: Path, count: int, slower: int) -> Iterator[float]:
    """Milliseconds to a result for each of the words, and -1 where there is none."""
    whole = index.read_text(encoding="utf-8")
    data = json.loads(whole)
    data["docs"] = _first(data["docs"], count)
    index.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
    page = _slow(browser, slower)
    page.goto(address)
    page.locator("[data-md-component=search-query]").click(force=True)
    page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent.includes('Type')")
    yield from [page.evaluate(THEIRS, words) for words in WORDS]
    index.write_text(whole, encoding="utf-8")
    page.context.close()


def _score(name: str, ask: Any) -> str:
    """How many of some queries have a recorded page first, a right one of today, one among three, and none at all."""
    first = today = third = none = 0
    for (typed, wanted), (_, newer) in zip(queries(name), queries(name, newer=True), strict=True):
        shown = list(dict.fromkeys(ask(typed)))
        today += any(is_among(page, newer) for page in shown[:1])
        first += any(is_among(page, wanted) for page in shown[:1])
        third += any(is_among(page, wanted) for page in shown[:3])
        none += not shown
    count = len(queries(name))
    return (
        f"first {first / count:.1%} (newer pages counted {today / count:.1%}), among three {third / count:.1%}, "
        f"nothing {none / count:.1%} of {count}"
    )


def _documents(data: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "address": page[0],
            "title": f"{page[2]} {part[1]}",
            "keywords": page[4].replace(",", " "),
            "text": f"{page[3]} {part[2]}",
        }
        for page in data["pages"]
        for part in [["", "", ""], *page[5]]
    ]


def main() -> None:
    """Print all of it."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        project = copy_of_the_project(folder / "ours")
        build(project)
        assets = project / "site" / "assets"
        index = assets / "find.json"
        data = index_of(real())
        sections = sum(1 + len(page[5]) for page in data["pages"])
        print(
            f"search index, {sections} sections: {_weight(index):,} bytes gzip; "
            f"its script {_weight(assets / 'find.js'):,}"
        )
        plain_project = stock(folder / "stock", project / "site", project)
        built(plain_project)
        stock_site = plain_project / "site"
        theirs = stock_site / "search" / "search_index.json"
        scripts = list(stock_site.glob("assets/javascripts/**/*.min.js"))
        worker = [path for path in scripts if path.parent.name == "workers"]
        print(
            f"stock Material, {len(json.loads(theirs.read_text(encoding='utf-8'))['docs'])} sections, on every page: "
            f"index {_weight(theirs):,} bytes gzip, worker {_weight(*worker):,}"
        )
        browser = engines.chromium(playwright)
        own, other = _serve(project / "site"), _serve(stock_site)

        page = browser.new_page()
        page.goto(own)
        page.locator("#search").fill("child")
        page.locator("#search").focus()
        page.wait_for_selector("[role=option]")

        def ask(typed: str) -> list[str]:
            page.locator("#search").fill(typed)
            links: list[str] = page.locator("[role=option]").evaluate_all("all => all.map(one => one.href)")
            return [link.removeprefix(own).split("#")[0] for link in links]

        for some in QUERY_SETS:
            print(f"{some}, ours: {_score(some, ask)}")
        plain = browser.new_page()
        engine = Path(mkdocs.__path__[0]) / "contrib" / "search" / "templates" / "search" / "lunr.js"
        plain.add_script_tag(path=engine)
        plain.evaluate(LUNR, {"docs": _documents(data)})
        print(f"lunr itself: {_weight(engine):,} bytes gzip")
        for some in QUERY_SETS:
            print(f"{some}, lunr on the same parts: {_score(some, lambda typed: plain.evaluate('ask', typed))}")
        for count in SIZES:
            median, longest = _ours(browser, own, index, count, SLOWER)
            print(
                f"ours, {count} sections, {SLOWER} times slower: result after {median:.1f} ms, longest {longest:.1f} ms"
            )
            times = list(_theirs(browser, other, theirs, count, SLOWER))
            found = [time for time in times if time >= 0]
            print(
                f"stock Material, {count} sections, {SLOWER} times slower: result after "
                f"{statistics.median(found):.1f} ms, longest {max(found):.1f} ms; "
                f"nothing for {len(times) - len(found)} of {len(times)}"
            )
        browser.close()


if __name__ == "__main__":
    main()
