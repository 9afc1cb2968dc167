"""axe-core in a driven page: what a machine can say against it."""

import json
from functools import cache
from typing import Any

from playwright.sync_api import Page

from macros.paths import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that depend on colours."""
PLACES = (*COLOURS, "target-size", "scrollable-region-focusable")
"""The rules that depend on where things stand, and so on how wide the page is; nothing comes or goes with the width."""


@cache
def script() -> str:
    """axe-core itself, which is there once `tests.machine` has run: not yet when a fresh machine collects its tests."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *rules: str, within: str = "html", without: tuple[str, ...] = ()) -> list[str]:
    """What axe says against the page as it stands, or a part of it; by all rules, only some, or without some."""
    if page.evaluate("typeof axe") == "undefined":
        # Through the debugging protocol, which the page's own policy does not bind; to later pages it need not be sent.
        page.evaluate(script())
        page.context.add_init_script(script())
    run: dict[str, Any] = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {
        "runOnly": run,
        "rules": {rule: {"enabled": False} for rule in without},
        "preload": False,
        "selectors": False,  # what it finds is told by its markup, and a path to each place takes a fifth of the time
        "resultTypes": ["violations"],
    }
    found: list[Any] = page.evaluate(
        "([within, options]) => axe.run(within, options).then(told => told.violations)", [within, options]
    )
    return [f"{one['id']}: {json.dumps([node['html'][:120] for node in one['nodes'][:3]])}" for one in found]
