"""References: one text, one value."""

import pytest
from pydantic import TypeAdapter

from macros.models.reference import NodeRef, OptionRef

NODES = {"about": NodeRef("", "about"), "share/about": NodeRef("share", "about")}
OPTIONS = {
    "about": OptionRef(NodeRef("", "about"), ""),
    "about/yes": OptionRef(NodeRef("", "about"), "yes"),
    "share/about/yes": OptionRef(NodeRef("share", "about"), "yes"),
}


@pytest.mark.parametrize(("text", "value"), [*NODES.items(), *OPTIONS.items()])
def test_a_reference_is_read_into_one_value(text: str, value: NodeRef | OptionRef) -> None:
    """It is read, printed, and a string in JSON and its schema."""
    kind = type(value)
    assert kind.parse(text) == value
    assert str(value) == text
    json = TypeAdapter(kind)
    assert json.dump_json(json.validate_python(text)) == f'"{text}"'.encode()
    for mode in ("validation", "serialization"):
        assert json.json_schema(mode=mode) == {"type": "string"}


@pytest.mark.parametrize("text", ["", "/", "about/", "/about", "a/b/c", "Share/about", "share/About", "share about"])
def test_what_names_no_node_is_refused(text: str) -> None:
    """With what to write in its place."""
    with pytest.raises(ValueError, match="is no place to go: write the id of a question or outcome"):
        NodeRef.parse(text)


@pytest.mark.parametrize("text", ["", "/", "about/", "/about", "a/b/c/d", "a/B"])
def test_what_names_no_option_is_refused(text: str) -> None:
    """Likewise."""
    with pytest.raises(ValueError, match="is no option: write QUESTION/OPTION"):
        OptionRef.parse(text)


def test_a_node_is_named_by_others_with_its_flowchart() -> None:
    """With its flowchart, as a link, and as an ending that hands over to it."""
    ref = NodeRef("", "about").qualified("share")
    assert ref == NodeRef("share", "about") == ref.qualified("tell")
    assert (ref.link, ref.handover_anchor) == ("/decide/share.md#about", "to-share-about")
