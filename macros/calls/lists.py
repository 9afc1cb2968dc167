"""{{ a_to_z() }}, {{ glossary() }}, {{ rules("who") }} and others, each of which lists all of a kind."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from string import ascii_lowercase

from macros.calls.macro import Home, Macro, PageRenderer, Part, one_of
from macros.content import Content
from macros.models.change import CHANGES_PAGE
from macros.models.inline_text import plain
from macros.models.sources import SourceFiles

EMBEDDED = ("flowchart", "checklist", "contacts", "principle", "instrument")
"""The kinds of thing that can be embedded, in the order of the page."""
LATEST = 3
"""How many changes the first page shows."""


def _keys(entries: Callable[[SourceFiles], Collection[str]]) -> Callable[[SourceFiles, str], list[str] | None]:
    return lambda sources, _page: None if sources.unreadable_kinds else list(entries(sources))


def _terms(content: Content) -> Iterator[Part]:
    for key, term in content.terms.items():
        title = f"{term.term}: {term.stands_for}" if term.stands_for else term.term
        yield Part(key, title, plain(term.text), "", "term")


def _rules(page: PageRenderer, view: str) -> str:
    groups = page.content.rules_by_who() if view == "who" else page.content.rules_by_year()
    return page.block("rules", groups=groups)


MACROS = (
    Macro(
        name="a_to_z",
        reserved=tuple(f"letter-{letter}" for letter in f"0{ascii_lowercase}"),
        render=lambda page: page.block("a-to-z"),
    ),
    Macro(
        name="changes",
        ids=_keys(lambda sources: sources.changes),
        homes=lambda sources: [Home(one.name, CHANGES_PAGE) for one in list(sources.changes.values())[:1]],
        render=lambda page: page.block("change", changes=page.content.changes),
    ),
    Macro(
        name="latest_changes",
        render=lambda page: page.block("change", latest=dict(islice(page.content.changes.items(), LATEST))),
    ),
    Macro(name="data", render=lambda page: page.block("data")),
    Macro(name="feeds", render=lambda page: page.block("feed")),
    Macro(
        name="glossary",
        ids=_keys(lambda sources: sources.terms),
        parts=_terms,
        render=lambda page: page.block("term", terms=page.content.terms),
    ),
    Macro(name="group", heads_group=True, render=lambda page: page.block("group", entries=page.group)),
    Macro(name="rules", least=1, most=1, check=one_of("who", "year"), render=_rules),
    Macro(
        name="state",
        ids=lambda _sources, _page: ["sources", "changes", "reviews", "site"],
        render=lambda page: page.block("state"),
    ),
    Macro(
        name="snippets",
        ids=lambda _sources, _page: [f"{kind}-snippets" for kind in EMBEDDED],
        render=lambda page: page.block("snippet"),
    ),
)
