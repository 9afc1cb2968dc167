"""Contacts: who to ring, by id or by what for."""

import re

import pytest

from tests.support.calls import Rendered


def names(made: str) -> list[str]:
    """Whom a block of contacts names, in order."""
    return re.findall(r"<b>(.*?)</b>", made)


def test_contacts_stand_in_the_order_in_which_people_ring_them(rendered: Rendered) -> None:
    """Whatever order the page names them in."""
    assert names(rendered("contacts", "101", "999")) == ["Emergency services", "Police"]


def test_a_page_lists_the_contacts_for_its_use(rendered: Rendered) -> None:
    """Those of that use, and nobody else."""
    assert names(rendered("contacts_for", "emergency")) == ["Emergency services", "Police"]


def test_whoever_answers_when_a_contact_is_closed_stands_beside_it(rendered: Rendered) -> None:
    """The panel of one that closes holds the one to ring then."""
    made = rendered("urgent_contacts", "mash")
    assert "01632 960001" in made
    assert "01632 960002" in made


@pytest.mark.parametrize(("macro", "said"), [("number", "01632 960001"), ("closes", "4pm")])
def test_a_mark_prints_what_the_settings_hold(macro: str, said: str, rendered: Rendered) -> None:
    """The number and the closing time of one contact."""
    assert said in rendered(macro, "mash")
