"""Citation: the name of a source in a sentence, for every output."""

from dataclasses import dataclass

from macros.models.dates import format_month
from macros.models.instrument import LAW_PAGE, Instrument
from macros.models.rule import Rule


@dataclass(frozen=True)
class Citation:
    """The name of a source, and the target of its link, such as /law/index.md#section-11."""

    text: str
    target: str


def cite_instrument(key: str, instrument: Instrument) -> Citation:
    """The citation of an instrument."""
    replaced = ", replaced" if instrument.status == "replaced" else ""
    return Citation(instrument.name + replaced, f"/{LAW_PAGE}#{key}")


def cite_rule(key: str, rule: Rule, instrument: Instrument) -> Citation:
    """The citation of a rule: its instrument and section, and when its text was replaced."""
    section = f", {rule.section}" if rule.section else ""
    replaced = f", replaced in {format_month(rule.since)}" if rule.since else ""
    return Citation(instrument.name + section + replaced, f"/{LAW_PAGE}#{key}")


def cite_principle(key: str, title: str) -> Citation:
    """The citation of a principle."""
    return Citation(f'principle "{title}"', f"/principles/{key}.md")
