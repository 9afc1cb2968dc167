"""Every mistake of an editor gives exactly the message that its case in tests/problems/ says."""

from pathlib import Path

import pytest
import yaml

from macros.content import load
from macros.pdf import pdfs
from macros.source import ContentError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CASES = sorted((Path(__file__).parent / "problems").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_message(case: Path, small: Path) -> None:
    """A case breaks the small content: `change` old words to new, or `write` or `delete` whole files."""
    told = yaml.load(case.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe one
    unknown = told.keys() - {"write", "change", "delete", "encoding", "problems"}
    assert not unknown, f"the case has keys that nothing reads: {unknown}"
    for name, changes in told.get("change", {}).items():
        path = small / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding=told.get("encoding", "utf-8"))
    for name, text in told.get("write", {}).items():
        path = small / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=told.get("encoding", "utf-8"))
    for name in told.get("delete", []):
        (small / name).unlink()

    with pytest.raises(ContentError) as raised:
        pdfs(load(small))

    assert [str(problem) for problem in raised.value.problems] == told["problems"]


def test_small_content_is_valid(small: Path) -> None:
    """Otherwise every case above would find the same problem."""
    assert load(small).partnership.area == "Otherby"


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems(end: bytes, small: Path) -> None:
    """Windows and old Macs end lines in other ways, which changes nothing."""
    wanted = load(small)
    for path in small.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", end))
    content = load(small)
    assert (content.pages["index.md"].body, content.checklists) == (wanted.pages["index.md"].body, wanted.checklists)


def test_spaces_of_a_word_processor(small: Path) -> None:
    """A space that does not break is a space, wherever it was pasted."""
    wanted = load(small).checklists
    path = small / "checklists" / "before.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(" ", "\u00a0"), encoding="utf-8")
    assert load(small).checklists == wanted
