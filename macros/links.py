"""Links: the addresses of the site, what has an id on each page, and what is wrong with a link."""

import re
from collections.abc import Iterator

from macros.calls import call_faults
from macros.flowchart import Draft, shown
from macros.found import Entry, Found
from macros.page import Page
from macros.render import address
from macros.source import did_you_mean

FRAME = ("main", "section-title", "sources-title", "search", "search-list")
"""Ids that the frame of every page has."""


SNIPPETS = ("flowchart", "checklist", "contacts", "principle", "instrument")
"""What can be embedded, in the order of the page that lists the snippets."""

UNCITED = ("404.md", "editing/", "about/practice.md")
"""Pages that nobody is meant to link to."""


def link_faults(found: Found, target: str, *, outside: bool) -> Iterator[str]:
    """A sentence for each thing that is wrong with the target of a link; only prose may lead `outside`."""
    settings = found.entries["partnership"].get("", Entry("")).model
    if settings and target.startswith(settings.address):
        yield f'"{target}" leads to this site by its full address. Write the page instead, such as /law/index.md.'
        return
    if outside and re.match(r"(https://|tel:|mailto:)\S+$", target):
        return
    path, _, fragment = target.removeprefix("/").partition("#")
    if not target.startswith("/") or not path.endswith(".md"):
        also = " or https://…" if outside else ""
        near = _page_meant(found, path)
        yield f'"{target}" is no link that we use: write /folder/page.md, /folder/page.md#id{also}.{near}'
    elif path not in found.pages:
        near = did_you_mean(f"/{path}", [f"/{name}" for name in found.pages])
        yield f'"{target}" leads to no page.{near}'
    elif fragment and (page := found.pages[path]):
        brought = anchors(found, page)
        known = [key for _, key in brought or []]
        if brought is not None and fragment not in known:
            yield f'"{target}" leads to nothing: that page has no id "{fragment}".{did_you_mean(fragment, known)}'


def _page_meant(found: Found, path: str) -> str:
    """The page that a link written in another way leads to, as a sentence, or nothing."""
    parts = [part for part in path.removesuffix(".md").split("/") if part not in ("", ".", "..", "index")]
    for name in sorted(name for name in found.pages if not name.startswith(UNCITED)):
        if parts and name.removesuffix(".md").removesuffix("/index").split("/")[-len(parts) :] == parts:
            return f' Did you mean "/{name}"?'
    return ""


def anchors(found: Found, page: Page) -> list[tuple[int, str]] | None:
    """Every id on a page with the line that brings it; None where a thing on it is not valid."""
    if id(page) not in found.brought:
        found.brought[id(page)] = _anchors(found, page)
    return found.brought[id(page)]


def _anchors(found: Found, page: Page) -> list[tuple[int, str]] | None:
    ids = [*((0, key) for key in FRAME), *page.anchors]
    for call in page.calls:
        if any(call_faults(found, call)) or (found.lost and call.macro in ("instruments", "glossary", "changes")):
            return None
        brought: list[str] = []
        match call.macro:
            case "checklist" | "flowchart":
                entry = found.entries[f"{call.macro}s"].get("".join(call.ids))
                if entry is None or entry.model is None:
                    return None
                brought += [key for _, key in entry.model.ids()]
                if call.macro == "flowchart":
                    own = found.pages.get(f"decide/{call.ids[0]}.md") is page
                    brought += [
                        *shown(entry.model, dict(_drafts(found))),
                        "diagram" if own else f"{call.ids[0]}-diagram",
                    ]
                if call.macro == "checklist":
                    brought += [f"{item}-tick" for section in entry.model.sections.values() for item in section.items]
            case "principle":
                brought += call.ids
                principle = found.pages.get(f"principles/{call.ids[0]}.md")
                brought += [key for _, key in principle.anchors] if principle else []
            case "glossary":
                brought += found.ids("terms")
            case "scenarios":
                brought += found.ids("scenarios") if not call.ids else ()
            case "snippets":
                brought += [f"{kind}-snippets" for kind in SNIPPETS]
            case "changes":
                brought += found.ids("changes")
            case "instruments":
                brought += (listed := _instruments(found, call.ids[0]))
                brought += [key for key, entry in found.valid("rules") if entry.model.instrument in listed]
        ids += [(call.line, key) for key in brought]
    return ids


def _drafts(found: Found) -> Iterator[tuple[str, Draft]]:
    for name, entry in found.valid("flowcharts"):
        yield name, entry.model


def addresses(found: Found) -> Iterator[str]:
    """Every address that can be cited: of pages, and of what has an id of its own on them; only where all is valid."""
    for name, page in found.pages.items():
        if page is None or name.startswith(UNCITED):
            continue
        yield (top := "/" + address(name))
        ids = {key for _, key in anchors(found, page) or []}
        yield from (f"{top}#{key}" for key in ids if key not in FRAME and not key.endswith("-tick"))
        for call in page.calls:
            if call.macro == "flowchart":
                yield from (f"{top}#{key}" for key in _endings(found, call.ids[0]))


def _endings(found: Found, name: str) -> Iterator[str]:
    """The places of the endings of a flowchart in each of its versions, which links to an ending name."""
    draft: Draft = found.entries["flowcharts"][name].model
    borrowed = [key for key, ref in shown(draft, dict(_drafts(found))).items() if ref.partition("/")[2] == key]
    for key in (*draft.outcomes, *borrowed):
        yield from (f"{key}.{version}" for version in range(1, draft.version + 1))


def _instruments(found: Found, which: str) -> list[str]:
    return [key for key, entry in found.valid("instruments") if bool(entry.model.listed) == (which == "listed")]
