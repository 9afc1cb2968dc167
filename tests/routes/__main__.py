"""Write the tables of routes anew: `python -m tests.routes`. Read the difference before you commit it."""

import sys
from pathlib import Path

from macros.loading import load
from macros.paths import ROOT
from macros.reading.problem import ContentError
from tests.routes import table

FOLDER = Path(__file__).parent

try:
    tables = {FOLDER / f"{name}.txt": table(chart) for name, chart in load(ROOT / "docs").flowcharts.items()}
except ContentError as error:
    sys.exit(str(error))
for old in FOLDER.glob("*.txt"):
    old.unlink()
for path, text in tables.items():
    path.write_text(text, encoding="utf-8")
