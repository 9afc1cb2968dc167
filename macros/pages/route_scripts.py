"""Route scripts: the flowcharts of each edition and of today, each as a script that hands them to whoever loads it.

A page opened from a disk may load a script, and nothing else.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from macros.content import Content
from macros.models.addresses import route_script
from macros.models.base import PublicAddress
from macros.records.routes import routes_of
from macros.records.things import Things, long_numbers
from macros.records.withheld import Withheld

_SCRIPT = 'document.currentScript.dispatchEvent(new CustomEvent("routes", {{ detail: {} }}));\n'


def route_scripts(content: Content) -> Iterator[tuple[PublicAddress, Callable[[], str]]]:
    """The path of each, and what gives its text; none before the first edition, since there is no code."""
    for edition in content.editions:
        withheld = content.withheld.get(edition.day, {})
        yield route_script(edition.day), partial(_script, edition.things, withheld)
    if content.editions:
        yield route_script(), lambda: _script(content.things, {})


def _script(things: Things, withheld: Mapping[str, Withheld]) -> str:
    data = {
        "flowcharts": routes_of(things, withheld),
        "numbers": [re.escape(number) for number in long_numbers(things)],
    }
    return _SCRIPT.format(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
