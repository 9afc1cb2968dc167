"""The states of leaving, asked in Node: a page is read, goes blank, leaves, and comes back to be left again.

What a browser makes of them is in tests/browser/test_leaving*.py.
"""

import itertools
from typing import Any

import pytest

from tests.support.quick_exit import FRAME, KEPT, MESSAGE, SHOWN, Case, FakeBrowser, Step, event, keys_off, run, wait

BLANK = ["stop", "blank", "title Weather", "icon data:", "hide main", "focus cover"]
MARK = "keep session a"
TELL = "tell a"
AWAY = ["stop", "to https://away.example/"]
AGAIN = AWAY[-1:]
PRESSED = [*BLANK, MARK, TELL]
LEAVE = event("leave")
"""What the keys ask for."""
PAINTED = (FRAME, FRAME)
LONG = wait(60_000)
SOON = wait(0)


def guard(*steps: Step, **browser: Any) -> Case:
    """What happens to a page that has the guard alone."""
    return Case(steps, FakeBrowser(**browser), "guard")


def keys(*steps: Step) -> Case:
    """What happens to a page that has the script of the keys alone."""
    return Case(steps, FakeBrowser(), "keys")


def test_a_reader_who_does_not_leave_notices_nothing() -> None:
    """Nor is anything kept, however the page was come to, and whatever is pressed."""
    elsewhere = [event("pointerdown", button=0), event("click"), event("keydown", key="Enter"), event("popstate")]
    ways = ("navigate", "back_forward", "reload", "")
    assert run(*(guard(SHOWN, KEPT, *elsewhere, *PAINTED, LONG, navigation=way) for way in ways)) == [[]] * len(ways)


def test_every_press_of_the_link_leaves_to_where_the_link_leads() -> None:
    """And the press does nothing besides."""
    presses = [
        event("pointerdown", button=0, pointerType="mouse", link="all"),
        event("pointerdown", button=0, pointerType="pen", link="all"),
        event("auxclick", button=1, link="all"),
        event("click", button=0, pointerType="touch", link="all"),
        event("keydown", key="Enter", link="all"),
        event("keydown", key=" ", link="all"),
    ]
    wanted = ["prevent", *PRESSED, "stop", "to https://all.example/"]
    assert run(*(guard(SHOWN, press, *PAINTED) for press in presses)) == [wanted] * len(presses)


def test_a_touch_of_the_link_that_is_no_press_does_nothing() -> None:
    """A finger that comes down may be about to scroll; the right button opens a menu."""
    touches = [
        event("pointerdown", button=0, pointerType="touch", link="all"),
        event("pointerdown", button=2, pointerType="mouse", link="all"),
        event("auxclick", button=2, link="all"),
        event("keydown", key="Tab", link="all"),
        event("keyup", key="Enter", link="all"),
    ]
    assert run(*(guard(SHOWN, touch, *PAINTED, LONG) for touch in touches)) == [[]] * len(touches)


def test_the_page_is_blank_and_painted_before_it_leaves() -> None:
    """Two frames after it went blank, it asks for the other site, once."""
    assert run(
        guard(SHOWN, LEAVE),
        guard(SHOWN, LEAVE, FRAME),
        guard(SHOWN, LEAVE, *PAINTED),
        guard(SHOWN, LEAVE, *PAINTED, FRAME, wait(1_000)),
    ) == [PRESSED, PRESSED, PRESSED + AWAY, PRESSED + AWAY]


def test_a_page_that_gets_no_frames_leaves_all_the_same() -> None:
    """Once, though frames come later; and at once where the tab is in the background."""
    late, hidden = run(guard(SHOWN, LEAVE, wait(1_000), *PAINTED), guard(SHOWN, LEAVE, hidden=True))
    assert late == hidden == PRESSED + AWAY


def test_a_page_that_is_still_coming_leaves() -> None:
    """What has come goes by the stylesheet, since there is no cover yet."""
    (found,) = run(guard(LEAVE, *PAINTED, still_coming=True))
    assert found == ["stop", "blank", "title Weather", "icon data:", MARK, TELL, *AWAY]


def test_presses_while_leaving_change_nothing() -> None:
    """Whatever is pressed then is kept from the browser, before the page leaves and after."""
    presses = [
        event("click", button=0, link="all"),
        event("keydown", key="Escape"),
        event("keyup", key="Escape"),
        event("pointerdown", button=0, pointerType="touch"),
    ]
    kept = ["prevent"] * len(presses)
    (found,) = run(guard(SHOWN, LEAVE, *presses, *PAINTED, *presses, LEAVE, MESSAGE))
    assert found == [*PRESSED, *kept, *AWAY, *kept]


def test_leaving_is_tried_again_where_it_was_stopped() -> None:
    """Each time later than the time before, so that a slow site can answer in between."""
    times = (7_000, 9_000, 47_000, 49_000)
    found = run(*(guard(SHOWN, LEAVE, *PAINTED, wait(time)) for time in times))
    assert found == [PRESSED + AWAY + AGAIN * count for count in (0, 1, 1, 2)]


def test_back_to_the_same_page_while_leaving_leaves_again_at_once() -> None:
    """And soon once more, since the first may be dropped; not before it has left."""
    back = event("popstate")
    left = (SHOWN, LEAVE, *PAINTED, back)
    assert run(guard(SHOWN, LEAVE, back), guard(*left), guard(*left, wait(1_000)), guard(*left, wait(2_900))) == [
        PRESSED,
        PRESSED + AWAY + AGAIN,
        PRESSED + AWAY + AGAIN * 2,
        PRESSED + AWAY + AGAIN * 2,
    ]


def test_a_tab_leaves_with_another_without_telling_others() -> None:
    """It is marked, so that Back in it is guarded too."""
    assert run(guard(SHOWN, MESSAGE, *PAINTED)) == [[*BLANK, MARK, *AWAY]]


def test_the_practice_run_leaves_no_mark_and_tells_no_tab() -> None:
    """It goes blank as the exit does, and leads to where its own link does."""
    press = event("click", button=0, link="practice")
    assert run(guard(SHOWN, press, *PAINTED)) == [["prevent", *BLANK, "stop", "to https://practice.example/"]]


def test_leaving_does_not_depend_on_storage() -> None:
    """Nor on channels: a browser may refuse both."""
    channels = {"": [TELL], "missing": [], "refused": []}
    found = run(*(guard(SHOWN, LEAVE, *PAINTED, storage_refused=True, channel=channel) for channel in channels))
    assert found == [BLANK + told + AWAY for told in channels.values()]


@pytest.mark.parametrize("channel", ["missing", "refused"])
def test_tabs_tell_each_other_by_storage_where_there_is_no_channel(channel: str) -> None:
    """What is stored for that is gone at once; other keys, and that it is gone, make no tab leave."""
    tells, deaf, hears = run(
        guard(SHOWN, LEAVE, *PAINTED, channel=channel),
        guard(
            SHOWN,
            event("storage", key="b", newValue="1"),
            event("storage", key="a", newValue=None),
            *PAINTED,
            channel=channel,
        ),
        guard(SHOWN, event("storage", key="a", newValue="1"), *PAINTED, channel=channel),
    )
    assert tells == [*BLANK, MARK, "keep local a", "forget local a", *AWAY]
    assert deaf == []
    assert hears == [*BLANK, MARK, *AWAY]


def test_a_deliberate_return_forgets_the_mark() -> None:
    """By address or link, or where the browser does not say how: the page stays, and Back to it is free again.

    Before it has all that it loads.
    """
    for way in ("navigate", ""):
        returned, back = run(
            guard(SOON, marked=True, navigation=way), guard(SOON, SHOWN, KEPT, *PAINTED, marked=True, navigation=way)
        )
        assert returned == back == ["forget session a"]


def test_back_to_a_page_that_loads_anew_leaves_before_it_is_shown() -> None:
    """Without waiting for a frame, and without telling other tabs, which are left already; the mark stays."""
    for way in ("back_forward", "reload"):
        before, after, unmarked = run(
            guard(marked=True, navigation=way),
            guard(SHOWN, *PAINTED, marked=True, navigation=way),
            guard(SHOWN, navigation=way),
        )
        assert before == after == BLANK + AWAY
        assert unmarked == []


def test_a_browser_too_old_for_entries_says_how_a_page_was_come_to_by_number() -> None:
    """As Safari before 15, which some phones keep for ever."""
    typed, again, back = run(*(guard(SOON, SHOWN, marked=True, navigation="", number=number) for number in range(3)))
    assert typed == ["forget session a"]
    assert again == back == BLANK + AWAY


def test_back_to_a_kept_page_leaves_again() -> None:
    """One that knows by the mark that another page left; and the page that left, though storage be refused."""
    other, left, refused = run(
        guard(KEPT, *PAINTED, marked=True),
        guard(SHOWN, LEAVE, *PAINTED, KEPT, *PAINTED),
        guard(SHOWN, LEAVE, *PAINTED, KEPT, *PAINTED, storage_refused=True),
    )
    hidden = [note for note in BLANK if note != "hide main"]  # what was hidden stays so
    assert other == [*BLANK, MARK, *AWAY]
    assert left == [*PRESSED, *AWAY, *hidden, MARK, *AWAY]
    assert refused == [*BLANK, TELL, *AWAY, *hidden, *AWAY]


DOWN_LEFT, UP_LEFT = event("keydown", key="Shift", code="ShiftLeft"), event("keyup", key="Shift", code="ShiftLeft")
DOWN_RIGHT, UP_RIGHT = event("keydown", key="Shift", code="ShiftRight"), event("keyup", key="Shift", code="ShiftRight")
SHIFT = [DOWN_LEFT, UP_LEFT]
ESCAPE = event("keydown", key="Escape")
HELD = event("keydown", key="Escape", repeat=True)
HELD_SHIFT = event("keydown", key="Shift", code="ShiftLeft", repeat=True)


def typed(letter: str) -> list[Step]:
    """The events of a letter, with Shift around a capital."""
    code = f"Key{letter.upper()}"
    press = [event("keydown", key=letter, code=code), event("keyup", key=letter, code=code)]
    return [DOWN_LEFT, *press, UP_LEFT] if letter.isupper() else press


WORDS = itertools.islice(itertools.cycle(["Mum", "said", "NO", "MASH", "iPhone", "a", "McDonald", "GP"]), 2000)

LEAVES = {
    "Shift three times": SHIFT * 3,
    "Esc three times": [ESCAPE] * 3,
    "left and right overlapping": [DOWN_LEFT, DOWN_RIGHT, UP_LEFT, UP_RIGHT, *SHIFT],
    "left and right in turn": [*SHIFT, DOWN_RIGHT, UP_RIGHT, *SHIFT],
    "sticky keys, which come down again without having come up": [DOWN_LEFT, DOWN_LEFT, DOWN_LEFT, UP_LEFT],
    "Shift, slowly": [*SHIFT, *SHIFT, wait(4_000), *SHIFT],
    "Esc, slowly": [ESCAPE, ESCAPE, wait(1_000), ESCAPE],
}
STAYS = {
    "Shift twice": SHIFT * 2,
    "Esc twice": [ESCAPE] * 2,
    "Shift, too slowly": [*SHIFT, *SHIFT, wait(5_000), *SHIFT],
    "Esc, too slowly": [ESCAPE, ESCAPE, wait(2_000), ESCAPE],
    "Esc held down": [ESCAPE, *[HELD] * 9],
    "Shift held down": [DOWN_LEFT, *[HELD_SHIFT] * 9, UP_LEFT],
    "a letter in between": [*SHIFT, *SHIFT, *typed("a"), *SHIFT],
    "Tab in between": [ESCAPE, ESCAPE, event("keydown", key="Tab"), ESCAPE],
    "a click in between": [*SHIFT, *SHIFT, event("pointerdown", button=0), *SHIFT],
    "Shift and Esc in turn": [*SHIFT, ESCAPE, *SHIFT, ESCAPE, *SHIFT],
    "capitals": typed("A") * 5,
    "several capitals with Shift held down": [DOWN_LEFT, *typed("a"), *typed("b"), *typed("c"), UP_LEFT] * 3,
    "two thousand words": [step for word in WORDS for letter in f"{word} " for step in typed(letter)],
}


@pytest.mark.parametrize(("presses", "leaves"), [(LEAVES, True), (STAYS, False)], ids=["leaves", "stays"])
def test_three_presses_of_one_key_leave_and_nothing_else_does(presses: dict[str, list[Step]], leaves: bool) -> None:
    """Shift within five seconds, Esc within two; no words that anybody types."""
    found = run(*(keys(SHOWN, *steps) for steps in presses.values()))
    assert [name for name, notes in zip(presses, found, strict=True) if ("event leave" in notes) != leaves] == []


def test_the_keys_leave_by_the_guard_and_say_how_many_presses_are_left() -> None:
    """As the link does, to where the guard leads."""
    (found,) = run(Case((SHOWN, *[ESCAPE] * 3, *PAINTED), FakeBrowser(), "both"))
    assert found == ["remaining 2", "remaining 1", "event leave", *PRESSED, *AWAY, "offer keys off"]


def test_keys_that_are_turned_off_do_nothing() -> None:
    """Until they are turned on again; presses from before do not count then."""
    three = [*SHIFT * 3, *[ESCAPE] * 3]
    off, before, again = run(
        keys(SHOWN, keys_off(True), *three),
        keys(SHOWN, ESCAPE, ESCAPE, keys_off(True), keys_off(False), ESCAPE),
        keys(SHOWN, keys_off(True), *three, keys_off(False), *SHIFT * 3),
    )
    assert off == ["offer keys off"]
    assert before == ["remaining 2", "remaining 1", "remaining 2", "offer keys off"]
    assert "event leave" in again
