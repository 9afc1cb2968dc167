"""Under `make serve` each edit of any source shows at once, as a clean build would show it."""

import html
import random
import re
import shutil
import subprocess
import sys
import urllib.error
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from macros.models.addresses import diagram_file
from macros.preview import Templates
from tests.support.project import adopt, build
from tests.support.serving import Served, save, serving

pytestmark = pytest.mark.slow

EDITS = {
    "page": ("docs/[aglp]*/**/*.md", r"\Z", "\n\nWORD stays.\n"),
    "flowchart": ("docs/decide/*.yml", r"(?m)^    text: (?=\w)", r"\g<0>WORD "),
    "checklist": ("docs/checklists/*.yml", r"(?m)^        text: (?=\w)", r"\g<0>WORD "),
    "rule": ("docs/law/rules.yml", r"(?m)^  text: ", r"\g<0>WORD "),
    "instrument": ("docs/law/instruments.yml", r"(?m)^  text: ", r"\g<0>WORD "),
    "contact": ("docs/partnership.yml", r"(?m)^    note: ", r"\g<0>WORD "),
    "term": ("docs/guidance/glossary.yml", r"(?m)^  text: ", r"\g<0>WORD "),
    "block": ("docs/guidance/blocks.yml", r"(?m)^  title: ", r"\g<0>WORD "),
    "scenario": ("docs/guidance/scenarios.yml", r"(?m)^  text: ", r"\g<0>WORD "),
    "synonym": ("docs/guidance/synonyms.yml", r"typed: \[(?!the)", r"\g<0>WORD, "),
    "change": ("docs/about/changes.yml", r"(?m)^  do_now: ", r"\g<0>WORD "),
    "menu": ("mkdocs.yml", r"(?m)^  - (?=Decide:|Lists:|Teams:)", r"\g<0>WORD "),
    "component": ("overrides/components/[cf]*/*.html", r"<h2[^>{]*>|<p>(?=\w)", r"\g<0>WORD "),
    "template": ("overrides/base.html", r"(?=Skip to the page)", r"WORD "),
    "style": ("overrides/components/*/*.css", r"\Z", "\n.WORD { margin: 0; }\n"),
    "script": ("overrides/components/*/*.js", r"\Z", '\nconsole.log("WORD");\n'),
    "words": ("overrides/components/*/words.yml", r"(?m)^(?:now|own|question|ending): (?=\w)", r"\g<0>WORD "),
}
"""By kind of source: its files, where a word can be put into one, and the word."""

PAGES = (
    *("", "decide/ask/", "decide/tell/", "checklists/before/", "law/", "guidance/glossary/", "guidance/a-to-z/"),
    *("about/changes/", "about/contacts/", "examples/a-quiet-child/"),
)
FILES = ("assets/site.css", "assets/site.js", "assets/find.json", diagram_file("ask"), "sheets/before.pdf")
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""What a page under `make serve` has not: it would stop the script that loads the page again."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small site under `make serve`, which each test leaves as it was, but for words that it added."""
    with serving(adopt(tmp_path_factory.mktemp("served"))) as served:
        yield served


def edit_at_random(project: Path, kind: str, whole: dict[Path, str], dice: random.Random) -> None:
    """Put a new word somewhere into a file of a kind, in place of the word before; `whole` has files as they were."""
    pattern, place, with_word = EDITS[kind]
    choice = [
        path
        for path in sorted(project.glob(pattern))
        if re.search(place, whole.setdefault(path, path.read_text(encoding="utf-8")))
    ]
    path = dice.choice(choice)
    found = dice.choice(list(re.finditer(place, whole[path])))
    word = "Z" + "".join(dice.choices("aeioudlmnrst", k=8))
    new = found.expand(with_word).replace("WORD", word)
    save(path, whole[path][: found.start()] + new + whole[path][found.end() :])


def compare_after_edits(served: Served, groups: Iterable[Iterable[str]], seed: int) -> None:
    """Edit some kinds of source at random, one after the other; after each group compare with a clean build."""
    dice, whole = random.Random(seed), dict[Path, str]()  # noqa: S311 - chooses edits, the same each time
    for number, kinds in enumerate(groups):
        served.edited(*(partial(edit_at_random, served.project, kind, whole, dice) for kind in kinds))
        shown = {path: served.get(path) for path in (*PAGES, *FILES)}
        done = build(served.project)
        assert done.returncode == 0, (kinds, done.stderr)
        for path, body in shown.items():
            file = served.project / "site" / path
            clean = (file / "index.html" if file.is_dir() else file).read_bytes()
            assert body == POLICY.sub(b"", clean), f"{path} after edit {number}, of {kinds}"

    changed = {path: text for path, text in whole.items() if path.read_text(encoding="utf-8") != text}
    served.edited(*(partial(save, path, text) for path, text in changed.items()))


def test_after_an_edit_ten_pages_are_as_a_clean_build_makes_them(served: Served) -> None:
    """Byte for byte; so are a style, a script, the index of search, a diagram and a sheet.

    After three or four kinds of edits, which differ in what they make anew.
    """
    compare_after_edits(served, (("page", "component", "menu"), ("flowchart", "contact", "style", "words")), 1)


@pytest.mark.thorough
def test_after_edits_of_any_kind_of_source_ten_pages_are_as_a_clean_build_makes_them(served: Served) -> None:
    """Here and there in each kind, after each edit."""
    kinds = [(kind,) for kind in EDITS for _ in range(3)]
    random.Random(3).shuffle(kinds)  # noqa: S311 - the same each time
    compare_after_edits(served, kinds, 3)


@pytest.mark.parametrize("name", ["records/editions/2026-12-01.json", "records/seen/law.json", "records/withheld.yml"])
def test_serving_reads_a_first_record(served: Served, name: str) -> None:
    """A first record of any kind is read as soon as it is written, although there was no folder for it."""
    record = served.project / name
    record.parent.mkdir(exist_ok=True)
    served.edited(lambda: save(record, '{"2026-12-01": {}}'))
    assert f"{name}:" in served.read("")
    served.edited(record.unlink)
    assert f"{name}:" not in served.read("")


def mistaken(project: Path) -> tuple[Path, str]:
    """A page, and its text with a mistake."""
    path = project / "docs" / "index.md"
    return path, path.read_text(encoding="utf-8") + "\nYou must share.\n"


def test_while_a_mistake_stands_each_page_is_as_it_was_below_the_problem(served: Served) -> None:
    """Until it is mended; then no page has it, and a page that the mistake kept back has its words."""
    path, text = mistaken(served.project)
    pages = ("", "law/", "about/contacts/")
    _, law, _ = [served.get(page) for page in pages]  # what was never asked for may not have been there before
    served.edited(lambda: save(path, f"{text}\nZebedee waits.\n"))
    for page in pages:
        assert "docs/index.md:" in served.read(page)
        assert "Quick exit" in served.read(page)
        assert "Zebedee waits" not in served.read(page)
    assert [line for line in served.said if line.startswith("docs/index.md:")]
    mended = text.replace("You must share", "Share")
    served.edited(lambda: save(path, f"{mended}\nZebedee waits.\n"))
    assert "Zebedee waits" in served.read("")
    assert served.get("law/") == law
    assert b"Content-Security-Policy" not in law, "it would stop the script that loads the page again"


def test_a_mistake_in_a_template_is_told_with_its_line(served: Served) -> None:
    """In the browser and in the terminal, and the page stays as it was."""
    path = served.project / "overrides" / "components" / "footer" / "footer.html"
    text = path.read_text(encoding="utf-8")
    law = served.get("law/")
    served.edited(lambda: save(path, text + "{% if %}"))
    place = f"overrides/components/footer/footer.html:{text.count(chr(10)) + 1}: "
    assert place in served.read("law/")
    assert "Quick exit" in served.read("law/")
    assert [line for line in served.said if line.startswith(place)]
    served.edited(lambda: save(path, text))
    assert served.get("law/") == law


def test_a_sheet_whose_words_do_not_fit_is_told_although_nobody_asks_for_it(served: Served) -> None:
    """With its line, after the pages; and that all is made and right, once it is mended."""
    path = served.project / "docs" / "checklists" / "before.yml"
    text = path.read_text(encoding="utf-8")
    long = text.replace("text: Say why in one sentence", f"text: {'Say why. ' * 900}")
    served.edited(lambda: save(path, long))
    line = long[: long.index("Say why.")].count("\n") + 1
    assert served.heard(f"docs/checklists/before.yml:{line}: ")
    served.said.clear()
    served.edited(lambda: save(path, text))
    assert served.heard("All ")


def test_a_new_page_is_there_at_once_and_a_deleted_one_is_not_found(served: Served) -> None:
    """What was made of a page does not outlive it."""
    page, menu = served.project / "docs" / "about" / "form.md", served.project / "mkdocs.yml"
    text, words = (path.read_text(encoding="utf-8") for path in (menu, page.with_name("shape.md")))
    entry = "      - about/shape.md\n"
    assert entry in text

    served.edited(
        partial(save, page, words.replace("title: ", "title: Form and ")),
        partial(save, menu, text.replace(entry, f"{entry}      - about/form.md\n")),
    )
    assert "Quick exit" in served.read("about/form/")
    served.edited(page.unlink, partial(save, menu, text))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        served.get("about/form/")


def test_settings_that_cannot_be_used_are_told_like_all_else(served: Served) -> None:
    """With their line, while the page stays as it was; so is their loss."""
    settings = served.project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    served.edited(lambda: save(settings, text.replace("strict: true", "strict: maybe")))
    assert f"mkdocs.yml:{text[: text.index('strict: true')].count(chr(10)) + 1}: " in served.read("")
    assert "Quick exit" in served.read("")
    served.edited(settings.unlink)
    assert "mkdocs.yml:1: " in served.read("")
    served.edited(lambda: save(settings, text))
    assert "mkdocs.yml:" not in served.read("")


def test_what_comes_to_the_theme_of_the_project_is_listed_and_installed_pictures_are_not(tmp_path: Path) -> None:
    """What is installed is looked through once, the project's own files each time."""
    installed = tmp_path / "site-packages" / "theme"
    for path in (".icons/bell.svg", "assets/images/bell.png", "favicon.png"):
        (installed / path).parent.mkdir(parents=True, exist_ok=True)
        (installed / path).touch()
    own = tmp_path / "overrides"
    own.mkdir()
    assert Templates([str(own), str(installed)]).list_templates() == ["favicon.png"]
    (own / "new.html").touch()
    assert Templates([str(own), str(installed)]).list_templates() == ["favicon.png", "new.html"]


@pytest.mark.parametrize("wrong", ["nav: [", "- a list", "strict: maybe"])
def test_serving_tells_of_settings_that_are_wrong_as_a_build_does(wrong: str, tmp_path: Path) -> None:
    """MkDocs reads them before any hook, and would tell of them alone, in its way."""
    project = adopt(tmp_path)
    settings = project / "mkdocs.yml"
    text, count = re.subn("(?m)^strict: .*$", wrong, settings.read_text(encoding="utf-8"))
    settings.write_text(text if wrong.startswith("strict") else wrong, encoding="utf-8")
    assert count == 1
    command = [sys.executable, "-m", "macros.commands.serve"]
    # A server that began to serve would never end.
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert re.match(r"\d+ problems? [^\n]*\n\n(mkdocs.yml:\d+: [^\n]+\.\n)+", done.stderr)
    assert done.stderr == build(project).stderr


def test_a_port_that_no_machine_has_is_told_in_a_sentence(tmp_path: Path) -> None:
    """The system refuses it in a way that MkDocs does not expect."""
    command = [sys.executable, "-m", "macros.commands.serve", "--dev-addr", "127.0.0.1:99999"]
    done = subprocess.run(command, cwd=adopt(tmp_path), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("There is no such port.")
    assert "Traceback" not in done.stderr


def test_serving_shows_a_mistake_of_the_first_load(tmp_path: Path) -> None:
    """As the same list in the browser, where no page was made yet, and in the terminal; then the page."""
    project = adopt(tmp_path)
    (project / "redirects.yml").unlink()  # as who adopts the site does
    shutil.rmtree(project / "records", ignore_errors=True)
    (project / "records").touch()
    path, text = mistaken(project)
    right = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    with serving(project) as served:
        shown = re.findall(r"<p>(docs/[^<\n]*)", served.read("law/"))
        listed = [line.strip() for line in served.said if line.startswith("docs/")]
        assert "records:1: is no folder" in served.read("law/")
        assert [line for line in listed if line.startswith("docs/index.md:")]
        assert [html.unescape(line) for line in shown] == listed
        served.edited((project / "records").unlink, lambda: save(path, right), page="law/")
        assert "Quick exit" in served.read("law/")
