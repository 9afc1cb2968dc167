"""The reading age of a text: the Flesch-Kincaid grade plus five, syllables counted by a hyphenation dictionary."""

from collections.abc import Iterable

import pyphen

from macros.checks.plain_english import sentences

SYLLABLES = pyphen.Pyphen(lang="en_GB", left=1, right=1)


def age(texts: Iterable[str]) -> tuple[float, int]:
    """The reading age of some text, in years, and its number of words."""
    said = [words for text in texts for _, words in sentences(text) if words]
    words = [word for sentence in said for word in sentence]
    if not words:
        return 0, 0
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59 + 5, len(words)
