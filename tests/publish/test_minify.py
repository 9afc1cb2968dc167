"""Styles and scripts are published without comments and white space, and mean the same."""

import re
from pathlib import Path

import pytest
from lxml import html
from selectolax.lexbor import LexborHTMLParser

from macros.paths import COMPONENTS, GUARD
from macros.publish.assets import APART
from macros.publish.hosting import csp_hash, inline_scripts, read_inline
from macros.publish.minify import guard, minify, minify_page


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("/* gone */ a {\n  color: red; /* gone */\n}\n", "a{color:red}"),
        ("/*! gone too */ a { b: c }", "a{b:c}"),
        ("a :is(b, c) > d { b: c }", "a :is(b,c)>d{b:c}"),
        ("a:is(b) { b: c }", "a:is(b){b:c}"),
        ("a { width: calc(100% - (2 * 3px)) }", "a{width:calc(100% - (2 * 3px))}"),
        (":root { --a: max(16px, (100% - 60rem) / 2) }", ":root{--a:max(16px,(100% - 60rem) / 2)}"),
        ('a::before { content: "/*  b  */ // c" }', 'a::before{content:"/*  b  */ // c"}'),
        ("@media screen and (min-width: 1em) { a { b: c } }", "@media screen and (min-width:1em){a{b:c}}"),
        ("a { & b { c: d } .e & { f: g } }", "a{& b{c:d}.e & {f:g}}"),
        ("a { font: 1em/2 b; margin: 0 -1px }", "a{font:1em/2 b;margin:0 -1px}"),
    ],
)
def test_a_stylesheet_loses_only_white_space_that_means_nothing(written: str, wanted: str) -> None:
    """White space goes where it means nothing, and stays in strings, sums, selectors and conditions."""
    assert minify(written, "css") == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("// gone\nvar a = 1; // gone\n/* gone */ go(a);\n", "var a=1;go(a);"),
        ("/*! gone too */ go();", "go();"),
        ("var a = '// b  /* c */';", "var a='// b  /* c */';"),
        ("var a = `b  ${ c  + d } // e\n  f`;", "var a=`b  ${ c  + d } // e\n  f`;"),
        ('var a = /[/]  \\/\\/ "/g;', 'var a=/[/]  \\/\\/ "/g;'),
        ("return /a  b/.test(c)", "return/a  b/.test(c)"),
        ("a = b + ++c;\nd = e - -f;", "a=b+ ++c;d=e- -f;"),
        ("a = b\n++c", "a=b\n++c"),
    ],
)
def test_a_script_loses_only_white_space_and_comments(written: str, wanted: str) -> None:
    """White space and comments go, except in strings, templates and regular expressions, and where a line ends."""
    assert minify(written, "js") == wanted


def test_a_page_keeps_the_room_that_is_shown() -> None:
    """Indents go; words stay apart; what is shown as it is written stays as it is."""
    page = "<p>\n  one\n  <b>two</b></p>\n\n<pre>\n  a\n</pre> <textarea>\n\n b</textarea>\n"
    assert minify_page(page) == "<p>\none\n<b>two</b></p>\n<pre>\n  a\n</pre> <textarea>\n\n b</textarea>\n"


def test_a_page_without_what_changes_nothing_is_parsed_as_the_whole_page() -> None:
    """Parsers of HTML 5 and of HTML 4 put in each end tag that was left out, at its place."""
    page = """<body><ul>
      <li><p>One</p>
        <ul>
          <li>Two <b>in bold</b></li>
        </ul>
      </li>
      <li><a href="/">Three</a></li></ul>
      <a href="/"><p>Four</p></a><p>Five</p> <em>six</em>
      <dl><dt>Seven</dt>
        <dd>Eight</dd>
        <div><dt>Nine</dt>
          <dd><p>Ten</p></dd></div></dl>
      <section><p>Eleven</p></section></body>"""
    shorter = minify_page(page)
    assert [shorter.count(f"</{tag}>") for tag in ("li", "p", "dt", "dd")] == [0, 2, 0, 1]
    for parse in (lexbor, lxml):
        assert parse(shorter) == parse(page)


def test_an_empty_value_goes_from_tags_alone() -> None:
    """An attribute with an empty value is written by its name; words that look so stay."""
    page = '<p hidden="" data-a="b" data-c=""><i data-d="">a="" b</i></p>'
    assert minify_page(page) == '<p hidden data-a="b" data-c><i data-d>a="" b</i></p>'
    assert lexbor(minify_page(page)) == lexbor(page)


def lexbor(page: str) -> str:
    """What a parser of HTML 5 makes of a page, without the space between its tags."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", LexborHTMLParser(page).html or "")


def lxml(page: str) -> str:
    """What a parser of HTML 4 makes of it."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html.tostring(html.fromstring(page), encoding="unicode"))


def test_the_guard_in_each_page_has_no_comment() -> None:
    """The script that stands in each page has no comment, though its source has."""
    assert re.search("//.*again", GUARD.read_text(encoding="utf-8"))
    assert not re.search(r"//\s|/\*|\n\s", guard())


@pytest.mark.slow
def test_every_published_stylesheet_and_script_is_minified(site: Path) -> None:
    """Every stylesheet and script is as the minifier leaves it, and so are the scripts in pages."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    texts |= {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.js")}
    joined = {f"{name}.{kind}" for name in ("embed", "flowchart", "site") for kind in ("css", "js")}
    assert set(texts) == joined | APART.keys()
    for name, text in texts.items():
        assert minify(text, name.rpartition(".")[2]) == text, name
        assert not re.search(r"/\*|^\s*//|\n\s|\s\n", text, re.MULTILINE), name
    for part in COMPONENTS.glob("*/*.js"):
        apart = {part_of: file for file, parts in APART.items() for part_of in parts}
        file = "flowchart.js" if part.stem == "flowchart" else "site.js"
        published = texts[apart.get(part.relative_to(COMPONENTS).as_posix(), file)]
        assert part == GUARD or minify(part.read_text(encoding="utf-8"), "js") in published, part


@pytest.mark.slow
def test_the_policy_allows_the_script_of_the_page(site: Path) -> None:
    """The hash in the policy of each page is that of the script that stands in it, which is the guard."""
    assert read_inline(site) == [guard()]
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    with_script = [page for page in pages if inline_scripts(page)]
    assert len(with_script) > 50
    for page in with_script:
        (policy,) = html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert csp_hash(guard()) in policy
        assert inline_scripts(page) == [guard()]
    assert csp_hash(guard()) in (site / ".nginx.conf").read_text(encoding="utf-8")
