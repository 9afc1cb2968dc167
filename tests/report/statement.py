"""Run what the accessibility statement tells of, and write down what passed, on what day and in which browsers."""

import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import yaml
from lxml import etree

from macros.models.dates import format_date
from macros.paths import ROOT

RECORD = ROOT / "tests" / "report" / "tested.yml"
STATEMENT = ROOT / "docs" / "about" / "accessibility.md"
ACCESSIBLE = "tests/browser/test_accessible.py"
CHECKS = {
    "every-page": [f"{ACCESSIBLE}::test_every_page_passes_axe_in_every_way"],
    "every-width": [
        f"{ACCESSIBLE}::test_every_page_passes_axe_in_every_way",
        f"{ACCESSIBLE}::test_a_fault_is_found_in_the_state_in_which_it_shows",
    ],
    "every-state": [
        f"{ACCESSIBLE}::test_every_state_of_our_site_passes_axe_at_each_width",
        f"{ACCESSIBLE}::test_every_place_of_our_flowcharts_passes_axe",
    ],
    "forced-colours": [f"{ACCESSIBLE}::test_what_is_pressed_on_pages_of_ours_keeps_an_edge_under_forced_colours"],
    "keyboard": ["tests/browser/test_journeys.py"],
    "roles": ["tests/browser/test_tree.py"],
    "valid": ["tests/site/test_site.py::test_every_page_is_valid_html"],
}
"""The id of each line of the statement that tells of a test, and the tests that it tells of."""


def run() -> set[str]:
    """Run all of these tests once; the ids of the lines of which every test passed."""
    tests = sorted({test for tests in CHECKS.values() for test in tests})
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "slow",
            "--numprocesses",
            "2",
            f"--junitxml={told}",
            *tests,
        ]
        subprocess.run(command, cwd=ROOT, check=False)
        cases = etree.parse(str(told)).findall(".//testcase")
    good: dict[str, bool] = {}
    for case in cases:
        file = case.get("classname", "").replace(".", "/") + ".py"
        passed = case.find("failure") is None and case.find("error") is None
        for name in (file, f"{file}::{case.get('name', '').split('[')[0]}"):
            good[name] = good.get(name, True) and passed
    return {name for name, tests in CHECKS.items() if all(good.get(test) for test in tests)}


def browsers() -> str:
    """The browsers that these tests drive, with their versions."""
    told = [
        subprocess.check_output([program, "--version"], text=True, stderr=subprocess.DEVNULL)
        for program in ("chromium", "firefox-esr")
    ]
    return " and ".join(
        f"{name} {re.findall(r'[0-9.]+', text)[0]}" for name, text in zip(("Chromium", "Firefox"), told, strict=True)
    )


def sentence(record: dict[str, str | list[str]]) -> str:
    """What the statement says of a run."""
    return f"Last recorded run: {format_date(date.fromisoformat(str(record['day'])))}, in {record['browsers']}."


def main(day: str) -> None:
    """Run all of them, write the record, and put the day into the statement; what failed is left out of the record."""
    results = run()
    passed = [name for name in CHECKS if name in results]
    record: dict[str, str | list[str]] = {"day": day, "browsers": browsers(), "passed": passed}
    head = "# Written by `make report`: what passed of the tests that docs/about/accessibility.md tells of.\n"
    RECORD.write_text(head + yaml.safe_dump(record, sort_keys=False), encoding="utf-8")
    text = STATEMENT.read_text(encoding="utf-8")
    text, count = re.subn(r"(?m)^.*(?=\n\{#last-run\}$)", sentence(record), text)
    if count != 1:
        sys.exit(
            f"{Path(STATEMENT).relative_to(ROOT)}: give the paragraph that tells the day of the tests the id last-run."
        )
    STATEMENT.write_text(text, encoding="utf-8")
    for name in CHECKS.keys() - set(passed):
        print(f"{name}: this failed; mend it, or take its line out of the statement.")
