"""Release an edition: report changes and blockers, or write its records and new addresses.

Run as `python -m macros.commands.release YYYY-MM-DD`.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.checks.links import addresses
from macros.content import Content
from macros.editions.advice import (
    ADVICE_KINDS,
    ADVICE_RECORDS,
    Advice,
    advice,
    advice_text,
    difference,
    read_advice,
    told,
)
from macros.editions.overdue import overdue
from macros.loading import load
from macros.models.dates import as_of
from macros.paper.pdf import pdfs
from macros.paths import ROOT
from macros.reading.problem import Problem
from macros.records import ledger
from macros.records.ledger import LEDGER, Row
from macros.records.releases import PRINTED_KINDS, RECORDS, Release, next_record

CHANGES = "about/changes.yml"
LINES = {"checklists": "item", "decide": "question"}
"""What the advice calls the lines of each kind of list."""


def new(content: Content, day: date) -> Iterator[tuple[str, str, Release]]:
    """Yield the kind, name and record of each version that was not released yet."""
    for kind in PRINTED_KINDS:
        for name, thing in content.printed(kind).items():
            if content.is_draft(kind, name, thing.version):
                yield kind, name, Release(thing.version, day, thing.change, tuple(thing.rows()))


def release(day: date, root: Path = ROOT) -> list[str]:
    """Write the record of each version that is new, that of the advice, and the new addresses; the files written.

    Raises:
        ContentError: with every problem of the content, if there is any.
        ValueError: with a sentence, if something was released on a later day.
    """
    content = load(root / "docs")
    pdfs(content)  # what does not fit on its sheet is not released
    last, old = read_advice(root)
    days = [one.day for past in content.releases.values() for one in past]
    if (latest := max([*days, last or day])) > day:
        raise ValueError(
            f"{day} is before {latest}, when something was released already. Give that day or a later one."
        )
    texts = {root / RECORDS / kind / name / f"{one.version}.txt": str(one) for kind, name, one in new(content, day)}
    if (now := advice(content)) != old:
        texts[next_record(root, ADVICE_RECORDS)] = advice_text(day, now)
    if fresh := unlisted(content):
        texts[next_record(root, ledger.ADDRESS_RECORDS)] = ledger.recorded(day, fresh)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    if fresh:
        rows = [*content.ledger, *(Row(0, address) for address in fresh)]
        (root / LEDGER).write_text(ledger.ledger_text(rows), encoding="utf-8", newline="\n")
    return [*(path.relative_to(root).as_posix() for path in texts), *([LEDGER] if fresh else [])]


def unlisted(content: Content) -> list[str]:
    """Every address of the site that is not in the ledger yet, sorted."""
    return sorted(set(addresses(content.sources)) - {row.address for row in content.ledger})


def things_to_do(content: Content, day: date, last: date | None, old: Advice) -> Iterator[Problem]:
    """Yield a problem for each thing that blocks the release of an edition on a day."""
    sources, partnership = content.sources, content.sources.partnership
    yield from (problem for problem in overdue(sources, day) if "was never checked" not in problem.sentence)
    yield from lost_records(content, day, last, old)
    changes = difference(old, advice(content))
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


def lost_records(content: Content, day: date, last: date | None, old: Advice) -> Iterator[Problem]:
    """Yield a problem for each missing first record of a list that the last release contained."""
    for kind, name, one in new(content, day):
        if one.version == 1 and any(key.startswith(f"{LINES[kind]} {name}/") for key in old):
            sentence = f"is missing: this list was released by {last}. Bring it back: a record never changes."
            yield Problem(f"{RECORDS}/{kind}/{name}/1.txt", 1, sentence)


def report(content: Content, day: date, last: date | None, old: Advice) -> Iterator[str]:
    """What changed since the last release, to be read by whoever approves the edition."""
    now = advice(content)
    if day > as_of():
        yield f"The day of this release, {day}, is still to come."
    if last:
        yield f"The advice that changed since {last}:"
        yield from told(difference(old, now)) if old != now else ["  none"]
    else:
        yield f"This is the first release. Its advice is {len(now)} lines, in {ADVICE_RECORDS}/1.txt."
    sheets = [f"{name} {one.version}" for _, name, one in new(content, day)]
    yield f"New versions of sheets: {', '.join(sheets) or 'none'}."
    if wording := [f"{name} {one.version}" for _, name, one in new(content, day) if one.change == "wording"]:
        yield f"Corrections of words: who holds an older sheet is told to go on using it: {', '.join(wording)}."
    yield f"Addresses that are promised from now on: {len(unlisted(content))}."
    never = [problem for problem in overdue(content.sources, day) if "was never checked" in problem.sentence]
    yield f"Points of law that were never checked against their source, and say so: {len(never)}."
