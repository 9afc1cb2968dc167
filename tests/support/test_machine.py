"""What the machine needs: whether the checkers from npm are those that the lock file names."""

import json
from typing import Any

import pytest

from tests.support.machine import holds


def lock(**packages: Any) -> str:
    """The text of a lock file."""
    return json.dumps({"packages": packages})


ONE, OTHER = {"version": "1"}, {"version": "2"}
FOREIGN = {"version": "1", "optional": True}


@pytest.mark.parametrize(
    ("installed", "wanted"),
    [
        (lock(one=ONE), lock(one=ONE)),
        (lock(one=ONE), lock(**{"": {"name": "the project"}, "one": ONE})),
        (lock(one=ONE), lock(one=ONE, foreign=FOREIGN)),
        (lock(one=ONE, foreign=FOREIGN), lock(one=ONE, foreign=FOREIGN)),
    ],
)
def test_what_is_installed_is_kept(installed: str, wanted: str) -> None:
    """The same packages; the project itself and packages for other systems may be missing."""
    assert holds(installed, wanted)


@pytest.mark.parametrize(
    ("installed", "wanted"),
    [
        (lock(one=ONE), lock(one=OTHER)),
        (lock(one=ONE), lock(one=ONE, other=ONE)),
        (lock(one=ONE, other=ONE), lock(one=ONE)),
    ],
)
def test_another_lock_file_is_noticed(installed: str, wanted: str) -> None:
    """Another version, a package more, one less: whatever the files' dates."""
    assert not holds(installed, wanted)
