"""Export: what is made beside the pages, from the same content, in the folder of a built site.

Called after each build, and alone as `python -m macros.export`, which works on site/.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from macros import hosting, unused
from macros.api import write_api
from macros.content import Content, load
from macros.feed import write_feeds, write_sitemap
from macros.pdf import write_pdfs
from macros.source import ContentError
from macros.word import write_forms

ROOT = Path(__file__).parent.parent

STEPS: tuple[Callable[[Path, Content], None], ...] = (
    write_pdfs,
    write_forms,
    write_api,
    write_feeds,
    write_sitemap,
    unused.drop,
    hosting.write,
)
"""Each writes its own files below the top of the site; that for the servers is last, since it looks at the folder.

Each may be run again: what it made once it leaves as it is.
"""


def export(site: Path, content: Content) -> None:
    """Write everything that is no page."""
    for step in STEPS:
        step(site, content)


def main() -> int:
    """Export into the site that was built last; 1 where its content has problems."""
    try:
        content = load(ROOT / "docs")
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    export(ROOT / "site", content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
