"""Exchanges: which rules name who tells whom, and what of them stands on the page of each kind."""

from typing import Any

from macros.models.organisation import Exchange, exchanges, told_by, told_to
from macros.models.rule import Rule

RULE = {
    "force": "must",
    "who": "Somebody",
    "text": "tell",
    "instrument": "law",
    "link": "https://law.example/",
    "status": "in-force",
    "certainty": "known",
}


def rules(**lists: tuple[list[str], list[str]]) -> dict[str, Rule]:
    """Rules with these holders and receivers."""
    made: dict[str, Any] = {key: {**RULE, "holders": one[0], "receivers": one[1]} for key, one in lists.items()}
    return {key: Rule.model_validate(one) for key, one in made.items()}


def test_a_rule_counts_where_it_names_whom_it_may_reach() -> None:
    """Not where it is about no passing, reaches anyone, tells families alone, or has nobody who tells."""
    made = rules(
        everyone=(["anyone"], ["police"]),
        named=(["gp"], ["police", "family"]),
        nothing=(["gp"], []),
        reaches_all=(["gp"], ["anyone"]),
        family=(["gp"], ["family"]),
        nobody=([], ["police"]),
    )
    assert exchanges(made) == [
        Exchange("named", ("gp",), ("police",)),
        Exchange("everyone", ("anyone",), ("police",)),
    ]


def test_a_kind_tells_the_others_and_itself_only_where_there_is_no_other() -> None:
    """Seen from one kind, the rest of each list; a rule about everyone comes last."""
    made = rules(
        each=(["gp", "police"], ["gp", "police"]), same=(["gp"], ["gp"]), everyone=(["anyone"], ["gp", "police"])
    )
    assert told_by("gp", made) == [Exchange("same", ("gp",), ("gp",)), Exchange("each", ("gp",), ("police",))]
    assert told_to("gp", made) == [
        Exchange("same", ("gp",), ("gp",)),
        Exchange("each", ("police",), ("gp",)),
        Exchange("everyone", ("anyone",), ("gp",)),
    ]
