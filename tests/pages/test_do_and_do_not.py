"""Entries that say what not to do are marked, and lists of what to do and what not stand side by side."""

import pytest

from macros.pages.do_and_do_not import show_do_and_do_not
from macros.pages.rewrite import rewrite

DO, NOT = "<ul><li>Ring.</li></ul>", "<ul><li>Do not wait.</li><li><p>Do not <a>ask</a>.</p></li></ul>"
MARKED = NOT.replace("<li>", '<li class="do-not">')


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<ul><li>Ring.</li><li>Do not wait.</li></ul>", '<ul><li>Ring.</li><li class="do-not">Do not wait.</li></ul>'),
        (
            f"<p>Now.</p>\n<p>Do:</p>\n{DO}\n<p><b>Do not:</b></p>\n{NOT}<p>Then.</p>",
            f'<p>Now.</p>\n<div class="sides"><p>Do:</p>{DO}<p><b>Do not:</b></p>{MARKED}</div>\n\n\n<p>Then.</p>',
        ),
        (f"<p>Do.</p>{DO}<p>Do not:</p>{NOT}", f"<p>Do.</p>{DO}<p>Do not:</p>{MARKED}"),
        (f"<p>Do:</p>{DO}{NOT}", f"<p>Do:</p>{DO}{MARKED}"),
        (f"<p>Do:</p>{DO}<p>Or:</p>{DO}", f"<p>Do:</p>{DO}<p>Or:</p>{DO}"),
        (f"<div class=checklist>{NOT}</div>", f"<div class=checklist>{NOT}</div>"),
        ("<ol><li>Do not wait.</li></ol>", "<ol><li>Do not wait.</li></ol>"),
    ],
    ids=["mixed", "pair", "no colon", "no words", "nothing not to do", "of a component", "steps"],
)
def test_lists_of_what_not_to_do_are_marked(given: str, wanted: str) -> None:
    """Lists of an editor alone, and only those that have words above them."""
    assert rewrite(given, show_do_and_do_not) == wanted
