"""{{ data() }}: the addresses of the site as JSON, and of its schemas."""

from macros.calls.macro import Macro

MACROS = (Macro(name="data", render=lambda page: page.block("data")),)
