"""Traverse a model: every nested model and every inline text, with its location."""

from collections.abc import Iterator
from typing import get_args

from macros.models.base import Model
from macros.models.inline_text import Inline
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
