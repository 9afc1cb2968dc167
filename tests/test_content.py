"""Content: the rules grouped for the views of the law page, by whom they bind and by year."""

from collections import Counter
from datetime import date

from macros.content import Content
from macros.loading import load
from tests.support.project import SMALL, real


def test_every_view_holds_every_rule_once() -> None:
    """Nothing of the law is lost from one view to the other."""
    content = real()
    for groups in (content.rules_by_who(), content.rules_by_year()):
        assert Counter(key for keys in groups.values() for key in keys) == Counter(list(content.rules))


def test_the_year_is_that_of_the_last_change() -> None:
    """The day its text was replaced, or it started; else the year of its instrument; the latest first."""
    content = load(SMALL / "docs")
    rule = content.rules["share-on-request"]
    assert content.rules_by_year() == {2010: ["write-it-down", "tell-a-school"], 2001: ["share-on-request"]}
    for change in ("since", "starts"):
        rules = {**content.rules, "share-on-request": rule.model_copy(update={change: date(2026, 9, 10)})}
        changed = Content(**{**vars(content), "rules": rules})
        assert next(iter(changed.rules_by_year().items())) == (2026, ["share-on-request"])
