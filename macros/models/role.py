"""Role: the reader's own lead or head, who may be the person that a concern is about.

The lines of an ending name them by a mark, so that the exception is printed where it is first needed.
"""

import re

ROLE_MACRO = "your"
"""The mark of a role in the lines of an ending."""

_WORDS = {"lead": ("your\u00a0safeguarding lead", "your\u00a0lead"), "head": ("your\u00a0head", "your\u00a0head")}
_EXCEPT = " (unless it is about them)"
_MARK = re.compile(rf"\{{\{{\s*{ROLE_MACRO}\(\s*(['\"])(?P<role>{'|'.join(_WORDS)})\1\s*\)\s*\}}\}}")
_BARE = re.compile(r"\byour[ \n]+(?:safeguarding[ \n]+)?(?P<role>lead|head)\b", re.IGNORECASE)


def roles_in_words(value: object, named: set[str]) -> object:
    """A text, or a list or mapping of them, with its roles in words: the first time with the exception; `named` grows.

    A no-break space joins the words until the text is parsed, which tells them from words that an editor wrote.
    """

    def words(match: re.Match[str]) -> str:
        role = match["role"]
        first, again = _WORDS[role]
        if role in named:
            return again
        named.add(role)
        return first + _EXCEPT

    match value:
        case str():
            return _MARK.sub(words, value)
        case list():
            return [roles_in_words(one, named) for one in value]
        case dict():
            return {key: roles_in_words(one, named) for key, one in value.items()}
        case _:
            return value


def no_bare_role(value: object) -> object:
    """Refuse a role that an editor wrote as words.

    Raises:
        ValueError: with a sentence for the editor.
    """
    if isinstance(value, str) and (match := _BARE.search(value)):
        mark = f'{{{{ {ROLE_MACRO}("{match["role"].lower()}") }}}}'
        raise ValueError(f'names the role in bare words. Write {mark}, which adds "unless it is about them" once.')
    return value
