"""A checklist on the screen: ticks, progress in words, text to copy; by keyboard, and without a script."""

import pytest

from tests.browser.conftest import Watch
from tests.browser.engines import Engine

pytestmark = pytest.mark.slow

LIST = "checklists/phone-request/"
TICK = """n => { document.querySelectorAll('.checklist [type=checkbox]')[n].click(); }"""
SAID = "document.querySelector('.checklist__progress').innerText.trim()"
TEXT = "document.querySelector('.checklist textarea').value"


def test_progress_in_words(engine: Engine, address: str) -> None:
    """A polite region says how many lines are ticked, and when all are; the text to copy follows."""
    tab = engine.tab()
    tab.goto(address + LIST)
    count = tab.run("document.querySelectorAll('.checklist [type=checkbox]').length")
    assert count > 5
    assert tab.run(SAID) == f"0 of {count} lines ticked."
    assert tab.run("document.querySelector('.checklist__progress').getAttribute('role')") == "status"
    tab.click(".checklist__item:nth-child(2) label")
    assert tab.run(SAID) == f"1 of {count} lines ticked."
    assert tab.run(TEXT).count("[x]") == 1
    assert (
        tab.run(TEXT).split("[x] ")[1].startswith(tab.run("document.querySelectorAll('.checklist label')[1].innerText"))
    )
    tab.run("() => document.querySelectorAll('.checklist [type=checkbox]:not(:checked)').forEach(box => box.click())")
    assert tab.run(SAID) == f"All {count} lines ticked."
    tab.click(".checklist__item:nth-child(1) label")
    assert tab.run(SAID) == f"{count - 1} of {count} lines ticked."


def test_ticks_are_gone_after_a_reload(engine: Engine, address: str) -> None:
    """Nothing is kept: a page that is loaded again begins anew."""
    tab = engine.tab()
    tab.goto(address + LIST)
    tab.click(".checklist__item:nth-child(2) label")
    tab.goto(address)
    tab.goto(address + LIST)
    assert tab.run("document.querySelectorAll('.checklist :checked').length") == 0
    assert tab.run("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_copy(watch: Watch, address: str) -> None:
    """The clipboard gets the text with the ticks as they are; a browser that refuses leaves the text selected."""
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page()
    page.goto(address + LIST)
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_text("Copy as text").click()
    page.get_by_role("button", name="Copy").click()
    page.locator(".checklist [data-status=copied]").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == page.locator(".checklist textarea").input_value()
    assert "[x]" in copied
    page.evaluate("() => { document.execCommand = () => false; }")
    page.get_by_role("button", name="Copy").click()
    page.locator(".checklist [data-status=selected]").wait_for()
    selected = "() => { const it = document.activeElement; return it.value.slice(it.selectionStart, it.selectionEnd); }"
    assert page.evaluate(selected) == copied
    assert not page.locator(".checklist [data-status=copied]").is_visible()
    assert watched.elsewhere == []


def test_print_button(watch: Watch, address: str) -> None:
    """It opens the browser's own print, and the sheet gets the day."""
    page = watch().page()
    page.goto(address + LIST)
    page.evaluate("window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    year = page.evaluate("String(new Date().getFullYear())")
    assert year in (page.locator(".sheet__day").text_content() or "")


def test_without_scripts(watch: Watch, address: str) -> None:
    """Nothing that needs a script is shown; boxes, reasons and the text to copy work."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + LIST)
    assert page.locator(".checklist button:visible").count() == 0
    assert not page.locator(".checklist__progress").is_visible()
    item = page.locator(".checklist__item").first
    item.get_by_role("checkbox").press("Space")
    assert item.get_by_role("checkbox").is_checked()
    item.locator("summary").press("Enter")
    assert item.locator(".source").is_visible()
    item.get_by_text("Link to this line").press("Enter")
    assert page.url == address + LIST + "#" + str(item.get_attribute("id"))
    page.get_by_text("Copy as text").click()
    assert page.locator(".checklist textarea").is_visible()
