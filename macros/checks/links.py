"""Links: the addresses of the site, what has an id on each page, and what is wrong with a link."""

import re
from collections.abc import Iterator

from macros.calls import ON_PAGES, known_calls
from macros.checks.macro_calls import call_faults
from macros.models.addresses import address
from macros.models.base import address_fault
from macros.models.contact import EMAIL
from macros.models.sources import SourceFiles
from macros.reading.problem import did_you_mean

FRAME = (
    "main",
    "section-title",
    "uses-title",
    "contents-title",
    "sources-title",
    "search",
    "search-list",
    "as-it-stood",
)
"""Ids that the frame of a page has. Those that a script gives hold a sign that no id of content does."""

NO_ADDRESS = "404.md"
"""The page that stands at every address where nothing is, and has none."""

UNLISTED_PAGES = (NO_ADDRESS, "editing/", "about/practice.md")
"""Pages that nobody is meant to link to."""


def link_faults(sources: SourceFiles, target: str, *, outside: bool) -> Iterator[str]:
    """A sentence for each thing that is wrong with the target of a link; only prose may lead `outside`."""
    settings = sources.partnership.model
    if settings and settings.has(target):
        yield f'"{target}" leads to this site by its full address. Write the page instead, such as /law/index.md.'
        return
    if outside and target.startswith("mailto:") and EMAIL.fullmatch(target, len("mailto:")):
        return
    if outside and re.match(r"https://\S+$", target):
        if said := address_fault(target):
            yield f'"{target}" {said}'
        return
    are_known = sources.partnership.model and "instruments" not in sources.unsound_kinds
    if target in sources.official_links or (target.startswith("https://") and not are_known):
        return
    path, _, fragment = target.removeprefix("/").partition("#")
    if not target.startswith("/") or not path.endswith(".md"):
        also = " or https://…" if outside else ""
        near = _page_meant(sources, path)
        yield f'"{target}" is no link that we use: write /folder/page.md, /folder/page.md#id{also}.{near}'
    elif path not in sources.pages or path == NO_ADDRESS:
        near = did_you_mean(f"/{path}", [f"/{name}" for name in sources.pages if name != NO_ADDRESS])
        yield f'"{target}" leads to no page.{near}'
    elif fragment and sources.pages[path]:
        brought = anchors(sources, path)
        known = [key for line, key in brought or [] if line]
        if brought is not None and fragment not in known:
            yield f'"{target}" leads to nothing: that page has no id "{fragment}".{did_you_mean(fragment, known)}'


def _page_meant(sources: SourceFiles, path: str) -> str:
    """The page that a link written in another way leads to, as a sentence, or nothing."""
    parts = [part for part in path.removesuffix(".md").split("/") if part not in ("", ".", "..", "index")]
    for name in sorted(name for name in sources.pages if not name.startswith(UNLISTED_PAGES)):
        if parts and name.removesuffix(".md").removesuffix("/index").split("/")[-len(parts) :] == parts:
            return f' Did you mean "/{name}"?'
    return ""


def anchors(sources: SourceFiles, name: str) -> list[tuple[int, str]] | None:
    """Every id on a page with the line that adds it, or 0 if it is no place to link to.

    None if the page, or what a macro shows there, is invalid.
    """
    if name not in sources.anchor_cache:
        sources.anchor_cache[name] = _anchors(sources, name)
    return sources.anchor_cache[name]


def _anchors(sources: SourceFiles, name: str) -> list[tuple[int, str]] | None:
    if (page := sources.pages[name]) is None:
        return None
    kept = [key for _, macro in known_calls(page.calls) for key in macro.reserved]
    ids = [*((0, key) for key in (*FRAME, *kept)), *page.anchors]
    for call in page.calls:
        if any(call_faults(sources, call)):
            return None
        brought = ON_PAGES[call.macro].ids(sources, name, *call.ids)
        if brought is None:
            return None
        ids += [(call.line, key) for key in brought]
    return ids


def addresses(sources: SourceFiles) -> Iterator[str]:
    """Every address that can be cited: of pages, and of what has an id of its own on them; only where all is valid."""
    for name, page in sources.pages.items():
        if page is None or name.startswith(UNLISTED_PAGES):
            continue
        yield (top := "/" + address(name))
        ids = {key for line, key in anchors(sources, name) or [] if line}
        yield from (f"{top}#{key}" for key in ids if not key.endswith("-tick"))
        for call in page.calls:
            permanent = ON_PAGES[call.macro].permanent_ids(sources, *call.ids)
            yield from (f"{top}#{key}" for key in permanent)
