"""The comparison of two built sites finds each kind of difference, and none where readers are told the same."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.paths import ROOT
from tests.support.project import change
from tests.support.same_pages import masked, outline, static_differences

GUARD = "<script>go(1)</script>"
HASH = "oopyQloGglvWmMz5jW49OLcPG4Zf/xbfwxZIQgBfJ+w="
PAGE = f"""<!doctype html><html lang="en"><head><title>A page</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'sha256-{HASH}'">
<link rel="icon" href="data:,"><link rel="stylesheet" href="site.css">{GUARD}</head>
<body><main data-kind="a"><h2 id="one">First <em>part</em></h2>
<p>Ask <a href="/about/">the team</a> <b>now</b>.</p><pre>a  b</pre>
<details><summary>More</summary><p class="why" aria-label="Why">Words</p></details></main></body></html>"""
FILES = {
    "index.html": PAGE,
    "about/index.html": '<!doctype html><title>About</title><link rel="icon" href="data:,"><h1>About</h1>',
    "_headers": f"/*\n  Content-Security-Policy: script-src 'sha256-{HASH}'\n  Cache-Control: no-store\n",
    ".nginx.conf": "add_header Referrer-Policy no-referrer;\n",
    ".htaccess": "Header set Referrer-Policy no-referrer\n",
    "api/a.json": '{"status": "current", "n": [1, 2]}',
    "sheets/a.pdf": "%PDF",
    "a.svg": "<svg/>",
    "site.css": "b { color: red } /* a comment */",
    "site.js": "go()",
}


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Two small built sites with the same files, of which the second is to be changed."""
    for name, text in FILES.items():
        (tmp_path / "before" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "before" / name).write_text(text, encoding="utf-8")
    return tmp_path / "before", shutil.copytree(tmp_path / "before", tmp_path / "after")


@pytest.mark.parametrize(
    ("file", "old", "new", "lines"),
    [
        ("index.html", "Words", "Other words", ["text: Words -> Other words"]),
        ("index.html", "</a> <b>", "</a><b>", ["text: Ask the team now. -> Ask the teamnow."]),
        ("index.html", "team</a> <b>", "team</a>&nbsp;<b>", ["text: Ask the team now. -> Ask the team\xa0now."]),
        ("index.html", "a  b", "a b", ["text: a··b -> a·b"]),
        ("index.html", "<pre>a  b</pre>", "", ["text: a··b -> "]),
        (
            "index.html",
            "/about/",
            "/law/",
            ['link: a href https://site.example/about/ "the team" -> a href https://site.example/law/ "the team"'],
        ),
        ("index.html", '"site.css"', '"new.css"', [
            'link: link href https://site.example/site.css "" -> link href https://site.example/new.css ""'
        ]),
        ("index.html", '"one"', '"two"', ["id: one -> two"]),
        ("index.html", 'class="why"', 'id="why"', ["id:  -> why"]),
        ("index.html", 'h2 id="one">First <em>part</em></h2', 'h3 id="one">First <em>part</em></h3', [
            "heading: h2 First part -> h3 First part"
        ]),
        ("index.html", 'label="Why"', 'label="How"', ['attribute: p aria-label="Why" -> p aria-label="How"']),
        ("index.html", "<details>", "<details open>", ['attribute:  -> details open=""']),
        ("index.html", "'self' ", "", [
            "header: Content-Security-Policy script-src 'self' 'sha256-(the inline script)'"
            " -> Content-Security-Policy script-src 'sha256-(the inline script)'"
        ]),
        ("_headers", "no-store", "no-cache", ["header:   Cache-Control: no-store ->   Cache-Control: no-cache"]),
        (".nginx.conf", "no-referrer;", "same;", [
            "header: add_header Referrer-Policy no-referrer; -> add_header Referrer-Policy same;"
        ]),
        (".htaccess", "Header set Referrer-Policy no-referrer\n", "", [
            "header: Header set Referrer-Policy no-referrer -> "
        ]),
        ("api/a.json", "status", "publication", ['$.status: "current" -> ', '$.publication:  -> "current"']),
        ("api/a.json", "[1, 2]", "[true, 2, 3]", ["$.n[0]: 1 -> true", "$.n[2]:  -> 3"]),
        ("sheets/a.pdf", "%PDF", "%PDF-1", ["bytes: 315d429b7714 -> 21af8e71c870"]),
        ("a.svg", "<svg/>", "<svg />", ["bytes: d4dc56669143 -> f68e724d27d8"]),
    ],
)  # fmt: skip
def test_each_difference_is_found(sites: tuple[Path, Path], file: str, old: str, new: str, lines: list[str]) -> None:
    """One line says where, what, and both values; nothing else is reported."""
    change(sites[1] / file, (old, new))
    found = [str(one) for one in static_differences(*sites)]
    assert found == [f"{file}: {line}" for line in lines]


def test_a_file_of_one_site_alone_is_found(sites: tuple[Path, Path]) -> None:
    """Both ways round."""
    (sites[1] / "a.svg").rename(sites[1] / "b.svg")
    assert [str(one) for one in static_differences(*sites)] == [
        "a.svg: file: published -> ",
        "b.svg: file:  -> published",
    ]


def test_what_tells_readers_the_same_is_no_difference(sites: tuple[Path, Path]) -> None:
    """Classes and data attributes, white space between blocks, the spelling of an address, order in JSON, styles."""
    assert list(static_differences(*sites)) == []
    change(
        sites[1] / "index.html",
        ('class="why"', 'class="reason"'),
        ("data-kind", "data-sort"),
        ("<p>Ask ", "\n <p>\n  Ask\t"),
        ('"/about/"', "'about/'"),
    )
    (sites[1] / "api/a.json").write_text('{"n":[1,2],"status":"current"}')
    (sites[1] / "site.css").write_text("b{color:red}")
    (sites[1] / "site.js").write_text("go();")
    assert list(static_differences(*sites)) == []


def test_the_inline_script_may_change_together_with_its_hash(sites: tuple[Path, Path]) -> None:
    """A policy that still allows the script of before is a difference, in the page and in the header."""
    assert HASH not in masked(PAGE, PAGE.encode())
    change(sites[1] / "index.html", ("go(1)", "go(2)"))
    assert [(one.path, one.what) for one in static_differences(*sites)] == [
        ("_headers", "header"),
        ("index.html", "header"),
    ]
    new = "0S4jiHv+l7pAiOXIh/codhmWulBCImpWwiZlu/YoY9s="
    for file in ("index.html", "_headers"):
        change(sites[1] / file, (HASH, new))
    assert list(static_differences(*sites)) == []


def test_a_long_line_is_cut_to_where_it_differs(sites: tuple[Path, Path]) -> None:
    """The place stays in sight."""
    change(sites[1] / "index.html", ("Words", "x" * 500 + "old" + "y" * 500))
    change(sites[0] / "index.html", ("Words", "x" * 500 + "new" + "y" * 500))
    (one,) = static_differences(*sites)
    assert one.cut(40) == f"index.html: text: ...{'x' * 30}new{'y' * 4}... -> ...{'x' * 30}old{'y' * 4}..."


def test_the_outline_of_an_accessibility_tree() -> None:
    """Ignored nodes give no line and no indent; states and relations stand in the line; line boxes are left out."""

    def node(key: str, role: str, *children: str, ignored: bool = False, **more: object) -> dict[str, object]:
        return {"nodeId": key, "ignored": ignored, "role": {"value": role}, "childIds": list(children), **more}

    label = {"relatedNodes": [{"backendDOMNodeId": 7, "idref": "one"}]}
    nodes = [
        node("1", "RootWebArea", "2", name={"value": "A page"}),
        node("2", "none", "3", "5", ignored=True),
        node("3", "StaticText", "4", name={"value": "Words"}),
        node("4", "InlineTextBox", name={"value": "Words"}),
        node(
            "5", "button", properties=[{"name": "expanded", "value": {"value": False}}, {"name": "by", "value": label}]
        ),
    ]
    assert outline(nodes) == ["RootWebArea | A page", "  StaticText | Words", "  button | expanded=False | by=one"]


def compare(*arguments: str | Path) -> tuple[int, list[str]]:
    """Run the command: its exit status and the lines that it prints."""
    command = [sys.executable, "-m", "tests.support.same_pages", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, done.stdout.splitlines()


@pytest.mark.thorough
def test_comparing_sites_sees_what_styles_and_scripts_do(sites: tuple[Path, Path]) -> None:
    """Chromium's tree and complaints tell; lines that are allowed do not count."""
    change(sites[1] / "site.css", ("b {", "summary { display: none } b {"))
    change(sites[1] / "about/index.html", ("</h1>", "</h1><script>lost()</script>"))
    status, lines = compare(*sites)
    assert status == 1
    assert any("index.html: tree: " in line and "More" in line for line in lines)
    assert "about/index.html: complaint:  -> lost is not defined" in lines
    status, lines = compare(*sites, "--allow", "^index.html: tree: ", "--allow", "lost is not")
    assert status == 0, lines
    assert all(line.startswith("(allowed) ") for line in lines[:-1])
    assert lines[-1].startswith("2 pages compared: 0 differences, ")
