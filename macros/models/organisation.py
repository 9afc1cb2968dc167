"""Organisation: a kind of body or person that holds information about a child, or may be given some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.models.base import Id, Line, Model
from macros.models.rule import Rule

ANYONE = "anyone"
"""What a rule names in place of a kind of organisation where it is about each of them, and everyone else."""

FAMILY = "family"
"""The kind that is no organisation: what families are told has pages of its own."""

WITH_FOLDER = "with/"
"""The folder of docs/ with a page for each kind: what passes between it and the others."""

WITH_PAGE = f"{WITH_FOLDER}index.md"

FIRST, NONE, EVERYONE, IF_REFUSED = BETWEEN_BLOCKS = (
    "between-first",
    "between-none",
    "between-anyone",
    "between-refused",
)
"""The ids of what stands on these pages: first of all, where no rule names a kind, about all kinds, and at the end."""


class Organisation(Model):
    """One kind, as practitioners name it, and who belongs to it.

    `called` are the words by which rules and pages name it, `setting` the page for those who work there. It has a page
    below with/ unless `page` is "no".
    """

    name: Line
    members: Line
    called: tuple[Line, ...] = ()
    setting: Id | None = None
    page: Literal["yes", "no"] = "yes"


@dataclass(frozen=True)
class Exchange:
    """Who is asked or allowed by a rule to tell whom: ids of kinds, or `ANYONE`."""

    rule: str
    holders: tuple[str, ...]
    receivers: tuple[str, ...]

    @property
    def is_mutual(self) -> bool:
        """Whether those of one kind, or of several, tell each other."""
        return set(self.holders) == set(self.receivers)


def exchanges(rules: Mapping[str, Rule]) -> Sequence[Exchange]:
    """The exchange of each rule that names whom it may reach, families apart: few kinds before many, everyone last."""
    named = [
        Exchange(key, rule.holders, receivers)
        for key, rule in rules.items()
        if (receivers := tuple(kind for kind in rule.receivers if kind != FAMILY)) and rule.holders
        if ANYONE not in receivers
    ]
    return sorted(named, key=lambda one: (ANYONE in one.holders, len(one.holders) * len(one.receivers)))


def told_by(kind: str, rules: Mapping[str, Rule]) -> Sequence[Exchange]:
    """What the others may ask of a kind that rules name: each exchange with that kind as the only holder."""
    return [
        Exchange(one.rule, (kind,), _others(one.receivers, kind)) for one in exchanges(rules) if kind in one.holders
    ]


def told_to(kind: str, rules: Mapping[str, Rule]) -> Sequence[Exchange]:
    """What a kind may ask of the others: each exchange with that kind as the only receiver."""
    return [
        Exchange(one.rule, _others(one.holders, kind), (kind,)) for one in exchanges(rules) if kind in one.receivers
    ]


def _others(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The kinds without one of them, unless it is the only one."""
    return tuple(one for one in kinds if one != kind) or kinds
