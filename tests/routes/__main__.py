"""Write the tables of routes anew: `python -m tests.routes`. Read the difference before you commit it."""

from pathlib import Path

from macros.content import load
from tests.conftest import ROOT
from tests.routes import table

FOLDER = Path(__file__).parent

for old in FOLDER.glob("*.txt"):
    old.unlink()
for name, chart in load(ROOT / "docs").flowcharts.items():
    (FOLDER / f"{name}.txt").write_text(table(chart), encoding="utf-8")
