"""Damage to the sources ends in valid content or in a list of problems, never in a traceback."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content import load
from macros.source import ContentError
from tests.conftest import SMALL

FILES = sorted(path.relative_to(SMALL / "docs") for path in (SMALL / "docs").rglob("*") if path.is_file())
DAMAGE = st.sampled_from(
    [
        *"\t:-#{}[]*&!|>%@`\"'“”",
        "\n",
        "\r\n",
        "---\n",
        "{{ ",
        " }}",
        "{% raw %}",
        "](",
        "<b>",
        "\u200b",
        "\x00",
        "\ud7ff",
        "- ",
        "  ",
        "must ",
        "? ",
        "0x",
    ]
)


@contextmanager
def damaged(name: Path, text: bytes) -> Iterator[Path]:
    """The small content with one file changed."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(SMALL / "ledger.txt", folder)
        docs = shutil.copytree(SMALL / "docs", Path(folder) / "docs")
        (docs / name).write_bytes(text)
        yield docs


@pytest.mark.slow
@given(data=st.data())
def test_damage(data: st.DataObject) -> None:
    """Letters put in, taken out or doubled, anywhere."""
    name = data.draw(st.sampled_from(FILES))
    text = (SMALL / "docs" / name).read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + data.draw(DAMAGE | st.just(text[start:end] * 2) | st.text(max_size=5)) + text[end:]
    with damaged(name, text.encode("utf-8", "surrogatepass")) as docs:
        try:
            load(docs)
        except ContentError as error:
            lines = text.count("\n") + 2
            for problem in error.problems:
                assert problem.sentence
                assert problem.path.startswith("docs/")
                assert problem.path != f"docs/{name.as_posix()}" or 1 <= problem.line <= lines
