"""The tool that rewords the guidance changes every option, title and list item, and nothing that is no word."""

import shutil
from pathlib import Path

import pytest

from macros.content import Content
from macros.loading import load
from macros.models.inline_text import plain
from macros.paths import DOCS
from tests.support.reword import other_words, reword


def test_what_is_no_word_stays() -> None:
    """Macros, ids, where links lead, code and abbreviations."""
    text = '{} {{{{ must("a-rule") }}}} a [{}](/about/index.md#who) of `a team` at MASH {{#id}}'
    other = other_words(text.format("Ask", "lead"))
    word = other.partition("[")[2].partition("]")[0]
    assert len(word) == 4
    assert word != "lead"
    assert other == text.format("Ask", word)


def test_where_all_words_are_short_their_vowels_change() -> None:
    """So that each text differs, and most of them have words that English has."""
    assert other_words("Ask `a team` at MASH") == "Esk `a team` et MASH"
    assert other_words("Ask them") == f"Ask {other_words('them')}" != "Ask them"


@pytest.mark.slow
def test_the_reworded_guidance_is_valid_and_every_option_title_and_item_differs(
    content: Content, tmp_path: Path
) -> None:
    """So it can be built, and tests can be run with it."""
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    reword(docs)
    other = load(docs)

    def words(of: Content) -> list[str]:
        options = [
            plain(option.text)
            for chart in of.flowcharts.values()
            for question in chart.questions.values()
            for option in question.options.values()
        ]
        steps = [plain(step) for chart in of.flowcharts.values() for end in chart.outcomes.values() for step in end.do]
        items = [row for one in of.checklists.values() for _, row in one.rows()]
        titles = [page.meta.title for name, page in of.pages.items() if not name.startswith("editing/")]
        for shown in (of.flowcharts, of.checklists, of.scenarios):
            titles += [str(getattr(one, "title", "")) for one in shown.values()]
        return options + steps + items + titles

    same = [old for old, new in zip(words(content), words(other), strict=True) if old == new]
    assert same == []
