"""Release each version of a printed list that is new: write its record.

Run as `python -m macros.release YYYY-MM-DD`.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.content import Content, load
from macros.pdf import pdfs
from macros.released import KINDS, RECORDS, Release
from macros.source import ContentError

ROOT = Path(__file__).parent.parent


def new(content: Content, day: date) -> Iterator[tuple[str, str, Release]]:
    """Each version that has no record yet: its kind, its name and what to write."""
    for kind in KINDS:
        for name, thing in content.printed(kind).items():
            if thing.version > len(content.releases.get((kind, name), ())):
                yield kind, name, Release(thing.version, day, thing.change, tuple(thing.rows()))


def release(day: date, root: Path = ROOT) -> list[str]:
    """Write the record of each version that is new; the files that were written.

    Raises:
        ContentError: with every problem of the content, if there is any.
        ValueError: with a sentence, if something was released on a later day.
    """
    content = load(root / "docs")
    pdfs(content)  # what does not fit on its sheet is not released
    last = max((one.day for past in content.releases.values() for one in past), default=day)
    if day < last:
        raise ValueError(f"{day} is before {last}, when something was released already. Give that day or a later one.")
    written = []
    for kind, name, one in new(content, day):
        path = root / RECORDS / kind / name / f"{one.version}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(str(one))
        written.append(path.relative_to(root).as_posix())
    return written


def _day(words: list[str]) -> date:
    if len(words) != 1 or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words[0]):
        raise ValueError("Give the day of the release: make release DATE=2027-03-31")
    return date.fromisoformat(words[0])


def main(words: list[str]) -> int:
    """Release, and say what was written or what is wrong."""
    try:
        written = release(_day(words))
    except (ContentError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(written) or "Nothing is new since the last release.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
