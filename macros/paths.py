"""Paths of the repository, and how a file is written there."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SITE = ROOT / "site"
NO_SITE = "There is no site yet. Build it first: make site"
COMPONENTS = ROOT / "overrides" / "components"
GUARD = COMPONENTS / "quick-exit" / "guard.js"
"""The one script that stands in the page."""


def write_whole(path: Path, text: str) -> None:
    """Write a file, whole or not at all: what was there stays until all is written, and where the disk is full."""
    part = path.with_name(f".{path.name}.part")  # a name that docs/ and the records pass over
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
