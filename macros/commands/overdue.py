"""List what is overdue: `python -m macros.commands.overdue`.

It never fails for what it lists, since time alone is no mistake of an editor.
"""

import sys

from macros.editions.overdue import overdue
from macros.loading import load
from macros.models.dates import as_of
from macros.paths import DOCS
from macros.reading.problem import ContentError


def main() -> int:
    """Print what is overdue, and how much."""
    try:
        listed = overdue(load(DOCS).sources, as_of())
    except (ContentError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join([*map(str, listed), f"{len(listed)} overdue on {as_of()}."]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
