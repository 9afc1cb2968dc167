"""Ledger: every address that was ever published, fragments included, and what became of it.

One line an address, sorted: `ADDRESS live`, `ADDRESS moved ADDRESS DATE`, or
`ADDRESS withdrawn DATE ADDRESS-or-none REASON`.

`records/addresses/N.txt` holds those that a release added: its day, then one address a line. Like every record it
never changes afterwards, so that a line which is lost from the ledger is noticed.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from macros.models.dates import read_day
from macros.reading.problem import Problem, Unreadable, did_you_mean
from macros.reading.yaml import read

LEDGER = "ledger.txt"
"""Its name, beside docs/."""

ADDRESS_RECORDS = "records/addresses"
"""Where the records stand, beside docs/."""

_ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)*(?:#[a-z0-9.-]+)?")
_FORM = 'write "ADDRESS live", "ADDRESS moved ADDRESS DATE" or "ADDRESS withdrawn DATE ADDRESS-or-none REASON"'


@dataclass(frozen=True)
class Row:
    """One address. If it is not live, `to` is its successor, if it has one, and `day` when it went."""

    line: int
    address: str
    to: str = ""
    day: date | None = None
    reason: str = ""

    @property
    def live(self) -> bool:
        """Whether the address is in use."""
        return self.day is None

    @property
    def page(self) -> str:
        """The address of its page."""
        return self.address.partition("#")[0]

    @property
    def fragment(self) -> str:
        """The id on its page, or nothing."""
        return self.address.partition("#")[2]


def read_ledger(text: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """Parse a ledger; return its rows, and the line and sentence of each fault."""
    rows: list[Row] = []
    faults: list[tuple[int, str]] = []
    for line, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        row = _row(line, written.split())
        if row is None:
            faults.append((line, f"cannot be read: {_FORM}."))
        elif written != _said(row):
            faults.append((line, f'is not in its form: write "{_said(row)}", with one space between.'))
        elif rows and row.address <= rows[-1].address:
            same = row.address == rows[-1].address
            said = "stands here twice. Keep one line." if same else "is not in its place. Sort the lines."
            faults.append((line, f'"{row.address}" {said}'))
        else:
            rows.append(row)
    return rows, faults


def _row(line: int, words: list[str]) -> Row | None:
    match words:
        case [address, "live"] if _ADDRESS.fullmatch(address):
            return Row(line, address)
        case [address, "moved", to, day] if _ADDRESS.fullmatch(address) and _ADDRESS.fullmatch(to) and _day(day):
            return Row(line, address, to, _day(day))
        case [address, "withdrawn", day, to, *reason] if reason and _ADDRESS.fullmatch(address) and _day(day):
            if to == "none" or _ADDRESS.fullmatch(to):
                return Row(line, address, "" if to == "none" else to, _day(day), " ".join(reason))
    return None


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


def lost_addresses(root: Path, rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield a problem for each address in the records that is missing from the ledger."""
    listed = {row.address: row.line for row in rows}
    for path in sorted((root / ADDRESS_RECORDS).glob("*.txt")):
        try:
            day, *addresses = read(path).split()
        except (Unreadable, ValueError):
            yield Problem(
                f"{ADDRESS_RECORDS}/{path.name}", 1, "cannot be read. A record never changes: bring it back as it was."
            )
            continue
        for address in addresses:
            if address not in listed:
                line = max((line for other, line in listed.items() if other < address), default=0) + 1
                sentence = f'"{address}" was published on {day}, and its line is lost. Bring it back, or {_FORM}.'
                yield Problem(LEDGER, line, sentence)


def broken_addresses(rows: Iterable[Row], current: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the line and sentence of each broken address; `current` are the addresses of the site."""
    by_address = {row.address: row for row in rows}
    for row in by_address.values():
        if row.live:
            said_of_page = row.fragment and row.page not in current and row.page in by_address
            if row.address not in current and not said_of_page:
                near = did_you_mean(row.address, current)
                yield (
                    row.line,
                    f'"{row.address}" was published, and leads to nothing now.{near} Bring it back, or {_FORM}.',
                )
            continue
        if row.address in current:
            yield (
                row.line,
                f'"{row.address}" was the address of something else. Choose another id for what has it now.',
            )
        target = by_address.get(row.to)
        if row.to == row.address or (target and not target.live and target.to == row.address):
            yield row.line, f'"{row.address}" leads round to itself. Name where it stands now.'
        elif target and not target.live:
            yield row.line, f'"{row.address}" leads to "{row.to}", which is gone too. Name where it stands now.'
        elif row.to and row.to not in current:
            yield row.line, f'"{row.to}" is no address of this site.{did_you_mean(row.to, current)}'


def follow(rows: Iterable[Row], current: Collection[str]) -> list[Row]:
    """The rows, with each live fragment of a page that moved or was withdrawn following its page."""
    rows = list(rows)
    gone = {row.address: row for row in rows if not row.live}

    def followed(row: Row) -> Row:
        page = gone.get(row.page)
        if not page or not row.live:
            return row
        place = f"{page.to}#{row.fragment}"
        return replace(page, line=row.line, address=row.address, to=place if place in current else page.to)

    return [followed(row) for row in rows]


def recorded(day: date, addresses: Iterable[str]) -> str:
    """Serialise an address record."""
    return "".join(f"{line}\n" for line in (day, *addresses))


def ledger_text(rows: Iterable[Row]) -> str:
    """Serialise a ledger, sorted by address."""
    return "".join(f"{_said(row)}\n" for row in sorted(rows, key=lambda row: row.address))


def _said(row: Row) -> str:
    if row.live:
        return f"{row.address} live"
    if row.reason:
        return f"{row.address} withdrawn {row.day} {row.to or 'none'} {row.reason}"
    return f"{row.address} moved {row.to} {row.day}"
