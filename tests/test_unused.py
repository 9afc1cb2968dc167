"""What is dropped of the theme's style sheet, and what each kind of page may weigh."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from lxml import html

from macros.unused import THEME, reduced
from tests.browser.conftest import Watch
from tests.browser.test_accessible import KINDS

PAGE = '<body dir="ltr" data-md-color-scheme="default"><p class="a b" id="c"><input></p>'


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        ".a.b>input:checked~p:hover::before{color:red}",
        "p:not(.gone){color:red}",
        "[dir=ltr] .a{color:red}",
        "[data-md-color-scheme] p{color:red}",
        "p[hidden],input[type=radio]{color:red}",
        "@media print{#c{color:red}}",
        "@page{margin:1cm}",
        ":root{--a:red}p{color:var(--a)}",
        ':root{--a:var(--b);--b:url("data:image/svg+xml;x")}p{color:var(--a)}',
    ],
)
def test_what_a_page_may_need_stays(rule: str) -> None:
    """In any state, on paper, and through a value."""
    assert reduced(rule, "", [PAGE]) == rule


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ("nav{color:red}", ""),
        ("p,.md-nav{color:red}", "p{color:red}"),
        (".a .md-nav{color:red}", ""),
        ("#d{color:red}", ""),
        ("[dir=rtl] p{color:red}", ""),
        ("@media print{nav{color:red}}p{color:red}", "p{color:red}"),
        (':root{--a:var(--b);--b:url("data:image/svg+xml;x")}', ""),
        (":root{--a:red;color:red}", ":root{color:red}"),
    ],
)
def test_what_no_page_needs_goes(rule: str, left: str) -> None:
    """Also values that were asked for only by what went."""
    assert reduced(rule, "", [PAGE]) == left


def test_the_components_may_ask_for_a_value() -> None:
    """Their sheet is another file."""
    assert reduced(":root{--a:red}", "p{color:var(--a)}", [PAGE]) == ":root{--a:red}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "scheme", "media"),
    [
        (360, "dark", "screen"),
        (360, "light", "screen"),
        (1440, "light", "screen"),
        (1440, "dark", "screen"),
        (794, "light", "print"),
    ],
)
def test_nothing_looks_different(width: int, scheme: Any, media: Any, watch: Watch, site: Path, address: str) -> None:
    """Picture by picture, each kind of page is the same with the theme's whole style sheet."""
    whole = _theme()
    assert len(whole) > 5 * len((site / THEME).read_text(encoding="utf-8"))
    watched = watch(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    page = watched.page()
    page.emulate_media(media=media, color_scheme=scheme)
    pictures = []
    for text in (None, whole):
        if text:
            watched.context.route(
                f"**/{THEME}", lambda route, text=text: route.fulfill(body=text, content_type="text/css")
            )
        pictures.append(
            {f"{kind} {state}": picture for kind in KINDS for state, picture in _states(page, address, kind)}
        )
    assert [name for name in pictures[0] if pictures[0][name] != pictures[1][name]] == []
    # Negative control: without the sheet it does look different.
    watched.context.route(f"**/{THEME}", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(address)
    assert page.screenshot(full_page=True) != pictures[0][" at rest"]


def _states(page: Any, address: str, kind: str) -> Iterator[tuple[str, bytes]]:
    page.goto(address + kind)
    yield "at rest", page.screenshot(full_page=True)
    link = page.locator("main a:visible, main label:visible").first
    link.hover()
    yield "under the mouse", page.screenshot()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    link.focus()
    yield "in focus", page.screenshot()
    if (box := page.locator("main input[type=checkbox]:visible").first).count():
        box.check()
        yield "ticked", page.screenshot()


def _theme() -> str:
    import material  # noqa: PLC0415 - the theme as it is installed

    sheets = Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.css")
    return next(iter(sheets)).read_text(encoding="utf-8")


BUDGETS = {
    # kind of page: everything, HTML with all style sheets, script, as bytes of brotli
    # lists of everything, which grow with the site
    "guidance/a-to-z/": (40_000, 35_000, 10_000),
    "guidance/scenarios/": (35_000, 30_000, 10_000),
    "guidance/": (30_000, 20_000, 10_000),
    "settings/": (30_000, 20_000, 10_000),
    "principles/": (30_000, 20_000, 10_000),
    "about/": (30_000, 20_000, 10_000),
    "checklists/": (30_000, 20_000, 10_000),
    "c/": (30_000, 20_000, 10_000),
    "decide/": (40_000, 30_000, 14_000),
    "law/": (45_000, 35_000, 10_000),
    "editing/": (60_000, 50_000, 10_000),
    "": (30_000, 20_000, 10_000),
}
REQUESTS = 6


def weigh(path: Path) -> tuple[int, int, int, int]:
    """What a first visit of a page takes: bytes of brotli of all, of HTML and style, of script, and the requests."""
    page = html.parse(str(path)).getroot()
    for template in page.xpath("//template"):
        template.drop_tree()
    top = path.parent if path.name == "404.html" else None

    def size(name: str) -> int:
        file = top / name.lstrip("/") if top else path.parent / name
        return len(brotli.compress(file.read_bytes(), quality=11))

    styles, scripts, pictures = (
        [size(name) for name in page.xpath(loads)]
        for loads in ("//link[@rel='stylesheet']/@href", "//script/@src", "//img/@src | //link[@rel='icon']/@href")
    )
    inline = sum(len(brotli.compress(text.encode(), quality=11)) for text in page.xpath("//script[not(@src)]/text()"))
    own = len(brotli.compress(path.read_bytes(), quality=11))
    everything = own + sum(styles) + sum(scripts) + sum(pictures)
    return everything, own + sum(styles), sum(scripts) + inline, 1 + len(styles) + len(scripts) + len(pictures)


def heavy(site: Path) -> list[str]:
    """Each page that is over its budget, with its figures."""
    found = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        budget = next(budget for start, budget in BUDGETS.items() if name.startswith(start))
        weight = weigh(path)
        if any(have > most for have, most in zip(weight, (*budget, REQUESTS), strict=True)):
            found.append(f"{name}: {weight} of {(*budget, REQUESTS)}")
    return found


@pytest.mark.slow
def test_no_page_is_heavy(site: Path) -> None:
    """Every page within the budget of its kind, whatever it loads at first."""
    assert heavy(site) == []


@pytest.mark.slow
def test_a_heavy_page_is_found(site: Path, tmp_path: Path) -> None:
    """Negative control: the theme's whole style sheet alone breaks the budget."""
    for name in ("index.html", THEME, "assets/site.css", "assets/site.js", "assets/icon.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((site / name).read_bytes())
    assert heavy(tmp_path) == []
    (tmp_path / THEME).write_text(_theme(), encoding="utf-8")
    assert len(heavy(tmp_path)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_shifts(width: int, watch: Watch, address: str) -> None:
    """Layout shift is at most 0.02 on each kind of page, and an entry that shifts is counted."""
    page = watch(viewport={"width": width, "height": 740}).page()
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver(list => shifts.push(...list.getEntries().map(one => one.value)))
          .observe({type: 'layout-shift', buffered: true});"""
    )
    frames = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    for kind in KINDS:
        page.goto(address + kind)
        page.evaluate(frames)
        assert page.evaluate("shifts.reduce((sum, one) => sum + one, 0)") <= 0.02, kind
    page.evaluate("const bar = document.createElement('div'); bar.style.height = '300px'; document.body.prepend(bar)")
    page.evaluate(frames)
    page.wait_for_function("shifts.length > 0")
