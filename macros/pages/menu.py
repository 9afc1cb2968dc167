"""Menu: what stands in it below a page, taken from the navigation of MkDocs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MenuEntry:
    """The name of a page in docs/, and the title of the group that it stands first in, or nothing."""

    page: str
    group: str = ""


def below(page: Any) -> Iterator[MenuEntry]:
    """What follows a page of MkDocs in the group that it stands first in: pages, and groups by their first page."""
    beside = (page.parent and page.parent.children) or [None]
    if beside[0] is page:
        for item in beside[1:]:
            first, title = item, ""
            while first.is_section:
                first, title = first.children[0], item.title
            yield MenuEntry(first.file.src_uri, title)
