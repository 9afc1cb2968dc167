"""The figures that the documents give, each of which the report has to have."""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.paths import ROOT

DOCUMENTS = ("README.md", "DECISIONS.md", "CHANGELOG.md")
UNIT = (
    "%|bytes|KB|MB|GB|ms|s|seconds|minutes|hours|millimetres|points|percentage points|times|lines|modules|words|"
    "pages|sheets|PDFs|files|records|editions|queries|requests|numbers"
)
FIGURE = re.compile(
    r"(?<![\w.,:/`-])(?<!Python )(?:"
    rf"(\d[\d,]*(?:\.\d+)?)(?=(?: (?:to|and|or|of) \d[\d,.]*)?[ -](?:{UNIT})\b| %)"
    r"|(\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)(?![\w.]*\.\d))"
)
"""A number with its unit, or one with a decimal point or a comma; no day, and no version in three parts."""


def figures(text: str) -> list[str]:
    """The figures of a text, in order."""
    return [found[1] or found[2] for found in FIGURE.finditer(" ".join(text.split()))]


def unreported(report: str, folder: Path = ROOT) -> Iterator[str]:
    """A sentence for each figure of the documents that a report lacks."""
    for name in DOCUMENTS:
        for one in dict.fromkeys(figures((folder / name).read_text(encoding="utf-8"))):
            if not re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d]|[.,]\d)", report):
                yield f"{name}: {one} is in no line of the report. Let a command print it, or leave it out."
