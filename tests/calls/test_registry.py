"""The registry of macros: a new one takes a module, a component and its page, and pages do not affect each other."""

import hashlib
import random
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from macros.calls import ON_PAGES, REGISTRY
from macros.calls.macro import Macro
from macros.checks.macro_calls import call_faults
from macros.loading import load
from macros.models.addresses import address
from macros.models.page import Page
from macros.pages.render import PageRendering
from macros.reading.calls import Call
from macros.site import Site
from tests.support.project import SMALL, adopt, build

MODULE = '''"""{{ dates("id") }}: when a contact was checked, and an anchor to link to."""

from macros.calls.macro import Macro, Part, id_of

MACROS = (
    Macro(
        name="dates",
        least=1,
        most=1,
        check=id_of("contact", lambda sources: sources.contact_ids),
        ids=lambda sources, page, name: [f"{name}-checked"],
        parts=lambda content, name: [Part(f"{name}-checked", "Zebra crossing", "", "Zebra", "term")],
        render=lambda page, name: page.block("dates", name=name),
    ),
)
'''
COMPONENT = """{# When a contact was checked. #}
{% set contact = content.partnership.contacts[name] %}
<p class="dates" id="{{ name }}-checked">{{ contact.name }}: {{ contact.checked | format_date }}</p>
"""


@pytest.fixture(scope="module")
def site() -> Site:
    """The small content, valid as it stands."""
    return Site(load(SMALL / "docs"), date(2026, 11, 28))


def rendered(site: Site, name: str, page: Page) -> tuple[str, ...]:
    """What every macro of a page makes, and the list of what the page cites."""
    rendering = PageRendering(site, address(name), str)
    made = [REGISTRY[call.macro].render(rendering, *call.ids) for call in page.calls]
    return (rendering.with_blocks("\n".join(made)), rendering.cited())


def test_a_page_is_rendered_alike_whatever_was_rendered_before(site: Site) -> None:
    """In another order, or twice: the numbers of what it cites and its blocks are its own."""
    pages = [(name, page) for name, page in site.content.pages.items() if page.calls]
    first = {name: rendered(site, name, page) for name, page in pages}
    assert any("mark__number" in made for made, _ in first.values())
    assert any(cited for _, cited in first.values())
    shuffled = [*pages, *pages]
    random.Random(1).shuffle(shuffled)  # noqa: S311 - any other order
    for name, page in shuffled:
        assert rendered(site, name, page) == first[name], name


def test_a_placeholder_is_put_back_once(site: Site) -> None:
    """Each block in its own place, also where there are more than ten."""
    rendering = PageRendering(site, "", str)
    contacts = site.content.partnership.in_order()
    names = [*contacts] * 4
    holders = [rendering.block("contact", contacts={name: contacts[name]}) for name in names]
    assert len(set(holders)) == len(holders) > 10
    parts = rendering.with_blocks("|".join(holders)).split("|")
    said = [re.findall("name.><b>(.*?)</b>", part) for part in parts]
    assert said == [[escape(contacts[name].name)] for name in names]


def test_the_site_itself_calls_what_no_page_may() -> None:
    """Each other macro is one that a page may call."""
    assert REGISTRY.keys() - ON_PAGES.keys() == {"instrument"}


REVERSED = '''"""Pages are read from the last to the first, and then all of them once more."""

from mkdocs.commands.build import _populate_page


def on_files(files, config):
    for file in reversed(list(files)):
        if file.is_documentation_page():
            files.remove(file)
            files.append(file)


def on_env(env, config, files):
    for file in files.documentation_pages():
        _populate_page(file.page, config, files)


on_env.mkdocs_priority = 100
'''


def digests(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def edited(path: Path, edit: Callable[[str], str]) -> None:
    """Write a file anew."""
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


def built(project: Path) -> Path:
    """The site of a project."""
    done = build(project, AS_OF="2026-11-22")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.mark.slow
def test_the_order_in_which_pages_are_built_does_not_matter(other: Path, tmp_path: Path) -> None:
    """A build that reads its pages in another order, and each twice, publishes the same bytes."""
    project = adopt(tmp_path)
    usual = digests(other)
    (project / "reversed.py").write_text(REVERSED, encoding="utf-8")
    edited(
        project / "mkdocs.yml",
        lambda text: text.replace("  - macros/hooks.py\n", "  - macros/hooks.py\n  - reversed.py\n"),
    )
    assert digests(built(project)) == usual
    assert len(usual) > 50


def added(project: Path) -> Iterable[Path]:
    """Add a macro, as DEVELOPING.md says: the files that it takes."""
    module = project / "macros" / "calls" / "dates.py"
    module.write_text(MODULE, encoding="utf-8")
    component = project / "overrides" / "components" / "dates" / "dates.html"
    component.parent.mkdir()
    component.write_text(COMPONENT, encoding="utf-8")
    return module, component


@pytest.mark.slow
def test_a_new_macro_is_one_entry(tmp_path: Path) -> None:
    """A module, a component, and a call: checked, rendered, linked to, and found by search."""
    project = adopt(tmp_path)
    page = project / "docs" / "index.md"
    call = '\n{{ dates("helper") }}\n\n[See when](/index.md#helper-checked).\n'
    edited(page, lambda text: text + call)
    before = build(project)
    assert '"dates" is no macro' in before.stderr
    added(project)
    html = (built(project) / "index.html").read_text(encoding="utf-8")
    assert '<p class="dates" id="helper-checked">' in html
    assert "Zebra crossing" in (project / "site" / "assets" / "find.json").read_text(encoding="utf-8")
    assert "Zebra crossing" in (project / "site" / "guidance" / "a-to-z" / "index.html").read_text(encoding="utf-8")
    edited(page, lambda text: text.replace('dates("helper")', 'dates("helpr")'))
    wrong = build(project).stderr
    assert '"helpr" is the id of no contact. Did you mean "helper"?' in wrong


def test_an_excerpt_is_of_the_docs_that_were_loaded(site: Site) -> None:
    """Of another partnership's folder, not of the one in the repository."""
    rendering = PageRendering(site, "editing/", str)
    made = rendering.with_blocks(REGISTRY["excerpt"].render(rendering, "partnership.yml", "name"))
    assert str(escape(site.content.partnership.name)) in made


@pytest.mark.parametrize(("least", "form"), [(0, "pair()"), (1, 'pair("id")'), (2, 'pair("id", "id")')])
def test_a_wrong_number_of_ids_is_told(least: int, form: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a form that has the right number."""
    macro = Macro(name="pair", least=least, most=least, render=lambda _page, *_ids: "")
    monkeypatch.setitem(ON_PAGES, "pair", macro)
    call = Call("pair", ("one",) * (least + 1), 1, alone=True)
    told = list(call_faults(site.content.sources, call))
    assert told == [f'"pair" is called with the wrong number of ids: write {{{{ {form} }}}}.']
