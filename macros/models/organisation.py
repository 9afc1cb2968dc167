"""Organisation: a kind of body or person that holds information about a child, or may be given some."""

from macros.models.base import Line, Model

ANYONE = "anyone"
"""What a rule names in place of a kind of organisation where it is about each of them, and everyone else."""


class Organisation(Model):
    """One kind, as practitioners name it, and who belongs to it."""

    name: Line
    members: Line
