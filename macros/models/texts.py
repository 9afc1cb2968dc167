"""Traverse a model: every nested model and every inline text, with its location."""

from collections.abc import Iterator
from typing import get_args

from macros.models.base import Model
from macros.models.inline_text import Inline
from macros.reading.yaml import Loc


def parts(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Model]]:
    """Yield a model and every model nested in it, each with its location."""
    if isinstance(value, Model):
        yield loc, value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), (*loc, name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from parts(below, (*loc, key))


def texts(model: Model) -> Iterator[tuple[Loc, tuple[Inline, ...]]]:
    """Yield every inline text in a model, each with its location."""
    for loc, part in parts(model):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if not isinstance(value, tuple) or not value:
                continue
            if isinstance(value[0], get_args(Inline)):
                yield (*loc, name), value
            elif isinstance(value[0], tuple):
                for number, text in enumerate(value):
                    if all(isinstance(piece, get_args(Inline)) for piece in text):
                        yield (*loc, name, number), text
