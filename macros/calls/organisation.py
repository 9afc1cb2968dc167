"""{{ organisation("id") }}: who may or must tell one kind of organisation, and whom it may or must tell.

{{ organisations("first") }} and its kin: the parts that stand beside the page of each kind.
"""

from collections.abc import Iterator, Sequence

from macros.calls.macro import Home, Macro, PageRenderer, Part, first_sentence, id_of, one_of
from macros.content import Content
from macros.models.inline_text import plain
from macros.models.organisation import ANYONE, BETWEEN_BLOCKS, NONE, WITH_FOLDER, Exchange, exchanges, told_by, told_to
from macros.models.sources import SourceFiles, valid
from macros.reading.calls import Call

FROM, TO, REFUSED_ID = "from", "to", "refused"
"""The ids of the parts of a kind's page."""


def _paged(sources: SourceFiles) -> list[str]:
    """The ids of the kinds that have a page."""
    return [key for key, _, one in valid(sources.organisations) if one.page == "yes"]


def _perhaps_paged(sources: SourceFiles) -> list[str]:
    """The same with those of which something is not valid, which is said already."""
    return [key for key, entry in sources.organisations.items() if not entry.model or entry.model.page == "yes"]


_IS_PAGED = id_of("kind of organisation with a page", _perhaps_paged)


def _check(sources: SourceFiles, call: Call) -> Iterator[str]:
    yield from _IS_PAGED(sources, call)
    for key in BETWEEN_BLOCKS:
        if key not in sources.open_blocks and "blocks" not in sources.unreadable_kinds:
            yield f'shows "{key}", which is the id of no block. Write it in {sources.root}/guidance/blocks.yml.'


def _render(page: PageRenderer, kind: str) -> str:
    rules = page.content.rules
    return page.block(
        "organisation",
        kind=page.content.organisations[kind],
        parts={FROM: told_by(kind, rules), TO: told_to(kind, rules)},
        refused=REFUSED_ID,
    )


def _render_part(page: PageRenderer, which: str) -> str:
    shown = [one for one in exchanges(page.content.rules) if (ANYONE in one.holders) == (which == ANYONE)]
    return page.block("organisation", which=which, shown=shown)


def _parts(content: Content, kind: str) -> Iterator[Part]:
    name = content.organisations[kind].name
    for key, told, title in (
        (FROM, told_by(kind, content.rules), f"From them to others: {name}"),
        (TO, told_to(kind, content.rules), f"From others to them: {name}"),
    ):
        words = _words(content, told) or plain(content.open_blocks[NONE].text[0])
        yield Part(key, title, first_sentence(words), words, "section")


def _words(content: Content, told: Sequence[Exchange]) -> str:
    rules = (content.rules[one.rule] for one in told)
    return " ".join(f"{rule.sentence} {plain(rule.limits)}" for rule in rules)


MACROS = (
    Macro(
        name="organisation",
        least=1,
        most=1,
        check=_check,
        ids=lambda _sources, _page, _kind: [FROM, TO, REFUSED_ID],
        homes=lambda sources: [
            Home(sources.organisations[key].name, f"{WITH_FOLDER}{key}.md", (key,)) for key in _paged(sources)
        ],
        parts=_parts,
        open_blocks=BETWEEN_BLOCKS,
        render=_render,
    ),
    Macro(
        name="organisations",
        least=1,
        most=1,
        check=one_of("first", "kinds", "named", ANYONE, "refused"),
        open_blocks=BETWEEN_BLOCKS,
        render=_render_part,
    ),
)
