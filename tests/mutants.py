"""Break the code on purpose, once for each promise: the tests named beside each break have to notice.

Run as `make mutants`.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT


@dataclass(frozen=True)
class Mutant:
    """A promise, the words in a file that keep it, what they become, and the tests that notice."""

    promise: str
    file: str
    old: str
    new: str
    tests: str


SEEDED = "tests/test_seeded.py"
RELEASE = "tests/test_release.py"
CHECKS, RENDER, SITE = "tests/test_problems.py", "tests/test_render.py", "tests/test_site.py"
BROWSER = "tests/browser/test_accessible.py tests/browser/test_quick_exit.py tests/browser/test_private.py"
UNDER_THE_BAR = "tests/browser/test_quick_exit.py::test_focus_is_never_under_the_bar"
BY_KEYBOARD = "tests/browser/test_journeys.py tests/browser/test_search.py"
PDF, PRINT, WORD = "tests/test_pdf.py", "tests/browser/test_print.py", "tests/test_word.py"
SHEET, LIST = "overrides/components/sheet/sheet.", "overrides/components/checklist/checklist."
EMBED, API = "tests/test_embed.py", "tests/test_api.py"
CITE, OFFLINE = "tests/browser/test_cite.py", "tests/browser/test_offline.py"
LEAVING, CLOSELY = "tests/browser/test_leaving.py::test_", "tests/browser/test_leaving_closely.py::test_"
BACK, RETURN = f"{LEAVING}back_and_forward_never_show_us", f"{LEAVING}a_deliberate_return_works"
STEPS = "tests/browser/test_flowchart.py -k leaving"
SCREEN = "tests/browser/test_leaving_undriven.py::test_"
HOSTING = "tests/browser/test_hosting.py"
EXIT = "overrides/components/quick-exit/"
CHART = "overrides/components/flowchart/flowchart."
DRAWN, FACES, ASKED = "tests/test_diagram.py", "tests/test_faces.py", "tests/browser/test_flowchart.py"
OLDER = f"{ASKED} -k older_version"
MUTANTS = [
    Mutant("links leave the frame", "macros/embed.py", 'target="_top" ', "", EMBED),
    Mutant("a hand-over stays in the frame", "macros/embed.py", "path in urls", "False", EMBED),
    Mutant(
        "an embed has no theme",
        "overrides/embed.html",
        "assets/embed.css",
        "assets/theme.css",
        EMBED,
    ),
    Mutant("an embed says when it was reviewed", "overrides/embed.html", "Reviewed {{", "{{", EMBED),
    Mutant("what is gone keeps its JSON", "macros/api.py", "for one in _gone(content)", "for one in ()", API),
    Mutant("a feed holds its setting alone", "macros/feed.py", "one.concerns(name)", "True", API),
    Mutant("no sitemap without an address", "macros/feed.py", "content.partnership.is_placeholder", "False", API),
    Mutant("the panel follows", "overrides/components/cite/cite.js", "place.after(panel)", "place", CITE),
    Mutant("refused words are selected", "overrides/components/copy/copy.js", "if (isCopied) ", "", CITE),
    Mutant("on a disk links name pages", "macros/offline.py", "if folder else", "if False else", OFFLINE),
    Mutant(
        "a disk has no search",
        "overrides/components/search/search.js",
        "location.protocol === 'file:'",
        "false",
        OFFLINE,
    ),
    Mutant("a ledger is written in one way", "macros/ledger.py", "written != _said(row)", "False", CHECKS),
    Mutant(
        "a setting of a change exists", "macros/checks.py", "if setting not in (known :=", "if () and (known :=", CHECKS
    ),
    Mutant("diagram: each lane is free", "macros/diagram.py", "lane not in beside", "True", DRAWN),
    Mutant("diagram: endings have room", "macros/diagram.py", "box + 4)", "0)", DRAWN),
    Mutant("diagram: lines lead down", "macros/diagram.py", "if key not in led_to", "if key", DRAWN),
    Mutant(
        "diagram: lines end in a box",
        "macros/diagram.py",
        "(lane, entry), self.entries[target]",
        "(lane, entry)",
        DRAWN,
    ),
    Mutant(
        "diagram: words are wrapped",
        "macros/widths.py",
        "<= room:\n            lines[-1]",
        "> 0:\n            lines[-1]",
        DRAWN,
    ),
    Mutant("diagram: legible on A4", "macros/diagram.py", "range(560, 1041", "range(1400, 1441", DRAWN),
    Mutant(
        "diagram: widths are the widest", "macros/widths.py", "MARGIN = 106", "MARGIN = 80", f"{ASKED} -k diagram_fit"
    ),
    Mutant(
        "diagram: it prints alone", f"{CHART}css", ".flowchart--diagram > :not(.diagram)", ".no", f"{ASKED} -k alone"
    ),
    Mutant("faces: the text leads on", f"{CHART}html", "#{{ option.next }}", "#{{ flowchart.emergency }}", FACES),
    Mutant("faces: the diagram leads on", "macros/diagram.py", "there == target", "there != target", FACES),
    Mutant(
        "faces: the view leads on",
        f"{CHART}js",
        "link.hash.slice(1);\n    button.class",
        "'';\n    button.class",
        f"{ASKED} -k every",
    ),
    Mutant(
        "embed: no entry", f"{CHART}js", "if (hasHistory) history.pushState", "history.pushState", f"{ASKED} -k sandbox"
    ),
    Mutant(
        "faces: a renamed ending is old",
        f"{CHART}js",
        "element.closest('.flowchart__old",
        "section.closest('.flowchart__old",
        OLDER,
    ),
    Mutant("faces: the rules are said to change", f"{CHART}css", ".flowchart__old:has(:target)", ".no", OLDER),
    Mutant("faces: an embed keeps what moved", "macros/__init__.py", '.removeprefix("embed/")', "", OLDER),
    Mutant("a bare must is found", "macros/force.py", "must|should", "shall", CHECKS),
    Mutant("a loop is found", "macros/routes.py", "found.append((question, option))", "pass", CHECKS),
    Mutant("dead parts are found", "macros/flowchart_checks.py", "not in seen", "is None", CHECKS),
    Mutant("a mark equals its rule", "macros/calls.py", "MARKS[macro] == rule.force", "True", CHECKS),
    Mutant(
        "a duty only announced is not in force", "macros/checks.py", 'instrument.status == "announced"', "False", CHECKS
    ),
    Mutant("equal keys are found", "macros/source.py", "if key.value in data", "if False", CHECKS),
    Mutant("a route that no flowchart has", "macros/scenario.py", "here and question != here", "False", CHECKS),
    Mutant("a route that ends elsewhere", "macros/scenario.py", "here != self.ends", "False", CHECKS),
    Mutant("a setting without a page", "macros/scenario_checks.py", "setting not in known", "False", CHECKS),
    Mutant("editing: a page in no menu", "macros/nav.py", "found.read - seen.keys()", "set()", CHECKS),
    Mutant("editing: a pale colour", "macros/colour.py", "if found < least", "if False", CHECKS),
    Mutant("editing: what cannot be seen", "macros/page.py", "if UNSEEN.search", "if False and UNSEEN.search", CHECKS),
    Mutant("editing: where the slip was", "macros/source.py", "if likely := slip(", "if likely := print(", CHECKS),
    Mutant("editing: a list under words", "macros/page.py", "if entry and above.strip()", "if False", CHECKS),
    Mutant("editing: a schema is current", "macros/schema.py", '"propertyNames"', '"names"', "tests/test_schema.py"),
    Mutant(
        "editing: a key is shown", "docs/checklists/afterwards.yml", "change: advice\n", "", "tests/test_editing.py"
    ),
    Mutant("release: it waits for approval", "macros/release.py", "not edition.approved", "False", RELEASE),
    Mutant("release: it waits for reviews", "macros/release.py", "in overdue(found, day) if", "in () if", RELEASE),
    Mutant(
        "release: it waits for lost records", "macros/release.py", "if one.version == 1 and", "if False and", RELEASE
    ),
    Mutant("release: it waits for readers", "macros/release.py", "if advised and not since", "if False", RELEASE),
    Mutant("release: versions rise", "macros/released.py", "if rows != last.rows and", "if False and", CHECKS),
    Mutant("a replaced law needs since", "macros/checks.py", "replaced and not entry.model.since", "False", SEEDED),
    Mutant("what was checked long ago", "macros/overdue.py", "checked + AGAIN <= day", "False", SEEDED),
    Mutant("links in YAML are checked", "macros/checks.py", "elif isinstance(piece, Link)", "elif False", CHECKS),
    Mutant("unconfirmed is not printed", "overrides/components/contact/contact.html", '!= "no"', '!= ""', SITE),
    Mutant("announced is said", "overrides/components/source/source.html", "Announced to start on", "From", RENDER),
    Mutant("the approval is said", "overrides/components/footer/footer.html", "awaits", "has", SITE),
    Mutant("a failed build is not published", "macros/build.py", "= _mkdocs(root, fresh)", "= 0", SITE),
    Mutant(
        "every page has the exit",
        "overrides/main.html",
        '{% include "components/quick-exit/quick-exit.html" %}',
        "",
        SITE,
    ),
    Mutant("no referrer", "overrides/base.html", "no-referrer", "unsafe-url", SITE),
    Mutant("values are escaped", "overrides/components/notice/notice.html", " | e", "", SITE),
    Mutant("the order is fixed", "macros/__init__.py", "sorted(components", "set(components", SITE),
    Mutant("the exit stays", "overrides/components/quick-exit/quick-exit.css", "sticky", "static", BROWSER),
    Mutant(
        "the exit is not printed", "overrides/components/quick-exit/quick-exit.css", "display: none", "top: 0", BROWSER
    ),
    Mutant("shown is not printed", "overrides/components/contact/contact.css", "display: none", "top: 0", BROWSER),
    Mutant(
        "focus is not under the bar",
        "overrides/components/base/base.css",
        "scroll-padding-block-start: max(64px, 3.75rem)",
        "top: 0",
        BROWSER,
    ),
    Mutant(
        "dark is dark",
        "overrides/components/base/base.css",
        "prefers-color-scheme: dark",
        "prefers-color-scheme: no",
        BROWSER,
    ),
    Mutant(
        "Enter sends nothing", "overrides/components/checklist/checklist.html", " hidden disabled", " hidden", BROWSER
    ),
    Mutant("ticks are not kept", "overrides/components/checklist/checklist.html", ' autocomplete="off"', "", BROWSER),
    Mutant("a mark has its source", "overrides/components/mark/mark.html", "(source:", "(", RENDER),
    Mutant("a replaced text is said", "overrides/components/source/source.html", "rule.since %}", "false %}", RENDER),
    Mutant("paper: a sheet keeps to its pages", f"{SHEET}typ", "own-page(sheet) <=", "0 <=", CHECKS),
    Mutant("paper: nothing runs off a sheet", f"{SHEET}typ", ".width <=", ".height <=", CHECKS),
    Mutant("paper: nor does its title", f"{SHEET}typ", 'title(1, "", ', "heading(level: 1, ", CHECKS),
    Mutant(
        "paper: what is borrowed has its line", "macros/pdf.py", "found[key] = entries[name], next", "_ = next", CHECKS
    ),
    Mutant(
        "paper: the code is the printed address", "macros/sheet.py", "code=_code(address)", "code=_code(said.now)", PDF
    ),
    Mutant("paper: the code is large enough", f"{SHEET}typ", "width: 27mm, alt", "width: 20mm, alt", f"{PDF} -k code"),
    Mutant("paper: large print is large", "macros/pdf.py", "LARGE_POINTS = 16", "LARGE_POINTS = 15", f"{PDF} -k size"),
    Mutant(
        "paper: answers lead the same way", "macros/flowchart_sheet.py", "signs[option.next]", 'signs["danger"]', PDF
    ),
    Mutant("paper: squares can be ticked", f"{SHEET}typ", "else { 5mm }", "else { 4mm }", f"{PDF} -k squares"),
    Mutant("paper: a sheet is in its language", f"{SHEET}typ", 'lang: "en"', 'lang: "cy"', f"{PDF} -k everyone"),
    Mutant("paper: every item is there", "macros/pdf.py", "in section.items.items()", "in ()", f"{PDF} -k same_items"),
    Mutant(
        "paper: an ending is whole",
        f"{CHART}typ",
        "breakable: is-large(sheet), {",
        "breakable: true, {",
        f"{PDF} -k split",
    ),
    Mutant("paper: margins", f"{SHEET}typ", "across = 185mm", "across = 188mm", f"{PDF} -k pages"),
    Mutant("paper: an old sheet is told", "macros/answer.py", 'release.change == "advice"', "False", f"{PDF} -k told"),
    Mutant("paper: Word holds every row", "macros/word.py", "in section.fields.values()", "in ()", f"{WORD} -k rows"),
    Mutant("paper: Word keeps to two pages", "macros/word.py", "LINE = 8", "LINE = 12", f"{WORD} -k real"),
    Mutant("paper: printed squares", f"{LIST}css", "inline-size: 5mm;", "inline-size: 4mm;", f"{PRINT} -k squares"),
    Mutant("paper: printed letters", f"{SHEET}css", "font-size: 11.5pt", "font-size: 10.5pt", f"{PRINT} -k size"),
    Mutant("paper: a printed page", f"{SHEET}css", "line-height: 1.25", "line-height: 1.9", f"{PRINT} -k pages"),
    Mutant(
        "paper: no menu is printed",
        f"{SHEET}css",
        "body:has(.sheet) > :not(.layout",
        "body > :not(*",
        f"{PRINT} -k words",
    ),
    Mutant("paper: the printed code", f"{SHEET}css", "27mm", "20mm", f"{PRINT} -k code"),
    Mutant(
        "paper: a printed field is whole",
        f"{LIST}css",
        "break-inside: avoid;\n    display: grid",
        "display: grid",
        f"{PRINT} -k split",
    ),
    Mutant("the policy is said", "overrides/components/hosting/nginx", "add_header", "# add_header", HOSTING),
    Mutant(
        "no script makes HTML", "macros/hosting.py", "require-trusted-types-for 'script'", "base-uri 'none'", HOSTING
    ),
    Mutant(
        "an embed in a sandbox of WebKit",
        "macros/hosting.py",
        "'self' {partnership.origin}",
        "'self'",
        "tests/browser/test_frames.py -k webkit",
    ),
    Mutant("a lost line is noticed", "macros/ledger.py", "if address not in listed", "if False", CHECKS),
    Mutant("pages are in no frame", "macros/hosting.py", "frame-ancestors 'none'", "frame-ancestors *", HOSTING),
    Mutant("unknown is 404", "overrides/components/hosting/nginx", "=404 /404.html", "=200 /404.html", HOSTING),
    Mutant("a copy without a page is found", "macros/verify.py", "answer.status != 200", "answer.status == 0", HOSTING),
    Mutant("states keep their rules", "macros/unused.py", 'before != ":"', "True", "tests/test_unused.py"),
    Mutant("a full disk is said", "macros/build.py", "errno.EFBIG", "errno.EPERM", "tests/test_reliable.py"),
    Mutant(
        "leaving: other tabs are told",
        EXIT + "guard.js",
        "channel.postMessage(0)",
        "channel",
        f"{LEAVING}other_tabs_leave",
    ),
    Mutant("leaving: kept pages are guarded", EXIT + "guard.js", "event.persisted &&", "false &&", BACK),
    Mutant("leaving: a return is welcome", EXIT + "guard.js", "sessionStorage.removeItem('a')", "0", RETURN),
    Mutant(
        "leaving: the cover has the focus",
        EXIT + "guard.js",
        "cover.focus()",
        "cover",
        f"{LEAVING}blank_until_the_other_site_answers",
    ),
    Mutant("leaving: the entry is replaced", EXIT + "guard.js", "location.replace(", "location.assign(", BACK),
    Mutant("leaving: no referrer", "overrides/base.html", "no-referrer", "unsafe-url", f"{LEAVING}leaves"),
    Mutant(
        "leaving: it is tried again",
        EXIT + "guard.js",
        "setTimeout(navigate, delay",
        "setTimeout(String, delay",
        f"{CLOSELY}stop_while_leaving",
    ),
    Mutant(
        "leaving: Back within a page",
        EXIT + "guard.js",
        "if (state === LEAVING) navigate(500)",
        "if (0) navigate(500)",
        STEPS,
    ),
    Mutant("leaving: only Back is guarded", EXIT + "guard.js", "=== 'navigate'", "=== 'x'", RETURN),
    Mutant(
        "leaving: Esc does not stop it",
        EXIT + "guard.js",
        "event.preventDefault();\n    event.stop",
        "if (!state) event.preventDefault();\n    event.stop",
        f"{SCREEN}keys_while_leaving",
    ),
    Mutant(
        "leaving: the link comes first",
        "overrides/main.html",
        '{% include "components/quick-exit/quick-exit.html" %}\n  {% include "components/header/header.html" %}',
        '{% include "components/header/header.html" %}{% include "components/quick-exit/quick-exit.html" %}',
        f"{LEAVING}two_presses_of_tab",
    ),
    Mutant("leaving: the mark is set", EXIT + "guard.js", "sessionStorage.setItem('a', 1)", "0", BACK),
    Mutant(
        "Tab leaves the results",
        "overrides/components/search/search.html",
        'search__found" tabindex="-1"',
        'search__found"',
        BY_KEYBOARD,
    ),
    Mutant("focus has a ring", "overrides/components/base/base.css", "summary, textarea,", "summary,", BY_KEYBOARD),
    Mutant(
        "results leave the box in sight", "overrides/components/search/search.css", ", 100vh - 8.5rem", "", BY_KEYBOARD
    ),
    Mutant(
        "search: who asks whom",
        "overrides/components/search/engine.js",
        "span.from < start",
        "span.from < 0",
        "tests/browser/test_search.py -k who_does",
    ),
    Mutant(
        "search: leads are shown",
        "overrides/components/search/engine.js",
        "clauses.push(curatedClause(keys));",
        "",
        "tests/browser/test_search.py -k 'queries or who_does'",
    ),
    Mutant(
        "search: a group has a name",
        "macros/search.py",
        "for group in one.groups for part in group)] if",
        "for group in () for part in group)] if",
        "tests/test_search.py",
    ),
    Mutant("leaving: Tab does not leave", EXIT + "guard.js", "type !== 'keyup' &&", "", UNDER_THE_BAR),
]


def passes(tests: str, mutant: Mutant | None = None) -> bool:
    """Whether tests pass in a copy of the project, broken by a mutant or as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", ".venv", "site*", "node_modules", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=left_out)
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        if mutant:
            path = copy / mutant.file
            text = path.read_text(encoding="utf-8")
            if mutant.old not in text:
                sys.exit(f"{mutant.file} no longer holds {mutant.old!r}: mend tests/mutants.py.")
            path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", *tests.split()]
        return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Try every mutant, or those whose promise holds the word given; 1 if any survives."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [mutant for mutant in MUTANTS if word in mutant.promise]
    for tests in sorted({mutant.tests for mutant in chosen}):
        if not passes(tests):
            sys.exit(f"{tests}: these fail without any mutant, so they prove nothing. Mend them first.")
    survivors = 0
    for mutant in chosen:
        lives = passes(mutant.tests, mutant)
        survivors += lives
        print("SURVIVES" if lives else "noticed ", mutant.promise, flush=True)
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
