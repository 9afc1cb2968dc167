"""The small site after three editions, late in its year, with all that the site of today has not."""

import re
from datetime import date
from pathlib import Path

from macros.editions.release import release
from macros.loading import load
from tests.support.project import adopt, built, change, give_an_address

HISTORY = {
    "twice": {(2, 0): "What the second version says", (3, 1): "What the third version says"},
    "worded": {(2, 0): "What the corrected version says"},
    "mended": {(2, 0): "What the second version says", (3, 0): "What the corrected version says"},
    "waiting": {(2, 0): "What the second version says"},
}
"""By list, the version that changes a line, counted from the top, and what it then says.

"twice" changed its advice, twice; "worded" its wording alone; "mended" its wording after its advice; and the second
version of "waiting" is not released.
"""


def with_lists(to: Path) -> Path:
    """The small project with an address and four lists more, each with the lines of "before"."""
    project = adopt(to)
    give_an_address(project)
    lists = project / "docs" / "checklists"
    for name in HISTORY:
        for ending in ("md", "yml"):
            text = (lists / f"before.{ending}").read_text(encoding="utf-8")
            text = text.replace("Before you share", f"Before {name}").replace('"before"', f'"{name}"')
            (lists / f"{name}.{ending}").write_text(text, encoding="utf-8")
    pages = "".join(f"      - checklists/{name}.md\n" for name in HISTORY)
    change(project / "mkdocs.yml", ("      - checklists/note.md\n", f"      - checklists/note.md\n{pages}"))
    return project


def revise(project: Path, name: str, version: int, kind: str = "advice") -> None:
    """Write the next version of a list."""
    path = project / "docs" / "checklists" / f"{name}.yml"
    text = re.sub(
        r"(?m)^version: .*\n(change: .*\n)?", f"version: {version}\nchange: {kind}\n", path.read_text("utf-8")
    )
    for (when, line), words in HISTORY[name].items():
        if when == version:
            found = list(re.finditer(r"(?m)^        text: .*\n", text))[line]
            text = f"{text[: found.start()]}        text: {words}\n{text[found.end() :]}"
    path.write_text(text, encoding="utf-8")


REDIRECTS = """/guidance/old-one/: {day: 2026-11-22, to: /guidance/glossary/}
/guidance/trial/: {day: 2026-11-22, reason: It was a trial page.}
/law/#lost: {day: 2026-11-22, to: /guidance/glossary/, reason: It is no law.}
/law/#older: {day: 2026-11-22, to: "/law/#sharing-act"}
/law/#other: {day: 2026-11-22, to: "/guidance/glossary/#council"}
/decide/reply/#wait: {day: 2027-01-10, to: "/decide/reply/#hold"}
/decide/reply/#wait.1: {day: 2027-01-10, to: "/decide/reply/#hold.1"}
"""


def rename(project: Path) -> None:
    """Give an ending of `reply` another id, with all that leads to it, and say what became of this and other things."""
    path = project / "docs" / "decide" / "reply.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("wait", "hold"), encoding="utf-8")
    change(path, ("\nversion: 1\n", "\nversion: 2\n"))
    (project / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")


def ask_otherwise(project: Path, version: int, *words: str) -> None:
    """Write the next version of `tell`, with other words in one question."""
    path = project / "docs" / "decide" / "tell.yml"
    change(path, (f"\nversion: {version - 1}\n", f"\nversion: {version}\n"), (words[0], words[1]))


def with_a_history(to: Path) -> Path:
    """The project of `revised`."""
    project = with_lists(to)
    change(project / "docs" / "partnership.yml", ('notice: ""', 'notice: "1 May 2027: the law changed."'))
    release(date(2026, 12, 1), project)
    revise(project, "twice", 2)
    revise(project, "worded", 2, "wording")
    revise(project, "mended", 2)
    ask_otherwise(project, 2, "Is it a secret?", "Is it any secret?")
    rename(project)
    release(date(2027, 1, 10), project)
    ask_otherwise(project, 3, "Is it any secret?", "Is it a secret?")
    revise(project, "twice", 3)
    revise(project, "mended", 3, "wording")
    release(date(2027, 2, 20), project)
    revise(project, "waiting", 2)
    due = load(project / "docs").pages["law/index.md"].meta.next_review
    built(project, AS_OF=due.isoformat())
    return project
