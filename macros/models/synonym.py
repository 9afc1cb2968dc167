"""Synonym: what people type into the search box, and what our pages call it."""

from typing import Annotated

from pydantic import Field

from macros.models.base import Id, Line, Model


class Synonym(Model):
    """A group of words or phrases that are typed, what they mean on our pages, and the pages that they lead to.

    It can name other groups in place of words: where one word of each is typed, in that order, they lead to `leads`;
    without `leads` it is a name for all of them. Words of a group that is nothing but `typed`, and that no other names,
    count for little. `first` is a page that is shown above all others.
    """

    typed: Annotated[tuple[Line, ...], Field(min_length=1)] = ()
    means: tuple[Line, ...] = ()
    first: Line = ""
    groups: tuple[tuple[Id, ...], ...] = ()
    leads: tuple[Line, ...] = ()
