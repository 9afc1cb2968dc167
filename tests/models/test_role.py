"""Roles in the lines of an ending: the exception is said once, where it is first needed."""

import pytest

from macros.models.flowchart import Outcome
from macros.models.inline_text import plain
from macros.models.role import no_bare_role, roles_in_words

MORE = dict.fromkeys(("how_much", "how", "record", "ask", "why"), "Nothing.") | {"sources": ["a-rule"]}


def test_the_first_line_that_names_a_role_says_when_not_to_go_to_it() -> None:
    """In the order in which an ending is read, each role by itself; later lines are short."""
    ending = Outcome.model_validate(
        {
            "title": "Ask",
            "then": ['Ring {{ your("lead") }} again.', 'Tell {{ your("head") }}.'],
            "when": "Today.",
            "do": ['Ring {{ your("lead") }}.'],
            "shares": "yes",
            "more": MORE,
        }
    )
    assert [plain(text) for text in ending.texts] == [
        "Today.",
        "Ring your safeguarding lead (unless it is about them).",
        "Ring your lead again.",
        "Tell your head (unless it is about them).",
    ]


def test_a_role_in_bare_words_is_refused_with_the_mark_to_write() -> None:
    """A reader whose concern is about their lead would be sent to them."""
    with pytest.raises(ValueError, match=r'your\("lead"\)'):
        no_bare_role("Tell your safeguarding lead.")
    with pytest.raises(ValueError, match=r'your\("head"\)'):
        no_bare_role("Tell your head.")
    assert no_bare_role("Read the headings.") == "Read the headings."


def test_words_that_a_mark_printed_are_no_bare_words() -> None:
    """What is printed passes the check that an editor's own words do not."""
    printed = roles_in_words('Tell {{ your("lead") }}.', set())
    assert no_bare_role(printed) == printed


def test_other_marks_stay_as_they_are() -> None:
    """They are read with the text; so is what cannot be read."""
    for text in ('Ring {{ number("999") }}.', 'Tell {{ your("boss") }}.', "Tell {{ your(lead) }}.", "{% raw %}"):
        assert roles_in_words(text, set()) == text
