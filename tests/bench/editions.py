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
from macros.records.snapshot import SNAPSHOTS, read_snapshots, write_snapshot
from tests.bench.scale import built
from tests.conftest import copy_of_the_project

DAY = date(2026, 12, 1)
TEN_YEARS = 40
"""Editions in ten years."""
QUARTER = timedelta(days=91)


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
            list(write_snapshot(project, replace(snapshot, day=DAY + number * QUARTER)))
        _, with_forty, _ = built(project)
        print(
            f"Seconds of the processor for a build: {without:.1f} without editions, {with_one:.1f} with one, ", end=""
        )
        print(f"{with_forty:.1f} with {TEN_YEARS}.")


if __name__ == "__main__":
    main()
