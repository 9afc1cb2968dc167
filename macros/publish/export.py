"""Write what is made of the content alone into the folder of a site: sheets, forms, JSON, feeds, files for servers.

Each build does so at its end.
"""

from collections.abc import Callable
from pathlib import Path

from macros.content import Content
from macros.paper.pdf import write_pdfs
from macros.paper.word import write_forms
from macros.publish import hosting
from macros.publish.api import write_api
from macros.publish.feeds import write_feeds, write_sitemap

STEPS: tuple[Callable[[Path, Content], None], ...] = (
    write_pdfs,
    write_forms,
    write_api,
    write_feeds,
    write_sitemap,
    hosting.write,
)
"""Each writes its own files below the top of the site; `hosting.write` is last, since it lists the folders.

Each is idempotent.
"""


def export(site: Path, content: Content) -> None:
    """Run every step."""
    for step in STEPS:
        step(site, content)
