"""Checklists and record forms: every word of a model reaches the reader, on the screen and as text."""

import re

import pytest
from lxml import html

from macros.content import Content
from macros.loading import load
from macros.models.inline_text import plain
from macros.pages.render import render
from macros.paper.sheet import sheet_of
from tests.support.project import SMALL


@pytest.fixture(scope="module")
def content() -> Content:
    """The small content, valid as it stands."""
    return load(SMALL / "docs")


def page(content: Content, name: str) -> html.HtmlElement:
    """The real template's markup of a list."""
    one = content.checklists[name]
    sheet = sheet_of(content, "checklists", name, one)
    url = f"checklists/{name}/"
    return html.fromstring(
        render("checklist", page_url=url, content=content, checklist=one, name=name, site={"sheets": {name: sheet}})
    )


def test_an_item_is_the_label_of_its_own_box(content: Content) -> None:
    """Each item is the label of its own box; its reason, source and address are one step away."""
    read = page(content, "before")
    for section in content.checklists["before"].sections.values():
        for key, item in section.items.items():
            row = read.get_element_by_id(key)
            box, label = row.find("input"), row.find("label")
            assert (box.get("type"), box.get("id")) == ("checkbox", label.get("for"))
            assert label.text_content() == plain(item.text)
            more = row.find("details")
            assert plain(item.why) in more.text_content()
            assert "From:" in more.text_content()
            assert more.xpath(f".//a[@href='#{key}']")


def test_a_field_has_its_label_choices_and_lines_and_keeps_nothing(content: Content) -> None:
    """Each field has its label, its choices and its lines, and nothing can be typed in or ticked."""
    read = page(content, "note")
    for section in content.checklists["note"].sections.values():
        for key, field in section.fields.items():
            row = read.get_element_by_id(key)
            assert row.findtext("dt") == plain(field.label)
            assert tuple(row.xpath(".//li/b/text()")) == field.choices
            assert len(row.xpath(".//*[@class='checklist__line']")) == (field.lines or 0)
    assert read.xpath("//input | //select | //form") == []


@pytest.mark.parametrize("name", ["before", "note"])
def test_the_text_to_copy_holds_every_row_in_order(name: str, content: Content) -> None:
    """The text holds every row, in order, and nothing that a list could lose on the way."""
    text = page(content, name).xpath("string(//textarea)")
    rows = [row for _, row in content.checklists[name].rows()]
    written = re.findall(r"^\[ \] (.*)$|^(.*):$", text, re.MULTILINE)
    assert [(item or field).replace(" (", " / ").rstrip(")") for item, field in written] == rows


def test_what_needs_a_script_is_hidden_without(content: Content) -> None:
    """Buttons and progress wait for the script to show them."""
    for name in content.checklists:
        read = page(content, name)
        needing = read.xpath("//button | //*[contains(@class, 'progress')]")
        assert len(needing) >= 2
        assert all("hidden" in one.attrib for one in needing)
