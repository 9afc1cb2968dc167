"""Where the parts of a page stand in its markup: the one place to mend when a component's markup changes.

They are CSS selectors, since WebKit's driver knows nothing else. What only Playwright looks for is found by its role.
"""

SKIP = ".skip-link"
BAR = ".leave"
EXIT = ".leave__link"
"""The link of the quick exit; its bar is around it."""

HEADER = ".header"
MENU = ".menu"
MENU_PANEL = ".menu__panel"
MENU_ROW = ".menu-row"
"""The bar; the menu behind its button, its panel, and as a row."""

RING_FIRST = ".ring-panel--first"
CARD = ".home__parts > ul > li:has(> p > .icon)"
"""On the first page: whom to ring, and a task."""

LEDE = ".lede"
CONTENTS = ".contents"
SIDES = ".sides"
NOTE = ".admonition.note"
WARNING = ".admonition.warning"
STEPS_WRITTEN = ".layout__main > ol > li"
"""The first words of a page, the list of its headings, what to do beside what not, and what Markdown makes."""

GROUP = ".group"
NEIGHBOURS = ".neighbours"
"""The pages of a group, and the way on from one to the next."""

TYPED = "#search"
SEARCH = ".search"
RESULT = "[role=option]"
ALL = ".search__all"
LOST = ".search__broken"
"""The box to type in, the landmark around it, each result, all of them, and what stands there without it."""

ROUTE_CODE = "#route-code"
ROUTE_FOUND = ".route__found > article"
ROUTE_STEPS = ".route__steps > li"
ROUTE_SAID = ".route__status [data-if]:not([hidden])"
"""Where a route code is typed, what it opened, each of its steps, and what is said of a code that opens nothing."""

CODE = ".flowchart__more + .source strong"
"""The route code at an ending."""

FLOWCHART = ".flowchart"
STEPPER = ".stepper"
STEP = ".stepper__current > section"
HEADING = ".stepper__current h2"
OPTIONS = ".stepper .flowchart__options button"
ANSWER = "b"
BEFORE = ".stepper .flowchart__before"
ANSWERS = ".stepper__answers"
ANSWERED = ".stepper__answers li strong"
SHOW_ANSWERS = ".stepper__answers summary"
CHANGE = ".stepper__answers button"
RESTART = "[data-action=restart]"
COPY = "[data-action=copy]"
PRINT = "[data-action=print]"
PRINT_DIAGRAM = "[data-action=print-diagram]"
TO_COPY = ".stepper__copy"
TO_FILL_IN = ".stepper__fields"
"""The question view: the step that is shown, its answers, and those that were given."""

TEXT = ".flowchart__text"
STEPS = ".flowchart__text > section"
NO_SCRIPT = ".flowchart__plain"
FROM = ".stepper .flowchart__from"
FACES = ".flowchart__faces"
TO_DIAGRAM = ".flowchart__faces a[href$=diagram]"
TO_WORDS = ".flowchart__faces li:first-child a"
DANGER = ".flowchart .ring-line"
ENDING = ".stepper .flowchart__ending"
WHEN = ".stepper .flowchart__when"
MORE = ".stepper .flowchart__more"
OLD = ".flowchart__old"
DO = ".flowchart__line"
DIAGRAM = ".diagram__picture"
DIAGRAM_FOLD = ".diagram"
WINDOW = ".diagram__window"
"""The text of a flowchart, and its diagram in a box that scrolls."""

BAND = ".practice__band"
BAND_DANGER = ".practice > .ring-line"
CASE = ".practice__case"
CASE_ANSWER = ".practice__answer"
PRACTICE_STEP = ".practice__step h3"
PRACTICE_OPTIONS = ".practice__step .flowchart__options button"
PRACTICE_ENDS = ".practice__step .flowchart__head .scenario__answer"
PRACTICE_SETTINGS = ".practice__settings summary"
"""Practice: what it says first, a case and its answer folded below it, the step that is shown, and where it ended."""

CHECKLIST = ".checklist"
ITEM = ".checklist__item"
PROGRESS = ".checklist__progress"
DAY = ".sheet__day"
TICK = ".checklist [type=checkbox]"
AS_TEXT = ".checklist textarea"
"""A checklist: its lines, how many are ticked, the day of printing, and the text to copy."""

OFFER = ".not-found"
"""On the page for addresses that are not there: the page that may be meant."""

PAPER_LINKS = ".paper-links"
CITE = ".cite"
PERMALINK = ".permalink"
OVERDUE = ".overdue"


def option(number: int) -> str:
    """The answer at a place in the list of the question view, from 1."""
    return f".stepper .flowchart__options li:nth-child({number}) button"


def practice_option(number: int) -> str:
    """The answer at a place in the list of a question of practice, from 1."""
    return f".practice__step .flowchart__options li:nth-child({number}) button"


def item(number: int) -> str:
    """The words of a line of a checklist, by its place among those of its section, from 1."""
    return f".checklist__item:nth-child({number}) label"


def options_in_text(question_id: str) -> str:
    """The answers of a question in the text."""
    return f"#{question_id} .flowchart__options a"


def again_in_text(outcome_id: str) -> str:
    """The link at an ending in the text that leads to the first question."""
    return f"#{outcome_id} .flowchart__again a"


def status(name: str) -> str:
    """A sentence that a component can say, by the name of what it says, while it is said."""
    return f"[data-status={name}]:not([hidden])"
