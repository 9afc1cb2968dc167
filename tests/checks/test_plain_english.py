"""Style: each thing that is hard to read is found at its place, and plain British English passes."""

from statistics import median

import pytest

from macros.checks.plain_english import do_nots, sentences, style_faults
from macros.models.inline_text import plain
from macros.models.texts import texts
from macros.reading.markdown import read_markdown
from tests.support.project import real
from tests.support.reading_age import age


@pytest.mark.parametrize(
    "text",
    [
        "Share what protects the child. Tell your safeguarding lead.",
        "Ask the LADO, the NHS or a GP.",
        "Part IV of the Act says so, and [2023] EWCA Civ 12 with it.",
        f'The advice says "{"word " * 40}". It was replaced.',
        f"| {'word ' * 20} | {'word ' * 20} |\n|---|---|\n| {'word ' * 20} | {'word ' * 20} |",
        f"- {'word ' * 20}\n- {'word ' * 20}",
        "He was offered a place in 2018 [in a page](/law/index.md#organization).",
        "## Words {#organization}\n\nWords.",
        "Write `the center` here.",
        'The act says "prior to that, utilise the center".',
    ],
)
def test_plain_words_and_what_others_wrote_are_no_faults(text: str) -> None:
    """Nor are long quotations, cells and entries of lists, and addresses."""
    read, faults = read_markdown(text)
    assert read
    assert faults == []
    assert [style_faults(run.text, frozenset({"LADO"})) for run in read.prose] == [()] * len(read.prose)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (f"Short one. {'Word ' * 31}.", 11, "31 words"),
        ("Do it prior to sharing.", 6, "before"),
        ("He utilises it.", 3, "use"),
        ("E.g. a school.", 0, "for example"),
        ("In the center.", 7, "centre"),
        ("The Organization decides.", 4, "organisation"),
        ("Ask the XYZ today.", 8, "XYZ"),
        ("Ask two XYZs.", 8, "XYZ"),
    ],
)
def test_unplain_words_are_told_with_their_place(text: str, place: int, said: str) -> None:
    """Where it stands and what to write."""
    sources = list(style_faults(text, frozenset()))
    assert [where for where, _ in sources] == [place]
    assert said in sources[0][1]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["Do not:", "", "- tell anyone", "- wait"], [3, 4]),
        (["Do not:", "", "- Do not tell anyone", "- Never wait"], []),
        (["## What you do not do: never {#never}", "", "- wait"], [3]),
        (["Do this:", "", "- share", "", "Never:", "", "- **do not** wait", "- hurry"], [8]),
        (["They do not know.", "", "- share"], []),
        (["Do this:", "", "- Never:", "    - wait", "- share"], [4]),
        (["Do not:", "", "- Do not wait, such as:", "    - at night", "", "Do:", "", "- share"], [4]),
    ],
)
def test_a_list_of_what_not_to_do_says_so_on_every_line(rows: list[str], lines: list[int]) -> None:
    """Read alone, as on paper or aloud, no entry may say the opposite."""
    read, _ = read_markdown("\n".join(rows))
    assert read
    assert [line for line, _ in do_nots(read.entries)] == lines


def test_sentences_of_the_guidance_are_short() -> None:
    """The median of the site is at most 18 words."""
    content = real()
    said = [run.text for name, page in content.pages.items() if "editing" not in name for run in page.prose]
    said += [plain(text) for _, _, model in content.sources.all_valid() for _, text in texts(model)]
    lengths = [len(words) for text in said for _, words in sentences(text) if len(words) > 2]
    assert len(lengths) > 500
    assert median(lengths) <= 18


def test_reading_age_rises_with_long_words() -> None:
    """A measure that is the same for everything would tell nothing."""
    assert age(["Call now. Ask for help. Do not wait."])[0] < age(["Organisational considerations notwithstanding."])[0]
