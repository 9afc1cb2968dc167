"""List what is overdue, by who looks after it: `python -m macros.commands.overdue`.

It never fails for what it lists, since time alone is no mistake of an editor.
"""

import sys

from macros.commands import run_command
from macros.loading import load
from macros.models.dates import as_of
from macros.paths import DOCS
from macros.reading.problem import ContentError
from macros.watch.changes import undecided
from macros.watch.overdue import by_owner, overdue


def main() -> int:
    """Print what is overdue, and how much."""
    try:
        content, day = load(DOCS), as_of()
    except (ContentError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    listed = [*overdue(content.sources, day), *undecided(content)]
    for owner, problems in by_owner(content.sources, listed).items():
        print(f"{owner}: {len(problems)}", *problems, "", sep="\n")
    print(f"{len(listed)} overdue on {day}.")
    return 0


if __name__ == "__main__":
    sys.exit(run_command(main))
