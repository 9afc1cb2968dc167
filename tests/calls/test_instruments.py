"""Instruments: those that the partnership lists, and the others."""

from macros.calls.instruments import LISTED
from tests.support.calls import Rendered


def test_each_instrument_stands_in_one_list_with_its_rules(rendered: Rendered) -> None:
    """Under its id and theirs."""
    listed, others = rendered("instruments", LISTED), rendered("instruments", "others")
    for key, here, there in (
        ("sharing-act", listed, others),
        ("share-on-request", listed, others),
        ("sharing-code", others, listed),
        ("write-it-down", others, listed),
    ):
        assert f'id="{key}"' in here
        assert f'id="{key}"' not in there
