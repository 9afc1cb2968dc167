"""Flowcharts as they are resolved: what each leads to, through others too."""

from macros.content import Content
from macros.models.inline_text import plain


def test_a_hand_over_says_what_it_opens(small_loaded: Content) -> None:
    """The flowchart, the number and words of its question, and what every route to that has answered."""
    (handover,) = small_loaded.flowcharts["reply"].handovers.values()
    there = small_loaded.flowcharts["ask"]
    assert (handover.title, handover.number, handover.link) == (there.title, 2, "/decide/ask.md#second")
    assert plain(handover.question) == plain(there.questions["second"].text)
    assert [(plain(asked), [plain(one) for one in options]) for asked, options in handover.answered] == [
        ("Is anyone in danger?", ["No"])
    ]


def test_the_most_questions_are_counted_through_other_flowcharts(small_loaded: Content) -> None:
    """A question whose longest route hands over counts what is asked there too."""
    assert small_loaded.flowcharts["ask"].most_questions == {"first": 2, "second": 1}
    assert small_loaded.flowcharts["reply"].most_questions["first"] == 3


def test_the_question_of_danger_comes_first(content: Content) -> None:
    """Where information is about to go out; danger, or not being sure of it, is one choice from what to do now."""
    for name in ("share", "asked"):
        chart = content.flowcharts[name]
        assert chart.start == "danger"
        assert chart.outcomes[chart.emergency].shares == "yes"
        assert chart.graph["danger"]["yes"] == chart.emergency
