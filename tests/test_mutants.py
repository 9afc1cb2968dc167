"""The deliberate breaks fit the code: `make mutants` takes hours, and would stop at the first that does not."""

from tests.conftest import ROOT
from tests.mutants import MUTANTS


def test_each_mutant_breaks_something() -> None:
    """The words that it replaces stand in its file, and its tests exist."""
    for mutant in MUTANTS:
        assert mutant.old in (ROOT / mutant.file).read_text(encoding="utf-8"), mutant.promise
        assert mutant.old != mutant.new, mutant.promise
        files = [word.partition("::")[0] for word in mutant.tests.split() if word.startswith("tests/")]
        assert files, mutant.promise
        assert all((ROOT / file).exists() for file in files), mutant.promise
