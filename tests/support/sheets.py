"""What tests of paper share."""

from collections.abc import Iterator

from macros.paper.sheet import Sheet


def head_words(sheet: Sheet) -> Iterator[str]:
    """Each text at the head of a sheet; hours word by word, since those of two teams stand side by side."""
    yield from (sheet.number, sheet.now, sheet.unanswered, sheet.checked, *sheet.blanks)
    for one in sheet.numbers:
        yield from (one.name, one.number, one.draft, *one.when.split())
