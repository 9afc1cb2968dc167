"""Term: a word of the field and its plain meaning, for the glossary."""

from macros.models.base import Line, Model
from macros.models.inline_text import Text

GLOSSARY_PAGE = "guidance/glossary.md"
"""Where all terms stand, each under its id."""


class Term(Model):
    """One entry of the glossary. What an abbreviation stands for is written as in the middle of a sentence."""

    term: Line
    stands_for: Line = ""
    text: Text
