"""Checks of synonyms against pages and each other."""

from collections.abc import Iterator

from macros.checks.links import UNLISTED_PAGES, link_faults
from macros.models.sources import SourceFiles, models, valid
from macros.reading.problem import Problem, did_you_mean


def synonym_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Pages that search cannot lead to, groups that are none, and entries without words."""
    known = models(sources.synonyms)
    for key, entry, one in valid(sources.synonyms):
        for sentence in link_faults(sources, one.first, outside=False) if one.first else ():
            yield sources.problem(entry.name, entry.line(("first",)), sentence)
        for number, page in enumerate(one.leads):
            sentences = list(link_faults(sources, page, outside=False))
            if not sentences and ("#" in page or page.removeprefix("/").startswith(UNLISTED_PAGES)):
                sentences = [f'"{page}" is no page that search finds. Name a page, without a place on it.']
            for sentence in sentences:
                yield sources.problem(entry.name, entry.line(("leads", number)), sentence)
        for number, group in enumerate(one.groups):
            for part, named in enumerate(group):
                of = known.get(named)
                if named not in sources.synonyms:
                    sentence = f'"{named}" is the id of no group of words.{did_you_mean(named, sources.synonyms)}'
                elif of and of.leads and not of.typed:
                    sentence = f'"{named}" has no words of its own. Name the groups that it is made of.'
                else:
                    continue
                yield sources.problem(entry.name, entry.line(("groups", number, part)), sentence)
        if not one.typed and not one.groups:
            sentence = f'"{key}" has neither "typed" nor "groups". Write what people type: "typed: [mam, mummy]".'
            yield sources.problem(entry.name, entry.line(()), sentence)
