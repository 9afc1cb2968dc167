"""An abbreviation is explained once a page, where it is first used, and nowhere that an insertion would break."""

import pytest
from markupsafe import Markup

from macros.models.term import Term
from macros.pages.abbreviations import explain
from macros.pages.rewrite import rewrite

TERMS = {
    "lado": Term.model_validate({"term": "LADO", "stands_for": "local authority officer", "text": "Oversees."}),
    "mash": Term.model_validate({"term": "MASH", "stands_for": "safeguarding hub", "text": "Answers."}),
    "harm": Term.model_validate({"term": "Harm", "text": "Hurt."}),
}


def show(key: str, inside: bool) -> str:
    """What stands in for the template, which escapes as it does."""
    return Markup(f"<b>{key}{' inside' * inside}</b>")  # noqa: S704 - our own ids


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("<p>Ask the LADO. The LADO's view.</p>", "<p>Ask the <b>lado</b>. The LADO's view.</p>"),
        ("<p>Two LADOs and a MASH</p>", "<p>Two <b>lado</b>s and a <b>mash</b></p>"),
        ("<p>The hub (MASH)</p>", "<p>The hub (<b>mash inside</b>)</p>"),
        ("<h2>LADO</h2><p>LADO</p>", "<h2>LADO</h2><p><b>lado</b></p>"),
        ('<p><a href="/LADO/">LADO</a> or LADO</p>', '<p><a href="/LADO/">LADO</a> or <b>lado</b></p>'),
        ("<textarea>LADO</textarea><p>LADO</p>", "<textarea>LADO</textarea><p><b>lado</b></p>"),
        ("<p>A local authority officer (LADO)</p>", "<p>A local authority officer (LADO)</p>"),
        ("<p>LADO-wide, MYLADO, Harm</p>", "<p>LADO-wide, MYLADO, Harm</p>"),
        (
            "<blockquote><p>LADO</p></blockquote><cite>LADO</cite>",
            "<blockquote><p>LADO</p></blockquote><cite>LADO</cite>",
        ),
        (
            "<p title='LADO'>The<!-- LADO --> LADO &amp; all",
            '<p title="LADO">The<!-- LADO --> <b>lado</b> &amp; all</p>',
        ),
        ("<label>LADO</label><button>MASH</button>", "<label>LADO</label><button>MASH</button>"),
    ],
)
def test_the_first_use_of_an_abbreviation_is_explained_once(written: str, wanted: str) -> None:
    """Once, unless the page says it in full before; never in links, headings, labels or longer words."""
    assert rewrite(written, lambda tree: explain(tree, TERMS, show)) == wanted
