"""Checks of synonyms against pages and each other."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from macros.calls.practice import practises
from macros.checks.links import UNLISTED_PAGES, link_faults
from macros.models.page import Page
from macros.models.sources import SourceFiles, models, valid
from macros.models.synonym import Synonym, split
from macros.reading.problem import Problem, did_you_mean
from macros.reading.yaml import Loc


def synonym_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Pages that search cannot lead to, groups that are none, and entries without words."""
    known = models(sources.synonyms)
    said = {name: _said(page) for name, page in sources.pages.items() if page and not name.startswith(UNLISTED_PAGES)}
    is_whole = all(sources.pages.values())
    for key, entry, one in valid(sources.synonyms):
        for loc, sentence in _meaning_faults(key, one, known, said if is_whole or one.first or one.leads else {}):
            yield sources.problem(entry.name, entry.line(loc), sentence)
        for loc, page in _pages(one):
            sentences = list(link_faults(sources, page, outside=False))
            if not sentences and not _is_found(sources, page.removeprefix("/")):
                sentences = [f'"{page}" is no page that search finds. Name a page, without a place on it.']
            for sentence in sentences:
                yield sources.problem(entry.name, entry.line(loc), sentence)
        if one.otherwise and (first := next(other for other in known if known[other].otherwise)) != key:
            sentence = (
                f'"otherwise" stands in "{first}" already: one page helps whatever is asked. Keep one of the two.'
            )
            yield sources.problem(entry.name, entry.line(("otherwise",)), sentence)
        if one.unless and not one.otherwise:
            yield sources.problem(entry.name, entry.line(("unless",)), '"unless" needs "otherwise". Delete the line.')
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
        if not one.typed and not one.groups and not one.otherwise:
            sentence = f'"{key}" has neither "typed" nor "groups". Write what people type: "typed: [mam, mummy]".'
            yield sources.problem(entry.name, entry.line(()), sentence)


def _pages(one: Synonym) -> Iterator[tuple[Loc, str]]:
    """Each page that a group names, with its place."""
    yield from (((field,), page) for field in ("first", "otherwise") if (page := getattr(one, field)))
    for field in ("leads", "unless"):
        yield from (((field, number), page) for number, page in enumerate(getattr(one, field)))


def _is_found(sources: SourceFiles, name: str) -> bool:
    page = sources.pages.get(name)
    return name in sources.pages and not name.startswith(UNLISTED_PAGES) and not (page and practises(page))


def _meaning_faults(
    key: str, one: Synonym, known: Mapping[str, Synonym], said: Mapping[str, str]
) -> Iterator[tuple[Loc, str]]:
    """What is missing of what a group means, or is held by none of the pages that it leads to."""
    if one.typed and not one.means and not one.excused:
        sentence = (
            f'"{key}" has no "means". Write words of the page that it leads to: "means: [mum, parent]". '
            'Words that have no page of their own lead to "Not on this site" among the contacts.'
        )
        yield (), sentence
    if one.means and one.excused:
        yield ("excused",), f'"{key}" is excused, and has "means" too. Take one out.'
    named = [*_aliased(one)] if one.leads else []
    pages = [page.removeprefix("/") for page in (one.first, *one.leads) if page]
    if not {*named} <= known.keys() or not {*pages} <= said.keys():
        return  # told elsewhere
    members = [known[part] for alias in named for part in (alias, *_aliased(known[alias])) if part in known]
    means = one.means or tuple(dict.fromkeys(word for member in members for word in member.means))
    texts = [said[page] for page in pages] or said.values()
    if means and said and not any(f" {_words(word)}" in text for word in means for text in texts):
        where = "the pages that it leads to" if pages else "our pages"
        sentence = (
            f'"{key}" means {_listed(means)}, and {where} hold none of these. Name a page that does, or where there '
            'is none, say who to ask under "Not on this site" among the contacts.'
        )
        yield ("means",) if one.means else ("leads",), sentence


def _aliased(one: Synonym) -> Iterator[str]:
    yield from (part for group in one.groups for part in group)


def _said(page: Page) -> str:
    return f" {_words(f'{page.meta.title} {page.meta.description} {page.meta.keywords} {page.own_words}')} "


@lru_cache(maxsize=10_000)  # `make serve` checks all pages anew after each edit of one
def _words(text: str) -> str:
    return " ".join(split(text))


def _listed(words: Iterable[str]) -> str:
    return " or ".join(f'"{word}"' for word in words)
