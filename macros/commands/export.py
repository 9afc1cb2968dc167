"""Write anew what stands beside the pages, into site/: `python -m macros.commands.export`."""

import sys

from macros.loading import load
from macros.paths import DOCS, SITE
from macros.publish.export import export
from macros.reading.problem import ContentError


def main() -> int:
    """Export into the site that was built last; 1 where its content has problems."""
    try:
        content = load(DOCS)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    export(SITE, content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
