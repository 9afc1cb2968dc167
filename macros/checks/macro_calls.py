"""Calls: the macros that a page may call, and what is wrong with a call."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.models.force import DUTY_MACROS, Force
from macros.models.sources import SourceFiles
from macros.reading.calls import Call
from macros.reading.excerpt import missing_key
from macros.reading.problem import did_you_mean


@dataclass(frozen=True)
class Macro:
    """What a page may call: the kind of id or the words it takes, how many, and whether it makes a block."""

    takes: str | tuple[str, ...] = ""
    least: int = 0
    most: int = 0
    block: bool = True


MACROS = {
    **{name: Macro("rules", 1, 1, block=False) for name in (*DUTY_MACROS, "rule")},
    "checklist": Macro("checklists", 1, 1),
    "flowchart": Macro("flowcharts", 1, 1),
    "principle": Macro("principles", 1, 1),
    "instruments": Macro(("listed", "others"), 1, 1),
    "rules": Macro(("who", "year"), 1, 1),
    "contacts": Macro("contacts", 0, 99),
    "glossary": Macro(),
    "a_to_z": Macro(),
    "sheets": Macro(),
    "scenarios": Macro("settings", 0, 1),
    "written": Macro("files", 1, 99),
    "changes": Macro(),
    "snippets": Macro(),
    "feeds": Macro(),
    "data": Macro(),
}
"""Every macro that a page may call."""


def call_faults(sources: SourceFiles, call: Call) -> Iterator[str]:
    """A sentence for each thing that is wrong with a call."""
    macro = MACROS.get(call.macro)
    if macro is None:
        yield f'"{call.macro}" is no macro.' + (
            did_you_mean(call.macro, MACROS) or f" What can stand here: {', '.join(MACROS)}."
        )
        return
    if not macro.least <= len(call.ids) <= macro.most:
        form = {0: f"{call.macro}()", 1: f'{call.macro}("id")'}[macro.least]
        yield f'"{call.macro}" is called with the wrong number of ids: write {{{{ {form} }}}}.'
        return
    if macro.block and not call.alone:
        yield f'"{call.macro}" makes a block: put {{{{ … }}}} at the start of a line of its own.'
    if macro.takes == "rules":
        yield from mark_faults(sources, call.macro, call.ids[0])
        return
    if macro.takes == "files":
        yield from _written(sources, *call.ids)
        return
    words = macro.takes if isinstance(macro.takes, tuple) else ()
    known = words or sources.ids(str(macro.takes))
    for key in call.ids:
        if key not in known:
            what = f"word for {call.macro}: write {' or '.join(words)}" if words else f"id of a {macro.takes[:-1]}"
            yield f'"{key}" is no {what}.{did_you_mean(key, known)}'


def _written(sources: SourceFiles, name: str, *places: str) -> Iterator[str]:
    if name not in sources.files_read:
        yield f'"{name}" is no file below {sources.root}.{did_you_mean(name, sources.files_read)}'
    elif name.endswith(".md"):
        yield from ['"written" shows the keys of a page whole: write its name alone.'] if places else ()
    else:
        source = next((entry.source for _, entry in sources.valid() if entry.name == name), None)
        yield from (sentence for place in places if source and (sentence := missing_key(source, place)))


def mark_faults(sources: SourceFiles, macro: str, rule_id: str) -> Iterator[str]:
    """A sentence if a rule is unknown, or a macro says another force than it has."""
    known = sources.ids("rules")
    if "rules" in sources.unreadable_kinds:
        return
    if rule_id not in known:
        yield f'"{rule_id}" is the id of no rule.{did_you_mean(rule_id, known)}'
        return
    rule = sources.entries["rules"][rule_id].model
    if rule is None or macro == "rule" or DUTY_MACROS[macro] == rule.force:
        return
    right = {force: name for name, force in DUTY_MACROS.items()}.get(rule.force)
    instead = f'{{{{ {right}("{rule_id}") }}}}' if right else 'the plain word "may"'
    compared = _compared(DUTY_MACROS[macro], rule.force)
    yield f'"{macro}" is {compared} its rule "{rule_id}", which says "{rule.word}". Write {instead}.'


def _compared(said: Force, ruled: Force) -> str:
    strength = ("may", "should", "must")
    if said.endswith("not") != ruled.endswith("not"):
        return "the opposite of"
    difference = strength.index(said.split("-")[0]) - strength.index(ruled.split("-")[0])
    return "stronger than" if difference > 0 else "weaker than"
