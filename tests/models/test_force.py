"""Words of duty that stand without a source are found, and nothing else is."""

import pytest
from pydantic import TypeAdapter

from macros.models.force import DUTY_MACROS, Force, unsourced_duties


@pytest.mark.parametrize(
    "text",
    [
        "You must share.",
        "You Should share.",
        "You have to share.",
        "You have\nto share.",
        "It has to be shared.",
        "You are required to share.",
        "Schools required to share.",
        "You are obliged to share.",
        "You mustn't wait.",
        "You shouldn’t wait.",
        "You shall share.",
        "You ought to share.",
        "You have always to share.",
        "You’ve got to share.",
        "You are required by law to share.",
        "You must not share.",
        'A "must" of our own.',
        "Do you have to share? No, but you must.",
    ],
)
def test_a_duty_without_a_source_is_found(text: str) -> None:
    """Each of these is a duty without a source."""
    assert list(unsourced_duties(text))


@pytest.mark.parametrize(
    "text",
    [
        "Share it.",
        "You may share.",
        "You do not have to share.",
        "You don’t have to share.",
        "You are not required to tell them.",
        "You are not obliged to share.",
        "You are not required by law to share.",
        "You have nothing to share.",
        "Should I share this information?",
        "What should we share?",
        "A law may require you to share.",
        "A mustard field.",
    ],
)
def test_words_that_are_no_duty_pass(text: str) -> None:
    """None of these is a duty."""
    assert not list(unsourced_duties(text))


def test_a_quotation_keeps_the_words_of_the_law() -> None:
    """A quotation keeps the words of the law, where its source stands beside it."""
    text = "Fears “must not be allowed to stand in the way”."
    assert list(unsourced_duties(text))
    assert not list(unsourced_duties(text, sourced=True))


def test_a_duty_is_placed_where_its_word_stands() -> None:
    """The place is where the word stands, whatever was passed over before it."""
    text = "You do not have to.\nShould I? You must."
    assert [text[place : place + len(word)] for place, word in unsourced_duties(text)] == ["must"]


def test_each_spelling_of_a_force_comes_from_its_value() -> None:
    """In YAML and JSON, in a call, and in print."""
    spelled = [(force.value, force.macro, force.word) for force in DUTY_MACROS.values()]
    assert spelled == [
        ("must", "must", "must"),
        ("must-not", "must_not", "must not"),
        ("should", "should", "should"),
        ("should-not", "should_not", "should not"),
    ]
    assert [force for force in Force if force.macro not in DUTY_MACROS] == [Force.MAY]


def test_a_duty_in_law_is_stronger_than_guidance_and_that_than_a_power() -> None:
    """A duty in law is stronger than guidance, and that than a power; what is forbidden is the other way."""
    assert sorted(Force, key=lambda force: (force.strength, force.is_negative)) == [
        "may",
        *list(Force)[2:4],
        *list(Force)[:2],
    ]
    assert [force.value for force in Force if force.is_negative] == ["must-not", "should-not"]


def test_json_keeps_the_values_of_forces() -> None:
    """They are read, written and described as strings, in place."""
    force = TypeAdapter(Force)
    assert force.dump_json(force.validate_python("must-not")) == b'"must-not"'
    for mode in ("validation", "serialization"):
        assert force.json_schema(mode=mode) == {"enum": [one.value for one in Force], "type": "string"}
