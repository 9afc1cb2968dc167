"""Damage to the sources ends in a good site or in a list of problems, never in a traceback."""

import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.loading import load
from macros.reading.problem import ContentError
from tests.support.project import SMALL, adopt, build, copy_of_the_project

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


TIMES = getattr(settings.default, "max_examples", 0) // 3
"""How often a whole site is damaged, which takes longer than one of its files: these are twice as often."""


@contextmanager
def damaged(name: Path, text: bytes) -> Iterator[Path]:
    """The small content with one file changed."""
    with tempfile.TemporaryDirectory() as folder:
        docs = shutil.copytree(SMALL / "docs", Path(folder) / "docs")
        (docs / name).write_bytes(text)
        yield docs


@pytest.mark.slow
@settings(max_examples=2 * TIMES)
@given(data=st.data())
def test_damaged_sources_give_sentences_with_a_line(data: st.DataObject) -> None:
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


WORD = str.maketrans({"-": "–", '"': "”", "'": "’", " ": "\u00a0"})
"""What a word processor makes of signs."""


def _lines(change: Callable[[random.Random, list[str], int], None]) -> Callable[[random.Random, str], str]:
    def damage(dice: random.Random, text: str) -> str:
        rows = text.split("\n")
        change(dice, rows, dice.randrange(len(rows)))
        return "\n".join(rows)

    return damage


def _signs(dice: random.Random, text: str) -> str:
    start = dice.randrange(len(text) + 1)
    return text[:start] + text[start : start + 40].translate(WORD) + text[start + 40 :]


def _letter(dice: random.Random, text: str) -> str:
    start = dice.randrange(len(text) + 1)
    put = dice.choice(
        ["", "😀", "\u200b", "\t", ":", ": ", "{{", "}}", '"', "[", "<", "#", "- ", "**", "must ", "é", "/"]
    )
    return text[:start] + put + text[start + dice.randrange(3) :]


def _word(dice: random.Random, text: str) -> str:
    words = list(re.finditer(r"[\w-]+", text))
    one, other = dice.choice(words), dice.choice(words)
    return text[: one.start()] + other[0] + text[one.end() :]


def _indent(dice: random.Random, rows: list[str], at: int) -> None:
    rows[at] = dice.choice(["", " ", "  ", "    ", "\t"]) + rows[at].removeprefix(dice.choice(["", " ", "  "]))


def _date(dice: random.Random, text: str) -> str:
    parts = list(re.finditer(r"(\d{4})-(\d\d)-(\d\d)", text))
    if not parts:
        return _letter(dice, text)
    one = dice.choice(parts)
    return text[: one.start()] + f"{one[3]}-{one[2]}-{one[1]}" + text[one.end() :]


SLIPS: list[Callable[[random.Random, str], str]] = [
    _lines(lambda _, rows, at: rows.__delitem__(at)),
    _lines(lambda _, rows, at: rows.insert(at, rows[at])),
    _lines(lambda dice, rows, at: rows.insert(dice.randrange(len(rows) + 1), rows.pop(at))),
    _lines(_indent),
    _signs,
    _letter,
    _word,
    _date,
    lambda dice, text: text[: dice.randrange(len(text) + 1)],
    lambda _, text: text.replace("\n", "\r\n"),
]
"""What an editor does without meaning to."""

SITES = {"small": adopt, "ours": copy_of_the_project}
"""What makes a copy of a site, to be damaged and mended."""


@pytest.fixture(scope="module", params=["small", pytest.param("ours", marks=pytest.mark.thorough)])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a site, to be damaged and mended."""
    return SITES[request.param](tmp_path_factory.mktemp("whole"))


def files_of(project: Path) -> list[Path]:
    """Every file of docs/."""
    return sorted(path.relative_to(project / "docs") for path in (project / "docs").rglob("*") if path.is_file())


def said(root: Path) -> ContentError | None:
    """What is wrong with the content of a project, each in a sentence with its file and line."""
    try:
        load(root / "docs")
    except ContentError as error:
        for problem in error.problems:
            assert re.fullmatch(r"(docs/.+|mkdocs\.yml|redirects\.yml):[1-9]\d*: .+[.?…\]\"”)]", str(problem)), problem
            path = root / problem.path
            rows = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1 if path.exists() else 1
            assert problem.line <= rows, problem
        return error
    return None


@pytest.mark.slow
@settings(max_examples=TIMES)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_slips_of_an_editor_give_sentences_with_a_line(seed: int, data: st.DataObject, whole: Path) -> None:
    """One to three slips of an editor anywhere in the site, files that were copied, renamed or lost included."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    names = data.draw(st.lists(st.sampled_from(files_of(whole)), min_size=1, max_size=3, unique=True))
    paths = [whole / "docs" / name for name in names]
    before = {path: path.read_bytes() for path in paths}
    made = []
    try:
        for path in paths:
            text = path.read_text(encoding="utf-8")
            match data.draw(st.integers(0, 15)):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    made.append(path.with_name(dice.choice(["a-copy", "A Copy", path.stem + "."]) + path.suffix))
                    shutil.copy(path, made[-1])
                case 2:
                    path.write_bytes(text.encode(dice.choice(["utf-16", "cp1252", "utf-8-sig"]), "replace"))
                case 3:
                    path.write_bytes(before[dice.choice(paths)])
                case _:
                    path.write_text(dice.choice(SLIPS)(dice, text), encoding="utf-8", newline="")
        said(whole)
    finally:
        for path, text_before in before.items():
            path.write_bytes(text_before)
        for path in made:
            path.unlink(missing_ok=True)


@pytest.mark.slow
@pytest.mark.parametrize("site", ["small", pytest.param("ours", marks=pytest.mark.thorough)])
def test_whatever_passes_the_checks_builds(site: str, tmp_path: Path) -> None:
    """Slips that no check finds, dozens of them together, still give a good site."""
    project = SITES[site](tmp_path)
    names = files_of(project)
    dice = random.Random(9)  # noqa: S311 - no secret
    passed = 0
    for _ in range(TIMES):
        path = project / "docs" / dice.choice(names)
        before = path.read_bytes()
        path.write_text(dice.choice(SLIPS)(dice, before.decode()), encoding="utf-8", newline="")
        if said(project):
            path.write_bytes(before)
        else:
            passed += 1
    assert passed > TIMES // 6
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
