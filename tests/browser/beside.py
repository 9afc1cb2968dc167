"""The same words in the front ends of the NHS and of GOV.UK, beside ours: a part of `make look`.

Their style sheets come from npm and are used for these pictures alone. Nothing of theirs is published.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from lxml import html
from PIL import Image
from playwright.sync_api import Browser

from macros.paths import ROOT
from tests.support.stepper import press

PACKAGES = ROOT / "node_modules"
FRONTS = {
    "nhsuk": PACKAGES / "nhsuk-frontend" / "dist" / "nhsuk",
    "govuk": PACKAGES / "govuk-frontend" / "dist" / "govuk",
}
"""The folder of each front end; its style sheet and its script are named after it."""
START = """async ([name, script]) => {
  document.body.classList.add('js-enabled', `${name}-frontend-supported`);
  const module = await import(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  module.initAll();
}"""
PAGES = {"home": "", "ending": "decide/share/", "consent": "guidance/consent/"}
SIZES = {360: 740, 1280: 800}
GAP = 24


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _first(element: html.HtmlElement, place: str) -> str:
    return _said(found[0]) if (found := element.xpath(place)) else ""


def _rows(part: html.HtmlElement) -> list[dict[str, str]]:
    rows = part.xpath(".//li[starts-with(@class, 'ring')]")
    kinds = ("name", "when", "number")
    return [{kind: _first(row, f"./p[contains(@class, '__{kind}')]") for kind in kinds} for row in rows]


def _parts(root: html.HtmlElement) -> Iterator[tuple[str, Any]]:
    for part in root:
        kind = part.get("class") or ""
        if part.xpath(".//li[starts-with(@class, 'ring')]"):
            yield "contacts", {"title": _first(part, "./p[contains(@class, '__title')]"), "rows": _rows(part)}
        elif "sides" in kind:
            yield "sides", [[_said(line) for line in side.xpath("./li")] for side in part.xpath("./ul")]
        elif part.xpath("./li[p/span[@class = 'icon']]"):
            yield "cards", [(_first(card, "./p[1]"), _first(card, "./p[2]")) for card in part]
        elif part.tag in ("h2", "h4"):
            yield "heading", _said(part)
        elif part.tag in ("ul", "ol"):
            yield "list", [_said(line) for line in part]
        elif part.tag == "p" and not kind.startswith(("lede", "draft", "overdue")):
            yield "words", _said(part)
        elif "home__parts" in kind:
            yield from _parts(part)


def words(site: Path, name: str) -> dict[str, Any]:
    """What a page of ours says, in parts that know nothing of its look."""
    main = html.parse(str(site / PAGES[name] / "index.html")).xpath("//main")[0]
    if name == "ending":
        (ending,) = main.xpath(".//section[@id = 'refer']/div[contains(@class, 'flowchart__ending')]")
        lede = _first(ending, ".//p[@class = 'flowchart__when']")
        return {"title": _first(ending, ".//h3"), "lede": lede, "parts": list(_parts(ending))}
    lede = _first(main, "./p[@class = 'lede']")
    return {"title": _first(main, "./h1"), "lede": lede, "parts": list(_parts(main))}


def shots(browser: Browser, address: str, site: Path, into: Path) -> Iterator[Path]:
    """A picture of each of the pages in each front end and in ours, and then all three beside each other."""
    into.mkdir(parents=True, exist_ok=True)
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent / "anchors"), autoescape=True)
    for scheme in ("light", "dark"):
        for width, height in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            context.route("https://**", lambda route: route.abort())  # their fonts
            page = context.new_page()
            for name, place in PAGES.items():
                taken = []
                for front, folder in FRONTS.items():
                    page.goto("about:blank")  # our policy would go on for what is written into our page
                    page.set_content(templates.get_template(f"{front}.html").render(words(site, name)))
                    page.add_style_tag(path=folder / f"{front}-frontend.min.css")
                    script = (folder / f"{front}-frontend.min.js").read_text(encoding="utf-8")
                    page.evaluate(START, [front, script])
                    taken.append(into / f"{name}-{width}-{scheme}-{front}.png")
                    page.screenshot(path=taken[-1])
                page.goto(address + place)
                if name == "ending":
                    press(page, 3, 1, 1)
                taken.append(into / f"{name}-{width}-{scheme}-ours.png")
                page.screenshot(path=taken[-1])
                yield from taken
                yield _beside(taken, into / f"{name}-{width}-{scheme}.png")
            context.close()


def _beside(pictures: list[Path], path: Path) -> Path:
    opened = [Image.open(picture) for picture in pictures]
    width = sum(picture.width + GAP for picture in opened) - GAP
    joined = Image.new("RGB", (width, max(picture.height for picture in opened)), "grey")
    left = 0
    for picture in opened:
        joined.paste(picture, (left, 0))
        left += picture.width + GAP
    joined.save(path)
    return path
