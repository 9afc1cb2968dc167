"""Colour: how a partnership's own colours are written, and whether words in them can be read."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from macros.models.base import Model
from macros.reading.yaml import Loc

LEAST_WORDS, LEAST_EXIT = 4.5, 7.0
"""The least contrast of words to what they stand on, and that of the words of the quick exit."""

GROUNDS = {"light": ("#fff", "#f2f5f7"), "dark": ("#12181e", "#1c252d")}
"""What words stand on, as in base.css: --page and --soft."""

EXIT_INK = {"light": "#fff", "dark": "#2b0608"}
"""The colour of the words of the quick exit, as in base.css: --leave-ink."""


def _colour(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch("#(?:[0-9a-f]{3}){1,2}", value):
        raise ValueError('is no colour: write it like "#0b5a7c", in small letters and with the quotation marks.')
    return value


Colour = Annotated[str, BeforeValidator(_colour), Field(json_schema_extra={"pattern": "^#([0-9a-f]{3}){1,2}$"})]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Palette(Model):
    """The colours of lines and marks, of links, and of the quick exit."""

    brand: Colour
    link: Colour
    exit: Colour


class Colours(Model):
    """A partnership's own colours, on a light page and on a dark one."""

    light: Palette
    dark: Palette

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Which of them cannot be read, as a way into the data and a sentence."""
        for scheme, grounds in GROUNDS.items():
            palette: Palette = getattr(self, scheme)
            for key, others, least in (
                ("brand", grounds, LEAST_WORDS),
                ("link", grounds, LEAST_WORDS),
                ("exit", (EXIT_INK[scheme],), LEAST_EXIT),
            ):
                found = min(contrast(getattr(palette, key), other) for other in others)
                if found < least:
                    other = "darker" if scheme == "light" else "lighter"
                    sentence = f'"{key}" has a contrast of {found:.1f} to 1, and {least:g} is the least.'
                    yield (scheme, key), f"{sentence} Choose a {other} colour."
