"""Graphs of questions, generated."""

from hypothesis import strategies as st


@st.composite
def clean_graphs(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """A graph of up to eight questions whose options lead only downwards."""
    size = draw(st.integers(1, 8))
    return {
        f"q{n}": {
            option: draw(st.sampled_from([*(f"q{m}" for m in range(n + 1, size)), "o1", "o2"]))
            for option in ("yes", "no", "not-sure")
        }
        for n in range(size)
    }
