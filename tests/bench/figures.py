"""The other figures that DECISIONS.md and CHANGELOG.md give: bytes of what pages load, sheets, codes, lines of code."""

import ast
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import brotli
import material
import pymupdf
from jinja2 import Environment, nodes
from jinja2.meta import find_referenced_templates
from lxml import html

from macros.checks.page_length import MOST_OF_A_PAGE
from macros.loading import load
from macros.models.route_code import BASE, MOST_ROUTES, numbers_needed
from macros.paper.pdf import FLOWCHARTS, LARGE_POINTS, POINTS
from macros.paths import COMPONENTS, ROOT
from tests.support.project import build, copy_of_the_project


def size(data: bytes | str) -> int:
    """Bytes of brotli."""
    return len(brotli.compress(data.encode() if isinstance(data, str) else data))


OURS = {"site", "not_found", "draft", "draft_note", "guard", "format_date", "plain", "address", "addresses"}
"""What `on_env` gives the templates of pages."""


def templates(name: str, known: dict[str, nodes.Template]) -> None:
    """Add a template that MkDocs renders, and those that it includes, to `known`."""
    path = ROOT / "overrides" / name
    if name in known or not path.is_file():  # the theme's own icons
        return
    known[name] = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for other in find_referenced_templates(known[name]):
        templates(other or "", known)


def lines_of_python(template: nodes.Template) -> Iterator[int]:
    """The lines of a template that call Python or read a value of ours."""
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr):
            yield call.lineno
    for name in template.find_all(nodes.Name):
        if name.name in OURS:
            yield name.lineno


def tied_to_mkdocs() -> None:
    """Print the lines of ours that another program in place of MkDocs would have to take, or we to change."""
    text = (ROOT / "macros" / "hooks.py").read_text(encoding="utf-8")
    named = sum(bool(re.search(r"from mkdocs|getLogger\(.mkdocs", line)) for line in text.splitlines())
    events = [
        node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name.startswith("on_")
    ]
    lines = sum((one.end_lineno or 0) - one.lineno + 1 for one in events)
    entry = len((ROOT / "macros" / "__init__.py").read_text(encoding="utf-8").splitlines())
    print(
        f"tied to MkDocs: {named} lines name it; {lines} lines for {len(events)} of its events; {entry} lines for its "
        "plug-in of macros",
        end="; ",
    )
    known: dict[str, nodes.Template] = {}
    for path in (ROOT / "overrides").glob("*.html"):
        templates(path.name, known)
    total = sum(len((ROOT / "overrides" / name).read_text(encoding="utf-8").splitlines()) for name in known)
    python = sum(len(set(lines_of_python(one))) for one in known.values())
    print(f"{total} lines in {len(known)} templates, of which {python} call Python or read a value of ours")


def main() -> None:
    """Print all of them."""
    tied_to_mkdocs()
    content = load(ROOT / "docs")
    theme = next(Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.css")).read_bytes()
    print(f"the theme's style sheet: {len(theme):,} bytes, {size(theme):,} of brotli")
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_the_project(Path(folder))
        build(project)
        site = project / "site"
        files = {path.name: size(path.read_bytes()) for path in (site / "assets").iterdir() if path.is_file()}
        print("assets, brotli: " + ", ".join(f"{name} {most:,}" for name, most in sorted(files.items())))
        for name in content.flowcharts:
            page = (site / "decide" / name / "index.html").read_bytes()
            words = " ".join(html.fromstring(page).find(".//main").text_content().split())
            (short, large) = (pymupdf.open(site / "sheets" / f"{name}{ending}.pdf") for ending in ("", "-large"))
            print(
                f"flowchart {name}: HTML {size(page):,} bytes of brotli, its words alone {size(words):,}; "
                f"{len(short)} sheets, {len(large)} in large print"
            )
        embeds = sorted(size(path.read_bytes()) for path in (site / "embed").rglob("*.html"))
        print(f"{len(embeds)} embeds: median {median(embeds):,.0f} bytes of brotli, heaviest {embeds[-1]:,}")
    lists = [points for attempts in POINTS.values() for points in attempts]
    charts = sorted({points for points, _ in FLOWCHARTS})
    print(
        f"sheets, points: lists and forms {min(lists)} to {max(lists)} points, flowcharts "
        f"{' or '.join(map(str, charts))} points, large print {LARGE_POINTS} points"
    )
    fonts = sum(path.stat().st_size for path in (COMPONENTS / "sheet" / "fonts").glob("*.ttf"))
    print(f"fonts of sheets: {fonts:,} bytes")
    needed = {name: numbers_needed(chart.graph) for name, chart in content.flowcharts.items()}
    most = max(needed, key=lambda name: needed[name])
    print(f"numbers of a route code: {MOST_ROUTES:,} in five signs, {BASE**4:,} in four; {most} needs {needed[most]:,}")
    modules = [path.read_text(encoding="utf-8").splitlines() for path in (ROOT / "macros").rglob("*.py")]
    empty = sum(not line.strip() for lines in modules for line in lines)
    print(f"macros/: {sum(map(len, modules)):,} lines in {len(modules)} modules, {empty:,} of them empty")
    print(f"at most {MOST_OF_A_PAGE} words of its own on a page")


if __name__ == "__main__":
    main()
