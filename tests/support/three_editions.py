"""The small site after three editions, which tests of editions and of browsers read."""

from datetime import date
from pathlib import Path

from macros.editions.release import release
from tests.support.project import adopt, built, change

FIRST, SECOND, THIRD = date(2026, 12, 1), date(2027, 1, 10), date(2027, 2, 20)
"""The days of its three editions."""


LATE = (
    ("text: Not sure\n        next: wait", "text: Not sure\n        next: late"),
    (
        "\noutcomes:\n",
        """
  late:
    text: Is it late?
    sources: [timely]
    options:
      dark:
        text: "Yes"
        next: wait
      not-sure:
        text: Not sure how late
        next: wait
outcomes:
""",
    ),
)
"""What `reply` has in the first two editions alone: a question."""


def with_three_editions(to: Path) -> Path:
    """The small site after three editions, built: a change of law, a number, a name, routes, and a withdrawn list.

    In the third, answers of `tell` lead elsewhere, and two of its texts are others; an answer of `reply` is another,
    and one of its questions is gone.
    """
    project = adopt(to)
    docs = project / "docs"
    partnership = docs / "partnership.yml"
    told = partnership.read_text(encoding="utf-8").replace("confirmed: no", "confirmed: 2026-11-30")
    partnership.write_text(told, encoding="utf-8")
    ring = ("do:\n      - Tell them by phone.", "call: [mash, edt]\n    do:\n      - 'Ring {{ number(\"mash\") }}.'")
    change(docs / "decide" / "tell.yml", ring)
    change(docs / "decide" / "reply.yml", *LATE)
    release(FIRST, project)
    change(docs / "law" / "rules.yml", ("status: in-force", "status: unconfirmed"))
    change(partnership, ("01632 960002", "01632 960009"), everywhere=True)
    (docs / "about" / "shape.md").rename(docs / "about" / "form.md")
    change(project / "mkdocs.yml", ("about/shape.md", "about/form.md"))
    redirects = "/about/shape/: {day: 2027-01-10, to: /about/form/}\n"
    (project / "redirects.yml").write_text(redirects, encoding="utf-8")
    release(SECOND, project)
    for ending in ("md", "yml"):
        (docs / "checklists" / f"note.{ending}").unlink()
    change(project / "mkdocs.yml", ("      - checklists/note.md\n", ""))
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("/checklists/note.md", "/checklists/before.md"), encoding="utf-8")
    redirects += "/checklists/note/: {day: 2027-02-20, to: /checklists/before/, reason: It said the same twice.}\n"
    redirects += "/decide/reply/#late: {day: 2027-02-20, reason: It made no difference.}\n"
    (project / "redirects.yml").write_text(redirects, encoding="utf-8")
    change(docs / "decide" / "tell.yml", ("version: 1", "version: 2"), ("Is it a secret?", "Is it any secret?"))
    elsewhere = ("text: A grown-up\n        next: named", "text: A grown-up\n        next: keep")
    change(docs / "decide" / "tell.yml", elsewhere, ("Keep what you have.", "Keep all that you have."))
    change(docs / "decide" / "reply.yml", ("version: 1", "version: 2"), ("      unknown:", "      stranger:"))
    change(docs / "decide" / "reply.yml", *((new, old) for old, new in LATE))
    release(THIRD, project)
    built(project, AS_OF="2027-02-21")
    return project
