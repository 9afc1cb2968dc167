"""Term: a word of the field and its plain meaning, for the glossary."""

from macros.model import Line, Model
from macros.text import Text


class Term(Model):
    """One entry of the glossary. What an abbreviation stands for is written as in the middle of a sentence."""

    term: Line
    stands_for: Line = ""
    text: Text
