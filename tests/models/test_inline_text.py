"""Inline text: what it holds and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.models.force import Force
from macros.models.inline_text import Duty, Link, Strong, TextRun, parse, plain


def test_a_text_is_read_into_its_pieces() -> None:
    """Each kind of piece is told apart, and nothing between them is lost."""
    text = 'Call **999**, see [the Act](/law/index.md#act): you {{ must("a-rule") }} share.'
    assert parse(text) == (
        TextRun("Call "),
        Strong("999"),
        TextRun(", see "),
        Link("the Act", "/law/index.md#act"),
        TextRun(": you "),
        Duty(Force.MUST, "a-rule"),
        TextRun(" share."),
    )
    assert plain(parse(text)) == "Call 999, see the Act: you must share."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "a ** b",
        "** a **",
        "**[a](/b.md)**",
        "[**a**](/b.md)",
        '[a](/b.md "c")',
        "[a](<b>)",
        "[a]()",
        "[a](b c)",
        "a](b)",
        '{{ may("x") }}',
        "{{ must(“x”) }}",
        "{{ must() }}",
        '{{ must("x", "y") }}',
        '**{{ must("x") }}**',
        '[{{ must("x") }}](/a.md)',
        '{% if a %}{{ must("x") }}{% endif %}',
        "a }} b",
        "<b>a</b>",
        "`a`",
        "say *why*",
        "say _why_",
        "__a__",
        "a &amp; b",
        "a[^1]",
        "see https://a.example",
        ":smile:",
        "1. First",
        "- first",
        "one:\n- first",
        "## Words",
        "• first",
    ],
)
def test_what_no_output_can_render_is_refused(text: str) -> None:
    """Everything else is refused, so that every output can render every text."""
    with pytest.raises(ValueError, match=r"\w"):
        parse(text)


def test_signs_that_are_no_markup_here_stay_words() -> None:
    """Signs that Markdown knows and inline text does not are words as they stand."""
    text = r"5 * 3, a_b_c \* R&D ![d (1)"
    assert parse(text) == (TextRun(text),)


@given(st.text(alphabet='ab *[](){}"/.#<`-_'))
def test_whatever_is_typed_gives_pieces_or_a_sentence(text: str) -> None:
    """Whatever is typed, the result is pieces or a sentence."""
    try:
        pieces = parse(text)
    except ValueError:
        return
    assert pieces
    assert "<" not in plain(pieces)
