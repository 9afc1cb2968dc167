"""Synonym: what people type into the search box, and what our pages call it."""

import re
import unicodedata
from typing import Annotated

from pydantic import Field

from macros.models.base import Id, Line, Model


class Synonym(Model):
    """A group of words or phrases that are typed, what they mean on our pages, and the pages that they lead to.

    A group may refer to other groups instead: a query with a word of each, in that order, gets `leads` as curated
    results; without `leads` the group is an alias of all of them. A group with `typed` alone that no other refers to
    holds stop words. `first` is a page pinned above all results. `excused` says why a group with typed words has no
    `means`, so that nothing is asked of the pages that it leads to. `otherwise`, alone, is the one page that helps
    whatever is asked: it stands third where nothing else fits nearly as well as the first, and first where all that is
    found says little of a long query, `unless` one of these pages is first.
    """

    typed: Annotated[tuple[Line, ...], Field(min_length=1)] = ()
    means: tuple[Line, ...] = ()
    excused: Line = ""
    first: Line = ""
    groups: tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...] = ()
    leads: tuple[Line, ...] = ()
    otherwise: Line = ""
    unless: tuple[Line, ...] = ()


def split(text: str) -> list[str]:
    """Tokenise a text; the script of search does the same."""
    plain = re.sub("['’\u0300-\u036f]", "", unicodedata.normalize("NFKD", text).lower())
    return re.findall("[a-z0-9]+", plain)
