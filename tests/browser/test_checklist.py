"""A checklist on the screen: ticks, progress in words, text to copy; by keyboard, and without a script."""

import pytest

from tests.support.engines import Engine
from tests.support.leaving import engines
from tests.support.markup import AS_TEXT, DAY, ITEM, PROGRESS, TICK, item
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

LIST = "checklists/before/"
SAID = f"document.querySelector('{PROGRESS}').innerText.trim()"
ROW = 44
"""The least pixels that a row is high."""
TEXT = f"document.querySelector('{AS_TEXT}').value"
TICKS = "document.querySelectorAll('.checklist :checked').length"


@pytest.mark.parametrize("engine", engines("firefox", "webkit"), indirect=True)
def test_progress_is_said_in_words(engine: Engine, small_address: str) -> None:
    """A polite region says how many lines are ticked, and when all are; the text to copy follows."""
    tab = engine.tab()
    tab.goto(small_address + LIST)
    count = tab.run(f"document.querySelectorAll('{TICK}').length")
    assert count > 1
    assert tab.run(SAID) == f"0 of {count} done"
    assert tab.run(f"document.querySelector('{PROGRESS}').getAttribute('role')") == "status"
    tab.click(item(2))
    assert tab.run(SAID) == f"1 of {count} done"
    assert tab.run(TEXT).count("[x]") == 1
    assert (
        tab.run(TEXT).split("[x] ")[1].startswith(tab.run("document.querySelectorAll('.checklist label')[1].innerText"))
    )
    tab.run(f"() => document.querySelectorAll('{TICK}:not(:checked)').forEach(box => box.click())")
    assert tab.run(SAID) == f"All {count} done"
    tab.click(item(1))
    assert tab.run(SAID) == f"{count - 1} of {count} done"


def test_progress_stays_in_view_and_a_row_is_one_target(small_address: str, watch: Watch) -> None:
    """A row is ticked wherever it is pressed; the count stays below the bar and covers no row that a link leads to."""
    page = watch().page()
    page.set_viewport_size({"width": 360, "height": 440})
    page.goto(small_address + LIST)
    rows = page.locator(ITEM)
    for row in rows.all():
        label = row.locator("label")
        size = label.bounding_box()
        assert size
        assert size["height"] >= ROW
        assert size["x"] == row.locator("input").evaluate("one => one.getBoundingClientRect().x")
        label.click(position={"x": size["width"] - 4, "y": size["height"] - 4})
        assert row.locator("input").is_checked()
    for row in rows.all():
        page.goto(f"{small_address}{LIST}#{row.get_attribute('id')}")
        above, below = page.locator(PROGRESS).bounding_box(), row.bounding_box()
        assert above
        assert below
        assert above["y"] >= page.locator(".header").evaluate("one => one.getBoundingClientRect().bottom")
        assert below["y"] >= above["y"] + above["height"]


@pytest.mark.parametrize("engine", engines("firefox"), indirect=True)
def test_ticks_are_gone_after_a_reload(engine: Engine, small_address: str) -> None:
    """Nothing is kept: a page that is loaded again begins anew."""
    tab = engine.tab()
    tab.goto(small_address + LIST)
    tab.click(item(2))
    assert tab.run(TICKS) == 1
    tab.run("void (document.isOld = true, location.reload())")
    tab.wait("[document.isOld === undefined, document.readyState]", [True, "complete"])
    assert tab.run(TICKS) == 0
    assert tab.run("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_the_list_is_copied_as_text(watch: Watch, small_address: str) -> None:
    """The clipboard gets the text with the ticks as they are; a browser that refuses leaves the text selected."""
    watched = watch(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page()
    page.goto(small_address + LIST)
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_text("Copy as text").click()
    page.get_by_role("button", name="Copy").click()
    page.locator(".checklist [data-status=copied]").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == page.locator(AS_TEXT).input_value()
    assert "[x]" in copied
    page.evaluate("() => { document.execCommand = () => false; }")
    page.get_by_role("button", name="Copy").click()
    page.locator(".checklist [data-status=selected]").wait_for()
    selected = "() => { const it = document.activeElement; return it.value.slice(it.selectionStart, it.selectionEnd); }"
    assert page.evaluate(selected) == copied
    assert not page.locator(".checklist [data-status=copied]").is_visible()
    assert watched.elsewhere == []


def test_the_button_prints_with_the_day(watch: Watch, small_address: str) -> None:
    """It opens the browser's own print, and the sheet gets the day."""
    page = watch().page()
    page.goto(small_address + LIST)
    page.evaluate("() => { window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; } }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    year = page.evaluate("String(new Date().getFullYear())")
    assert year in (page.locator(DAY).text_content() or "")


def test_without_scripts_boxes_and_reasons_work(watch: Watch, small_address: str) -> None:
    """Nothing that needs a script is shown; boxes, reasons and the text to copy work."""
    page = watch(java_script_enabled=False).page()
    page.goto(small_address + LIST)
    assert page.locator(".checklist button:visible").count() == 0
    assert not page.locator(PROGRESS).is_visible()
    item = page.locator(ITEM).first
    item.get_by_role("checkbox").press("Space")
    assert item.get_by_role("checkbox").is_checked()
    item.locator("summary").press("Enter")
    assert item.locator(".source").is_visible()
    item.get_by_text("Link to this line").press("Enter")
    page.wait_for_url(f"{small_address}{LIST}#{item.get_attribute('id')}")
    page.get_by_text("Copy as text").click()
    assert page.locator(AS_TEXT).is_visible()
