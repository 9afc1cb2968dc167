"""Release an edition: report changes and blockers, or write its record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.checks.links import addresses
from macros.content import Content
from macros.editions.stale import stale
from macros.editions.take import take_snapshot
from macros.models.dates import as_of
from macros.paths import ROOT
from macros.reading.problem import Problem
from macros.records.advice import ADVICE_KINDS, Advice, advice, told
from macros.records.releases import PRINTED_KINDS, Printed
from macros.records.sheets import difference
from macros.records.snapshot import Snapshot, ever_published, write_snapshot
from macros.site import load_site
from macros.watch.overdue import overdue

CHANGES = "about/changes.yml"


def last_edition(content: Content) -> Snapshot | None:
    """The latest edition, if there is one."""
    return content.editions[-1] if content.editions else None


def last_advice(content: Content) -> Advice:
    """The advice of the latest edition, or nothing."""
    last = last_edition(content)
    return advice(last.things) if last else {}


def new_versions(content: Content) -> Iterator[tuple[str, Printed]]:
    """Yield the name of each printed list whose version is in no edition yet, and the list."""
    for folder in PRINTED_KINDS:
        for name, thing in content.printed(folder).items():
            if content.is_draft(folder, name, thing.version):
                yield name, thing


def release(day: date, root: Path = ROOT) -> list[str]:
    """Write the record of an edition, unless the latest says the same; the files written.

    Raises:
        ContentError: with every problem of the content, if there is any.
        ValueError: with a sentence, if there is an edition of that day or a later one.
    """
    site = load_site(root / "docs", has_policy=False)  # what does not fit on its sheet is not released
    last = last_edition(site.content)
    if last and day < last.day:
        raise ValueError(f"{day} is before {last.day}, the day of the latest edition. Give a later day.")
    snapshot = take_snapshot(site, day)
    if last and snapshot.says_the_same(last):
        return []
    if last and day == last.day:
        raise ValueError(f"{day} has an edition already, and a record never changes. Give a later day.")
    return list(write_snapshot(root, snapshot))


def unlisted(content: Content) -> list[str]:
    """Every address of the site that was in no edition yet, sorted."""
    return sorted(set(addresses(content.sources)) - ever_published(content.editions).keys())


def things_to_do(content: Content, day: date) -> Iterator[Problem]:
    """Yield a problem for each thing that blocks the release of an edition on a day."""
    sources, partnership = content.sources, content.sources.partnership
    last = content.editions[-1].day if content.editions else None
    yield from (problem for problem in overdue(sources, day) if "was never checked" not in problem.sentence)
    if content.editions:
        yield from stale(content, content.editions[-1])
    changes = difference(last_advice(content), advice(content.things))
    reworded = [
        name for kind in PRINTED_KINDS for name, one in content.printed(kind).items() if one.change == "wording"
    ]
    wording = tuple(f"{kind} {name}/" for kind in ADVICE_KINDS for name in reworded)
    advised = [key for key, _, _ in changes if not key.startswith(wording)]
    since = [change for change in content.changes.values() if change.date <= day and (not last or change.date > last)]
    if advised and not since:
        after = f"after {last} and " if last else ""
        sentence = f"does not say what readers now do differently. Add a change with a date {after}not after {day}."
        if last == day:
            sentence = f"can hold no change between the release of {last} and this one. Give a later day."
        yield sources.problem(CHANGES, 1, sentence)
    for key, contact in content.partnership.contacts.items():
        if contact.is_draft and contact.shown != "nowhere":
            sentence = (
                f'"{key}": ring {contact.number} ({contact.name}), and write the day: "confirmed: {day}". '
                "Until then, it is printed as a draft."
            )
            yield sources.problem(partnership.name, partnership.line(("contacts", key, "confirmed")), sentence)
    edition = content.partnership.edition
    if edition.date != day:
        sentence = f'"date" is {edition.date}, and not the day of the release. Write "date: {day}".'
        yield sources.problem(partnership.name, partnership.line(("edition", "date")), sentence)
    if not edition.approved or edition.approved > day or (last and edition.approved <= last):
        given = "no"
        if edition.approved:
            of = "after the day of this release" if edition.approved > day else f"for what was released on {last}"
            given = f"{edition.approved}, {of}"
        sentence = (
            f'"approved" is {given}. When the partnership has approved the edition, write the day: "approved: {day}".'
        )
        yield sources.problem(partnership.name, partnership.line(("edition", "approved")), sentence)


def report(content: Content, day: date) -> Iterator[str]:
    """What changed since the last release, to be read by whoever approves the edition."""
    last, old, now = last_edition(content), last_advice(content), advice(content.things)
    if day > as_of():
        yield f"The day of this release, {day}, is still to come."
    if last:
        yield f"The advice that changed since {last.day}:"
        yield from told(difference(old, now)) if old != now else ["  none"]
    else:
        yield f"This is the first release. Its advice is {len(now)} lines."
    sheets = [f"{name} {one.version}" for name, one in new_versions(content)]
    yield f"New versions of sheets: {', '.join(sheets) or 'none'}."
    if wording := [f"{name} {one.version}" for name, one in new_versions(content) if one.change == "wording"]:
        yield f"Corrections of words: who holds an older sheet is told to go on using it: {', '.join(wording)}."
    yield f"Addresses that are promised from now on: {len(unlisted(content))}."
    never = [problem for problem in overdue(content.sources, day) if "was never checked" in problem.sentence]
    yield f"Points of law that were never checked against their source, and say so: {len(never)}."
