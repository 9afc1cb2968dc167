"""What is dropped of the theme's style sheet, and what each kind of page may weigh."""

from pathlib import Path

import brotli
import pytest
from lxml import html

from macros.publish.theme_css import THEME, pruned

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
    assert pruned(rule, "", [PAGE]) == rule


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
    assert pruned(rule, "", [PAGE]) == left


def test_the_components_may_ask_for_a_value() -> None:
    """Their sheet is another file."""
    assert pruned(":root{--a:red}", "p{color:var(--a)}", [PAGE]) == ":root{--a:red}"


def whole_theme() -> str:
    """The theme's style sheet as it is installed."""
    import material  # noqa: PLC0415 - the theme as it is installed

    sheets = Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.css")
    return next(iter(sheets)).read_text(encoding="utf-8")


BUDGETS = {
    # kind of page: everything, HTML with all style sheets, script, as bytes of brotli
    # lists of everything, which grow with the site
    "guidance/a-to-z/": (40_000, 35_000, 10_000),
    "guidance/glossary/": (32_000, 24_000, 10_000),
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
    (tmp_path / THEME).write_text(whole_theme(), encoding="utf-8")
    assert len(heavy(tmp_path)) == 1
