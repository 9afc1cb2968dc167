"""{{ a_to_z() }}: every name on the site, by its letter."""

from macros.calls.macro import Macro

MACROS = (Macro(name="a_to_z", render=lambda page: page.block("a-to-z")),)
