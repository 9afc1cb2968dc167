"""Reading age: a trend to watch from report to report, never a gate.

The Flesch-Kincaid grade plus five is about the age at which a text can be read. Syllables are
counted by a hyphenation dictionary, so that one report can be compared with the next. Of pages with
tasks, the median of three formulas is told where it is above eleven years, names of law set aside.
"""

import re
from collections.abc import Iterable, Iterator
from statistics import median

from macros.checks.page_length import REFERENCE
from macros.checks.plain_english import sentences
from macros.content import Content
from macros.loading import load
from macros.models.inline_text import plain
from macros.models.texts import texts
from macros.paths import ROOT
from tests.support.reading_age import age

FEWEST = 100
"""Words below which a page is too short to be measured."""

TASKS = ("decide/", "checklists/", "guidance/", "settings/")
"""Where pages say what to do."""

OLDEST = 11
"""The reading age in years above which such a page is told."""


def median_age(texts: Iterable[str]) -> tuple[float, int]:
    """The median of Flesch-Kincaid, the automated readability index and Coleman-Liau, in years, and the words."""
    all_texts = list(texts)
    years, count = age(all_texts)
    said = [words for text in all_texts for _, words in sentences(text) if words]
    if not said:
        return 0, 0
    letters = sum(len(re.sub(r"\W", "", word)) for words in said for word in words)
    automated = 4.71 * letters / count + 0.5 * count / len(said) - 21.43 + 5
    coleman_liau = 5.88 * letters / count - 29.6 * len(said) / count - 15.8 + 5
    return median((years, automated, coleman_liau)), count


def tasks(content: Content) -> Iterator[tuple[str, float]]:
    """The name and reading age of each page, flowchart and checklist with tasks, without names of law and terms."""
    names = {one.title for one in content.instruments.values()} | {one.term for one in content.terms.values()}
    aside = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)
    sources = content.sources
    said = {name: [run.text for run in page.prose] for name, page in sources.written_pages()}
    for kind in (sources.flowcharts, sources.checklists):
        for entry in kind.values():
            said[entry.name] = [plain(text) for _, text in texts(entry.model)] if entry.model else []
    for name, words in said.items():
        years, count = median_age(aside.sub("it", one) for one in words)
        if count >= FEWEST and name.startswith(TASKS) and not name.startswith(REFERENCE):
            yield name, years


def main() -> None:
    """Print the median of the pages that readers see, and the hardest."""
    content = load(ROOT / "docs")
    pages = {
        name: age(run.text for run in page.prose)
        for name, page in content.pages.items()
        if not name.startswith("editing/")
    }
    ages = {name: years for name, (years, words) in pages.items() if words >= FEWEST}
    print(f"reading age, {len(ages)} pages: median {median(ages.values()):.1f} years")
    for name in sorted(ages, key=lambda one: -ages[one])[:5]:
        print(f"reading age, among the hardest: {name} {ages[name]:.1f}")
    of_tasks = dict(tasks(content))
    hard = sorted(name for name, years in of_tasks.items() if years > OLDEST)
    print(
        f"reading age, {len(of_tasks)} pages with tasks, by the median of three formulas: above {OLDEST}: {len(hard)}"
    )
    for name in hard:
        print(f"reading age, above {OLDEST}: {name} {of_tasks[name]:.1f}")


if __name__ == "__main__":
    main()
