"""{{ group() }}: what the menu has below a page that stands first in a group: pages, or groups with their own pages."""

from macros.calls.macro import Macro

MACROS = (Macro(name="group", render=lambda page: page.block("group", entries=page.group)),)
