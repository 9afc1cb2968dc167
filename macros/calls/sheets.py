"""{{ sheets() }}: the files of every checklist and record form, to open or print."""

from macros.calls.macro import Macro

MACROS = (Macro(name="sheets", render=lambda page: page.block("sheet", lists=page.content.checklists)),)
