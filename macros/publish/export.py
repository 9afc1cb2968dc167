"""Export: what is made beside the pages, from the same content, in the folder of a built site.

Called after each build, and alone as `python -m macros.commands.export`, which works on site/.
"""

from collections.abc import Callable
from pathlib import Path

from macros.content import Content
from macros.paper.pdf import write_pdfs
from macros.paper.word import write_forms
from macros.publish import hosting
from macros.publish import theme_css as unused
from macros.publish.api import write_api
from macros.publish.feeds import write_feeds, write_sitemap

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
