"""Macro calls: what is wrong with a macro that a page calls."""

from collections.abc import Iterator

from macros.calls import ON_PAGES
from macros.models.sources import SourceFiles
from macros.reading.calls import Call
from macros.reading.problem import did_you_mean


def call_faults(sources: SourceFiles, call: Call) -> Iterator[str]:
    """A sentence for each thing that is wrong with a call."""
    macro = ON_PAGES.get(call.macro)
    if macro is None:
        near = did_you_mean(call.macro, ON_PAGES) or f" What can stand here: {', '.join(ON_PAGES)}."
        yield f'"{call.macro}" is no macro.{near}'
        return
    if not macro.least <= len(call.ids) <= macro.most:
        ids = ", ".join(['"id"'] * macro.least)
        yield f'"{call.macro}" is called with the wrong number of ids: write {{{{ {call.macro}({ids}) }}}}.'
        return
    if macro.is_block and not call.alone:
        where = "at the start of a line of its own, with an empty line above and below"
        yield f'"{call.macro}" makes a block: put {{{{ … }}}} {where}.'
    yield from macro.check(sources, call)
