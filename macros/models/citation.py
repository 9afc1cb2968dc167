"""Citation: the name of a source in a sentence, and the caveat after a word of duty, for every output."""

from dataclasses import dataclass

from macros.models.dates import format_date, format_month
from macros.models.instrument import LAW_PAGE, Instrument
from macros.models.rule import Rule


@dataclass(frozen=True)
class Citation:
    """The name of a source, and the target of its link, such as /law/index.md#section-11."""

    text: str
    target: str


@dataclass(frozen=True)
class Caveat:
    """What follows a word of duty whose rule is not certain: `check` leads to the law where an output has links."""

    before: str
    check: str = ""
    after: str = ""

    def __str__(self) -> str:
        return self.before + self.check + self.after


def cite_instrument(key: str, instrument: Instrument) -> Citation:
    """The citation of an instrument."""
    replaced = ", replaced; check the current guidance" if instrument.status == "replaced" else ""
    return Citation(instrument.name + replaced, f"/{LAW_PAGE}#{key}")


def cite_rule(key: str, rule: Rule, instrument: Instrument) -> Citation:
    """The citation of a rule: its instrument and section, and whether the rule is announced or replaced."""
    section = f", {rule.section}" if rule.section else ""
    announced = " (announced)" if rule.status == "announced" else ""
    replaced = f", replaced in {format_month(rule.since)}; check the current guidance" if rule.since else ""
    return Citation(instrument.name + section + announced + replaced, f"/{LAW_PAGE}#{key}")


def cite_principle(key: str, title: str) -> Citation:
    """The citation of a principle."""
    return Citation(f'principle "{title}"', f"/principles/{key}.md")


def caveat(rule: Rule, instrument: Instrument) -> Caveat | None:
    """What is added after a word of duty with this rule; None if its text is in force."""
    if rule.status == "announced" and rule.starts:
        return Caveat(f" (announced to start on {format_date(rule.starts)}; ", "check the current law", ")")
    if rule.status == "unconfirmed":
        return Caveat(f" (not confirmed; check the current {instrument.law_or_guidance})")
    return None
