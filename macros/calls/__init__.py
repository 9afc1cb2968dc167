"""The macros that pages call: each module of this folder says in `MACROS` which it adds."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from macros.calls.macro import Macro


def _registered() -> Iterator[Macro]:
    for module in iter_modules(__path__, f"{__name__}."):
        yield from getattr(import_module(module.name), "MACROS", ())


REGISTRY = {macro.name: macro for macro in sorted(_registered(), key=lambda macro: macro.name)}
"""Every macro by its name."""

ON_PAGES = {name: macro for name, macro in REGISTRY.items() if not macro.is_for_embeds}
"""Every macro that a page may call."""
