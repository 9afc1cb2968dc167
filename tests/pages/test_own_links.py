"""Own links: the sign beside a heading is named after the heading."""

from macros.pages.own_links import name_own_links
from macros.pages.rewrite import rewrite

LINK = '<h2>Ask  first<a class="permalink" href="#a" title="Link to this part"{}></a></h2>'


def test_a_sign_is_named_after_its_words() -> None:
    """The words of the heading follow what its title says."""
    assert rewrite(LINK.format(""), name_own_links) == LINK.format(' aria-label="Link to this part: Ask first"')


def test_a_name_that_is_there_stays() -> None:
    """A component may name its own."""
    named = LINK.format(' aria-label="Link to this question"')
    assert rewrite(named, name_own_links) == named
