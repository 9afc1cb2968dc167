"""An address that none can be asked at is told, as one that does not answer is."""

import pytest

from macros.commands.verify import ask, verdict


@pytest.mark.parametrize(
    "top", ["http://localhost:abc/", "http://[::1/", "http://a..b/", f"http://{'a' * 70}.example/"]
)
def test_an_address_that_is_none_brings_no_answer(top: str) -> None:
    """A port of letters, a bracket that is not closed, a name with nothing between its dots, and one too long."""
    answer = ask(top, "/")
    assert answer.status == 0
    assert answer.body


def test_one_failure_is_told_as_one() -> None:
    """The number and the noun go together."""
    assert verdict(1) == "1 promise is not kept."
    assert verdict(2) == "2 promises are not kept."
