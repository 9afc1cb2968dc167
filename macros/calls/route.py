"""{{ route() }}: where a route code is typed, and what it opens is shown."""

from macros.calls.macro import Macro

MACROS = (
    Macro(
        name="route",
        opens_codes=True,
        reserved=("route-code", "route-hint", "route-status"),
        render=lambda page: page.block("route"),
    ),
)
