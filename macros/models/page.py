"""Page: one Markdown file, its front matter, and what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import TypeAdapter

from macros.models.base import Day, Line, Model
from macros.models.force import DUTY_MACROS
from macros.models.inline_text import CONTACT_MACROS
from macros.reading.calls import Call, Fault
from macros.reading.markdown import Markdown, Run, read_markdown
from macros.reading.problem import Unreadable
from macros.reading.validation import validate
from macros.reading.yaml import Source


def no_words(_macro: str, _contact: str) -> str:
    """Print nothing of a contact."""
    return " "


class FrontMatter(Model):
    """The lines between the two "---" at the top of a page."""

    title: Line
    description: Line
    owner: Line
    reviewed: Day
    next_review: Day
    keywords: str = ""
    readers: Literal["practitioners", "families"] = "practitioners"


@dataclass(frozen=True)
class Page(Markdown):
    """A Markdown page as it was written. `body` is what stands below its front matter.

    The title and description are part of its prose.
    """

    meta: FrontMatter
    front: Source
    body: str

    @cached_property
    def own_words(self) -> str:
        """All words of the page, without those of macros."""
        return self.plain_text(no_words)

    def plain_text(self, say: Callable[[str, str], str]) -> str:
        """All words of the page, headings included; `say` gives what a macro prints of a contact."""
        words = (word for section in self.sections for word in (*section.title, " ", *section.words, " "))
        return plain_words(words, say)


@lru_cache(maxsize=10_000)  # `make serve` reads all pages anew after each edit of one
def read_page(text: str) -> tuple[Markdown | None, tuple[Fault, ...]]:
    """Parse a page; return it, and the line and sentence of each fault in its text.

    Where something in it cannot be read, what comes is no `Page`, but its Markdown as far as it can.

    Raises:
        Unreadable: if it has no front matter.
    """
    front, body, body_line = _split(text)
    read, wrong = read_markdown(body, body_line)
    try:
        source = Source(front, first_line=2)
    except Unreadable as fault:
        return read, (*fault.faults, *wrong)
    meta, faults = validate(TypeAdapter(FrontMatter), source)
    if meta and meta.next_review <= meta.reviewed:
        faults.append((source.line(("next_review",)), '"next_review" is not after "reviewed".'))
    faults += wrong
    if not body.strip():
        faults.append((body_line - 1, "has nothing below its front matter. Write its words, or delete the file."))
    if meta is None or read is None or not read.is_whole:
        return read, tuple(faults)
    top = [Run(source.line((key,)), getattr(meta, key), sourced=False) for key in ("title", "description")]
    return Page(**vars(read) | {"prose": (*top, *read.prose)}, meta=meta, front=source, body=body), tuple(faults)


def _split(text: str) -> tuple[str, str, int]:
    """The front matter, the body, and the line on which the body begins."""
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        raise Unreadable(
            (1, 'does not begin with front matter. Begin with "---", then "title: …", and end it with "---".')
        )
    end = next((n for n, row in enumerate(rows[1:], 1) if row.rstrip() == "---"), None)
    if end is None:
        raise Unreadable((1, 'has front matter that does not end. Put a line "---" after its last key.'))
    return "\n".join(rows[1:end]), "\n".join(rows[end + 1 :]), end + 2


def plain_words(words: Iterable[str | Call], say: Callable[[str, str], str] = no_words) -> str:
    """The words of a heading or section as one line, with the words of marks for their macros and nothing for others.

    `say` gives what a macro prints of a contact.
    """
    return " ".join("".join(_said(word, say) if isinstance(word, Call) else word for word in words).split())


def _said(call: Call, say: Callable[[str, str], str]) -> str:
    if call.macro in CONTACT_MACROS and len(call.ids) == 1:
        return say(call.macro, *call.ids)
    return DUTY_MACROS[call.macro].word if call.macro in DUTY_MACROS else " "
