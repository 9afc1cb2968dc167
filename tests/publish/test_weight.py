"""What each kind of page may weigh: a first visit, with everything it loads, as servers send it."""

from functools import cache
from pathlib import Path

import brotli
import pytest
from lxml import html

BUDGETS = {
    # kind of page: everything, HTML, stylesheets, scripts, as bytes of brotli
    # lists of everything, which grow with the site
    "guidance/a-to-z/": (34_000, 22_000, 8_500, 3_500),
    "guidance/glossary/": (22_000, 12_000, 8_500, 3_500),
    "guidance/scenarios/": (19_000, 8_000, 8_500, 3_500),
    "guidance/": (20_000, 8_000, 8_500, 3_500),
    "about/contacts/": (20_000, 9_000, 8_500, 3_500),
    "law/": (35_000, 24_000, 8_500, 3_500),
    "editing/practice/": (40_000, 20_000, 12_000, 6_500),
    "editing/": (60_000, 45_000, 12_000, 9_000),
    # whole editions, and all that ever changed, with styles of their own
    "at/": (200_000, 190_000, 9_000, 3_500),
    "route/": (24_000, 8_000, 10_500, 6_500),
    "embed/": (40_000, 15_000, 10_500, 5_000),
    "decide/": (33_000, 16_000, 10_500, 9_000),
    # all worked examples, and the questions that they are answered by
    "teams/practice/": (40_000, 20_000, 12_000, 6_500),
    "settings/": (20_000, 9_000, 8_500, 3_500),
    "with/index": (22_000, 9_500, 8_500, 3_500),
    "": (22_000, 8_000, 10_500, 5_000),
}
REQUESTS = 6
EXAMPLES_REQUESTS = 7
"""The most of pages that show editors every component at work."""
PAST = 1_000
"""What may be added to a page by the past of its rules, questions and words, once there is an edition."""


BEST, QUICK = 11, 5
"""Qualities of brotli. What is within its budget when compressed quickly is so at its best."""


@cache  # all pages load the same few files
def compressed(data: bytes, quality: int) -> int:
    """How many bytes a server sends of a file."""
    return len(brotli.compress(data, quality=quality))


def weigh(path: Path, quality: int) -> tuple[int, int, int, int, int]:
    """What a first visit of a page takes: bytes of brotli of all, of HTML, of style, of script, and the requests.

    A picture that waits until it comes near is no part of it: tests/browser/test_flowchart.py holds that it does wait.
    """
    page = html.parse(str(path)).getroot()
    for template in page.xpath("//template"):
        template.drop_tree()
    top = path.parent if path.name == "404.html" else None

    def size(name: str) -> int:
        file = top / name.lstrip("/") if top else path.parent / name
        return compressed(file.read_bytes(), BEST)

    styles, scripts, pictures = (
        [size(name) for name in page.xpath(loads)]
        for loads in (
            "//link[@rel='stylesheet']/@href",
            "//script/@src",
            "//img[not(@loading='lazy') and not(starts-with(@src, 'data:'))]/@src | //link[@rel='icon']/@href",
        )
    )
    own = compressed(path.read_bytes(), quality)
    everything = own + sum(styles) + sum(scripts) + sum(pictures)
    return everything, own, sum(styles), sum(scripts), 1 + len(styles) + len(scripts) + len(pictures)


def over(weight: tuple[int, ...], limits: tuple[int, ...]) -> bool:
    """Whether a weight is over its limits in anything."""
    return any(have > most for have, most in zip(weight, limits, strict=True))


def heavy(site: Path) -> list[str]:
    """Each page that is over its budget, with its figures."""
    found = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        budget = next(budget for start, budget in BUDGETS.items() if name.startswith(start))
        everything, own, *loaded = budget
        past = PAST if (site / "at" / "compare").exists() else 0
        requests = EXAMPLES_REQUESTS if name.startswith("editing/") else REQUESTS
        limits = (everything + past, own + past, *loaded, requests)
        if over(weigh(path, QUICK), limits) and over(weight := weigh(path, BEST), limits):
            found.append(f"{name}: {weight} of {limits}")
    return found


@pytest.mark.slow
def test_no_page_is_heavy(site: Path) -> None:
    """Every page within the budget of its kind, whatever it loads at first."""
    assert heavy(site) == []


@pytest.mark.slow
def test_no_page_of_a_site_with_editions_is_heavy(released: Path) -> None:
    """The pages of editions, of what changed between them, and where codes are opened, among them."""
    assert heavy(released / "site") == []


@pytest.mark.slow
def test_a_heavy_page_is_found(site: Path, tmp_path: Path) -> None:
    """Negative control: a stylesheet that is as heavy as the theme's breaks the budget."""
    for name in ("index.html", "assets/site.css", "assets/site.js", "assets/icon.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((site / name).read_bytes())
    assert heavy(tmp_path) == []
    (tmp_path / "assets" / "site.css").write_text(whole_theme(), encoding="utf-8")
    assert len(heavy(tmp_path)) == 1


def whole_theme() -> str:
    """The theme's stylesheet as it is installed."""
    import material  # noqa: PLC0415 - the theme as it is installed

    sheets = Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.css")
    return next(iter(sheets)).read_text(encoding="utf-8")
