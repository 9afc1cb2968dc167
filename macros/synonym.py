"""Synonym: what people type into the search box, and what our pages call it."""

from typing import Annotated

from pydantic import Field

from macros.model import Line, Model


class Synonym(Model):
    """Words or phrases that are typed, and those of our pages that they mean.

    Without `means` and `first` the typed words count for little. `first` is a page that is shown above all others.
    """

    typed: Annotated[tuple[Line, ...], Field(min_length=1)]
    means: tuple[Line, ...] = ()
    first: Line = ""
