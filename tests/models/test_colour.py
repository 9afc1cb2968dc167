"""Colours: what cannot be read is refused, measured against what really stands on the page."""

import re

import pytest

from macros.models.colour import EXIT_INK, GROUNDS, contrast
from macros.paths import ROOT


@pytest.mark.parametrize(
    ("one", "other", "wanted"), [("#000", "#fff", 21.0), ("#fff", "#ffffff", 1.0), ("#777777", "#fff", 4.48)]
)
def test_contrast(one: str, other: str, wanted: float) -> None:
    """As WCAG 2 defines it, in either order."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == wanted


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    """What colours are measured against is what they stand on."""
    css = (ROOT / "overrides" / "components" / "base" / "base.css").read_text(encoding="utf-8")
    light, dark = css.split("prefers-color-scheme: dark", 1)
    for scheme, text in (("light", light), ("dark", dark)):
        said = dict(re.findall(r"--([\w-]+): (#\w+);", text.split("[data-md-color-scheme")[0]))
        assert (said["page"], said["soft"]) == GROUNDS[scheme]
        assert said["leave-ink"] == EXIT_INK[scheme]
