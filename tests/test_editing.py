"""The editors' reference card leaves nothing out."""

import re

from macros.change import Change
from macros.checklist import Checklist, Field, Item, Section
from macros.checks import MACROS
from macros.flowchart import Draft, Option, Outcome, Promise, Question, Same
from macros.instrument import Instrument
from macros.page import BLOCKS, FrontMatter
from macros.partnership import Contact, Edition, Exit, Partnership
from macros.rule import Rule
from macros.scenario import Route, Scenario
from macros.synonym import Synonym
from macros.term import Term
from tests.conftest import ROOT

CARD = (ROOT / "docs" / "editing" / "index.md").read_text(encoding="utf-8")


def test_every_macro_is_shown() -> None:
    """Each macro stands there as an editor writes it."""
    shown = set(re.findall(r"\{% raw %\}\{\{ (\w+)\(", CARD))
    assert shown == set(MACROS)


def test_every_key_is_explained() -> None:
    """Each key of each file, and each block."""
    coded = set(re.findall(r"`([a-z_]+)`", CARD)) | set(re.findall(r"`/// (\w+)", CARD))
    models = (Checklist, Section, Item, Field, Instrument, Rule, Term, Synonym, Scenario, Route, Change)
    charts = (Draft, Question, Same, Option, Outcome, Promise)
    settings = (Partnership, Contact, Exit, Edition, FrontMatter)
    for model in (*models, *charts, *settings):
        assert set(model.model_fields) <= coded, model
    assert set(BLOCKS) <= coded
