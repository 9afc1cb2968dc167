"""Mozilla's reader view, by its own code, which is there once the machine has been prepared."""

from functools import cache

from macros.paths import ROOT


@cache
def scripts() -> str:
    """What makes such a view, and what tells whether a browser offers one."""
    folder = ROOT / "node_modules" / "@mozilla" / "readability"
    return "\n".join(
        (folder / f"{name}.js").read_text(encoding="utf-8") for name in ("Readability", "Readability-readerable")
    )
