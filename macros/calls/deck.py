"""{{ decks() }}: every deck of cards, with its files to print."""

from macros.calls.macro import Home, Macro
from macros.models.deck import DECKS_FILE, DECKS_PAGE

MACROS = (
    Macro(
        name="decks",
        homes=lambda sources: [Home(DECKS_FILE, DECKS_PAGE)] if sources.decks else [],
        render=lambda page: page.block("decks", decks=page.content.decks),
    ),
)
