"""Role: the reader's own lead or head, who may be the person that a concern is about.

The lines of an ending name them by a mark, so that the exception is printed where it is first needed.
"""

import re

from macros.reading.calls import CALL_SIGN, Call, split_calls

ROLE_MACRO = "your"
"""The mark of a role in the lines of an ending."""

_WORDS = {"lead": ("your\u00a0safeguarding lead", "your\u00a0lead"), "head": ("your\u00a0head", "your\u00a0head")}
_EXCEPT = " (unless it is about them)"
_BARE = re.compile(r"\byour[ \n]+(?:safeguarding[ \n]+)?(?P<role>lead|head)\b", re.IGNORECASE)


def roles_in_words(value: object, named: set[str]) -> object:
    """A text, or a list or mapping of them, with its roles in words: the first time with the exception; `named` grows.

    A no-break space joins the words until the text is parsed, which tells them from words that an editor wrote.
    """
    match value:
        case str():
            return _in_words(value, named)
        case list():
            return [roles_in_words(one, named) for one in value]
        case dict():
            return {key: roles_in_words(one, named) for key, one in value.items()}
        case _:
            return value


def _in_words(text: str, named: set[str]) -> str:
    if "{{" not in text:
        return text
    shown, calls, faults = split_calls(text)
    if faults or CALL_SIGN in text or "{%" in text:  # parsing tells what is wrong
        return text
    first, *rest = shown.split(CALL_SIGN)
    return first + "".join(_said(call, named) + words for call, words in zip(calls, rest, strict=True))


def _said(call: Call, named: set[str]) -> str:
    """A role in words; any other call as it is written."""
    if call.macro != ROLE_MACRO or len(call.ids) != 1 or call.ids[0] not in _WORDS:
        return str(call)
    (role,) = call.ids
    first, again = _WORDS[role]
    if role in named:
        return again
    named.add(role)
    return first + _EXCEPT


def no_bare_role(value: object) -> object:
    """Refuse a role that an editor wrote as words.

    Raises:
        ValueError: with a sentence for the editor.
    """
    if isinstance(value, str) and (match := _BARE.search(value)):
        mark = f'{{{{ {ROLE_MACRO}("{match["role"].lower()}") }}}}'
        raise ValueError(f'names the role in bare words. Write {mark}, which adds "unless it is about them" once.')
    return value
