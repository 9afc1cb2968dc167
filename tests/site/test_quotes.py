"""No test quotes the guidance: an editor who finds better words breaks no test."""

from pathlib import Path

import pytest

from macros.paths import DOCS, ROOT
from tests.support.quotes import quotes

TESTS = ROOT / "tests"
PAGE = (
    "# Any *heading*\n\n- Ask [the family's **own** doctor](/a/page.md) before\n  you {{ must('a-rule') }} ring them.\n"
)


def test_no_test_quotes_the_guidance() -> None:
    """No string of six words or more in tests/ stands in docs/, but in records and in the small site itself."""
    files = [
        path
        for path in sorted(TESTS.rglob("*"))
        if path.suffix in {".py", ".yml"} and not path.is_relative_to(TESTS / "small" / "docs")
        if not path.is_relative_to(TESTS / "records")
    ]
    assert len(files) > 400
    assert quotes(DOCS, files) == []


@pytest.mark.parametrize(
    "text",
    [
        'WANTED = "Ask the family\'s own doctor before"',
        'WANTED = "ASK THE  FAMILYS\\nown doctor before"',
        'WANTED = f"{1}ask the **family\'s** own doctor before{2}"',
        'WANTED = """text: something else\n  Ask the family\'s own doctor before you must\n"""',
        'change("own doctor before you must ring")',
        'WANTED = "Ask the family\'s " + "own " + "doctor before"',
        'WANTED = "Question 4 - Ask the family\'s own doctor before you must, says the page"',
        'WANTED = """Question 4\n  Ask the family\'s own doctor\n  before you must"""',
    ],
)
def test_a_quotation_is_found_in_any_dress(text: str, tmp_path: Path) -> None:
    """Whatever its case, white space, links, emphasis and line breaks, and whatever stands around it."""
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "test.py").write_text(text, encoding="utf-8")
    assert len(quotes(tmp_path, [tmp_path / "test.py"])) == 1


def test_a_quotation_is_found_in_a_case_for_editors(tmp_path: Path) -> None:
    """In YAML each value counts, folded or not."""
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    case = tmp_path / "case" / "case.yml"
    case.parent.mkdir()
    case.write_text("edit:\n  - text: >-\n      Ask the family's own\n      doctor before\n", encoding="utf-8")
    assert [found.partition(": ")[2] for found in quotes(tmp_path, [case])] == ["Ask the family's own doctor before"]


def test_docstrings_and_what_editors_are_told_are_no_quotation(tmp_path: Path) -> None:
    """A test says what holds, and a page for editors says the same; only whole strings of it count."""
    (tmp_path / "editing").mkdir()
    (tmp_path / "editing" / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "test.py").write_text(
        'def test_it():\n    """Ask the family\'s own doctor before you must."""\n'
        '"One: ask the family\'s own doctor before you must ring"\n',
        encoding="utf-8",
    )
    assert quotes(tmp_path, [tmp_path / "test.py"]) == []


def test_fewer_words_and_other_words_are_no_quotation(tmp_path: Path) -> None:
    """Five words in a row are said twice by chance."""
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "test.py").write_text(
        '"Ask the family\'s own doctor"\n"Ask the family\'s own doctor today or tomorrow"\n', encoding="utf-8"
    )
    assert quotes(tmp_path, [tmp_path / "test.py"]) == []
