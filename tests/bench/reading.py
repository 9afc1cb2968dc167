"""Reading age: a trend to watch from report to report, never a gate.

The Flesch-Kincaid grade plus five is about the age at which a text can be read. Syllables are
counted by a hyphenation dictionary, so that one report can be compared with the next.
"""

from collections.abc import Iterable
from statistics import median

import pyphen

from macros.checks.plain_english import sentences
from macros.loading import load
from macros.paths import ROOT

SYLLABLES = pyphen.Pyphen(lang="en_GB", left=1, right=1)
FEWEST = 100
"""Words below which a page is too short to be measured."""


def age(texts: Iterable[str]) -> tuple[float, int]:
    """The reading age of some text, in years, and its number of words."""
    said = [words for text in texts for _, words in sentences(text) if words]
    words = [word for sentence in said for word in sentence]
    if not words:
        return 0, 0
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59 + 5, len(words)


def main() -> None:
    """Print the median of the pages that readers see, and the hardest."""
    pages = {
        name: age(run.text for run in page.prose)
        for name, page in load(ROOT / "docs").pages.items()
        if not name.startswith("editing/")
    }
    ages = {name: years for name, (years, words) in pages.items() if words >= FEWEST}
    print(f"reading age, {len(ages)} pages: median {median(ages.values()):.1f} years")
    for name in sorted(ages, key=lambda one: -ages[one])[:5]:
        print(f"reading age, among the hardest: {name} {ages[name]:.1f}")


if __name__ == "__main__":
    main()
