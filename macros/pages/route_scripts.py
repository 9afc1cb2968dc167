"""Route scripts: the flowcharts of each edition and of today, each as a script that hands them to whoever loads it.

A page opened from a disk may load a script, and nothing else. That of today has, by what histories call it, the day
since when each question, ending and contact says what it says now, or is gone.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from macros.content import Content
from macros.models.addresses import route_script
from macros.models.base import PublicAddress
from macros.models.dates import format_date
from macros.records.routes import reaches_of, routes_of
from macros.records.things import Things, long_numbers
from macros.records.withheld import Withheld

_DATED = ("question", "ending", "contact")
"""The kinds of what a route passes."""

_SCRIPT = 'document.currentScript.dispatchEvent(new CustomEvent("routes", {{ detail: {} }}));\n'


def route_scripts(content: Content) -> Iterator[tuple[PublicAddress, Callable[[], str]]]:
    """The path of each, and what gives its text; none before the first edition, since there is no code."""
    for edition in content.editions:
        withheld = content.withheld.get(edition.day, {})
        yield route_script(edition.day), partial(_script, edition.things, withheld)
    if content.editions:
        yield route_script(), lambda: _script(content.things, {}, _days(content))


def _days(content: Content) -> dict[str, str]:
    days = [format_date(edition.day) for edition in content.editions]
    return {
        key: days[history.since]
        for key, history in content.histories.items()
        if history.latest.kind in _DATED and 0 < history.since < len(days)
    }


def _script(things: Things, withheld: Mapping[str, Withheld], since: Mapping[str, str] | None = None) -> str:
    data = {
        "flowcharts": routes_of(things, withheld),
        "contacts": reaches_of(things),
        "since": since or {},
        "numbers": [re.escape(number) for number in long_numbers(things)],
    }
    return _SCRIPT.format(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
