"""Widths of words in a picture, whichever sans serif of the site's font stack a machine has.

Each character counts as wide as in the widest of ten families, regular and bold apart: Cantarell, DejaVu Sans,
FreeSans, Inter, Lato, Liberation Sans (the widths of Arial and Helvetica), Noto Sans, Open Sans (a little wider than
Segoe UI) and Roboto, as Debian 12 packs them, measured with fontTools on 2026-11-24 and rounded up. DejaVu Sans is the
widest in most places.
"""

from functools import cache

CHARACTERS = "".join(map(chr, range(32, 127))) + "£é‘’“”–—…"
# Hundredths of the size of the type.
REGULAR_WIDTHS = (
    "32 41 46 84 64 99 78 28 40 40 56 84 32 47 32 46 64 64 64 64 65 64 64 64 64 64 34 34 84 84 84 56 102 69 69 73 "
    "78 67 62 78 77 34 56 68 57 93 77 81 67 81 73 67 65 75 69 104 69 68 69 40 46 40 84 56 58 62 64 56 64 62 37 64 "
    "64 28 28 58 28 98 64 62 64 64 42 53 40 64 60 82 60 60 55 64 56 64 84 64 62 32 32 52 52 66 100 100"
)
BOLD_WIDTHS = (
    "35 46 53 84 70 102 88 31 46 46 57 84 38 47 38 47 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 62 104 78 77 "
    "76 84 69 69 83 84 39 58 78 64 100 84 86 74 86 78 73 69 82 78 111 78 73 73 46 47 46 84 56 61 68 72 60 72 68 "
    "44 72 72 35 35 67 35 105 72 69 72 72 50 60 48 72 66 93 65 66 59 72 56 72 84 70 68 38 38 66 66 64 100 101"
)
UNKNOWN = 111
"""The width of any other character."""
WIDEST_FONT = 106
"""What the widths are multiplied by, in hundredths: WebKit rounds each letter to the dots of a screen, up to 5 more.

A short word alone may be wider than that, of 5,699 none by more than 2.4 units, which the margin of a box takes.
"""

_REGULAR = dict(zip(CHARACTERS, map(int, REGULAR_WIDTHS.split()), strict=True))
_BOLD = dict(zip(CHARACTERS, map(int, BOLD_WIDTHS.split()), strict=True))


@cache
def wide(words: str, size: int, *, bold: bool = False) -> float:
    """The most that words take up on one line, in the units of their size."""
    table = _BOLD if bold else _REGULAR
    return sum(table.get(character, UNKNOWN) for character in words) * size * WIDEST_FONT / 10_000


def wrap(words: str, room: int, size: int, *, bold: bool = False) -> list[str]:
    """Words as lines that are no wider than `room`; a word that is wider alone is broken."""
    lines, used, space = list[str](), 0.0, wide(" ", size, bold=bold)
    for word in words.split():
        long = wide(word, size, bold=bold)
        if lines and used + space + long <= room:
            lines[-1] += f" {word}"
            used += space + long
        elif long <= room:
            lines.append(word)
            used = long
        else:
            broken = [""]
            for character in word:
                if broken[-1] and wide(broken[-1] + character, size, bold=bold) > room:
                    broken.append("")
                broken[-1] += character
            lines += broken
            used = wide(broken[-1], size, bold=bold)
    return lines
