"""Traverse a model: every nested model and every inline text, with its location."""

from collections.abc import Iterable, Iterator
from typing import get_args

from macros.models.base import Model
from macros.models.inline_text import Inline, plain
from macros.reading.yaml import Loc


def nested_models(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Model]]:
    """Yield a model and every model nested in it, each with its location."""
    if isinstance(value, Model):
        yield loc, value
        for name in type(value).model_fields:
            yield from nested_models(getattr(value, name), (*loc, name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from nested_models(below, (*loc, key))


def texts(model: Model) -> Iterator[tuple[Loc, tuple[Inline, ...]]]:
    """Yield every inline text in a model, each with its location."""
    for loc, part in nested_models(model):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*loc, name))


_NAMED_BY = ("title", "name", "label", "term", "said", "text")
"""What a thing among others of its kind is told from them by, first of all."""


def repetitions(model: Model) -> Iterator[tuple[Loc, str]]:
    """Yield the place of what a list, or things of one kind beside each other, say for the second time; a sentence."""
    for loc, part in nested_models(model):
        for name in type(part).model_fields:
            yield from said_twice(beside(getattr(part, name), (*loc, name)))


def said_twice(lines: Iterable[tuple[Loc, str]]) -> Iterator[tuple[Loc, str]]:
    """Yield the place of each line that is there for the second time, and a sentence; capitals make no difference."""
    seen = set()
    for loc, said in lines:
        if (folded := " ".join(said.split()).casefold()) in seen:
            yield loc, f'"{said}" stands here twice. Keep one of them, or change one.'
        seen.add(folded)


def beside(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """The words of each line of a list, or of each thing under an id."""
    if isinstance(value, dict):
        for key, below in value.items():
            name = next((name for name in _NAMED_BY if getattr(below, name, "")), "")
            if name and isinstance(below, Model):
                said = getattr(below, name)
                yield (*loc, key, name), said if isinstance(said, str) else plain(said)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            if isinstance(one, str):
                yield (*loc, number), one
            elif isinstance(one, tuple) and all(isinstance(piece, get_args(Inline)) for piece in one):
                yield (*loc, number), plain(one)


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, tuple[Inline, ...]]]:
    """The inline texts in a value that is no model: one, a list of them, or each under a key."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, (*loc, key))
    elif isinstance(value, tuple) and value:
        if all(isinstance(piece, get_args(Inline)) for piece in value):
            yield loc, value
        else:
            for number, below in enumerate(value):
                yield from _texts(below, (*loc, number))
