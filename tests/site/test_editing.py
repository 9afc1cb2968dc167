"""The editors' reference card leaves nothing out: the models and the macros say what there is."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from macros.calls import ON_PAGES
from macros.commands.schema import schemas
from macros.models.base import Model
from macros.models.page import FrontMatter, Page
from macros.paths import ROOT
from macros.reading.dialect import BLOCKS
from tests.support.project import real

FOLDER = "editing/"
Key = tuple[str, str]
"""The name of a model and one of its keys."""


NOT_YET = {"ChangeDays", "SourceChange"}
"""Models of what the site has none of yet: the partnership has to agree on days, and a source to change."""


def cards() -> dict[str, Page]:
    """The pages of the card."""
    return {name: page for name, page in real().pages.items() if name.startswith(FOLDER)}


def keys() -> set[Key]:
    """Every key of every file."""
    everything = [*schemas().values(), TypeAdapter(FrontMatter).json_schema()]
    models = [model for schema in everything for model in (schema, *schema.get("$defs", {}).values())]
    return {(model["title"], key) for model in models for key in model.get("properties", {})}


def given(value: Any, place: tuple[str, ...] = ()) -> Iterator[Key]:
    """The keys that someone wrote in a model, on the way to a place in it and below."""
    if isinstance(value, Model):
        for key in value.model_fields_set if not place else {place[0]} & value.model_fields_set:
            yield type(value).__name__, type(value).model_fields[key].alias or key
            yield from given(getattr(value, key), place[1:])
    elif isinstance(value, tuple):
        for part in value:
            yield from given(part, place)
    elif isinstance(value, dict):
        for key in [place[0]] if place else value:
            yield from given(value[key], place[1:])


def shown() -> Iterator[Key]:
    """The keys in what the card shows of the files."""
    for page in cards().values():
        for name, *places in (call.ids for call in page.calls if call.macro == "excerpt"):
            if name.endswith(".md"):
                yield from given(real().pages[name].meta)
                continue
            found = [entry for _, entry, _ in real().sources.all_valid() if entry.name == name]
            whole: Any = {entry.loc[0]: entry.model for entry in found if entry.loc} or found[0].model
            for place in places or [""]:
                yield from given(whole, tuple(filter(None, place.split("/"))))


def test_every_key_is_shown_at_work() -> None:
    """In a part of a file that the site itself is made of."""
    missing = keys() - set(shown())
    assert {key for key in missing if key[0] not in NOT_YET} == {("Partnership", "change_days")}
    assert {model for model, _ in missing} == {*NOT_YET, "Partnership"}
    assert len(keys()) > 80


def test_every_key_is_explained() -> None:
    """Each has a row or a sentence that says what it holds."""
    coded = {word for name in cards() for word in re.findall(r"`([a-z_]+)`", (ROOT / "docs" / name).read_text("utf-8"))}
    assert {key for _, key in keys()} - coded == set()


def test_every_macro_is_shown_at_work() -> None:
    """As an editor writes it, with what it makes on the same page."""
    written: set[tuple[str, str]] = set()
    for name in cards():
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        written |= {(name, macro) for macro in re.findall(r"\{% raw %\}\{\{ (\w+)\(", text)}
    made = {(name, call.macro) for name, page in cards().items() for call in page.calls}
    assert {macro for _, macro in written & made} == set(ON_PAGES)


def test_every_block_is_shown_at_work() -> None:
    """A note and a warning."""
    text = (ROOT / "docs" / "editing" / "index.md").read_text(encoding="utf-8")
    for block in BLOCKS:
        assert f"`/// {block}" in text
        assert f"\n/// {block} |" in text
