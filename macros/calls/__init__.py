"""The macros that pages call: each module of this folder says in `MACROS` which it adds."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from macros.calls.macro import Macro
from macros.reading.calls import Call


def _registered() -> Iterator[Macro]:
    for module in iter_modules(__path__, f"{__name__}."):
        yield from getattr(import_module(module.name), "MACROS", ())


REGISTRY = {macro.name: macro for macro in sorted(_registered(), key=lambda macro: macro.name)}
"""Every macro by its name."""

ON_PAGES = {name: macro for name, macro in REGISTRY.items() if not macro.is_for_embeds}
"""Every macro that a page may call."""


def known_calls(calls: Iterable[Call]) -> Iterator[tuple[Call, Macro]]:
    """Each call of a macro that there is, with the macro."""
    return ((call, ON_PAGES[call.macro]) for call in calls if call.macro in ON_PAGES)
