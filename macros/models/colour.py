"""Colour: the format of a partnership's own colours, and their contrast."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from macros.models.base import Model
from macros.reading.yaml import Loc

LEAST_WORDS, LEAST_MARK, LEAST_EXIT = 4.5, 3.0, 7.0
"""The least contrast of words to what they stand on, that of marks, and that of the words of the quick exit."""

GROUND = {"light": "#ffffff", "dark": "#12181e"}
"""What words stand on, as in base.css: --page."""

ON_BRAND = "#ffffff"
"""The colour of words on a band of the brand's colour and on the quick exit, as in base.css: --on-brand."""

TINT = 0.06
"""The share of the brand in --tint, as in base.css; the rest is the page."""


def _colour(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch("#(?:[0-9a-f]{3}){1,2}", value):
        raise ValueError('is no colour: write it like "#0b5a7c", in small letters and with the quotation marks.')
    return value


Colour = Annotated[str, BeforeValidator(_colour), Field(json_schema_extra={"pattern": "^#([0-9a-f]{3}){1,2}$"})]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint(brand: str, page: str) -> str:
    """The page with a breath of the brand, as `color-mix(in srgb, …)` gives it."""
    pairs = zip(_parts(brand), _parts(page), strict=True)
    return "#" + "".join(f"{round(one * TINT + other * (1 - TINT)):02x}" for one, other in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Palette(Model):
    """The colours of bands and marks, of links, and of the quick exit."""

    brand: Colour
    link: Colour
    exit: Colour


class Colours(Model):
    """A partnership's own colours, on a light page and on a dark one."""

    light: Palette
    dark: Palette

    def cross_field_problems(self) -> Iterator[tuple[Loc, str]]:
        """Yield the location and sentence of each colour with too little contrast."""
        for scheme, page in GROUND.items():
            palette: Palette = getattr(self, scheme)
            tinted = tint(palette.brand, page)
            for key, grounds in (
                ("brand", ((ON_BRAND, LEAST_WORDS), (page, LEAST_MARK))),
                ("link", ((page, LEAST_WORDS), (tinted, LEAST_WORDS))),
                ("exit", ((ON_BRAND, LEAST_EXIT),)),
            ):
                colour = getattr(palette, key)
                for ground, least in grounds:
                    found = contrast(colour, ground)
                    if found < least:
                        other = "darker" if _luminance(ground) > _luminance(colour) else "lighter"
                        what = "the white words on it" if ground == ON_BRAND and key != "link" else "the page"
                        yield (
                            (scheme, key),
                            f'"{key}" has a contrast of {found:.1f} to 1 with {what}, and {least:g} is the least. '
                            f"Choose a {other} colour.",
                        )
                        break
