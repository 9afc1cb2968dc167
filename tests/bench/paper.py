"""Paper: time and bytes of one sheet and of all, for one checklist and for a hundred."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from macros.content import Content
from macros.loading import load
from macros.models.addresses import PACK, SHEET_FOLDER, sheet_pdf
from macros.paper import pdf, word
from macros.paths import ROOT

ONE = "emergency"
RUNS = 5


def _many(content: Content, count: int) -> Content:
    """The content with that many checklists, copies of one, and nothing else that is printed."""
    one, names = content.checklists[ONE], [f"copy-{number}" for number in range(count)]
    page, entry = content.pages[f"checklists/{ONE}.md"], content.sources.checklists[ONE]
    return replace(
        content,
        checklists={name: one.model_copy(update={"title": f"{one.title} {name}"}) for name in names},
        flowcharts={},
        briefings={},
        decks={},
        pages={f"checklists/{name}.md": page for name in names},
        sources=replace(content.sources, checklists=dict.fromkeys(names, entry)),
    )


def _timed(content: Content) -> tuple[float, dict[str, bytes]]:
    """The median seconds of the processor to typeset all, of which nothing is kept yet, and the files."""
    times = []
    made: dict[str, bytes] = {}
    for _ in range(RUNS if len(content.checklists) < 20 else 1):
        with nothing_kept():
            start = time.process_time()
            made = pdf.pdfs(content)
            times.append(time.process_time() - start)
    return statistics.median(times), made


@contextmanager
def nothing_kept() -> Iterator[None]:
    """A folder of its own for what is kept between runs, and nothing kept within this one."""
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        pdf.clear_cache()
        os.environ["XDG_CACHE_HOME"] = folder
        yield
        del os.environ["XDG_CACHE_HOME"]
    if before:
        os.environ["XDG_CACHE_HOME"] = before


def main() -> None:
    """Print all of it."""
    content = load(ROOT / "docs")
    seconds, made = _timed(content)
    sheets = {name: len(data) for name, data in made.items()}
    middle, most = statistics.median(sheets.values()), max(sheets, key=lambda name: sheets[name])
    each = 1000 * seconds / len(made)
    print(
        f"{len(made)} PDFs of the site: {seconds:.2f} s of the processor, {each:.0f} ms each, "
        f"{sum(sheets.values()):,} bytes; median {middle:,.0f}, largest {most} {sheets[most]:,}"
    )
    with nothing_kept():
        pdf.pdfs(content)
        pdf.clear_cache()
        start = time.process_time()
        pdf.pdfs(content)
    print(f"the same in another run, nothing edited: {time.process_time() - start:.3f} s of the processor")
    for count in (1, 100):
        seconds, made = _timed(_many(content, count))
        pack = len(made[sheet_pdf(PACK)])
        size = (sum(map(len, made.values())) - pack) / len(made)
        print(
            f"{count} checklist{'s' * (count > 1)}, each in two sizes, and a pack: {seconds:.2f} s, "
            f"{seconds / len(made) * 1000:.0f} ms and {size:,.0f} bytes a file, pack {pack:,} bytes"
        )
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        word.write_forms(Path(folder), content)
        seconds = time.perf_counter() - start
        files = {path.name: path.stat().st_size for path in (Path(folder) / SHEET_FOLDER).iterdir()}
    print(f"forms for Word: {seconds:.2f} s, " + ", ".join(f"{name} {size:,} bytes" for name, size in files.items()))


if __name__ == "__main__":
    main()
