"""Colours: what cannot be read is refused, measured against what really stands on the page."""

import re

import pytest

from macros.models.colour import GROUND, ON_BRAND, TINT, contrast, tint
from macros.paths import ROOT


@pytest.mark.parametrize(
    ("one", "other", "wanted"), [("#000", "#fff", 21.0), ("#fff", "#ffffff", 1.0), ("#777777", "#fff", 4.48)]
)
def test_contrast_is_as_wcag_defines_it(one: str, other: str, wanted: float) -> None:
    """As WCAG 2 defines it, in either order."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == wanted


def test_a_tint_lies_between_colour_and_page() -> None:
    """It lies between the two, much nearer to the page."""
    assert (tint("#000", "#fff"), tint("#0a4d6e", "#0a4d6e")) == ("#f0f0f0", "#0a4d6e")


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    """What colours are measured against is what they stand on."""
    css = (ROOT / "overrides" / "components" / "base" / "base.css").read_text(encoding="utf-8")
    light, dark = css.split("@media print", 1)[0].split("prefers-color-scheme: dark", 1)
    for scheme, text in (("light", light), ("dark", dark)):
        assert len(GROUND[scheme]) == 7
        assert contrast(re.findall(r"--page: (#\w+);", text)[0], GROUND[scheme]) == 1
    assert contrast(re.findall(r"--on-brand: (#\w+);", light)[0], ON_BRAND) == 1
    assert re.findall(r"--tint: color-mix\(in srgb, var\(--brand\) (\d+)%, var\(--page\)\);", light) == [
        f"{TINT:.0%}"[:-1]
    ]
