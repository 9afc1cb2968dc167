"""Flowcharts measured: drawing and rendering them, the script that asks, and how soon the next question is there."""

import gzip
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros.diagram.labels import diagram_of
from macros.loading import load
from macros.pages.render import render
from macros.paths import ROOT
from tests.bench.build import median
from tests.support import engines
from tests.support.project import build, copy_of_the_project
from tests.support.world import World

RUNS = 5
COUNTS = (4, 100)
"""How many flowcharts are drawn: ours, and ours over and over."""
STEPS = 20
BUDGET = 6 * 1024
"""Bytes that the script may have, compressed."""
SLOWER = 4
"""How much slower the processor is made, as on a cheap phone."""

CHOOSE = """() => new Promise(done => {
  const button = document.querySelector('.stepper .flowchart__options li:nth-child(2) button');
  const heading = document.querySelector('.stepper h2');
  requestAnimationFrame(start => {
    const pressed = performance.now();
    button.click();
    const script = performance.now() - pressed;
    document.querySelector('.stepper h2').getBoundingClientRect();
    if (document.querySelector('.stepper h2') === heading) throw Error('the same question');
    requestAnimationFrame(end => done([script, performance.now() - pressed, end - start]));
  });
})"""
"""Milliseconds in the script, to the frame that shows the next question, and between the two frames."""


def main() -> None:
    """Print all of it."""
    content = load(ROOT / "docs")
    components = ROOT / "overrides" / "components"
    for count in COUNTS:
        for component in ("diagram", "flowchart"):
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                for number in range(count):
                    chart = list(content.flowcharts.values())[number % len(content.flowcharts)]
                    render(
                        component,
                        page_url="decide/any/",
                        content=content,
                        flowchart=chart,
                        diagram=diagram_of(content, chart),
                        code="",
                    )
                times.append(time.perf_counter() - start)
            what = "diagrams drawn" if component == "diagram" else "flowcharts rendered, diagrams included"
            print(f"{count} {what}: {median(times)}")
    script = (components / "flowchart" / "flowchart.js").read_bytes()
    print(f"script of flowcharts: {len(gzip.compress(script, 9, mtime=0)):,} bytes gzip, of {BUDGET:,}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_of_the_project(Path(folder))
        build(project)
        world = World(project / "site")
        browser = engines.chromium(playwright)
        page = browser.new_page()
        for slower in (1, SLOWER):
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            found = []
            for _ in range(STEPS):
                page.goto(f"{world.address}decide/share/")
                found.append(page.evaluate(CHOOSE))
            scripted, shown, frame = (statistics.median(column) for column in zip(*found, strict=True))
            print(
                f"choice to next question, processor {slower} times slower: {shown:.1f} ms to its frame, "
                f"{scripted:.1f} ms of it in the script, frames {frame:.1f} ms apart"
            )
        browser.close()
        world.close()


if __name__ == "__main__":
    main()
