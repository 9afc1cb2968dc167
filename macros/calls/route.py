"""{{ route() }}: where a route code is typed, and what it opens is shown."""

from macros.calls.macro import Macro

MACROS = (Macro(name="route", homes=lambda _sources: [], render=lambda page: page.block("route")),)
