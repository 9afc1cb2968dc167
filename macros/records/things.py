"""Things as records hold them: plain data that no model of a later day has to fit.

Texts are their plain words, days are ISO dates, what is empty is left out, and what is read in an order is a list of
things with an `id`, since the keys of a record are sorted.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import SerializeAsAny, TypeAdapter

from macros.models.base import Model
from macros.models.flowchart import Flowchart
from macros.models.force import Force

Thing = Mapping[str, Any]
Things = Mapping[str, Mapping[str, Thing]]
"""By kind, such as "rules", and id."""

_IN_ORDER = ("cases", "fields", "items", "myths", "options", "outcomes", "questions", "routes", "sections")
_CHECKS = ("checked", "confirmed", "read", "sources")
"""What says how sure we are of a thing, and nothing of what it says."""


_FLOWCHART, _MODEL = TypeAdapter[object](Flowchart), TypeAdapter[object](SerializeAsAny[Model])


def as_thing(model: object) -> Thing:
    """The plain data of a model."""
    kind = _FLOWCHART if isinstance(model, Flowchart) else _MODEL
    thing: Thing = _plain(kind.dump_python(model, mode="json"))
    return thing


def _plain(value: Any) -> Any:
    match value:
        case {"plain": str(words), "pieces": list()}:
            return words
        case list():
            return [_plain(one) for one in value]
        case dict():
            plain = {key: _plain(one) for key, one in value.items()}
            kept = {key: one for key, one in plain.items() if one not in (None, "", [], {})}
            return {
                key: _listed(one) if key in _IN_ORDER and isinstance(one, dict) else one for key, one in kept.items()
            }
    return value


def _listed(things: Mapping[str, Thing]) -> list[Thing]:
    return [{"id": key, **one} for key, one in things.items()]


def rule_words(rule: Thing) -> str:
    """Who has to do what, and how strongly."""
    return f"{rule['who']} {force_word(rule)} {rule['text']}"


def force_word(rule: Thing) -> str:
    """How strongly a rule asks, as it is printed."""
    return Force(rule["force"]).word


def long_numbers(things: Things) -> list[str]:
    """Every number of a contact that could be rung from a text, the longest first; not those such as 999."""
    known = {one["number"] for one in things["contacts"].values() if "number" in one}
    return sorted((one for one in known if len(one) > len("999")), key=lambda one: (-len(one), one))


def changed_things(old: Things, new: Things) -> Iterator[tuple[str, str]]:
    """Yield the kind and id of each thing that says something else in `new`, or is in one of the two alone.

    The days on which it was checked, and against what, do not count.
    """
    for kind in sorted({*old, *new}):
        was, now = old.get(kind, {}), new.get(kind, {})
        yield from ((kind, key) for key in sorted({*was, *now}) if _said(was.get(key)) != _said(now.get(key)))


def _said(thing: Thing | None) -> Thing | None:
    return thing and {key: one for key, one in thing.items() if key not in _CHECKS}
