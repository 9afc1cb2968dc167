"""Paths of the repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SITE = ROOT / "site"
NO_SITE = "There is no site yet. Build it first: make site"
COMPONENTS = ROOT / "overrides" / "components"
GUARD = COMPONENTS / "quick-exit" / "guard.js"
"""The one script that stands in the page."""
