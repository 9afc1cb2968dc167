"""Checks of decks of cards: that there is what they print."""

from collections.abc import Iterator

from macros.models.deck import SCRIPTS_PAGE
from macros.models.flowchart import POSTER
from macros.models.sources import SourceFiles, models, valid
from macros.reading.problem import Problem, did_you_mean


def deck_problems(sources: SourceFiles) -> Iterator[Problem]:
    """Each deck that names no setting, or has nothing to print."""
    flowchart, outcome = POSTER
    chart = models(sources.flowcharts).get(flowchart)
    # What a flowchart with a problem of its own holds, nobody knows.
    has_pocket = outcome in chart.outcomes if chart else flowchart in sources.flowcharts
    named = [one.settings for one in models(sources.scenarios).values()]
    are_known = (
        "scenarios" not in sources.unreadable_kinds
        and len(named) == len(sources.scenarios)
        and all(map(sources.settings_are_known, named))
    )
    for key, entry, deck in valid(sources.decks):
        sentence, loc = "", ("kind",)
        if deck.setting and deck.setting not in (known := sources.setting_ids):
            sentence, loc = f'"{deck.setting}" is no setting.{did_you_mean(deck.setting, known)}', ("setting",)
        elif deck.setting and are_known and not any(deck.setting in settings for settings in named):
            sentence, loc = f'"{key}" has no cards: "{deck.setting}" has no worked example.', ("setting",)
        elif deck.kind == "words" and SCRIPTS_PAGE not in sources.pages:
            sentence = f"prints the parts of {sources.root}/{SCRIPTS_PAGE}, and there is no such page."
        elif deck.kind == "pocket" and not has_pocket:
            sentence = f'prints the ending "{flowchart}/{outcome}", and there is no such ending.'
        if sentence:
            yield sources.problem(entry.name, entry.line(loc), sentence)
