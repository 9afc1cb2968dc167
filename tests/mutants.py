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


SEEDED = "tests/test_seeded.py"
CHECKS, RENDER, SITE = "tests/test_problems.py", "tests/test_render.py", "tests/test_site.py"
BROWSER = "tests/browser/test_accessible.py tests/browser/test_quick_exit.py tests/browser/test_private.py"
LEAVING = "tests/browser/test_leaving.py tests/browser/test_leaving_closely.py"
HOSTING = "tests/browser/test_hosting.py"
EXIT = "overrides/components/quick-exit/"
MUTANTS = [
    Mutant("a bare must is found", "macros/force.py", "must|should", "shall", CHECKS),
    Mutant("a loop is found", "macros/routes.py", "found.append((question, option))", "pass", CHECKS),
    Mutant("dead parts are found", "macros/flowchart_checks.py", "not in seen", "is None", CHECKS),
    Mutant("a mark equals its rule", "macros/checks.py", "MARKS[macro] == rule.force", "True", CHECKS),
    Mutant("equal keys are found", "macros/source.py", "if key.value in data", "if False", CHECKS),
    Mutant("a route that no flowchart has", "macros/scenario.py", "here and question != here", "False", CHECKS),
    Mutant("a route that ends elsewhere", "macros/scenario.py", "here != self.ends", "False", CHECKS),
    Mutant("a setting without a page", "macros/scenario_checks.py", "setting not in known", "False", CHECKS),
    Mutant("a replaced law needs since", "macros/checks.py", "replaced and not entry.model.since", "False", SEEDED),
    Mutant("what was checked long ago", "macros/overdue.py", "checked + AGAIN <= day", "False", SEEDED),
    Mutant("links in YAML are checked", "macros/checks.py", "elif isinstance(piece, Link)", "elif False", CHECKS),
    Mutant("unconfirmed is not printed", "overrides/components/contact/contact.html", '!= "no"', '!= ""', SITE),
    Mutant("announced is said", "overrides/components/source/source.html", "Announced to start on", "From", RENDER),
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
    Mutant("a mark has its source", "overrides/components/mark/mark.html", "(source:", "(", RENDER),
    Mutant("a replaced text is said", "overrides/components/mark/mark.html", "rule.since %}", "false %}", RENDER),
    Mutant("the policy is said", "overrides/components/hosting/nginx", "add_header", "# add_header", HOSTING),
    Mutant(
        "no script makes HTML", "macros/hosting.py", "require-trusted-types-for 'script'", "base-uri 'none'", HOSTING
    ),
    Mutant("pages are in no frame", "macros/hosting.py", "frame-ancestors 'none'", "frame-ancestors *", HOSTING),
    Mutant("unknown is 404", "overrides/components/hosting/nginx", "=404 /404.html", "=200 /404.html", HOSTING),
    Mutant("a copy without a page is found", "macros/verify.py", "answer.status != 200", "answer.status == 0", HOSTING),
    Mutant("states keep their rules", "macros/unused.py", 'before != ":"', "True", "tests/test_unused.py"),
    Mutant("a full disk is said", "macros/build.py", "errno.EFBIG", "errno.EPERM", "tests/test_reliable.py"),
    Mutant("leaving: other tabs are told", EXIT + "guard.js", "wire.postMessage(0)", "wire", LEAVING),
    Mutant("leaving: kept pages are guarded", EXIT + "guard.js", "event.persisted &&", "false &&", LEAVING),
    Mutant("leaving: a return is welcome", EXIT + "guard.js", "sessionStorage.removeItem('a')", "0", LEAVING),
    Mutant("leaving: the cover has the focus", EXIT + "guard.js", "cover.focus()", "cover", LEAVING),
    Mutant("leaving: the entry is replaced", EXIT + "guard.js", "location.replace(", "location.assign(", LEAVING),
    Mutant("leaving: no referrer", "overrides/base.html", "no-referrer", "unsafe-url", LEAVING),
    Mutant(
        "leaving: it is tried again", EXIT + "guard.js", "setTimeout(away, wait", "setTimeout(String, wait", LEAVING
    ),
    Mutant("leaving: the mark is set", EXIT + "guard.js", "sessionStorage.setItem('a', 1)", "0", LEAVING),
    Mutant("leaving: Tab does not leave", EXIT + "guard.js", "event.type === 'keyup' || ", "", BROWSER),
]


def passes(tests: str, mutant: Mutant | None = None) -> bool:
    """Whether tests pass in a copy of the project, broken by a mutant or as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", ".venv", "site*", "node_modules", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=left_out)
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        if mutant:
            path = copy / mutant.file
            text = path.read_text(encoding="utf-8")
            if mutant.old not in text:
                sys.exit(f"{mutant.file} no longer holds {mutant.old!r}: mend tests/mutants.py.")
            path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", *tests.split()]
        return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Try every mutant, or those whose promise holds the word given; 1 if any survives."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [mutant for mutant in MUTANTS if word in mutant.promise]
    for tests in sorted({mutant.tests for mutant in chosen}):
        if not passes(tests):
            sys.exit(f"{tests}: these fail without any mutant, so they prove nothing. Mend them first.")
    survivors = 0
    for mutant in chosen:
        lives = passes(mutant.tests, mutant)
        survivors += lives
        print("SURVIVES" if lives else "noticed ", mutant.promise, flush=True)
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
