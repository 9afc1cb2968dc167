"""The form of an id, which stands in addresses and never changes."""

import re

ID = re.compile(r"[a-z0-9-]{1,40}")
_DASH = re.compile("[\u2010-\u2015\u2212]")


def no_dash(value: str) -> str:
    """A sentence where a value holds a dash that a word processor made of a hyphen, or nothing."""
    return " It holds a dash: type the hyphen - in its place." if _DASH.search(value) else ""
