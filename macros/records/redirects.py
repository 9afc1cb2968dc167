"""Redirects: `redirects.yml`, which says by hand what became of an address that is no longer used.

    /guidance/old/:
      day: 2027-03-31
      to: /guidance/new/
      reason: It said the same twice.

What has a `reason` was withdrawn, and what has none has moved. Addresses on a page go with their page.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from macros.models.addresses import is_made
from macros.models.base import Day, Line, Model
from macros.reading.problem import Problem, Unreadable, did_you_mean
from macros.reading.validation import validate
from macros.reading.yaml import Source, read

REDIRECTS_FILE = "redirects.yml"
"""Its name, beside docs/."""

_ADDRESS = re.compile(r"/(?:[a-z0-9-]{1,40}/)*(?:#[a-z0-9.-]+)?")
_LIKE = "write it like /guidance/consent/ or /guidance/consent/#refusal."
_WRITE = 'write its address here, and below it "day: YYYY-MM-DD" with "to: /its/new/address/", "reason: …", or both'


def _public(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError(f'"{value}" is no address of this site: {_LIKE}')
    return value


class Redirect(Model):
    """What became of an address, and on which day."""

    day: Day
    to: Annotated[str, AfterValidator(_public)] = ""
    reason: Line = ""


@dataclass(frozen=True)
class Retired:
    """An address that is no longer used: when that was, its successor if it has one, and why if it was withdrawn."""

    address: str
    to: str
    day: date
    reason: str = ""
    line: int = 1

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.address.partition("#")[0]

    @property
    def fragment(self) -> str:
        """The id on its page, or nothing."""
        return self.address.partition("#")[2]


def at_current_addresses(html: str, moved: Mapping[str, str]) -> str:
    """HTML whose links to pages that moved lead to where these are now; `moved` has the new address by the old one."""
    for old, new in moved.items():
        html = html.replace(f'"{old}', f'"{new}')
    return html


def read_redirects(path: Path) -> tuple[list[Retired], list[Problem]]:
    """What the file says of each address, and every problem in it; a site without the file has no redirects."""
    rows: list[Retired] = []
    try:
        if not lexists(path) or not re.search(r"(?m)^\s*[^#\s]", text := read(path)):
            return rows, []
        source = Source(text)
    except Unreadable as fault:
        return rows, fault.problems(path.name)
    faults, source.faults = list(source.faults), []
    for key in source.data:
        line = source.line((key,))
        if not _ADDRESS.fullmatch(key):
            faults.append(
                (
                    line,
                    f'"{key}" is no address of this site: {_LIKE}',
                )
            )
            continue
        if is_made(key.partition("#")[0]):
            faults.append((line, f'"{key}" is made by the site itself, which keeps it. Delete this entry.'))
            continue
        redirect, wrong = validate(TypeAdapter(Redirect), source, (key,))
        faults += wrong
        if redirect and not redirect.to and not redirect.reason:
            faults.append((line, f'"{key}" has neither "to" nor "reason". Say where it stands now, or why it is gone.'))
        elif redirect:
            rows.append(Retired(key, redirect.to, redirect.day, redirect.reason, line))
    return rows, [Problem(path.name, *fault) for fault in faults]


def broken_addresses(
    rows: Collection[Retired], published: Mapping[str, date], current: Collection[str], pages: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for each address that leads nowhere.

    `published` has every address that was ever published, with the day of an edition, `current` those of the site that
    can be cited, and `pages` those of all its pages.
    """
    by_address = {row.address: row for row in rows}
    lost = published.keys() - by_address.keys() - set(current)
    for address in sorted(lost):
        page = address.partition("#")[0]
        if page not in by_address and (page == address or page not in lost):
            near = did_you_mean(address, current)
            sentence = (
                f'"{address}" was published in the edition of {published[address]}, and leads to nothing now.{near}'
            )
            yield Problem(REDIRECTS_FILE, 1, f"{sentence} Bring it back, or {_WRITE}.")
    for row in rows:
        target = by_address.get(row.to)
        sentences = {
            f'"{row.address}" is used. Choose another id for what has it now, or delete this entry.': row.address
            in current
            or row.address in pages,
            f'"{row.address}" leads round to itself. Name where it stands now.': row.to == row.address
            or (target and target.to == row.address),
            f'"{row.address}" leads to "{row.to}", which is gone too. Name where it stands now.': target,
            f'"{row.to}" is no address of this site.{did_you_mean(row.to, current)}': row.to and row.to not in current,
        }
        yield from (
            Problem(REDIRECTS_FILE, row.line, one) for one in [one for one, wrong in sentences.items() if wrong][:1]
        )


def retired_addresses(
    rows: Iterable[Retired], published: Iterable[str], current: Collection[str]
) -> tuple[Retired, ...]:
    """All that is no longer used, sorted; what stood on a page goes with it, to the same place on its successor."""
    by_address = {row.address: row for row in rows}
    for address in published:
        page, _, fragment = address.partition("#")
        if fragment and address not in current and page in by_address:
            row = by_address[page]
            place = f"{row.to}#{fragment}"
            to = place if place in current else row.to
            by_address.setdefault(address, replace(row, address=address, to=to))
    return tuple(sorted(by_address.values(), key=lambda row: row.address))
