"""{{ must("rule") }} and the like: a word of duty with its source; {{ rule("rule") }}: a rule as a whole sentence."""

from collections.abc import Iterator

from macros.calls.macro import Macro, PageRenderer
from macros.models.force import DUTY_MACROS, Force
from macros.models.sources import SourceFiles
from macros.reading.calls import Call
from macros.reading.problem import did_you_mean


def duty_faults(sources: SourceFiles, macro: str, rule_id: str) -> Iterator[str]:
    """Yield a sentence if a rule is unknown, or if its force is not that of the macro."""
    known = sources.rules
    if "rules" in sources.unreadable_kinds:
        return
    if rule_id not in known:
        yield f'"{rule_id}" is the id of no rule.{did_you_mean(rule_id, known)}'
        return
    rule = sources.rules[rule_id].model
    if rule is None or macro == "rule" or DUTY_MACROS[macro] == rule.force:
        return
    instead = Call(rule.force.macro, (rule_id,), 0) if rule.force is not Force.MAY else 'the plain word "may"'
    compared = _compared(DUTY_MACROS[macro], rule.force)
    yield f'"{macro}" is {compared} its rule "{rule_id}", which says "{rule.force.word}". Write {instead}.'


def _compared(said: Force, ruled: Force) -> str:
    if said.is_negative != ruled.is_negative:
        return "the opposite of"
    return "stronger than" if said.strength > ruled.strength else "weaker than"


def _check(sources: SourceFiles, call: Call) -> Iterator[str]:
    yield from duty_faults(sources, call.macro, *call.ids)


def _word(page: PageRenderer, rule_id: str) -> str:
    return page.inline("mark", duty=rule_id)


MACROS = (
    *(Macro(name=name, least=1, most=1, check=_check, is_block=False, render=_word) for name in DUTY_MACROS),
    Macro(
        name="rule",
        least=1,
        most=1,
        check=_check,
        is_block=False,
        render=lambda page, rule_id: page.inline("rule", rule_id=rule_id),
    ),
)
