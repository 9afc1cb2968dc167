"""Menu: what stands below a page that is the first of a group."""

from types import SimpleNamespace

from macros.pages.menu import MenuEntry, below


def page(name: str) -> SimpleNamespace:
    """A page of the navigation."""
    return SimpleNamespace(file=SimpleNamespace(src_uri=name), is_section=False, parent=None)


def section(title: str, *children: SimpleNamespace) -> SimpleNamespace:
    """A section of the navigation."""
    made = SimpleNamespace(title=title, children=list(children), is_section=True, parent=None)
    for child in children:
        child.parent = made
    return made


def test_the_menu_lists_pages_and_the_first_page_of_each_group() -> None:
    """A group within a group is entered at its first page, under the title of the inner one."""
    first = page("guidance/index.md")
    section("Guidance", first, page("a.md"), section("Consent", page("b.md"), page("c.md")))
    assert list(below(first)) == [MenuEntry("a.md"), MenuEntry("b.md", "Consent")]


def test_the_menu_lists_nothing_below_any_other_page() -> None:
    """One that stands later in its group, or in none."""
    second = page("a.md")
    section("Guidance", page("guidance/index.md"), second)
    assert list(below(second)) == []
    assert list(below(page("index.md"))) == []
