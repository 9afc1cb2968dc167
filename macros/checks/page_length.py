"""Page length: what a page says itself is read in a few minutes; pages to look things up in may be longer."""

from collections.abc import Iterator

from macros.checks.doubt import LAW_FOLDER
from macros.models.sources import SourceFiles
from macros.reading.problem import Problem

MOST_OF_A_PAGE = 700
"""The most words of a page, those that macros print apart."""

REFERENCE = (LAW_FOLDER, "editing/")
"""The folders of pages that are there to look things up in."""


def page_length_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Each page that says more than is read in one go."""
    for name, page in sources.written_pages():
        words = len(page.own_words.split())
        if words > MOST_OF_A_PAGE and not name.startswith(REFERENCE):
            yield sources.problem(
                name,
                1,
                f"has {words} words of its own; {MOST_OF_A_PAGE} is the most. Cut some, or give them their own page.",
            )
