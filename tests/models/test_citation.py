"""Citation: a source in a sentence."""

import pytest

from macros.content import Content
from macros.models.citation import cite_instrument, cite_principle, cite_rule
from macros.models.dates import read_day


@pytest.mark.parametrize(
    ("change", "said"),
    [({}, "Sharing Act 2001, section 3"), ({"section": ""}, "Sharing Act 2001")],
)
def test_a_rule_is_cited_by_instrument_and_section(change: dict[str, str], said: str, small_loaded: Content) -> None:
    """And leads to its own place on the page of the law."""
    rule = small_loaded.rules["share-on-request"].model_copy(update=change)
    citation = cite_rule("share-on-request", rule, small_loaded.instruments["sharing-act"])
    assert (citation.text, citation.target) == (said, "/law/index.md#share-on-request")


def test_what_was_replaced_says_so(small_loaded: Content) -> None:
    """A rule with the month, an instrument without."""
    instrument = small_loaded.instruments["sharing-code"].model_copy(update={"status": "replaced"})
    rule = small_loaded.rules["write-it-down"].model_copy(update={"since": read_day("2026-05-01")})
    assert cite_rule("a", rule, instrument).text == "Code on sharing (2010), replaced in May 2026"
    assert cite_instrument("b", instrument).text == "Code on sharing (2010), replaced"


def test_a_principle_is_cited_by_its_title() -> None:
    """And leads to its page."""
    assert cite_principle("timely", "Timely").target == "/principles/timely.md"
