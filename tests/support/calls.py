"""What tests of macros call them by."""

from collections.abc import Callable

Rendered = Callable[..., str]
"""The HTML of a macro, by its name and arguments."""
