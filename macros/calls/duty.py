"""{{ must("rule") }} and its kin: a word of duty with its source; {{ rule("rule") }}: a rule as a whole sentence."""

from collections.abc import Callable, Iterator

from macros.calls.macro import Macro, PageRenderer
from macros.models.force import DUTY_MACROS, Force
from macros.models.page import Call
from macros.models.sources import SourceFiles
from macros.reading.problem import did_you_mean


def duty_faults(sources: SourceFiles, macro: str, rule_id: str) -> Iterator[str]:
    """A sentence if a rule is unknown, or a macro says another force than it has."""
    known = sources.rules
    if "rules" in sources.unreadable_kinds:
        return
    if rule_id not in known:
        yield f'"{rule_id}" is the id of no rule.{did_you_mean(rule_id, known)}'
        return
    rule = sources.rules[rule_id].model
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


def _check(sources: SourceFiles, call: Call) -> Iterator[str]:
    yield from duty_faults(sources, call.macro, *call.ids)


def _word(name: str) -> Callable[[PageRenderer, str], str]:
    word = DUTY_MACROS[name].replace("-", " ")
    return lambda page, rule_id: page.inline("mark", rule_id=rule_id, word=word)


MACROS = (
    *(Macro(name=name, least=1, most=1, check=_check, is_block=False, render=_word(name)) for name in DUTY_MACROS),
    Macro(
        name="rule",
        least=1,
        most=1,
        check=_check,
        is_block=False,
        render=lambda page, rule_id: page.inline("rule", rule_id=rule_id),
    ),
)
