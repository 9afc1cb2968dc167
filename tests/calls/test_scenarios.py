"""Scenarios: a list of all, or of those of a setting."""

import pytest

from tests.support.calls import Rendered


@pytest.mark.parametrize("arguments", [(), ("school",)])
def test_scenarios_of_a_setting_are_listed_or_all(arguments: tuple[str, ...], rendered: Rendered) -> None:
    """The one scenario there is belongs to the setting."""
    assert "A quiet child" in rendered("scenarios", *arguments)


def test_scenarios_of_another_setting_are_left_out(rendered: Rendered) -> None:
    """A setting that no scenario names has none."""
    assert "A quiet child" not in rendered("scenarios", "surgery")
