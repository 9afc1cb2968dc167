"""Leaving by the quick exit, in browsers that nobody drives: real clicks and keys, and pictures of the screen.

Each test names the lines of the acceptance list that it proves; docs/editing/leaving.md is the table of them all.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.support import undriven
from tests.support.desk import INPUT, Desk, history, ours, seen
from tests.support.leaving import ENGINES, KEYED, OTHERS, PAGES, PLAIN, REPLACE_ONLY, matrix
from tests.support.sight import HIT, UNDER
from tests.support.undriven import EXIT, FIELD, MARK, ONWARD, Undriven
from tests.support.world import Change, Worlds, unchanged

pytestmark = pytest.mark.slow
proves = pytest.mark.proves
thorough = pytest.mark.thorough

SOME_OTHERS = [
    pytest.param("chromium", PLAIN, id="chromium-plain link"),
    pytest.param("firefox", REPLACE_ONLY, id="firefox-replace without guard"),
]
"""Guards that a test of leaving has to tell from ours, one in each of two engines."""


KEY = "a"
"""What the guard keeps of a tab that left, in `sessionStorage`."""

Desks = Callable[..., Desk]


@pytest.fixture
def desks(worlds: Worlds, tmp_path: Path) -> Iterator[Desks]:
    """Make a desk with a browser of an engine; `guard` may change the guard's text, and the exit may lead elsewhere."""
    with ExitStack() as open_things:

        def make(
            engine: str,
            guard: Change = unchanged,
            *,
            to: str = "",
            size: tuple[int, int] = undriven.SIZE,
            scripts: bool = True,
        ) -> Desk:
            world = worlds(lambda text: INPUT + guard(text), to)
            world.driven = False
            undriven.mark(world, PAGES)
            screen = open_things.enter_context(undriven.screen(size))
            browser = Undriven(engine, screen, tmp_path / "profile", scripts)
            open_things.callback(lambda: browser.end(at_once=True))
            # Beside the browser's folder, for whoever has to find out why a test failed.
            open_things.callback(lambda: screen.save(tmp_path / "last.png"))
            return Desk(screen, browser, world)

        yield make


@proves("B8", "B10", "C1", "C2", "C3", "C7", "E1", "E8")
@pytest.mark.parametrize(
    ("engine", "count"),
    [pytest.param("chromium", 20, marks=thorough), ("chromium", 2), ("webkit", 2)],
)
def test_nothing_of_ours_is_on_the_screen_again(engine: str, count: int, desks: Desks) -> None:
    """From the first picture without our page: none of it on the screen ever again, nor in the title while leaving.

    The exit is pressed twenty times; Back and Forward are pressed three times more than there is to go. Firefox takes
    these steps in test_leaving.py: it drops a key that comes before its window knows the page, and nothing says when.
    """
    desk = desks(engine)
    desk.read(count)
    desk.browser.watch_titles()
    desk.screen.wait(lambda: ours(desk.screen.titles))
    first = desk.leave(20)
    titles = len(desk.screen.titles)
    for _ in range(5):
        desk.screen.click((500, 400))
    desk.wait_for_input("pointerdown", 20 + 5)
    assert len(desk.world.arrivals()) == 1
    desk.arrive()
    # Later, while it passes over our pages, Chromium shows their names from its list for a moment.
    assert ours(desk.screen.titles[titles:]) == []
    for _ in range(count):
        desk.travel(desk.browser.back)
    for _ in range(3):
        desk.browser.back()
    for _ in range(count):
        desk.travel(desk.browser.forward)
    for _ in range(3):
        desk.browser.forward()
    desk.travel(desk.browser.reload)
    assert seen(desk.screen.marks[first:]) == []


@proves("C2", "C7", "E1")
@pytest.mark.parametrize(("engine", "guard"), matrix(OTHERS, ("chromium", "plain link")))
def test_the_screen_shows_other_ways_to_leave(guard: str, engine: str, desks: Desks) -> None:
    """Negative control: a plain link and `replace` alone stay on the screen until the other site is there, and come
    back with Back.
    """
    desk = desks(engine, lambda _: guard)
    desk.read(3)
    desk.world.gate.clear()
    desk.screen.click(EXIT)
    desk.world.log.wait(lambda _: desk.world.arrivals())
    assert desk.screen.picture()
    desk.arrive()
    before = len(desk.screen.marks)
    desk.travel(desk.browser.back)
    desk.screen.wait(lambda: seen(desk.screen.marks[before:]))


@thorough
@proves("C4", "D5")
@pytest.mark.parametrize(("engine", "guard"), SOME_OTHERS)
def test_a_full_screen_shows_other_ways_to_leave(engine: str, guard: str, desks: Desks) -> None:
    """Negative control: in a full screen and after Esc, a page that leaves by a plain link or `replace` is seen."""
    desk = desks(engine, lambda _: guard)
    desk.read(1)
    desk.world.gate.clear()
    fill(desk)
    desk.screen.click(EXIT)
    desk.world.log.wait(lambda _: desk.world.arrivals())
    assert desk.screen.picture()
    desk.screen.key(*["Escape"] * 10)
    desk.wait_for_input("keyup", 10, "Escape")
    assert desk.screen.picture()


@proves("B8", "D5")
@pytest.mark.parametrize("engine", ENGINES)
def test_neither_keys_nor_the_back_button_stop_leaving(engine: str, desks: Desks) -> None:
    """Esc, Shift, the keys of Back and then the browser's own Back button, pressed before the other site answers."""
    desk = desks(engine)
    desk.read(2)
    first = desk.leave()
    desk.screen.key(*["Escape"] * 10, *["shift"] * 10, "alt+Left")
    desk.wait_for_input("keyup", key="ArrowLeft")
    count = len(desk.world.arrivals())
    if engine != "webkit":  # its own browser takes Esc before the page does
        assert count == 1, "nothing stopped the way out, so that it had to be tried again"
    desk.screen.click(undriven.BACK[engine])
    desk.world.log.wait(lambda _: len(desk.world.arrivals()) > count)
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []


@thorough
@proves("B8", "D5")
def test_esc_in_webkit_only_delays_leaving(desks: Desks) -> None:
    """Its own browser takes Esc before the page does; nothing is seen until leaving is tried again."""
    desk = desks("webkit")
    desk.read(2)
    first = desk.leave()
    desk.screen.key(*["Escape"] * 10)
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []


@thorough
@proves("D5")
@pytest.mark.parametrize("guard", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_back_button_shows_other_ways_to_leave(guard: str, engine: str, desks: Desks) -> None:
    """Negative control: while a plain link or `replace` alone waits, the Back button shows the page before."""
    desk = desks(engine, lambda _: guard)
    desk.read(2)
    desk.world.gate.clear()
    desk.screen.click(EXIT)
    desk.world.log.wait(lambda _: desk.world.arrivals())
    desk.screen.click(undriven.BACK[engine])
    desk.screen.wait(lambda: desk.screen.shows(0))


def fill(desk: Desk) -> None:
    """Let the page fill the screen.

    While it grows, its parts still move; once the top left point of the screen is the page's, they stand.
    """
    desk.screen.key("F11")
    desk.screen.wait(lambda: desk.screen.raw.startswith(undriven.colour(MARK)))


@proves("C4")
@pytest.mark.parametrize("engine", ["chromium", pytest.param("firefox", marks=thorough)])
def test_a_full_screen_goes_blank(engine: str, desks: Desks) -> None:
    """Where the page fills the screen, it goes all the same."""
    desk = desks(engine)
    desk.read(1)
    fill(desk)
    first = desk.leave()
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []


AFTER_THE_LINK, FURTHER = 'class="leave__progress"', 'id="partnership-list"'
"""Words at which a page stops to come: the first after the link, and some that leave WebKit enough to show at all."""


def without_exit(desk: Desk) -> list[int]:
    """The pictures that held something of ours, but not the exit."""
    pairs = zip(desk.screen.marks, desk.screen.exits, strict=False)
    return [number for number, (marks, exits) in enumerate(pairs) if marks and not exits]


def hold(desk: Desk, cut: str) -> None:
    """Open a page whose scripts and pictures never come, and whose text stops after some words, if there are any."""
    for path in ("/assets/site.js", "/assets/icon.svg"):
        desk.world.held[path] = threading.Event()
    # Else a window that has nothing of the page but its ground would count as showing it.
    desk.world.change("assets/site.css", lambda text: text + "html:not(.blank) { background: #345 }")
    desk.world.cut["/law/"] = cut
    desk.world.gate.clear()
    desk.browser.start(desk.world.address + "law/")
    desk.screen.wait(lambda: seen(desk.screen.marks))


@proves("A4", "A5", "C4")
@pytest.mark.parametrize(
    ("engine", "cut"),
    [
        # test_leaving_closely.py presses the exit in Chromium while a page is still coming.
        pytest.param("chromium", AFTER_THE_LINK, id="chromium-after the link", marks=thorough),
        pytest.param("firefox", AFTER_THE_LINK, id="firefox-after the link"),
        pytest.param("firefox", FURTHER, id="firefox-further down", marks=thorough),
        pytest.param("webkit", FURTHER, id="webkit-further down"),
    ],
)
def test_the_exit_is_in_the_first_picture_and_works(engine: str, cut: str, desks: Desks) -> None:
    """The exit is in every picture that holds anything of a page, and works, while the rest is still to come."""
    desk = desks(engine)
    hold(desk, cut)
    first = desk.leave()
    assert without_exit(desk) == []
    desk.arrive()
    assert seen(desk.screen.marks[first:]) == []


@thorough
@proves("A4")
def test_an_exit_at_the_end_of_a_page_is_late(desks: Desks) -> None:
    """Negative control: an exit at the end of a page is not in its first pictures."""
    desk = desks("chromium")

    def last(text: str) -> str:
        start, end = text.index('<aside class="leave"'), text.index("</aside>") + len("</aside>")
        return text[:start] + text[end:].replace("</body>", text[start:end] + "</body>")

    desk.world.change("law/index.html", last)
    hold(desk, "</header>")
    assert without_exit(desk) != []


@proves("A6")
@pytest.mark.parametrize("engine", [pytest.param("firefox", marks=thorough), "webkit"])
def test_the_link_works_without_any_script(engine: str, desks: Desks) -> None:
    """Where the browser runs no scripts, the link leads away, and tells nothing."""
    desk = desks(engine, scripts=False)
    desk.browser.start(desk.world.address)
    desk.screen.click(EXIT)
    desk.world.log.wait(lambda _: desk.world.arrivals())
    desk.screen.wait(desk.away)
    assert [one.data["referrer"] for one in desk.world.arrivals()] == [None]


ZOOMED = f"""
(function () {{
  const hit = {HIT}, under = {UNDER};
  const tell = when => navigator.sendBeacon('/_told', JSON.stringify(
    {{when, page: '', seen: false, width: innerWidth, hit: hit(), under: under()}}));
  const soon = when => requestAnimationFrame(() => requestAnimationFrame(() => tell(when)));
  addEventListener('pageshow', () => tell('width'));
  addEventListener('resize', () => soon('width'));
  addEventListener('focusin', () => soon('focus'));
}})();
"""
"""Tells how wide the page is, whether every part of the exit can be pressed, and whether what has focus can be seen."""


@proves("A2", "A7")
@pytest.mark.parametrize(
    ("engine", "times"),
    [("chromium", 4), *(pytest.param(*zoom, marks=thorough) for zoom in (("firefox", 4), ("webkit", 3)))],
)
def test_the_exit_is_in_sight_with_the_browsers_own_zoom(engine: str, times: int, desks: Desks) -> None:
    """With the browser's own zoom at 400 %: in sight, large enough, and never over what has focus.

    WebKitGTK's own browser goes to 300 %.
    """
    desk = desks(engine, lambda text: text + ZOOMED, size=(1280, 1110))

    def told(when: str) -> list[dict[str, Any]]:
        return [one.data for one in desk.world.log.all("ours", "told") if one.data["when"] == when]

    desk.browser.start(desk.world.address + "law/")
    desk.screen.wait(lambda: desk.screen.spot(EXIT))
    desk.world.log.wait(lambda _: told("width"))
    full = told("width")[0]["width"]
    while told("width")[-1]["width"] > full / times + 1:
        before = len(told("width"))
        desk.screen.key("ctrl+plus")
        desk.world.log.wait(lambda _, before=before: len(told("width")) > before)  # type: ignore[misc]
    for stop in range(15):
        desk.screen.key("Tab")
        desk.world.log.wait(lambda _, stop=stop: len(told("focus")) > stop)  # type: ignore[misc]
    assert [one for one in told("focus") if one["under"] or not one["hit"]] == []
    desk.screen.click(EXIT)
    desk.world.wait_for_arrival()


def unnamed(desk: Desk) -> bool:
    """Whether the browser's own page says that nobody answers: until then the title is ours or the one that we gave."""
    return not ours(desk.screen.titles[-1:]) and "BBC" not in desk.screen.titles[-1]


def unanswered(desk: Desk) -> int:
    """Leave to where nobody answers, and go back; the number of the first picture without anything of ours.

    From the second page the exit leads to a name that is not known; from the first it is refused.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        refused = f"http://localhost:{free.getsockname()[1]}/"
    desk.world.change("index.html", lambda text: text.replace(UNKNOWN, refused))
    desk.read(2)
    desk.browser.watch_titles()
    desk.screen.wait(lambda: ours(desk.screen.titles))
    before = len(desk.screen.marks)
    desk.screen.click(EXIT)
    desk.screen.wait(lambda: unnamed(desk))
    desk.screen.wait(lambda: 0 in desk.screen.marks[before:])
    first = desk.screen.marks.index(0, before)
    before = len(desk.screen.titles)
    desk.browser.back()
    desk.screen.wait(lambda: len(desk.screen.titles) > before)
    return first


UNKNOWN = "http://nowhere.invalid/"


@proves("C2", "D4")
# test_leaving_closely.py goes back in Chromium where the exit site refuses, and where there is no network.
@pytest.mark.parametrize("engine", [pytest.param("chromium", marks=thorough), *ENGINES[1:]])
def test_nothing_is_on_the_screen_where_nobody_answers(engine: str, desks: Desks) -> None:
    """Where the exit site's name is not known, or it refuses: nothing of ours, then and on Back."""
    desk = desks(engine, to=UNKNOWN)
    first = unanswered(desk)
    desk.screen.wait(lambda: unnamed(desk))
    assert seen(desk.screen.marks[first:]) == []


@thorough
@proves("D4")
@pytest.mark.parametrize(("engine", "guard"), [*SOME_OTHERS, pytest.param("webkit", PLAIN, id="webkit-plain link")])
def test_where_nobody_answers_other_ways_show_the_page(engine: str, guard: str, desks: Desks) -> None:
    """Negative control: after a plain link and `replace` alone the same steps find our pages."""
    desk = desks(engine, lambda _: guard, to=UNKNOWN)
    first = unanswered(desk)
    desk.screen.wait(lambda: seen(desk.screen.marks[first:]))


def remembered(desk: Desk, key: str) -> None:
    """Wait until the browser has written down that the tab left: it brings tabs back as it last wrote them down."""
    desk.screen.wait(lambda: desk.browser.remembers(desk.world.exit, key))


def reopened(desk: Desk, key: str = KEY) -> list[int]:
    """Leave, close the tab, open it again and go back; what was seen of ours since it was opened again."""
    desk.browser.start(desk.world.start)
    desk.screen.wait(lambda: desk.screen.spot(ONWARD))
    desk.screen.key("ctrl+t")
    desk.screen.wait(lambda: not desk.screen.spot(ONWARD))
    desk.screen.key("alt+1")
    desk.follow(2)
    desk.screen.click(EXIT)
    desk.arrive()
    remembered(desk, key)
    desk.screen.key("ctrl+w")
    desk.screen.wait(lambda: not desk.screen.spot(ONWARD))
    first = len(desk.screen.marks)
    desk.travel(lambda: desk.screen.key("ctrl+shift+t"))
    desk.travel(desk.browser.back)
    return seen(desk.screen.marks[first:])


@proves("E4")
@pytest.mark.parametrize("engine", KEYED)
def test_a_reopened_tab_shows_nothing(engine: str, desks: Desks) -> None:
    """A tab that left, was closed and is opened again shows the exit site, and Back in it nothing of ours."""
    assert reopened(desks(engine)) == []


@thorough
@proves("E4")
@pytest.mark.parametrize(("engine", "guard"), SOME_OTHERS)
def test_a_reopened_tab_shows_other_ways_to_leave(engine: str, guard: str, desks: Desks) -> None:
    """Negative control: a plain link and `replace` alone show the page again."""
    assert reopened(desks(engine, lambda _: guard), key="") != []


def restored(desk: Desk, key: str = KEY) -> list[int]:
    """Leave, end the browser by force, let it restore its tab and go back; what was seen of ours since."""
    desk.read(2)
    desk.screen.click(EXIT)
    desk.arrive()
    remembered(desk, key)
    desk.browser.end(at_once=True)
    desk.screen.wait(lambda: not desk.screen.spot(ONWARD))
    first = len(desk.screen.marks)
    desk.travel(desk.browser.restore)
    desk.screen.wait(lambda: desk.screen.spot(ONWARD))
    desk.screen.click((500, 600))
    desk.travel(desk.browser.back)
    return seen(desk.screen.marks[first:])


@proves("E4")
@pytest.mark.parametrize("engine", KEYED)
def test_a_restored_session_shows_nothing(engine: str, desks: Desks) -> None:
    """A browser that was ended by force and restores its tabs shows the exit site, and Back in it nothing of ours."""
    assert restored(desks(engine)) == []


@thorough
@proves("E4")
@pytest.mark.parametrize("guard", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("engine", KEYED)
def test_a_restored_session_shows_other_ways_to_leave(engine: str, guard: str, desks: Desks) -> None:
    """Negative control: with a plain link, and with `replace` alone, it shows the page again."""
    assert restored(desks(engine, lambda _: guard), key="") != []


TYPED = "zebedee"


def kept(folder: Path, words: str) -> list[str]:
    """The files of a browser's folder that hold some words, in either way that browsers write."""
    ways = (words.encode(), words.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(way in path.read_bytes() for way in ways)]


def searched(desk: Desk) -> list[str]:
    """Search for something, leave, and end the browser; the files and rows that hold what was typed."""
    desk.read(2)
    desk.screen.click(FIELD)
    desk.screen.do("type", TYPED)
    desk.world.log.wait(lambda entries: any(one.data.get("path") == "/assets/find.json" for one in entries))
    desk.wait_for_input("keyup", len(TYPED))
    desk.screen.click(EXIT)
    desk.arrive()
    desk.browser.end()
    rows = history(desk.browser.folder)
    assert [row for row in rows if desk.world.address in row], "the pages that were read are in the history"
    return kept(desk.browser.folder, TYPED) + [row for row in rows if TYPED in row]


@proves("G4")
@pytest.mark.parametrize("engine", KEYED)
def test_words_searched_are_not_in_the_history_of_a_browser(engine: str, desks: Desks) -> None:
    """What was typed to search stands in no file of the browser's folder, its history included."""
    assert searched(desks(engine)) == []


@thorough
@proves("G4")
@pytest.mark.parametrize("engine", KEYED)
def test_words_in_an_address_are_in_the_history_of_a_browser(engine: str, desks: Desks) -> None:
    """Negative control: a search that puts its words into the address is found in the browser's folder."""
    leak = (
        "addEventListener('input', function (event) { history.replaceState(null, '', '?q=' + event.target.value); });"
    )
    assert searched(desks(engine, lambda text: text + leak)) != []
