"""No published name tells what the control is for: only its own words, and the prose of the pages, say it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

pytestmark = pytest.mark.slow

TELLING = re.compile("exit|Exit|EXIT|escape|Escape|ESCAPE")
"""Not in any other mixture: "exIt" stands in "IndexItem"."""
PROSE = {
    ("meta", "content"): "the description of a page is a sentence of it",
    ("a", "aria-label"): "the spoken name of a link begins with its words",
}
"""Attributes that may say it, each as (element, attribute), and why."""
PROSE_IN = {
    ".docx": "a sheet has prose alone",
    ".html": "the text of elements is prose or the words on the control",
    ".json": "values are prose, unless they are an address",
    ".pdf": "a sheet has prose alone",
    ".xml": "the entries of a feed are prose",
}
"""Kinds of files whose text may say it, and why; of all others, every byte is a name."""


def names(path: Path) -> Iterator[str]:
    """What in a published file is a name: elements, attributes, their values, scripts, keys and addresses."""
    if path.suffix in {".html", ".xml"}:
        tree = html.parse(str(path)) if path.suffix == ".html" else etree.parse(str(path))
        yield from names_of_elements(tree.getroot())
    elif path.suffix == ".json":
        yield from names_of_data(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix not in PROSE_IN:
        yield path.read_bytes().decode(errors="replace")


def names_of_elements(root: Any) -> Iterator[str]:
    """Of HTML or XML; comments count as names, since nobody reads them as prose."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield element.text or ""
            continue
        yield element.tag
        if element.tag in {"script", "style"}:
            yield element.text or ""
        for name, value in element.attrib.items():
            yield name
            if (element.tag, name) not in PROSE:
                yield value


def names_of_data(data: Any) -> Iterator[str]:
    """Every key of JSON data, and each string that is an address."""
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from names_of_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from names_of_data(value)
    elif isinstance(data, str) and "/" in data and not re.search(r"\s", data):
        yield data


def test_no_published_name_tells_of_the_exit(site: Path) -> None:
    """No file name, class, property, attribute, id or key says exit or escape, nor does a script, style or header."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    found = [str(path) for path in files if TELLING.search(str(path.relative_to(site)))]
    for path in files:
        for name in names(path):
            found += [
                f"{path.relative_to(site)}: …{name[max(0, m.start() - 40) : m.end() + 20]}…"
                for m in TELLING.finditer(name)
            ]
    assert found == []
    kinds = {path.suffix for path in files}
    assert kinds >= {".css", ".js", ".svg", *PROSE_IN}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<p class="exit">'),
        ("page.html", '<p id="quick-exit">'),
        ("page.html", "<p data-exit>"),
        ("page.html", "<script>const Exit = 1</script>"),
        ("page.html", "<p><!-- the exit --></p>"),
        ("page.html", '<link rel="icon" href="exit.svg">'),
        ("site.css", ":root { --exit-ink: #fff }"),
        ("site.js", "event.key === 'Escape'"),
        ("data.json", '{"pages": [{"exit": 1}]}'),
        ("data.json", '["guidance/exit/"]'),
        ("feed.xml", '<feed><link href="/exit/"/></feed>'),
        ("_headers", "X-Exit: 1"),
    ],
)
def test_names_that_tell_of_the_exit_are_found(name: str, text: str, tmp_path: Path) -> None:
    """Wherever a name can stand."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert [one for one in names(path) if TELLING.search(one)] != []


@pytest.mark.parametrize(
    ("name", "text"),
    [("page.html", "<a>Quick exit</a>"), ("page.html", '<meta content="The quick exit.">'), ("a.json", '["an exit"]')],
)
def test_prose_may_name_the_exit(name: str, text: str, tmp_path: Path) -> None:
    """The control's own words, and sentences about it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert [one for one in names(path) if TELLING.search(one)] == []
