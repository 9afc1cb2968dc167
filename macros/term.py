"""Term: a word of the field and its plain meaning, for the glossary."""

from macros.model import Line, Model
from macros.text import Text


class Term(Model):
    """One entry of the glossary."""

    term: Line
    text: Text
