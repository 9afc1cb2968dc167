"""Plain English: checks of vocabulary, spelling, abbreviations and the length of sentences."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from macros.models.force import blank_quotations
from macros.reading.markdown import Entry

MOST_WORDS = 30
"""The most words in a sentence, outside quotations."""

INSTEAD = {
    "aforementioned": "this",
    "amongst": "among",
    "click here": "the name of the page",
    "commence": "start",
    "e.g.": "for example",
    "etc.": "the whole list, or nothing",
    "facilitate": "help",
    "going forward": "from now on, or nothing",
    "holistic": "whole",
    "i.e.": "that is",
    "in order to": "to",
    "in the event of": "if",
    "leverage": "use",
    "please": "the instruction alone",
    "prior to": "before",
    "pursuant to": "under",
    "robust": "what makes it strong",
    "stakeholders": "who they are",
    "utilise": "use",
    "whilst": "while",
}
"""Words that slow a reader down, and what to write instead."""

BRITISH = {
    "analyze": "analyse",
    "apologize": "apologise",
    "authorize": "authorise",
    "behavior": "behaviour",
    "canceled": "cancelled",
    "center": "centre",
    "color": "colour",
    "counselor": "counsellor",
    "defense": "defence",
    "enrollment": "enrolment",
    "favor": "favour",
    "fulfill": "fulfil",
    "gray": "grey",
    "labor": "labour",
    "neighbor": "neighbour",
    "offense": "offence",
    "organization": "organisation",
    "organize": "organise",
    "pediatric": "paediatric",
    "prioritize": "prioritise",
    "realize": "realise",
    "recognize": "recognise",
    "summarize": "summarise",
    "traveled": "travelled",
}

KNOWN = {"BBC", "EU", "GNOME", "GP", "HTML", "JSON", "NHS", "NSPCC", "PDF", "QR", "UK", "YAML"}
"""Abbreviations that are better known than what they stand for."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"”')*]*\s+")
_DO_NOT = re.compile(r"\b(do not|don['’]t|never)\W*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\b(?:section|part|schedule|chapter|page|paragraph|regulation|article|rule|clause|table)s?|\[\d{4}\])\s$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b[A-Z][A-Z]+(?=s?\b)|\b[A-Z][a-z]?[A-Z]+\b")
_WORD = re.compile(rf"\b({'|'.join(map(re.escape, [*INSTEAD, *BRITISH]))})(?:s|d|ed|ing)?(?!\w)", re.IGNORECASE)
_PICTURE = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@lru_cache(maxsize=100_000)  # `make serve` checks all texts anew after each edit of one
def style_faults(text: str, abbreviations: frozenset[str] | None) -> tuple[tuple[int, str], ...]:
    """The place in a run of prose, and a sentence, for each thing that is hard to read or not British.

    `abbreviations` are those that the glossary explains; none is told where that is not known.
    """
    return tuple(_faults(text, abbreviations))


def _faults(text: str, abbreviations: frozenset[str] | None) -> Iterator[tuple[int, str]]:
    # Places stay what they are: what is not read is blanked, never removed.
    quiet = blank_quotations(text)
    for place, said in sentences(quiet):
        if len(said) > MOST_WORDS:
            yield place, f"has a sentence of {len(said)} words; {MOST_WORDS} is the most. Make two of it."
    for match in _WORD.finditer(quiet):
        word = match[1].lower()
        kind = "is hard to read" if word in INSTEAD else "is not British spelling"
        yield match.start(), f'"{match[0]}" {kind}: write {INSTEAD.get(word) or BRITISH[word]}.'
    for match in _PICTURE.finditer(text):
        yield (
            match.start(),
            f'"{match[0]}" is a picture, which is read aloud as a long name and may print as a box. Write words.',
        )
    if abbreviations is None:
        return
    for match in _SHORT.finditer(text):
        if match[0] not in KNOWN and match[0] not in abbreviations and not is_numbered(text[: match.start()]):
            yield (
                match.start(),
                f'"{match[0]}" is explained nowhere. Write it out, or say in guidance/glossary.yml what it stands for.',
            )


def is_numbered(before: str) -> bool:
    """Whether what follows these words is the number of a section, a page or a judgment."""
    return bool(_NUMBERED.search(before))


def sentences(text: str) -> Iterator[tuple[int, list[str]]]:
    """The place and words of each sentence."""
    place = 0
    for sentence in _SENTENCE.split(text):
        place = text.index(sentence, place)
        first = re.search(r"\w", sentence)
        yield place + (first.start() if first else 0), re.findall(r"[\w'’–-]*\w", sentence)


def do_nots(entries: Iterable[Entry]) -> Iterator[tuple[int, str]]:
    """Yield a line and a sentence for each entry of a don't list that says its opposite when read alone."""
    for entry in entries:
        asks = re.match(r"\W*(do not|don['’]t|never)\b", entry.text, re.IGNORECASE)
        if not asks and any(_DO_NOT.search(lead) for lead in entry.leads):
            sentence = 'belongs to a list of what not to do, but does not say so alone. Begin it with "Do not".'
            yield entry.line, sentence
