"""The built site: what holds for every page, read from the files."""

import re
from collections import Counter
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pymupdf
import pytest
import yaml
from docx import Document
from mkdocs.config import load_config

from macros.checks.links import addresses
from macros.pages.sheet_status import statuses
from macros.paths import ROOT
from macros.publish.hosting import SERVER_FILES
from macros.reading.calls import COMMENT
from macros.reading.rendered import EXTENSIONS
from tests.support.nu import faults
from tests.support.pages import KINDS, SPECIAL, all_pages, pages
from tests.support.project import ADDRESS, adopt, build, real

pytestmark = pytest.mark.slow

HOST = "http://site.invalid/"


@pytest.fixture(params=["site", "other"], ids=["ours", "another partnership's"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """A built site, whoever's it is."""
    built: Path = request.getfixturevalue(request.param)
    return built


def test_every_source_page_is_built(site: Path) -> None:
    """One page for each Markdown file, the answers to printed sheets, and the 404 page at the top."""
    built = set(pages(site))
    wanted = {name.removesuffix(".md").removesuffix("index") for name in real().pages} - {"404"}
    told = {answer.url for answer in statuses(real())}
    assert built == {f"{name.rstrip('/')}/" if name else "" for name in wanted} | {"404.html"} | told


def test_each_page_has_a_language_a_title_and_one_h1(any_site: Path) -> None:
    """Each page has a language, a title of its own, a description, one h1, and sends no referrer."""
    titles: Counter[str] = Counter()
    for name, page in pages(any_site).items():
        assert page.get("lang") == "en-GB", name
        assert len(page.findall(".//h1")) == 1, name
        assert page.xpath("string(//meta[@name='description']/@content)"), name
        assert page.xpath("string(//meta[@name='referrer']/@content)") == "no-referrer", name
        titles[page.findtext(".//title")] += 1
    assert max(titles.values()) == 1


def test_previews_icons_and_feeds_are_what_other_programs_read(site: Path) -> None:
    """One preview for all pages, since a phone shows it on its lock screen; a raster icon; feeds where they belong.

    What editors read, and what a printed sheet asks, search engines leave out.
    """
    everything = pages(site)
    told = "//meta[starts-with(@property, 'og:') and @property != 'og:url']/@content"
    previews = {tuple(page.xpath(told)) for page in everything.values()}
    assert len(previews) == 1
    assert previews.pop()[:2] == (real().partnership.name, load_config(str(ROOT / "mkdocs.yml")).site_name)
    for name, page in everything.items():
        assert len(page.xpath("//link[@rel='icon']")) == 1, "the exit changes one"
        (icon,) = page.xpath("//link[@rel='apple-touch-icon']/@href")
        assert (site / urlsplit(urljoin(HOST + name, icon)).path[1:]).read_bytes().startswith(b"\x89PNG"), name
        kept_out = page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert kept_out == name.startswith(("editing/", "c/", "404", "about/practice/")), name
    for name in ("", "about/changes/", "partners/data/", "settings/school/"):
        (feed,) = everything[name].xpath("//link[@type='application/atom+xml']/@href")
        assert (site / urlsplit(urljoin(HOST + name, feed)).path[1:]).exists(), name


def test_a_preview_has_an_address_once_the_site_has_one(site: Path, other: Path) -> None:
    """The page's own, and that of the picture; none while the address is one that nobody can open."""
    for name, page in pages(site).items():
        told = page.xpath("//meta[@property = 'og:url']/@content")
        assert told == ([] if name == "404.html" else [ADDRESS + name]), name
        assert page.xpath("//meta[@property = 'og:image']/@content") == [ADDRESS + "assets/icon.png"], name
    for page in pages(other).values():
        assert page.xpath("//meta[@property = 'og:url' or @property = 'og:image']") == []


def test_nothing_inline_and_nothing_from_elsewhere(any_site: Path) -> None:
    """No inline script but the exit's guard, one constant text; no inline style; other hosts only in links."""
    texts = set()
    for name, page in pages(any_site).items():
        assert page.xpath("//style | //@style") == [], name
        inline = [script.text for script in page.xpath("//script[not(@src)]")]
        assert len(inline) == 1, name
        texts.add(inline[0])
        assert [a for a in page.xpath("//@*") if a.attrname.startswith("on") or "javascript:" in a] == [], name
        loads = page.xpath("//link/@href | //script/@src | //img/@src | //iframe/@src | //source/@src | //object/@data")
        assert [a for a in loads if urlsplit(a).scheme not in ("", "data") or a.startswith("//")] == [], name
    assert len(texts) == 1
    assert "http:" not in texts.pop().replace("http://www.w3.org/2000/svg", "")
    for sheet in any_site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert [url for url in re.findall(r"url\(([^)]*)\)", text) if not url.strip("\"'").startswith("data:")] == []


def test_every_link_and_fragment_leads_somewhere(any_site: Path) -> None:
    """Every link and fragment inside the site leads somewhere, and no id is on a page twice."""
    everything = all_pages(any_site)
    ids = {name: page.xpath("//@id") for name, page in everything.items()}
    checked = 0
    for name, page in everything.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for target in page.xpath(
            "//a/@href | //link/@href | //script/@src | //img[not(starts-with(@src, 'data:'))]/@src"
        ):
            url = urlsplit(urljoin(HOST + name, target))
            if url.netloc != "site.invalid":
                assert url.scheme in {"https", "tel", "mailto"}, (name, target)
                continue
            path = unquote(url.path).removeprefix("/")
            assert path in everything or (any_site / path).is_file(), (name, target)
            assert not url.fragment or path.endswith(".svg") or url.fragment in ids[path], (name, target)
            checked += 1
        for place in page.xpath("//@for | //@aria-labelledby"):
            assert place in ids[name], (name, place)
    assert checked > 5 * len(everything)


ELSEWHEN = ("c", "checklists", "guidance/old-one", "guidance/trial", "law")
"""Where `revised` has what the site of today has not: answers to sheets, and what moved or went."""


def test_each_kind_of_page_is_valid_html(
    site: Path, other: Path, released: Path, revised: Path, tmp_path: Path
) -> None:
    """The Nu checker has nothing to say, warnings included; asked at once, since it takes long to begin.

    Of ours, of all of another partnership, of editions, of answers to sheets, and of what moved or went. Negative
    control: of a page that is wrong it speaks up, and of that alone.
    """
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>t</title><p><li></p>", encoding="utf-8")
    ours = [site / (name if name.endswith(".html") else f"{name}index.html") for name in (*KINDS, *SPECIAL)]
    told = faults(*ours, other, released / "site" / "at", *(revised / "site" / name for name in ELSEWHEN), bad)
    assert [line for line in told.splitlines() if "bad.html" not in line] == []
    assert "error" in told


@pytest.mark.thorough
def test_every_page_is_valid_html(site: Path) -> None:
    """The same of every page of ours."""
    assert faults(site) == ""


def test_the_quick_exit_stands_second_on_every_page(site: Path) -> None:
    """The exit stands on every page in a landmark of its own, under body, second in the order of reading."""
    for name, page in pages(site).items():
        links = page.xpath("//body//a")
        assert links[0].get("href") == "#main", name
        assert links[1].get("href") == real().partnership.exit.address, name
        assert links[1].get("rel") == "noreferrer nofollow", name
        landmark = links[1].getparent()
        assert (landmark.tag, landmark.getparent().tag, landmark.findall(".//a")[0]) == ("aside", "body", links[1]), (
            name
        )
        assert landmark.get("aria-label"), name


def test_no_name_tells_of_the_exit(any_site: Path) -> None:
    """No published file name, class or id says exit or escape."""
    telling = re.compile("exit|escape", re.IGNORECASE)
    assert [path for path in any_site.rglob("*") if telling.search(path.name)] == []
    for name, page in pages(any_site).items():
        assert [word for word in page.xpath("//@class | //@id | //@name") if telling.search(word)] == [], name
    assert not telling.search((any_site / "assets/site.css").read_text(encoding="utf-8"))


def words(path: Path) -> str:
    """All words of a published file."""
    if path.suffix == ".pdf":
        return "".join(page.get_text() for page in pymupdf.open(path))
    if path.suffix == ".docx":
        return str(Document(str(path)).element.xpath("string()"))
    return path.read_text(encoding="utf-8")


def test_contacts_are_printed_where_they_may_be(site: Path) -> None:
    """The number of a contact that is shown nowhere; one that is for screens alone stays off paper."""
    by_state: dict[str, list[str]] = {"paper": [], "screen": [], "nowhere": []}
    for contact in real().partnership.contacts.values():
        by_state[contact.shown].append(contact.dial)
    assert all(by_state.values()), "each state has a contact"
    for path in site.rglob("*"):
        if path.is_file() and path.suffix not in {".js", ".png"}:
            digits = re.sub(r"[\s-]", "", words(path))
            assert not [number for number in by_state["nowhere"] if number in digits], path
    for name, page in pages(site).items():
        on_paper = deepcopy(page)
        for marked in on_paper.xpath("//*[contains(@class, 'ring--screen')]"):
            marked.getparent().remove(marked)
        left = re.sub(r"\s", "", on_paper.text_content())
        assert not [number for number in by_state["screen"] if number in left], name


def test_no_source_file_is_published(any_site: Path) -> None:
    """No YAML, template, Markdown or source map reaches the site."""
    ours = [path for path in any_site.rglob("*") if path.is_file() and path.name not in SERVER_FILES.values()]
    kinds = {".html", ".css", ".js", ".json", ".png", ".svg", ".pdf", ".docx", ".xml"}
    assert {path.suffix for path in ours} == kinds
    assert [path.name for path in (any_site / "assets").rglob("*.json")] == ["find.json"], "the index of search alone"
    assert {path.parent.name for path in ours if path.suffix == ".xml" and path.name != "sitemap.xml"} == {"feeds"}


def test_every_page_says_where_it_stands(site: Path) -> None:
    """Approval, what comes first, whom to tell of a mistake, and whom to call stand at the foot of every page."""
    for name, page in pages(site).items():
        foot = page.xpath("//body/footer")[0].text_content()
        for words in ("not legal advice", "mistake", *(one.number for one in real().partnership.urgent.values())):
            assert words in foot, (name, words)
        assert ("awaits" in foot) == (real().partnership.edition.approved is None), name
        assert "Reviewed" in page.xpath("string(//footer[@class='reviewed'])"), name


def test_the_list_is_the_partnerships_own(site: Path) -> None:
    """Its entries stand on the law page word for word and in its order."""
    wanted = (ROOT / "tests" / "records" / "partnership-list.txt").read_text(encoding="utf-8").splitlines()
    law = pages(site)["law/"]
    assert [entry.text_content() for entry in law.xpath("//p[@class='instruments__listed']")] == wanted


def test_a_page_has_the_questions_and_endings_of_its_flowchart(site: Path) -> None:
    """Read back from the page, every question offers the options of its model, leading to the same places."""
    everything = pages(site)
    for name, chart in real().flowcharts.items():
        page = everything[f"decide/{name}/"]
        for question_id, question in chart.questions.items():
            links = page.xpath(f"//section[@id='{question_id}']//ul[@class='flowchart__options']/li/a/@href")
            assert links == [f"#{option.next}" for option in question.options.values()]
        for outcome_id, outcome in chart.outcomes.items():
            section = page.xpath(f"//section[@id='{outcome_id}']")[0]
            headed = [key for key in outcome.blocks if not real().open_blocks[key].is_band]
            assert len(section.findall(".//h4")) == len(outcome.lines) + len(headed)
            assert len(section.findall(".//dd")) == len(outcome.more.texts)
        for handover_id in chart.handovers:
            ref = chart.refs[handover_id]
            section = page.xpath(f"//section[@id='{handover_id}']")[0]
            assert f"../../decide/{ref.flowchart}/#{ref.node}" in section.xpath(".//a/@href")


def test_a_page_has_the_rows_of_its_checklist(site: Path) -> None:
    """Every item of a checklist is a box with its own label, and every field of a form a row, under its address."""
    everything = pages(site)
    for name, checklist in real().checklists.items():
        page = everything[f"checklists/{name}/"]
        rows = [key for key, _ in checklist.rows()]
        lines = page.xpath("//*[@class='checklist__item' or contains(@class, 'checklist__field')]")
        # An id that a reader view would take for furniture stands on an anchor in its line.
        assert [line.get("id") or line.xpath("descendant::a[@id][1]/@id")[0] for line in lines] == rows
        ticks = [f"{key}-tick" for key in rows if checklist.kind != "record"]
        assert page.xpath("//main//input[@type='checkbox']/@id") == ticks
        assert page.xpath("//main//label/@for") == ticks


def test_pages_of_a_section_list_each_other(site: Path) -> None:
    """Its pages list each other, and the section around it only the first of them; none lists itself."""
    everything = pages(site)
    settings = {name for name in everything if name.startswith("settings/")}
    listed = {
        name: {
            unquote(urlsplit(urljoin(HOST + name, target)).path).removeprefix("/")
            for target in everything[name].xpath("(//div[@class='section']/nav[1] | //ul[@class='group'])//a/@href")
        }
        for name in ("guidance/", "settings/school/")
    }
    assert listed["settings/school/"] == settings - {"settings/school/"}
    assert listed["guidance/"] & settings == {"settings/"}
    assert len(everything["settings/school/"].xpath("//div[@class='section']//strong[@aria-current='page']")) == 1


def test_every_instrument_and_rule_has_its_address(site: Path) -> None:
    """/law/#ID for each, with its status and certainty in words; 'announced' is never shown as in force."""
    law = pages(site)["law/"]
    for key in [*real().instruments, *real().rules]:
        assert len(law.xpath(f"//*[@id='{key}']")) == 1, key
    for key, rule in real().rules.items():
        words = law.xpath(f"//*[@id='{key}']/ancestor-or-self::li[1]")[0].text_content()
        assert ("Due to start" in words) == (rule.status == "announced"), key
        assert ("Not yet read." in words) == (rule.certainty == "known"), key
        assert ("in full in a copy" in words) == (rule.certainty == "full-text"), key
        assert ("in other people's words" in words) == (rule.certainty == "secondary"), key


def test_no_line_has_an_id_that_a_reader_view_takes_for_furniture(site: Path) -> None:
    """Such an id stands on an anchor in its line, and a section that has one is marked as content."""
    furniture = re.compile("extra|gdpr|share|social")
    for name, page in pages(site).items():
        lines = page.xpath("//main//li/@id | //main//dt/@id")
        assert [key for key in lines if furniture.search(key)] == [], name
    law = pages(site)["law/"]
    for key in real().rules:
        assert not furniture.search(key) or law.xpath(f"//li//a[@id='{key}']"), key
    for key in real().instruments:
        marked = "content" in law.xpath(f"string(//*[@id='{key}']/@class)").split()
        assert marked or not furniture.search(key), key


def test_changes_stand_under_their_settings(site: Path) -> None:
    """Each change has its address, its day and further pages, and each setting lists exactly those that concern it."""
    page = pages(site)["about/changes/"]
    changes, settings = real().changes, real().settings
    assert page.xpath("//section[@class='change']/@id") == list(changes)
    listed = [block.xpath(".//a/@href") for block in page.xpath("//nav[@class='by-setting']/details")]
    assert listed == [[f"#{key}" for key, one in changes.items() if one.concerns(name)] for name in settings]
    for key, one in changes.items():
        section = page.xpath(f"//section[@id='{key}']")[0]
        assert f"{one.date.day} {one.date:%B %Y}" in section.text_content()
        assert len(section.xpath("(.//p[@class='source'])[2]/a")) == len(one.pages)


def test_settings_of_the_partnership_reach_every_page(tmp_path: Path) -> None:
    """The notice, the approval and the place for corrections each come from one setting."""
    project = adopt(tmp_path)
    path = project / "docs" / "partnership.yml"
    text = path.read_text(encoding="utf-8")
    hidden = "01632 960003"
    assert hidden in text
    for old, new in (
        ("approved: .*", "approved: 2027-05-01"),
        (
            "notice: .*",
            'notice: "1 May 2027: the law changed & 5 * this is a test."\ncorrections: editor@otherby.example',
        ),
        (rf'("{hidden}"[\s\S]*?shown: )paper', r"\1nowhere"),
    ):
        text, count = re.subn(old, new, text)
        assert count == 1, old
    path.write_text(text, encoding="utf-8")
    # A title that YAML would take for a number; MkDocs reads it too.
    page_of_a_number = project / "docs" / "guidance" / "glossary.md"
    text, count = re.subn("title: .*", "title: 2026", page_of_a_number.read_text(encoding="utf-8"), count=1)
    assert count == 1
    page_of_a_number.write_text(text, encoding="utf-8")
    assert build(project).returncode == 0
    for name, page in pages(project / "site").items():
        assert "the law changed & 5 * this" in page.xpath("string(//aside[@class='notice'])"), name
        words = page.text_content()
        assert "awaits" not in page.xpath("string(//body/footer)"), name
        assert "awaiting" not in page.xpath("string(//body/header)"), name
        assert "editor@otherby.example" in words, name
        assert hidden not in words, name


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/decide/ask.yml", "start: first", "start: firsts"),
        pytest.param("docs/index.md", "/decide/ask.md", "/decide/asks.md", marks=pytest.mark.thorough),
        ("overrides/components/flowchart/option.html", "{%- endmacro %}", ""),
        pytest.param("mkdocs.yml", "decide/ask.md", "decide/asks.md", marks=pytest.mark.thorough),
        ("mkdocs.yml", "- Home: index.md", "- 999: index.md"),
    ],
)
def test_a_failed_build_leaves_the_last_site(name: str, old: str, new: str, tmp_path: Path) -> None:
    """Whatever breaks, site/ is as it was, and nothing half made is left."""
    project = adopt(tmp_path)
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = build(project)
    assert done.returncode != 0
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert [path.name for path in project.glob("site*")] == ["site"]
    if not name.startswith("overrides/"):
        assert not name.startswith("docs/") or f"{name}:" in done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_a_swap_cut_short_is_finished(tmp_path: Path) -> None:
    """A build that was killed between its two last steps leaves a site that the next command brings back."""
    project = adopt(tmp_path)
    (project / "site.old").mkdir()
    (project / "site.old" / "index.html").write_text("the last good site", encoding="utf-8")
    settings = project / "docs" / "partnership.yml"
    settings.write_text("", encoding="utf-8")
    assert build(project).returncode != 0
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_settings_of_the_tools_agree() -> None:
    """The comment marks and extensions of mkdocs.yml are those with which pages are checked."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    macros = yaml.safe_load(text)["plugins"][0]["macros"]
    assert (macros["j2_comment_start_string"], macros["j2_comment_end_string"]) == COMMENT
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert sorted(config.markdown_extensions) == sorted(EXTENSIONS)
    used = {name: options for name, options in EXTENSIONS.items() if options and name != "toc"}
    assert {name: options for name, options in config.mdx_configs.items() if name != "toc"} == used


def test_each_part_links_to_itself(site: Path) -> None:
    """One link beside each heading, question, outcome, item, field, law, rule, term, scenario and change."""
    missing = []
    built = pages(site)
    for address in addresses(real().sources):
        top, _, key = address[1:].partition("#")
        page = built[top]
        own = page.xpath(f"//*[@id='{key}']")[0] if key else None
        if own is None or (own.tag in ("p", "li") and not own.get("class")) or key.startswith("to-") or "." in key:
            continue
        links = page.xpath(f"//a[contains(concat(' ', @class), ' permalink')][@href='#{key}']")
        links += page.xpath(
            f"//section[@id='{key}' and contains(@class, 'flowchart__outcome')]"
            "//p[contains(@class, ' flowchart__link')]/a"
        )
        if len(links) != 1:
            missing.append(address)
    assert missing == []
