"""Assets: the styles and scripts of the components, joined into the few files that pages load."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from macros.models.addresses import asset_file
from macros.paths import COMPONENTS
from macros.publish.minify import minify

APART = {
    "comparison.js": ("comparison/choose.js",),
    "edition.css": ("edition/as-it-stood.css",),
    "find.js": ("search/engine.js", "search/box.js"),
    "not-found.js": ("not-found/offer.js",),
    "practice.css": ("flowchart/flowchart.css", "practice/cases.css"),
    "practice.js": ("practice/cases.js",),
    "route.css": ("edition/as-it-stood.css", "route/found.css"),
    "route.js": ("route-code/route-code.js", "route/find.js"),
}
"""What few readers need, by file: the scripts of search, once its box has had focus; practice, route codes, editions
and the page for an unknown address, on their pages."""
FRAMED = {
    "abbreviation",
    "base",
    "checklist",
    "cited",
    "colours",
    "contact",
    "copy",
    "embed",
    "flowchart",
    "instrument",
    "mark",
    "notice",
    "number",
    "overdue",
    "route-code",
    "sheet",
}
"""The components whose styles and scripts an embed loads."""
ASKING = {"copy", "flowchart", "route-code"}
"""The components whose script a page with a flowchart loads besides, and their style one with an ending alone too."""
UNUSED = ("components/", "assets/images/", "assets/javascripts/", "assets/stylesheets/", "sitemap.xml")
"""What the theme would publish and no page uses, by the beginning of its path."""


def is_unused(path: str) -> bool:
    """Whether a file of the theme is left out."""
    return path.startswith(UNUSED) or path.endswith(".map")


def stylesheets(made: Mapping[str, str]) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of each stylesheet, and what gives its text; `made` are those made of content, by component."""
    yield from _joined("css", made)
    yield from _apart("css")


def scripts() -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of each script, and what gives its text."""
    yield from _joined("js", {})
    yield from _apart("js")


def _apart(ending: str) -> Iterator[tuple[str, Callable[[], str]]]:
    for name, parts in APART.items():
        if name.endswith(ending):
            yield asset_file(name), partial(_minified, [COMPONENTS / part for part in parts], ending)


def _joined(ending: str, made: Mapping[str, str]) -> Iterator[tuple[str, Callable[[], str]]]:
    paths = {path.stem: path for path in sorted(COMPONENTS.glob(f"*/*.{ending}")) if path.stem == path.parent.name}
    parts: dict[str, Path | str] = {**paths, **made}
    files = {"site": parts.keys() - {"embed", "flowchart", "route-code"}, "flowchart": ASKING, "embed": FRAMED}
    for name, components in files.items():
        yield (
            asset_file(f"{name}.{ending}"),
            partial(_minified, [parts[key] for key in parts if key in components], ending),
        )


def _minified(parts: Sequence[Path | str], ending: str) -> str:
    """The texts, and those of the files, joined."""
    texts = (part.read_text(encoding="utf-8") if isinstance(part, Path) else part for part in parts)
    return minify("\n".join(texts), ending)
