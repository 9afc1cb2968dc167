"""Worked examples: a list that is narrowed to a setting by style alone, and a page each."""

import pytest

from macros.content import Content
from macros.models.scenario import example_page
from tests.support.engines import Engine
from tests.support.leaving import engines
from tests.support.project import real
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

LIST = "guidance/scenarios/"
SHOWN = "[...document.querySelectorAll('.examples__list li')].filter(row => row.offsetHeight).map(row => row.id)"
LONGEST = 6_000
"""The most pixels that the list may take on a phone."""


@pytest.mark.parametrize("engine", engines("firefox", "webkit"), indirect=True)
def test_a_setting_shows_its_examples_alone(engine: Engine, address: str) -> None:
    """Without a change of the address, and all of them again once that is chosen."""
    tab = engine.tab()
    tab.goto(address + LIST)
    scenarios = real().scenarios
    assert tab.run(SHOWN) == [*scenarios]
    for setting in real().settings:
        tab.click(f".examples [value={setting}]")
        assert tab.run(SHOWN) == [key for key, one in scenarios.items() if setting in one.settings]
    assert tab.run("location.href") == address + LIST
    tab.click(".examples [value='']")
    assert tab.run(SHOWN) == [*scenarios]


def test_a_setting_is_chosen_by_keyboard_without_a_script(address: str, watch: Watch) -> None:
    """Arrow keys choose; Enter sends nothing anywhere."""
    page = watch(java_script_enabled=False).page()
    page.goto(address + LIST)
    first = next(iter(real().settings))
    page.locator(".examples [value='']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.url == address + LIST
    wanted = sum(first in one.settings for one in real().scenarios.values())
    assert 0 < wanted < len(real().scenarios)
    assert page.locator(".examples__list li:visible").count() == wanted


def test_paper_says_of_which_setting_its_examples_are(small_address: str, small_content: Content, watch: Watch) -> None:
    """Of the one that is chosen, or all, and names no other."""
    page = watch().page()
    page.goto(small_address + LIST)
    page.emulate_media(media="print")
    choices = page.locator(".examples__settings label:visible")
    assert choices.count() == 1
    for name in page.locator(".examples [name=setting]:not([value=''])").evaluate_all("all => all.map(it => it.value)"):
        page.locator(f".examples [value={name}]").evaluate("one => one.click()")
        assert [one.strip() for one in choices.all_inner_texts()] == [small_content.settings[name].meta.title]


@pytest.mark.parametrize("engine", engines("firefox"), indirect=True)
def test_the_choice_of_a_setting_is_gone_after_a_reload(engine: Engine, address: str) -> None:
    """Nothing is kept: whoever comes back sees all examples."""
    tab = engine.tab()
    tab.goto(address + LIST)
    tab.click(f".examples [value={next(iter(real().settings))}]")
    tab.goto(address)
    tab.goto(address + LIST)
    assert len(tab.run(SHOWN)) == len(real().scenarios)


@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.thorough)], ids=["one of four", "each"])
def test_an_example_has_its_story_and_answer_on_the_first_screen(share: int, address: str, watch: Watch) -> None:
    """On a phone the list keeps to its length, and an example shows what happens and what to do at once."""
    page = watch().page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + LIST)
    assert page.evaluate("document.documentElement.scrollHeight") <= LONGEST
    for key in list(real().scenarios)[::share]:
        page.goto(address + example_page(key).removesuffix(".md") + "/")
        bottom = page.locator(".scenario__answer").first.evaluate("one => one.getBoundingClientRect().bottom")
        assert bottom <= 740, key
