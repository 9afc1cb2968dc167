"""The pages of a built site: all of them, and one of each kind."""

from functools import cache
from pathlib import Path

from lxml import html

KINDS = [
    "",
    "404.html",
    "decide/share/",
    "checklists/before-you-share/",
    "checklists/decision-record/",
    "c/emergency/1/",
    "principles/",
    "principles/timely/",
    "law/",
    "guidance/emergency/",
    "guidance/glossary/",
    "about/contacts/",
]
"""One page of each kind."""

SPECIAL = [
    "about/leaving/",
    "guidance/a-to-z/",
    "guidance/scenarios/",
    "examples/bruises/",
    "teams/practice/",
    "partners/embed/",
    "embed/decide/share/",
    "embed/checklists/emergency/",
    "embed/law/uk-gdpr/",
]
"""Pages with markup or scripts that no other kind has."""

SMALL_KINDS = [
    "",
    "404.html",
    "decide/tell/",
    "checklists/before/",
    "checklists/note/",
    "c/before/1/",
    "principles/timely/",
    "law/",
    "guidance/",
    "guidance/in/helping/",
    "guidance/scenarios/",
    "examples/a-quiet-child/",
    "teams/practice/",
    "guidance/glossary/",
    "guidance/a-to-z/",
    "about/changes/",
    "about/shape/",
    "about/leaving/",
    "embed/decide/tell/",
    "embed/checklists/before/",
]
"""One page of each kind of the small site."""


def addresses(site: Path) -> list[str]:
    """Every page of a built site, as it is asked for."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


@cache  # some twenty tests read them all
def all_pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of a built site, parsed, as it is asked for; nobody may change one."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): html.parse(str(path)).getroot()
        for path in sorted(site.rglob("*.html"))
    }


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """The same without those for frames."""
    return {name: page for name, page in all_pages(site).items() if not name.startswith("embed/")}
