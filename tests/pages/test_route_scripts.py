"""The data behind route codes: a script for each edition and for today, without what was taken from sight."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from macros.content import Content
from macros.editions.release import release
from macros.loading import load
from macros.pages.route_scripts import route_scripts
from macros.records.routes import code_prefixes
from macros.records.withheld import WITHHELD
from tests.support.project import change

FIRST, SECOND = date(2026, 12, 1), date(2027, 1, 10)


def scripts_of(content: Content) -> dict[str, str]:
    """The text of each script by its path."""
    return {str(path): make() for path, make in route_scripts(content)}


def nodes(content: Content, day: str, flowchart: str) -> dict[str, Any]:
    """The nodes of a flowchart in the script of a day, by id."""
    text = scripts_of(content)[f"assets/routes-{day}.js"]
    data = json.loads(text[text.index("detail: ") + len("detail: ") : text.rindex(" }")])
    return {node["id"]: node for chart in data["flowcharts"] if chart["name"] == flowchart for node in chart["nodes"]}


def prefixes(content: Content) -> dict[str, str]:
    """The first signs of the codes of each flowchart in the latest edition."""
    last = content.editions[-1]
    return code_prefixes(len(content.editions) - 1, last.things, content.things)


def test_there_is_a_script_for_each_edition_and_for_today(small: Path) -> None:
    """And none before the first edition."""
    assert list(route_scripts(load(small))) == []
    release(FIRST, small.parent)
    change(small / "index.md", ("\n---\n\n", "\n---\n\nA new first sentence.\n\n"))
    release(SECOND, small.parent)
    assert [path for path, _ in route_scripts(load(small))] == [
        "assets/routes-2026-12-01.js",
        "assets/routes-2027-01-10.js",
        "assets/routes-now.js",
    ]


def test_a_flowchart_that_says_something_else_than_its_edition_has_no_code(small: Path) -> None:
    """A word of an ending that it shares is enough; the others keep theirs."""
    release(FIRST, small.parent)
    assert prefixes(load(small)) == {"ask": "222", "reply": "223"}
    change(
        small / "decide" / "reply.yml", ("version: 1", "version: 2"), ("Find out who asks.", "Find out who is asking.")
    )
    assert prefixes(load(small)) == {"ask": "222"}
    change(small / "guidance" / "blocks.yml", ("Do not argue.", "Do not argue with them."))
    assert prefixes(load(small)) == {}


def test_what_was_taken_from_sight_is_in_no_script(small: Path) -> None:
    """An ending wherever it is shown, or all of a flowchart; where its answers lead stays, and today's words too."""
    release(FIRST, small.parent)
    (small.parent / WITHHELD).write_text(
        "2026-12-01:\n"
        "  /decide/ask/#call: {day: 2027-02-01, reason: It named a family., who: The head}\n"
        "  /decide/reply/: {day: 2027-02-01, reason: It named a family., who: The head}\n",
        encoding="utf-8",
    )
    content = load(small)
    note = {"day": "1 February 2027", "reason": "It named a family.", "who": "The head"}
    ask, reply = (nodes(content, "2026-12-01", name) for name in ("ask", "reply"))
    assert ask["call"] == {"id": "call", "title": "", "lines": [], "withheld": note}
    assert ask["share"]["title"] == "Share it"
    assert all(node["withheld"] == note for node in reply.values())
    assert [option["next"] for option in reply["known"]["options"]] == ["to-ask-second", "wait", "wait"]
    assert "Stay with the child." not in scripts_of(content)["assets/routes-2026-12-01.js"]
    assert nodes(content, "now", "ask")["call"]["title"] == "Call for help"
