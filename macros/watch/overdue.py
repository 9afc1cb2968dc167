"""Overdue: pages, points of law and contacts whose review or check is due at a stated date.

It is listed and never fails a build, since time alone is no mistake of an editor.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from macros.models.base import Model
from macros.models.contact import CONTACTS_PAGE
from macros.models.instrument import LAW_PAGE
from macros.models.sources import SourceEntry, SourceFiles, valid
from macros.reading.problem import Problem
from macros.reading.yaml import Loc

PARTNERSHIP_FILE = "partnership.yml"
AGAIN = timedelta(days=183)
"""Half a year, after which a point of law or a contact is checked again."""


def overdue(sources: SourceFiles, day: date) -> list[Problem]:
    """Pages past their next review, points of law and contacts past their check, and points never checked."""
    return sorted(_overdue(sources, day))


def by_owner(sources: SourceFiles, problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Problems grouped by who looks after the page: of a file that is no page, the page on which it is shown."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        name = one.path.removeprefix(f"{sources.root}/")
        shown = (name, CONTACTS_PAGE if name == PARTNERSHIP_FILE else LAW_PAGE, "index.md")
        page = next(page for path in shown if (page := sources.pages.get(path)))
        groups[page.meta.owner].append(one)
    return dict(sorted(groups.items()))


def _overdue(sources: SourceFiles, day: date) -> Iterator[Problem]:
    for name, page in sources.written_pages():
        if page.meta.next_review <= day:
            sentence = f"was due for review on {page.meta.next_review}."
            yield sources.problem(name, page.front.line(("next_review",)), sentence)
        if page.meta.reviewed > day:
            sentence = f"says that it was reviewed on {page.meta.reviewed}, which is still to come."
            yield sources.problem(name, page.front.line(("reviewed",)), sentence)
    for key, entry, point in (*valid(sources.instruments), *valid(sources.rules)):
        yield from _unchecked(sources, entry, (), key, point.checked, day)
    partnership = sources.partnership
    for key, contact in partnership.model.contacts.items() if partnership.model else ():
        yield from _unchecked(sources, partnership, ("contacts", key), key, contact.checked, day)
        if contact.confirmed and contact.confirmed > day:
            sentence = f'"{key}" says that it was rung on {contact.confirmed}, which is still to come.'
            yield sources.problem(partnership.name, partnership.line(("contacts", key, "confirmed")), sentence)


def _unchecked(
    sources: SourceFiles, entry: SourceEntry[Model], loc: Loc, key: str, checked: date | None, day: date
) -> Iterator[Problem]:
    if checked is None:
        yield sources.problem(entry.name, entry.line(loc), f'"{key}" was never checked against its source.')
    elif checked > day:
        sentence = f'"{key}" says that it was checked on {checked}, which is still to come.'
        yield sources.problem(entry.name, entry.line((*loc, "checked")), sentence)
    elif checked + AGAIN <= day:
        sentence = f'"{key}" was due to be checked again on {checked + AGAIN}.'
        yield sources.problem(entry.name, entry.line((*loc, "checked")), sentence)
