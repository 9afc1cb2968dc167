"""{{ feeds() }}: the addresses of the feeds."""

from macros.calls.macro import Macro

MACROS = (Macro(name="feeds", render=lambda page: page.block("feed")),)
