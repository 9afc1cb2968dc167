"""{{ icon("law") }}: a picture that stands beside its words."""

from macros.calls.macro import Macro, one_of

ICONS = (
    "answer",
    "closed",
    "decide",
    "do",
    "do-not",
    "help",
    "law",
    "list",
    "note",
    "print",
    "record",
    "ring",
    "search",
    "warning",
)
"""Those that a page may show; the frame has others."""

MACROS = (
    Macro(
        name="icon",
        least=1,
        most=1,
        check=one_of(*ICONS),
        is_block=False,
        render=lambda page, name: page.inline("icon", pictured=name),
    ),
)
