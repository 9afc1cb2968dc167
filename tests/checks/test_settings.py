"""What the site needs of mkdocs.yml is told with its line where it is otherwise: MkDocs may say nothing of it."""

import re
from pathlib import Path

import pytest

from macros.checks.settings import FILE, SITE_SETTINGS, settings_problems
from macros.paths import ROOT

TEXT = (ROOT / FILE).read_text(encoding="utf-8")


def told(root: Path, text: str) -> list[str]:
    """What is said of a text as the settings."""
    (root / FILE).write_text(text, encoding="utf-8")
    return [str(problem) for problem in settings_problems(root)]


def test_nothing_is_said_of_our_own(tmp_path: Path) -> None:
    """Nor where a project has a hook besides."""
    assert told(tmp_path, TEXT) == []
    assert told(tmp_path, TEXT.replace("hooks:\n", "hooks:\n  - besides.py\n")) == []


@pytest.mark.parametrize("key", SITE_SETTINGS)
def test_what_is_emptied_or_gone_is_told(key: str, tmp_path: Path) -> None:
    """As a list of nothing, as nothing, and without its line."""
    block = rf"(?ms)^{key}:.*?(?=^\S|\Z)"
    line = TEXT[: re.search(block, TEXT).start()].count("\n") + 1  # type: ignore[union-attr]
    for text in ("[]", "", "{}", "maybe"):
        (said,) = told(tmp_path, re.sub(block, f"{key}: {text}\n", TEXT))
        assert re.fullmatch(rf'{FILE}:{line}: "{key}" has to hold "[^\n]+"\. Put it back as it was\.', said)
    (said,) = told(tmp_path, re.sub(block, "", TEXT))
    assert said.startswith(f'{FILE}:1: "{key}" has to hold ')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  custom_dir: overrides\n", "", '"theme" has to hold "custom_dir: overrides".'),
        ("on_undefined: strict", "on_undefined: keep", '"plugins" has to hold "macros: on_undefined: strict".'),
        ("  - attr_list ", "  - abbr ", '"markdown_extensions" has to hold "attr_list".'),
        (
            "      permalink_class: permalink\n",
            "",
            '"markdown_extensions" has to hold "toc: permalink_class: permalink".',
        ),
        ('"*.yml"', '"*.yaml"', '"exclude_docs" has to hold "*.yml".'),
        (
            "  - attr_list ",
            "  - smarty\n  - attr_list ",
            '"markdown_extensions" holds "smarty", which the site does not',
        ),
        (
            "  name: material\n",
            "  name: material\n  language: cy\n",
            '"theme" holds "language: cy", which the site does',
        ),
        ("strict: true", "strict: yes", '"strict" has to hold "true".'),
        ("nav:", "navv:", '"navv" is not used here. Did you mean "nav"?'),
        ("strict:", "docs_dir: words\nstrict:", '"docs_dir" is not used here. What can stand here: site_name, '),
        ("site_name: Sharing", "site_name: # Sharing", '"site_name" has no words.'),
        ("site_name: Sharing information to protect a child", "site_name: 2027", '"site_name" has no words.'),
        (
            "not_in_nav: |\n  404.md\n  about/practice.md\n  editing/\n",
            "not_in_nav: [404.md]\n",
            '"not_in_nav" is no text.',
        ),
        ("Home: index.md", "Home:\u00a0index.md", "holds a space or a sign that is not the one of the keyboard."),
        ("Home: index.md", "Ho\u200bme: index.md", "holds a character that cannot be seen."),
        ("Home: index.md", "Home: !page index.md", "cannot be read. "),
        ("site_name:", "[site_name]:", "does not hold the settings of the site. "),
    ],
)
def test_what_is_otherwise_is_told(old: str, new: str, said: str, tmp_path: Path) -> None:
    """What is lacking of it, as it is written; what MkDocs would take otherwise; keys that nothing reads."""
    assert TEXT.count(old) == 1 or old.startswith(("nav", "strict", "site_name"))
    lines = [line.partition(": ")[2] for line in told(tmp_path, TEXT.replace(old, new, 1))]
    assert [line for line in lines if line.startswith(said)], lines
