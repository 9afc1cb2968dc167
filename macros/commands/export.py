"""Write sheets, forms, JSON, feeds and the files for servers into site/ again: `python -m macros.commands.export`."""

import sys

from macros.commands import run_command
from macros.loading import load
from macros.paths import DOCS, NO_SITE, SITE
from macros.publish.export import export
from macros.reading.problem import ContentError


def main() -> int:
    """Export into the last built site; return 1 if there is none, or the content has problems."""
    if not (SITE / "index.html").is_file():
        print(NO_SITE, file=sys.stderr)
        return 1
    try:
        content = load(DOCS)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    export(SITE, content)
    return 0


if __name__ == "__main__":
    sys.exit(run_command(main))
