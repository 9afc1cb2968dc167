"""The panel that says how to cite a page: it follows the link of a part, and copies, or leaves to be copied."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.loading import load
from tests.browser.axe import violations
from tests.browser.conftest import Serve, Watch
from tests.browser.engines import Engine

pytestmark = pytest.mark.slow

PAGE = "guidance/consent/"
HERE = "https://sharing.example.org/guidance/consent/"
SELECTED = "String(getSelection())"


@pytest.fixture
def there(addressed: Path, serve: Serve) -> str:
    """The top of a site that has an address."""
    return serve(addressed / "site")


def copies(page: Page) -> list[str]:
    """What each button copies, in their order."""
    return [" ".join(text.split()) for text in page.locator(".cite code").all_text_contents()]


def test_copies(addressed: Path, there: str, watch: Watch) -> None:
    """The link; title, address and date; and a link as HTML, which a word processor pastes as a link."""
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page()
    page.goto(there + PAGE)
    page.get_by_text("Cite this page").click()
    meta = load(addressed / "docs").pages["guidance/consent.md"].meta
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


def test_follows_the_link_of_a_part(there: str, watch: Watch) -> None:
    """It names the part whose link was followed, opens below it, and comes next by keyboard."""
    page = watch().page()
    page.goto(there + PAGE)
    link = page.locator("#refusal .permalink")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url == f"{there}{PAGE}#refusal"
    address, words, markup = copies(page)
    assert address == f"{HERE}#refusal"
    assert words.startswith(f"Consent: When someone refuses, {HERE}#refusal, ")
    assert markup.startswith(f'<a href="{HERE}#refusal">Consent: When someone refuses</a>')
    assert page.locator("#refusal + .cite[open]").is_visible()
    link.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.parentNode.className") == "cite"
    page.go_back()
    assert copies(page)[0] == HERE


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("law/", "section-16la"),
        ("guidance/glossary/", "lado"),
        ("checklists/decision-record/", "role"),
        ("decide/share/", "share-now"),
        ("guidance/scenarios/", "first"),
    ],
)
def test_follows_every_kind_of_part(name: str, key: str, there: str, watch: Watch) -> None:
    """Rules, terms, fields, outcomes and scenarios."""
    page = watch(java_script_enabled=True).page()
    page.goto(there + name)
    if key == "first":
        key = str(page.locator(".scenario").first.get_attribute("id"))
    link = page.locator(f".permalink[href='#{key}'], .flowchart__text #{key} .permalink").first
    link.click()
    address, words, _ = copies(page)
    assert address.startswith(f"https://sharing.example.org/{name}#{key}")
    assert "#," not in words
    assert page.locator(".cite[open]").is_visible()


def test_refused(engine: Engine, there: str) -> None:
    """Where copying is refused, the words are left selected, and the page says so."""
    tab = engine.tab()
    tab.goto(there + PAGE)
    tab.run("() => { document.execCommand = () => false; document.querySelector('.cite').open = true; }")
    tab.click(".cite div:nth-child(2) button")
    assert tab.run("document.querySelector('.cite [data-status=selected]').hidden") is False
    assert HERE in tab.run(SELECTED)


def test_without_scripts(there: str, watch: Watch) -> None:
    """The address stands there as text; a link of a part to itself puts the part's address in the bar."""
    page = watch(java_script_enabled=False).page()
    page.goto(there + PAGE)
    page.locator("#refusal .permalink").click()
    assert page.url == f"{there}{PAGE}#refusal"
    page.get_by_text("Cite this page").click()
    assert page.locator(".cite").get_by_text(HERE, exact=True).first.is_visible()
    assert page.locator(".cite button:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_with_the_panel_open(scheme: str, there: str, watch: Watch) -> None:
    """On a phone, under a heading and in the glossary."""
    page = watch(color_scheme=scheme, viewport={"width": 360, "height": 740}).page()
    for name in (PAGE, "guidance/glossary/"):
        page.goto(there + name)
        page.locator(".permalink").first.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
