"""Flowcharts: what a clean one promises, tried on generated ones."""

from hypothesis import given
from hypothesis import strategies as st

from macros.flowchart import MOST_QUESTIONS, UNSURE, Flowchart

OUTCOME = {
    "title": "Do it",
    "do": ["Do it."],
    "sources": ["rule"],
    **dict.fromkeys(("why", "how_much", "how", "record", "ask", "when"), "Words."),
}


def flowchart(nexts: dict[str, list[str]], outcomes: list[str]) -> Flowchart:
    """A flowchart whose questions lead to what `nexts` says."""
    ids = ["yes", "no", UNSURE]
    return Flowchart.model_validate(
        {
            "title": "Generated",
            "version": 1,
            "start": "q0",
            "questions": {
                question: {
                    "text": "Is it so?",
                    "sources": ["rule"],
                    "options": {ids[n]: {"text": "Answer", "next": target} for n, target in enumerate(targets)},
                }
                for question, targets in nexts.items()
            },
            "outcomes": dict.fromkeys(outcomes, OUTCOME),
        }
    )


@st.composite
def graphs(draw: st.DrawFn) -> Flowchart:
    """Any graph of up to twelve questions and twelve outcomes, loops and dead parts included."""
    questions = [f"q{n}" for n in range(draw(st.integers(1, 12)))]
    outcomes = [f"o{n}" for n in range(draw(st.integers(1, 12)))]
    target = st.sampled_from([*questions, *outcomes])
    return flowchart({q: draw(st.lists(target, min_size=3, max_size=3)) for q in questions}, outcomes)


def reached(chart: Flowchart) -> tuple[set[str], bool]:
    """By brute force: everything that can be reached, and whether any way goes round."""
    seen: set[str] = set()
    loops = False

    def follow(node: str, above: frozenset[str]) -> None:
        nonlocal loops
        if node in above:
            loops = True
            return
        seen.add(node)
        for option in chart.questions[node].options.values() if node in chart.questions else ():
            if not loops:
                follow(option.next, above | {node})

    follow(chart.start, frozenset())
    return seen, loops


@given(graphs())
def test_check_agrees_with_brute_force(chart: Flowchart) -> None:
    """A flowchart is clean exactly if it has no loop, no dead part and no route that is too long."""
    said = " ".join(sentence for _, sentence in chart.check())
    seen, loops = reached(chart)
    assert ("leads back" in said) == loops
    if not loops:
        assert ("no option leads" in said) == (seen != {*chart.questions, *chart.outcomes})
        longest = max(len(route) for route in chart.routes())
        assert (f"asks {longest} questions" in said) == (longest > MOST_QUESTIONS)


def test_longest_route() -> None:
    """Seven questions are allowed, eight are not."""
    for count in (MOST_QUESTIONS, MOST_QUESTIONS + 1):
        nexts = {f"q{n}": [f"q{n + 1}" if n + 1 < count else "end", "end", "end"] for n in range(count)}
        assert bool(list(flowchart(nexts, ["end"]).check())) == (count > MOST_QUESTIONS)
