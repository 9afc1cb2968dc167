"""Briefing sheets: what they hold of the content, and how many words."""

from macros.content import Content
from macros.paper.briefing_sheet import briefing_data, too_many_words


def test_a_myth_ends_in_the_notes_of_its_sources(small_loaded: Content) -> None:
    """Those that a word of duty in the answer has named already are not named again."""
    data = briefing_data(small_loaded, "class")
    last = [myth["answer"][-1]["note"] for myth in data["myths"]]
    named = [small_loaded.citation(key).text for key in ("share-on-request", "timely", "tell-a-school")]
    assert set(named) <= set(data["notes"])
    number = {note: index for index, note in enumerate(data["notes"], 1)}
    assert last[0] is None
    assert last[1] == f"{number[named[1]]}, {number[named[0]]}"


def test_each_briefing_of_the_site_has_few_words(content: Content) -> None:
    """No more than a team reads in its time."""
    for name in content.briefings:
        assert too_many_words(briefing_data(content, name)) == ""


def test_there_is_a_briefing_for_everyone_and_each_setting(content: Content) -> None:
    """One that names no setting, and one for each."""
    assert sorted(one.setting or "" for one in content.briefings.values()) == sorted(["", *content.settings])
