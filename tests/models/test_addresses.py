"""Every kind of public address, and that nothing else in the repository spells one."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from macros.content import Content
from macros.models.addresses import (
    PACK,
    address,
    asset_file,
    briefing_entry,
    change_entry,
    checklist_entry,
    comparison_page,
    diagram_file,
    edition_page,
    embed_page,
    ending_part,
    feed_file,
    flowchart_entry,
    json_file,
    json_index,
    json_schema,
    route_script,
    scenario_entry,
    sheet_check_page,
    sheet_large_pdf,
    sheet_pdf,
    sheet_word,
    sitemap_file,
    term_entry,
)
from macros.models.reference import NodeRef
from macros.paths import ROOT


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("/index.md", ""),
        ("index.md", ""),
        ("/law/index.md#act", "law/#act"),
        ("/decide/ask.md", "decide/ask/"),
        ("decide/ask.md", "decide/ask/"),
        ("/guidance/index-of-terms.md#a", "guidance/index-of-terms/#a"),
        ("/guidance/appendix.md", "guidance/appendix/"),
        ("sheets/ask.pdf", "sheets/ask.pdf"),
        ("law/#act", "law/#act"),
        ("/law/#act", "law/#act"),
    ],
)
def test_a_page_has_the_address_of_its_folder(target: str, wanted: str) -> None:
    """A page is found at the address of its folder; an address stands for itself."""
    assert address(target) == wanted


def test_an_entry_of_a_list_has_its_id_on_the_page_of_the_list() -> None:
    """What is listed has its id on the page of the list; a scenario has a page of its own."""
    assert address("/law/index.md#section-11") == "law/#section-11"
    assert scenario_entry("bruise") == "examples/bruise/"
    assert term_entry("mash") == "guidance/glossary/#mash"
    assert briefing_entry("school") == "teams/briefings/school/"
    assert change_entry("new-duty") == "about/changes/#new-duty"
    assert checklist_entry("before", "why") == "checklists/before/#why"


def test_a_node_of_a_flowchart_has_its_id_on_the_page_and_an_ending_one_for_each_version() -> None:
    """A question or ending, by its reference; a link to an ending names the version that it was copied from."""
    assert flowchart_entry(NodeRef("share", "refer")) == "decide/share/#refer"
    assert ending_part("refer", 2) == "refer.2"


def test_an_edition_has_a_page_with_a_place_for_whatever_it_had() -> None:
    """By its day; the home page and an entry of a list have a place on it as well. Any two are compared on one page."""
    day = date(2026, 12, 1)
    assert edition_page(day) == "at/2026-12-01/"
    assert edition_page(day, "/") == "at/2026-12-01/#home"
    assert edition_page(day, address("decide/share.md")) == "at/2026-12-01/#decide-share"
    assert edition_page(day, "/law/#section-11") == "at/2026-12-01/#law.section-11"
    assert comparison_page() == "at/compare/"
    assert route_script(day) == "assets/routes-2026-12-01.js"
    assert route_script() == "assets/routes-now.js"


def test_a_sheet_has_its_files_and_the_page_of_its_code() -> None:
    """Each printed file, and the page that its QR code leads to."""
    assert sheet_pdf("share") == "sheets/share.pdf"
    assert sheet_pdf(PACK) == "sheets/checklists.pdf"
    assert sheet_large_pdf("share") == "sheets/share-large.pdf"
    assert sheet_word("chronology") == "sheets/chronology.docx"
    assert sheet_check_page("share", 3) == "c/share/3/"


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("/checklists/before.md", "embed/checklists/before/"),
        ("/decide/share.md", "embed/decide/share/"),
        ("/principles/lawful.md", "embed/principles/lawful/"),
        ("/about/contacts.md", "embed/about/contacts/"),
        ("/law/index.md#act", "embed/law/act/"),
        ("/law/index.md", None),
        ("/law/index.md#act.1", None),
        ("/decide/share.md#about", None),
        ("/checklists/index.md", None),
        ("/guidance/consent.md", None),
        ("/index.md", None),
    ],
)
def test_an_embed_has_the_address_of_its_page_below_its_own_folder(target: str, wanted: str | None) -> None:
    """An embed has the address of its page below its own folder, and an entry of the law a page of its own."""
    assert embed_page(address(target)) == wanted


def test_feeds_and_json_have_addresses_by_kind_and_id() -> None:
    """Feeds and JSON; the list of all pages has one address."""
    assert sitemap_file() == "sitemap.xml"
    assert feed_file("school") == "feeds/school.xml"
    assert json_file("rules", "share") == "api/v1/rules/share.json"
    assert json_schema("rules") == "api/v1/schema/rules.json"
    assert json_index() == "api/v1/index.json"


def test_diagrams_styles_and_scripts_have_their_addresses() -> None:
    """Diagrams, styles and scripts."""
    assert diagram_file("share") == "decide/share.svg"
    assert asset_file("site.css") == "assets/site.css"


def test_a_full_address_has_one_slash_after_the_top_of_the_site(content: Content) -> None:
    """Below the top of the site, with one slash between."""
    own = content.partnership.model_copy(update={"address": "https://sharing.example.org/"})
    assert own.absolute_url(address("index.md")) == "https://sharing.example.org/"
    assert own.absolute_url(address("law/index.md#act")) == "https://sharing.example.org/law/#act"


SPELT = re.compile(
    r"""
    (?<![\w/])/?(?:at|c|embed|feeds|api|sheets|assets)/ | (?<=\{top\}/)(?:c|embed|feeds|api|sheets)/
    | -large\b
    | \blaw/(?:index\.md)?(?:[\#"']|$) | \bguidance/scenarios(?:\.md|/) | \babout/changes(?:\.md|/)
    | \b(?:checklists|decide|principles|settings|teams|with)/(?:\{\}|["']\s~[^~"']+~\s["'])[/\#] | ^/\#
    | \bexamples/ | \bguidance/glossary(?:\.md|/) | \babout/contacts(?:\.md|/)
    """,
    re.VERBOSE,
)
"""A piece of an address that macros.models.addresses makes, or of the page that a model names as its home."""

MAKERS = {"addresses", "change", "contact", "instrument", "scenario", "term"}
"""The modules of models/ that make addresses and name the pages."""

EXCUSED = {
    ("macros/publish/assets.py", "assets/"): "files of the theme that are not published",
    ("macros/watch/documents.py", "api/"): "of GOV.UK",
    ("macros/commands/verify.py", "law/"): "an address to ask for without its last slash",
}
"""What other files spell all the same, each with its reason."""


def words_of_code(text: str) -> Iterator[str]:
    """Every string of a module, but docstrings; an f-string has {} for each of its values."""
    tree = ast.parse(text)
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(piece) for piece in node.values}
            yield "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


def spelt(root: Path) -> dict[tuple[str, str], list[str]]:
    """The pieces of addresses in modules and templates, by file and piece."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted([*root.glob("macros/**/*.py"), *root.glob("overrides/**/*.html")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            parts = [re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)]
        else:
            parts = [] if path.parent.name == "models" and path.stem in MAKERS else list(words_of_code(text))
        for part in parts:
            for piece in SPELT.findall(part):
                found.setdefault((path.relative_to(root).as_posix(), piece.strip("/\"'#") + "/"), []).append(part)
    return found


def test_addresses_are_made_in_one_place() -> None:
    """No other module and no template spells one, but those that are excused; no excuse is left over."""
    found = spelt(ROOT)
    assert found.keys() == EXCUSED.keys(), {key: parts for key, parts in found.items() if key not in EXCUSED}


@pytest.mark.parametrize(
    ("file", "text", "piece"),
    [
        ("macros/pages/new.py", 'url = f"c/{name}/{version}/"', "c/"),
        ("macros/pages/new.py", 'url = f"{top}/c/{name}/"', "c/"),
        ("macros/pages/new.py", 'url = "/embed/" + name', "embed/"),
        ("macros/pages/new.py", 'url = "feeds/x.xml"', "feeds/"),
        ("macros/pages/new.py", 'url = "api/v1"', "api/"),
        ("macros/pages/new.py", 'name += "-large"', "-large/"),
        ("macros/pages/new.py", 'page = "about/changes.md"', "about/changes.md/"),
        ("macros/models/new.py", 'url = f"/law/index.md#{key}"', "law/index.md/"),
        ("macros/pages/new.py", 'url = f"/decide/{name}/#{key}"', "decide/{}/"),
        ("macros/pages/new.py", 'url = place.replace("/", "/#")', "/"),
        ("overrides/new.html", '{{ "with/" ~ key ~ "/" }}', 'with/" ~ key ~ /'),
        ("macros/pages/new.py", 'page = f"decide/{name}.md"', ""),
        ("macros/pages/new.py", '"""Nothing but words: /embed/x."""', ""),
        ("macros/models/addresses.py", 'url = "feeds/x.xml"', ""),
    ],
)
def test_a_spelt_address_is_found(tmp_path: Path, file: str, text: str, piece: str) -> None:
    """Negative control: in strings of modules and in templates, and not in comments or where addresses are made."""
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert [found for _, found in spelt(tmp_path)] == ([piece] if piece else [])
