"""The small site as partners have it: with an address, in frames of theirs, and with old addresses."""

from pathlib import Path

from tests.support.project import adopt, built, change, give_an_address

FRAMES = ("https://intranet.example", "https://*.teams.example", "https://teams.example:8443")
"""The sites of partners that may show embeds of `hosted`."""


def with_partners(to: Path) -> Path:
    """Build the site of `hosted`; its folder."""
    project = adopt(to)
    give_an_address(project)
    change(
        project / "docs" / "partnership.yml",
        ('notice: ""\n', "".join(['notice: ""\nframes:\n', *(f"  - {one}\n" for one in FRAMES)])),
    )
    (project / "redirects.yml").write_text(
        "/guidance/old/: {day: 2026-12-01, to: /guidance/glossary/}\n"
        "/guidance/older/: {day: 2026-12-01, reason: It was replaced by law.}\n",
        encoding="utf-8",
    )
    return built(project, AS_OF="2026-11-22")
