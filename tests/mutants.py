"""Break the code on purpose, once for each promise: the tests named beside each break have to notice.

Run as `make mutants`.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT


@dataclass(frozen=True)
class Mutant:
    """A promise, the words in a file that keep it, what they become, and the tests that notice."""

    promise: str
    file: str
    old: str
    new: str
    tests: str


CHECKS, SITE, BROWSER = "tests/test_problems.py", "tests/test_site.py", "tests/browser"
MUTANTS = [
    Mutant("a bare must is found", "macros/force.py", "must|should", "shall", CHECKS),
    Mutant("a loop is found", "macros/flowchart.py", "loops.append((question_id, option_id))", "pass", CHECKS),
    Mutant("dead parts are found", "macros/flowchart.py", "if node_id not in reached", "if False", CHECKS),
    Mutant("a mark equals its rule", "macros/checks.py", "MARKS[macro] == rule.force", "True", CHECKS),
    Mutant("equal keys are found", "macros/source.py", "if key.value in data", "if False", CHECKS),
    Mutant("links in YAML are checked", "macros/checks.py", "elif isinstance(piece, Link)", "elif False", CHECKS),
    Mutant("unconfirmed is not printed", "overrides/components/contact/contact.html", '!= "no"', '!= ""', SITE),
    Mutant("announced is said", "overrides/components/source/source.html", "Announced to start on", "From", SITE),
    Mutant("the approval is said", "overrides/components/footer/footer.html", "awaits", "has", SITE),
    Mutant("a failed build is not published", "macros/build.py", "if done.returncode:", "if False:", SITE),
    Mutant(
        "every page has the exit",
        "overrides/main.html",
        '{% include "components/quick-exit/quick-exit.html" %}',
        "",
        SITE,
    ),
    Mutant("no referrer", "overrides/base.html", "no-referrer", "unsafe-url", SITE),
    Mutant("values are escaped", "overrides/components/notice/notice.html", " | e", "", SITE),
    Mutant("the order is fixed", "macros/__init__.py", "sorted(components", "set(components", SITE),
    Mutant("the exit stays", "overrides/components/quick-exit/quick-exit.css", "sticky", "static", BROWSER),
    Mutant(
        "the exit is not printed", "overrides/components/quick-exit/quick-exit.css", "display: none", "top: 0", BROWSER
    ),
    Mutant("shown is not printed", "overrides/components/contact/contact.css", "display: none", "top: 0", BROWSER),
    Mutant(
        "focus is not under the bar",
        "overrides/components/base/base.css",
        "scroll-padding-block-start: 64px",
        "top: 0",
        BROWSER,
    ),
    Mutant(
        "dark is dark",
        "overrides/components/base/base.css",
        "prefers-color-scheme: dark",
        "prefers-color-scheme: no",
        BROWSER,
    ),
    Mutant(
        "Enter sends nothing", "overrides/components/checklist/checklist.html", " hidden disabled", " hidden", BROWSER
    ),
    Mutant("ticks are not kept", "overrides/components/checklist/checklist.html", ' autocomplete="off"', "", BROWSER),
]


def survives(mutant: Mutant) -> bool:
    """Whether no test notices the break."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", ".venv", "site*", "node_modules", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=left_out)
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        path = copy / mutant.file
        text = path.read_text(encoding="utf-8")
        if mutant.old not in text:
            sys.exit(f"{mutant.file} no longer holds {mutant.old!r}: mend tests/mutants.py.")
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", *mutant.tests.split()]
        return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode != 1


def main() -> int:
    """Try every mutant, or those whose promise holds the word given; 1 if any survives."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    survivors = 0
    for mutant in MUTANTS:
        if word in mutant.promise:
            lives = survives(mutant)
            survivors += lives
            print("SURVIVES" if lives else "noticed ", mutant.promise, flush=True)
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
