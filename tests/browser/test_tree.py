"""What a screen reader is given of each component: roles, names and order, whatever the words are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.markup import CHECKLIST, RESULT, SEARCH, STEPPER, TEXT, TYPED
from tests.support.pages import KINDS, SMALL_KINDS, SPECIAL
from tests.support.stepper import press
from tests.support.watched import Watch

pytestmark = pytest.mark.slow

TREES: dict[str, tuple[str, str, str]] = {
    "page": (
        "principles/timely/",
        "body",
        """
        - link /.+/
        - complementary /.+/:
          - link /Quick exit to .+/
          - status
        - banner
        - navigation "Main"
        - main:
          - navigation "Breadcrumb":
            - list:
              - listitem:
                - link /.+/
          - heading [level=1]
          - paragraph
        - navigation /.+/:
          - heading [level=2]
          - list
        - contentinfo
        """,
    ),
    "header": (
        "",
        "header",
        """
        - banner:
          - link /.+/
          - search:
            - combobox "Search"
            - status
        """,
    ),
    "question": (
        "decide/tell/",
        STEPPER,
        """
        - status
        - heading /Question 1 of .+/ [level=2]
        - list:
          - listitem:
            - button /.+/
          - listitem:
            - button /.+/
          - listitem:
            - button /.+/
        """,
    ),
    "ending": (
        "decide/tell/#keep",
        STEPPER,
        """
        - status
        - heading /.+/ [level=2]
        - paragraph
        - heading "Do" [level=3]
        - list:
          - listitem: /.+/
        - group: /More about this.+/
        - button /Copy .+/
        - button /Print .+/
        - button /.+/
        """,
    ),
    "flowchart as text": (
        "decide/tell/",
        TEXT,
        """
        - heading /Question 1 .+/ [level=3]
        - list:
          - listitem:
            - link /.+/
        - heading /Question 2 .+/ [level=3]
        """,
    ),
    "checklist": (
        "checklists/before/",
        CHECKLIST,
        """
        - form /.+/:
          - button "Print"
          - status
          - heading [level=2]
          - list:
            - listitem:
              - checkbox /.+/
              - group: /.+/
          - group: /.+/
        """,
    ),
    "form to fill in": (
        "checklists/note/",
        CHECKLIST,
        """
        - group /.+/:
          - heading [level=2]
          - term: /.+/
          - definition
        """,
    ),
    "law": (
        "law/",
        "main",
        """
        - heading [level=1]
        - list:
          - listitem:
            - paragraph: /.+/
            - group:
              - heading [level=3]
            - paragraph:
              - link /.+/
        """,
    ),
    "contacts": (
        "about/contacts/",
        "main",
        """
        - heading [level=1]
        - list:
          - listitem:
            - paragraph: /.+/
            - paragraph:
              - link "999"
        """,
    ),
    "worked examples": (
        "guidance/scenarios/",
        "main",
        """
        - heading [level=1]
        - form /.+/:
          - group /.+/:
            - radio /.+/ [checked]
            - radio /.+/
          - list:
            - listitem:
              - link /.+/
              - text: /.+/
        """,
    ),
    "worked example": (
        "examples/a-quiet-child/",
        "main",
        """
        - navigation "Breadcrumb":
          - list:
            - listitem:
              - link /.+/
            - listitem:
              - link /.+/
            - listitem:
              - link /.+/
        - heading [level=1]
        - paragraph: /.+/
        - heading [level=2]
        - paragraph: /.+/
        - paragraph:
          - strong: /.+/
        - list:
          - listitem:
            - link /.+/
            - strong: /.+/
        """,
    ),
    "answer to a sheet": (
        "c/before/1/",
        "main",
        """
        - heading [level=1]
        - paragraph
        - paragraph:
          - link /.+/
        """,
    ),
    "A to Z": (
        "guidance/a-to-z/",
        "main",
        """
        - heading [level=1]
        - navigation /.+/:
          - list:
            - listitem:
              - link "A"
        - heading "A" [level=2]
        - list:
          - listitem:
            - link /.+/
        """,
    ),
    "words explained": (
        "guidance/glossary/",
        "main",
        """
        - heading [level=1]
        - term: /.+/
        - definition: /.+/
        """,
    ),
    "word of duty": (
        "principles/timely/",
        "main",
        """
        - paragraph:
          - link /(must|should) \\(source. .+\\)/
        """,
    ),
}
"""A component: the page it is on, where it stands there, and its tree; what is not named may stand between."""


@pytest.fixture(scope="module")
def page(headless: Browser) -> Iterator[Page]:
    """A page that all components are opened in."""
    page = headless.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("component", TREES)
def test_a_component_has_its_roles_names_and_order(component: str, page: Page, small_address: str) -> None:
    """Those that are expected, whatever the words are."""
    name, where, tree = TREES[component]
    page.goto("about:blank")
    page.goto(small_address + name)
    page.locator(where).first.evaluate("one => { const fold = one.closest('details'); if (fold) fold.open = true; }")
    expect(page.locator(where).first).to_match_aria_snapshot(tree)


def test_results_of_search_are_options_in_named_groups(watch: Watch, small_address: str) -> None:
    """Of a named list, and their number is said."""
    page = watch().page()
    page.goto(small_address)
    page.locator(TYPED).fill("law")
    page.locator(TYPED).focus()
    page.wait_for_selector(RESULT)
    expect(page.locator(SEARCH)).to_match_aria_snapshot("""
        - combobox "Search" [expanded]: law
        - listbox /.+/:
          - group /.+/:
            - option /.+/
        - status: /\\d+ .+/
        """)


def test_ticks_are_told_to_a_screen_reader(watch: Watch, small_address: str) -> None:
    """A ticked line says so, and how many are ticked is said in words."""
    page = watch().page()
    page.goto(small_address + "checklists/before/")
    page.get_by_role("checkbox").first.check()
    expect(page.locator(CHECKLIST)).to_match_aria_snapshot("""
        - status: /1 .+/
        - list:
          - listitem:
            - checkbox /.+/ [checked]
        """)


def nameless(page: Page) -> list[str]:
    """Things to press or fill in that say nothing, and links that say only where they are."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, textarea, summary')].filter(it => {
          const words = it.ariaLabel || it.innerText || [...(it.labels || [])].map(one => one.innerText).join(' ');
          const idle = /^(here|more|read more|click here|link|)$/i;
          return it.checkVisibility() && idle.test(words.trim());
        }).map(it => it.outerHTML.slice(0, 120))"""
    )
    return found


ALIKE = """() => {
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  const names = [...document.querySelectorAll('button, summary, input:not([type=radio]), select, textarea')]
    .filter(it => it.checkVisibility())
    .map(it => it.ariaLabel || [it, ...(it.labels || [])].map(one => one.innerText).join(' ').trim());
  return [...new Set(names.filter((name, place) => names.indexOf(name) < place))];
}"""
"""The names that more than one thing to press or fill in has, all of the page folded out."""


@pytest.mark.parametrize("scripts", [True, False])
def test_no_two_things_to_press_sound_alike(scripts: bool, watch: Watch, small_address: str) -> None:
    """Each row of a list says which it is of; two that are named alike are noticed."""
    page = watch(java_script_enabled=scripts).page()
    # Without a script, the endings of a flowchart stand under their titles, and fold alike.
    for name in [name for name in SMALL_KINDS if scripts or "decide/" not in name]:
        page.goto(small_address + name)
        assert page.evaluate(ALIKE) == [], name
    page.goto(small_address + "decide/tell/")
    page.evaluate("document.querySelector('main').append(...[1, 2].map(() => document.createElement('textarea')))")
    assert "" in page.evaluate(ALIKE)


@pytest.mark.thorough
def test_no_two_things_to_press_on_ours_sound_alike(watch: Watch, address: str) -> None:
    """The same of each kind of page of ours, and of answers that can be changed."""
    page = watch().page()
    for name in (*KINDS, *SPECIAL):
        page.goto(address + name)
        if name == "decide/share/":
            press(page, 3, 1)
        assert page.evaluate(ALIKE) == [], name


def test_everything_that_can_be_pressed_has_a_name(watch: Watch, small_address: str) -> None:
    """What can be pressed says what it does, out of its context too; a link without words is noticed."""
    page = watch().page()
    for name in {name for name, _, _ in TREES.values()}:
        page.goto(small_address + name)
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
        assert nameless(page) == [], name
    page.evaluate(
        "const link = document.createElement('a'); link.href = '/'; link.textContent = 'Here';"
        "document.querySelector('main').append(link)"
    )
    assert len(nameless(page)) == 1
