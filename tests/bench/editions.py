"""How editions grow: the bytes of one, and the time that forty of them, ten years, add to a build.

Run as `python -m tests.bench.editions`.
"""

import tempfile
import zlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import brotli

from macros.editions.release import release
from macros.records.snapshot import SNAPSHOTS, Snapshot, read_snapshots, write_snapshot
from tests.bench.scale import built
from tests.support.project import copy_of_the_project

DAY = date(2026, 12, 1)
TEN_YEARS = 40
"""Editions in ten years."""
QUARTER = timedelta(days=91)


def later(last: Snapshot, number: int) -> Snapshot:
    """The edition of the next quarter, in which a quarter of the pages and a tenth of the rules say something new."""
    words = f"What the edition of the quarter {number} says."
    pages = tuple(
        replace(page, words=(*page.words, ("p", "", words))) if place % 4 == number % 4 else page
        for place, page in enumerate(last.pages)
    )
    rules = {
        key: {**rule, "text": words} if place % 10 == number % 10 else rule
        for place, (key, rule) in enumerate(last.things["rules"].items())
    }
    return replace(last, day=last.day + QUARTER, pages=pages, things={**last.things, "rules": rules})


def main() -> None:
    """Print what one edition weighs, and the time of a build with none, one and forty."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_the_project(Path(folder))
        _, without, _ = built(project)
        release(DAY, project)
        record = (project / SNAPSHOTS / f"{DAY}.json").read_bytes()
        print(f"A record has {len(record):,} bytes, and {len(zlib.compress(record)):,} as Git compresses it.")
        _, with_one, _ = built(project)
        page = (project / "site" / "at" / str(DAY) / "index.html").read_bytes()
        print(f"Its page has {len(page):,} bytes, and {len(brotli.compress(page)):,} compressed by brotli.")
        (snapshot,), _ = read_snapshots(project)
        for number in range(1, TEN_YEARS):
            snapshot = later(snapshot, number)
            list(write_snapshot(project, snapshot))
        _, with_forty, _ = built(project)
        print(
            f"Seconds of the processor for a build: {without:.1f} without editions, {with_one:.1f} with one, ", end=""
        )
        print(f"{with_forty:.1f} with {TEN_YEARS}.")


if __name__ == "__main__":
    main()
