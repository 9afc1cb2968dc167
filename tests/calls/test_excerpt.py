"""Excerpt: a file as an editor wrote it, whole or in part."""

import html

from tests.support.calls import Rendered
from tests.support.project import SMALL


def test_an_excerpt_of_a_file_shows_it_whole(rendered: Rendered) -> None:
    """Every line of it."""
    words = (SMALL / "docs" / "about" / "changes.yml").read_text(encoding="utf-8").strip()
    assert words in html.unescape(rendered("excerpt", "about/changes.yml"))


def test_an_excerpt_of_a_key_shows_all_below_it_under_the_keys_around_it(rendered: Rendered) -> None:
    """Its siblings are left out."""
    made = html.unescape(rendered("excerpt", "decide/ask.yml", "questions/first/options/calm"))
    assert "questions:\n  first:\n    options:\n      calm:\n" in made
    assert "a baby has a bruise" in made
    assert "danger:" not in made
    assert "not-sure:" not in made


def test_an_excerpt_of_a_page_shows_its_front_matter(rendered: Rendered) -> None:
    """And none of its words."""
    made = rendered("excerpt", "principles/timely.md")
    assert "title: Timely" in made
    assert "write it down" not in made
