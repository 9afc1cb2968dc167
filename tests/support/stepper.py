"""The question view of a flowchart, in any driver: what it shows, and how it is answered."""

from playwright.sync_api import Frame, Page

from macros.content import Content
from macros.models.flowchart import Flowchart
from macros.models.inline_text import plain
from tests.support.engines import Tab
from tests.support.markup import ANSWERED, CHANGE, HEADING, OPTIONS, SHOW_ANSWERS, option

HEADING_TEXT = (
    f"[...document.querySelector('{HEADING}').childNodes].filter(node => node.className !== 'flowchart__number')"
    ".map(node => node.textContent).join('').replace(/\\s+/g, ' ').trim()"
)
"""An expression: the heading that is shown, without how far the reader has come."""
PROGRESS = f"document.querySelector('{HEADING} .flowchart__number').textContent"
"""An expression: how far the reader has come."""
HAS_FOCUS = f"document.activeElement === document.querySelector('{HEADING}')"
"""An expression: whether that has the focus."""
SAID = (
    "[...document.querySelectorAll('.stepper [data-status]:not([hidden])')].map(words => words.dataset.status).join()"
)
"""An expression: the name of the sentence that is said."""
CHOSEN = f"[...document.querySelectorAll('{ANSWERED}')].map(answer => answer.textContent).join('|')"
"""An expression: the answers so far."""


def asks(chart: Flowchart, question_id: str) -> str:
    """The heading of a question."""
    return plain(chart.questions[question_id].text)


def shows(content: Content, chart: Flowchart, key: str) -> str:
    """The heading of a question, an ending, or a place that leads to another flowchart."""
    if key in chart.questions:
        return asks(chart, key)
    if key in chart.outcomes:
        return chart.outcomes[key].title
    return content.flowcharts[chart.refs[key].flowchart].title


def choose(tab: Tab, *numbers: int) -> None:
    """Press the answers of these places in the lists, from 1, one after the other."""
    for number in numbers:
        tab.click(option(number))


def press(page: Page | Frame, *numbers: int) -> None:
    """Press the answers of these places in the lists, from 1, one after the other, in Playwright."""
    for number in numbers:
        page.locator(OPTIONS).nth(number - 1).click()


def wait_for_heading(page: Page, wanted: str) -> None:
    """Wait until a heading is shown."""
    page.wait_for_function(f"wanted => {HEADING_TEXT} === wanted", arg=wanted)


def way_to(chart: Flowchart, end: str) -> list[int]:
    """The places in the lists of the answers on the longest way to an ending, from 1."""
    longest = max((route for route in chart.routes() if route.end == end), key=lambda route: len(route.steps))
    return [list(chart.questions[key].options).index(options[0]) + 1 for key, options in longest.steps]


def change_last(page: Page | Frame) -> None:
    """Open the list of answers, and go back to the question of the last."""
    page.locator(SHOW_ANSWERS).click()
    page.locator(CHANGE).last.click()
