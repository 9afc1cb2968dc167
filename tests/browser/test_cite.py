"""The panel that says how to cite a page: it follows the link of a part, and copies, or leaves to be copied."""

import pytest
from playwright.sync_api import Page, expect

from macros.content import Content
from tests.support.axe import violations
from tests.support.engines import Engine
from tests.support.markup import CITE, PERMALINK
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

PAGE = "about/table/"
HERE = "https://otherby.example/about/table/"
SELECTED = "String(getSelection())"


def copies(page: Page) -> list[str]:
    """What each button copies, in their order."""
    return [" ".join(text.split()) for text in page.locator(".cite code").all_text_contents()]


def test_a_page_is_cited_in_three_ways(small_content: Content, small_address: str, watch: Watch) -> None:
    """The link; title, address and date; and a link as HTML, which a word processor pastes as a link."""
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page()
    page.goto(small_address + PAGE)
    page.get_by_text("Cite this page").click()
    meta = small_content.pages["about/table.md"].meta
    day = f"{meta.reviewed.day} {meta.reviewed:%B %Y}"
    for number, button in enumerate(page.locator(".cite button").all()):
        button.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert HERE in copied
        assert (day in copied) == (meta.title in copied) == (number > 0)
        assert page.locator(".cite [data-status=copied]").is_visible()
    rich = page.evaluate("""navigator.clipboard.read().then(items => items[0].getType('text/html'))
        .then(blob => blob.text())""")
    assert f'<a href="{HERE}">{meta.title}</a>' in rich
    assert watched.kept(page) == []
    assert watched.elsewhere == []


def test_the_panel_follows_the_link_of_a_part(small_address: str, watch: Watch) -> None:
    """It names the part whose link was followed, opens below it, and comes next by keyboard."""
    page = watch().page()
    page.goto(small_address + PAGE)
    link = page.locator(f"#names {PERMALINK}")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{small_address}{PAGE}#names")
    address, words, markup = copies(page)
    assert address == f"{HERE}#names"
    assert words.startswith(f"A table: Names, {HERE}#names, ")
    assert markup.startswith(f'<a href="{HERE}#names">A table: Names</a>')
    assert page.locator("#names + .cite[open]").is_visible()
    link.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.parentNode.className") == "cite"
    page.go_back()
    expect(page.locator(".cite code").first).to_have_text(HERE)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("law/", "share-on-request"),
        ("guidance/glossary/", "council"),
        ("checklists/note/", "when"),
        ("decide/tell/", "keep"),
        ("examples/a-quiet-child/", "stranger"),
    ],
)
def test_the_panel_follows_every_kind_of_part(name: str, key: str, small_address: str, watch: Watch) -> None:
    """Rules, terms, fields, outcomes and scenarios."""
    page = watch(java_script_enabled=True).page()
    page.goto(small_address + name)
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    link = page.locator(f".permalink[href='#{key}'], .flowchart__text #{key} .permalink").first
    link.click()
    address, words, _ = copies(page)
    assert address.startswith(f"https://otherby.example/{name}#{key}")
    assert "#," not in words
    assert page.locator(".cite[open]").is_visible()


@pytest.mark.parametrize("key", ["search", "search-list", "section-title", "main", "nowhere"])
def test_what_stands_around_the_words_of_a_page_is_no_part_of_it(key: str, small_address: str, watch: Watch) -> None:
    """An address that leads to the bar, the menu, the whole page or nothing cites the page."""
    page = watch().page()
    page.goto(f"{small_address}{PAGE}#{key}")
    assert page.locator(".cite code").first.text_content() == HERE
    page.goto(f"{small_address}{PAGE}#names")
    expect(page.locator(".cite code").first).to_have_text(f"{HERE}#names")


def test_a_refused_copy_leaves_the_words_selected(engine: Engine, small_address: str) -> None:
    """Where copying is refused, the words are left selected, and the page says so."""
    tab = engine.tab()
    tab.goto(small_address + PAGE)
    tab.run("() => { document.execCommand = () => false; document.querySelector('.cite').open = true; }")
    tab.click(".cite div:nth-child(2) button")
    assert tab.run("document.querySelector('.cite [data-status=selected]').hidden") is False
    assert HERE in tab.run(SELECTED)


def test_without_scripts_the_address_stands_as_text(small_address: str, watch: Watch) -> None:
    """The address stands there as text; a link of a part to itself puts the part's address in the bar."""
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + PAGE)
    page.locator(f"#names {PERMALINK}").click()
    page.wait_for_url(f"{small_address}{PAGE}#names")
    page.get_by_text("Cite this page").click()
    assert page.locator(CITE).get_by_text(HERE, exact=True).first.is_visible()
    assert page.locator(".cite button:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_axe_finds_nothing_with_the_panel_open(scheme: str, small_address: str, watch: Watch) -> None:
    """On a phone, under a heading and in the glossary."""
    page = watch(color_scheme=scheme, viewport={"width": 360, "height": 740}).page()
    for name in (PAGE, "guidance/glossary/"):
        page.goto(small_address + name)
        page.locator(PERMALINK).first.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
