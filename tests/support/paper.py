"""Paper: what three browsers print, and what stands on it, measured."""

import os
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image
from playwright.sync_api import Browser, Page

MM = 72 / 25.4
PRINTER = Path(__file__).parent / "webkit_print.py"


@dataclass(frozen=True)
class Paper:
    """A size of paper in millimetres."""

    name: str
    width: float
    height: float


A4 = Paper("A4", 210, 297)
LETTER = Paper("Letter", 215.9, 279.4)


def print_chromium(browser: Browser, paper: Paper, addresses: Iterable[str]) -> Iterator[pymupdf.Document]:
    """Each address as Chromium prints it, without backgrounds."""
    page = browser.new_page()
    for address in addresses:
        page.goto(address)
        yield pymupdf.open(stream=page.pdf(width=f"{paper.width}mm", height=f"{paper.height}mm"))
    page.close()


def print_firefox(browser: Browser, paper: Paper, addresses: Iterable[str]) -> Iterator[pymupdf.Document]:
    """Each address as Firefox prints it, without backgrounds."""
    page = browser.new_page()
    for address in addresses:
        page.goto(address)
        # Playwright hands inches on, and this protocol takes them for centimetres.
        size = {"width": f"{paper.width / 10}in", "height": f"{paper.height / 10}in"}
        yield pymupdf.open(stream=page.pdf(**size))  # type: ignore[arg-type]
    page.close()


def print_webkit(screen: str, folder: Path, paper: Paper, addresses: Iterable[str]) -> Iterator[pymupdf.Document]:
    """Each address as WebKitGTK prints it, without backgrounds, with margins as the style of the page asks."""
    files = {address: folder / f"{number}.pdf" for number, address in enumerate(addresses)}
    jobs = [str(part) for job in files.items() for part in job]
    command = ["/usr/bin/python3", str(PRINTER), str(paper.width), str(paper.height), "13", *jobs]
    environment = {**os.environ, "DISPLAY": screen, "NO_AT_BRIDGE": "1"}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    for file in files.values():
        yield pymupdf.open(file)


PUSH = """one => {
  for (const one of document.querySelectorAll('.footer, .edition__banner')) one.remove(); // on each sheet
  const [line, filler] = ['div', 'div'].map(name => document.createElement(name));
  line.style.blockSize = '1px'; // else the edges of what holds both would go to the new sheet too
  filler.style = `break-before: page; block-size: calc(271mm - ${one.getBoundingClientRect().height + 12}px)`;
  (one.localName === 'summary' ? one.parentElement : one).before(line, filler);
  const isSeen = node => node.data.trim() && node.parentElement.checkVisibility();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, node => isSeen(node) ? 1 : 3);
  walk.currentNode = one;
  let next = walk.nextNode(), last = next;
  for (; one.contains(next); next = walk.nextNode()) last = next;
  last.data += ' Here ends it.';
  next.data = `Here it goes on. ${next.data}`;
}"""
"""Move an element down to the foot of a sheet of A4, where there is room for itself and for no line more."""


def stands_alone(page: Page, heading: str) -> bool:
    """Whether a heading that comes to the foot of a sheet in Chromium parts from what follows it."""
    page.set_viewport_size({"width": round((A4.width - 26) / 25.4 * 96), "height": 900})
    page.emulate_media(media="print")
    page.locator(heading).first.evaluate(PUSH)
    with pymupdf.open(stream=page.pdf(format="A4")) as document:
        sheets = [text(sheet) for sheet in document]
    ends, goes_on = (
        [number for number, words in enumerate(sheets) if squeezed(mark) in words]
        for mark in ("Here ends it.", "Here it goes on.")
    )
    assert len(ends) == len(goes_on) == 1, heading
    return ends != goes_on


def text(page: pymupdf.Page) -> str:
    """All words of a page without the spaces between them, which each printer puts elsewhere."""
    return squeezed(page.get_text())


def squeezed(words: str) -> str:
    """Words without spaces, and with the letters that some printers join taken apart."""
    return re.sub(r"\s|\xad", "", unicodedata.normalize("NFKC", words))


def spans(page: pymupdf.Page) -> Iterator[dict[str, Any]]:
    """Each run of text in one size and colour."""
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            yield from (span for span in line["spans"] if span["text"].strip())


def squares(page: pymupdf.Page) -> list[pymupdf.Rect]:
    """The drawn squares of 4 to 9 mm. Some printers draw each side for itself: what touches belongs together."""
    found: list[pymupdf.Rect] = []
    for drawing in page.get_drawings():
        pen = (drawing.get("width") or 0) / 2
        part = drawing["rect"] + (-pen, -pen, pen, pen)
        if not 4 * MM < max(part.width, part.height) < 9 * MM:
            continue
        for one in [one for one in found if _touch(one, part)]:
            found.remove(one)
            part |= one
        found.append(part)
    return [one for one in found if abs(one.width - one.height) < 0.3 * MM]


def _touch(one: pymupdf.Rect, other: pymupdf.Rect) -> bool:
    across = max(one.x0, other.x0) < min(one.x1, other.x1) + 1
    return bool(across and max(one.y0, other.y0) < min(one.y1, other.y1) + 1)


def inked(page: pymupdf.Page) -> pymupdf.Rect:
    """The smallest box that holds everything on a page that is not white."""
    picture = page.get_pixmap(dpi=100, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (picture.width, picture.height), picture.samples)
    box = image.point([255 * (shade < 200) for shade in range(256)]).getbbox()
    assert box, "an empty page"
    return pymupdf.Rect(box) * (72 / 100)


def is_grey(page: pymupdf.Page) -> bool:
    """Whether a page has no colour at all."""
    samples: bytes = page.get_pixmap(dpi=50).samples
    return samples[0::3] == samples[1::3] == samples[2::3]
