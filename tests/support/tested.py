"""Print the hash of the files that are about to be tested; given it back after a pass, record that they passed.

Run as `python -m tests.support.tested [HASH]`.
"""

import sys
from pathlib import Path

from macros.models.dates import as_of
from macros.paths import ROOT
from macros.records.tested import TESTED, files_hash, record


def main(words: list[str], root: Path = ROOT) -> int:
    """Print the hash, or compare it and write the record."""
    now = files_hash(root)
    if not words:
        print(now)
    elif words != [now]:
        print(
            "Files changed while they were tested, so nothing was recorded. Run make test-all again.", file=sys.stderr
        )
        return 1
    else:
        record(root, now, as_of())
        print(f"All tests passed; {TESTED} says so of these files.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
