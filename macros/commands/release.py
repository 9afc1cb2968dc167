"""Walk through the release of an edition, and write its records: `python -m macros.commands.release YYYY-MM-DD`."""

import sys
from datetime import date
from functools import partial
from pathlib import Path

from macros.commands import run_command
from macros.editions.release import release, report, things_to_do
from macros.loading import load
from macros.models.dates import read_day
from macros.paths import ROOT
from macros.reading.problem import ContentError
from macros.records.tested import untested


def _day(words: list[str]) -> date:
    if len(words) != 1:
        raise ValueError("Give the day of the release: make release DATE=2027-03-31")
    return read_day(words[0])


def main(words: list[str], root: Path = ROOT) -> int:
    """Print what changed; then release, or print what is missing and return 1."""
    try:
        day = _day(words)
        content = load(root / "docs")
        print("\n".join(report(content, day)))
        if wanted := sorted({*things_to_do(content, day), *untested(root)}):
            count = f"{len(wanted)} thing{'s' * (len(wanted) != 1)}"
            print(
                "\n".join(["", f"{count} to do first. Nothing was released.", "", *map(str, wanted)]), file=sys.stderr
            )
            return 1
        written = release(day, root)
    except (ContentError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        "\n".join(
            ["", "Written. Commit these files, and never change a record:", *written]
            if written
            else ["", "Nothing is new."]
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:]), takes_words=True))
