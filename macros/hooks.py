"""Hooks: a function for each event of MkDocs; no other module imports MkDocs.

MkDocs loads this file under a name of its own, so that what lives between events here is not what `macros.hooks` has:
what other modules read goes with the configuration.
"""

import gc
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import TemplateError
from mkdocs.__main__ import cli
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs_macros import context
from watchdog.observers.api import BaseObserver

from macros.checks.settings import settings_problems
from macros.loading import NO_FOLDER, load
from macros.models import addresses
from macros.models.addresses import EMBED_FOLDER, address
from macros.models.contact import DRAFT, draft_note
from macros.models.dates import format_date
from macros.models.inline_text import plain
from macros.models.scenario import SCENARIOS_PAGE, example_page
from macros.pages.abbreviations import explain
from macros.pages.do_and_do_not import show_do_and_do_not
from macros.pages.embeds import open_links_in_top_window
from macros.pages.legacy_anchors import add_legacy_anchors
from macros.pages.own_links import name_own_links
from macros.pages.paper_links import number_links
from macros.pages.reader_view import keep_in_reader_view
from macros.pages.render import PageRendering
from macros.pages.rewrite import Visitor, rewrite, root_links
from macros.paper.pdf import sheets
from macros.paper.word import forms
from macros.preview import NOT_FOUND, CompiledTemplates, Look, Makers, Preview, Stopped, Templates, place
from macros.publish import assets
from macros.publish.export import export
from macros.publish.minify import guard, minify_page
from macros.reading.calls import COMMENT
from macros.reading.problem import ContentError, Problem
from macros.records.redirects import REDIRECTS_FILE
from macros.records.snapshot import RECORDS
from macros.site import Site, load_site

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

context.get_git_info = dict  # the plug-in would start Git twelve times, and no page says what it tells

NOT_FOUND_WORDS = "404.md"
NEEDED_FOLDERS = ("docs", "overrides", "overrides/components/sheet/fonts")
"""The folders whose loss MkDocs tells in its way, and Typst not at all."""
NEW_OBJECTS = 50_000
"""After how many a build looks for what can be thrown away: Python's own 700 take a tenth of it, as it keeps most."""
LOOK_SECONDS = 0.1
"""How often `make serve` looks for edits."""
CALL_SIGNS = ("{{", "{%", COMMENT[0])
"""What begins anything that Jinja reads: a page without it need not be made a template first."""
NUMBERED = ("about/", "guidance/", "principles/", "settings/", "teams/", "with")
"""The pages whose links are numbered on paper: the law has one at each line, and what is filled in has hardly any."""


@dataclass
class Session:
    """State that lives between events: MkDocs passes the command to `on_startup` alone."""

    is_serving: bool = False
    preview: Preview | None = None
    compiled: CompiledTemplates = field(default_factory=CompiledTemplates)


SESSION = Session()


def _site(config: "MkDocsConfig") -> Site:
    site: Site = config.extra["site"]
    return site


def _is_first_of_serve() -> bool:
    """Whether this is the build with which `mkdocs serve` begins: of nothing, since the preview makes each file."""
    return SESSION.is_serving and not SESSION.preview


def on_startup(*, command: str, **_: object) -> None:
    """Store the command, and see that a build spends its time on other things than tidying up."""
    SESSION.is_serving = command == "serve"
    if not SESSION.is_serving:
        gc.set_threshold(NEW_OBJECTS)


@event_priority(100)  # before the macros plug-in, which calls define_env
def on_config(config: "MkDocsConfig") -> None:
    """Load and check all content.

    Raises:
        PluginError: with every problem of the content, if there is any.
    """
    if _is_first_of_serve():
        config.nav = None
        config.theme.static_templates.clear()
        return
    try:
        config.extra["site"] = load_site(
            Path(config.docs_dir), has_policy=not SESSION.is_serving, typesets=not SESSION.is_serving
        )
    except (ContentError, ValueError) as error:
        raise PluginError(str(error)) from None
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs would date it by the build


def on_files(files: Files, config: "MkDocsConfig") -> Files:
    """Add the generated pages, and remove the files of the theme that no page uses."""
    if _is_first_of_serve():
        return Files([])
    for file in list(files):
        if assets.is_unused(file.src_uri):
            files.remove(file)
    for page in _site(config).generated_pages():
        text = f"---\ntemplate: {page.template}\n---\n{page.body}"
        path = f"{page.url.strip('/')}.md"
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_nav(nav: "Navigation", config: "MkDocsConfig", files: Files) -> "Navigation":
    """Title each page before any is read; put those of scenarios below the list of all, in the same sections."""
    if _is_first_of_serve():
        return nav
    content = _site(config).content
    pages = {file.src_uri: file.page for file in files.documentation_pages()}
    for name, page in pages.items():
        if page and page.title is None and page.file.abs_src_path:
            page.title = content.pages[name].meta.title
    for key in content.scenarios:
        if page := pages[example_page(key)]:
            page.parent = pages[SCENARIOS_PAGE]  # type: ignore[assignment]  # it need not be a section
    return nav


def on_page_read_source(page: "Page", config: "MkDocsConfig") -> str | None:
    """Give MkDocs the body of a file and a title that is text: it would read the front matter again, in its own way."""
    read = _site(config).content.pages.get(page.file.src_uri) if page.file.abs_src_path else None
    if not read:
        return None
    has_calls = any(sign in read.body for sign in CALL_SIGNS)
    return f"---\ntitle: {json.dumps(read.meta.title)}\nrender_macros: {json.dumps(has_calls)}\n---\n{read.body}"


def on_page_content(html: str, page: "Page", config: "MkDocsConfig", **_: object) -> str:
    """Insert the HTML of macros, and let each visitor change the tree where it finds what it looks for."""
    site = _site(config)
    rendering: PageRendering = page.meta["rendering"]
    visitors: list[Visitor] = [
        show_do_and_do_not,
        name_own_links,
        lambda tree: explain(tree, site.content.terms, rendering.abbreviation),
        lambda tree: add_legacy_anchors(tree, page.url.removeprefix(f"{EMBED_FOLDER}/"), site.content.retired),
        keep_in_reader_view,
    ]
    if page.file.src_uri.startswith(NUMBERED):
        visitors.append(lambda tree: number_links(tree, rendering.paper_links))
    if page.url in site.embeds:
        visitors.append(lambda tree: open_links_in_top_window(tree, page.url, site.embeds))
    if page.file.src_uri == NOT_FOUND_WORDS:  # which a server shows at any address
        visitors.append(lambda tree: root_links(tree, urlsplit(config.site_url or "/").path))
    return rewrite(rendering.with_blocks(html), *visitors)


def on_env(env: "Environment", config: "MkDocsConfig", files: Files) -> None:
    """Give the templates the site, the words of the 404 page, and what makes addresses."""
    if _is_first_of_serve():
        return
    not_found = files.get_file_from_path(NOT_FOUND_WORDS)
    if not_found:
        files.remove(not_found)
    env.globals |= {"site": _site(config), "not_found": not_found and not_found.page}
    env.globals |= {"draft": DRAFT, "draft_note": draft_note}
    env.globals |= {
        "guard": guard(),
        "format_date": format_date,
        "plain": plain,
        "address": address,
        "addresses": addresses,
    }


def on_post_page(output: str, **_: object) -> str:
    """Leave out the white space of the templates, which is 3 % of what a page weighs."""
    return minify_page(output)


def on_post_build(config: "MkDocsConfig") -> None:
    """Write the outputs that are not pages."""
    if _is_first_of_serve():
        return
    site, folder = _site(config), Path(config.site_dir)
    for name, make in site.assets().items():
        _write(folder / name, make)
    export(folder, site.content)


def _write(path: Path, make: Callable[[], str | bytes]) -> None:
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made if isinstance(made, bytes) else made.encode())


def on_serve(server: "LiveReloadServer", config: "MkDocsConfig", **_: object) -> None:
    """Let the preview answer, and load anew after an edit, of the records too: there may be none yet."""
    root = Path(config.docs_dir).parent
    if not lexists(root / RECORDS):
        (root / RECORDS).mkdir()
    for name in (RECORDS, REDIRECTS_FILE, "overrides"):
        server.watch(str(root / name))
    server.unwatch(config.plugins["macros"].config["include_dir"])  # it lies in overrides: each edit would load twice
    _look_often(server)
    SESSION.preview = preview = Preview(Path(config.site_dir), partial(_makers, config, server.url))
    preview.reload()
    server.builder = preview.reload
    server.set_app(preview.before(server.serve_request, server.mount_path))


def _look_often(server: "LiveReloadServer") -> None:
    """Let a server look for edits more often than MkDocs would have it, which is half of the time until one shows.

    It goes on looking at the files: what the system tells of them does not reach it from every kind of disk.
    """
    watched = list(server._watched_paths)  # noqa: SLF001 - nothing public says what it watches so far
    for path in watched:
        server.unwatch(path)
    server.observer = BaseObserver(Look, timeout=LOOK_SECONDS)  # type: ignore[assignment]  # MkDocs asks no more of it
    server.build_delay = LOOK_SECONDS / 2
    for path in watched:
        server.watch(path)


def on_shutdown() -> None:
    """Let the preview end before MkDocs deletes its folder."""
    if SESSION.preview:
        SESSION.preview.stop()


def _makers(first: "MkDocsConfig", url: str) -> Makers:
    """What writes each file under `mkdocs serve`, as its sources are now: it is what a build does, page by page."""
    path = Path(first.config_file_path)
    _check_settings(path.parent)
    config = _config(str(path), first.site_dir, path.read_bytes(), tuple(sorted(path.parent.iterdir())))
    with _stopping():
        config.site_url = url
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        env, files = config.theme.get_env(), get_files(config)
        env.loader, env.bytecode_cache = Templates(config.theme.dirs), SESSION.compiled
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        not_found = files.get_file_from_path(NOT_FOUND_WORDS)
        env = config.plugins.on_env(env, config=config, files=files)
    pages, folder, site = files.documentation_pages(), Path(config.site_dir), _site(config)

    def populated(file: File | None) -> "Page":
        assert file, "the content has it"
        assert file.page, "MkDocs gives each Markdown file one"
        _populate_page(file.page, config, files)
        return file.page

    def make_page(file: File) -> None:
        with _stopping():
            _build_page(populated(file), config, pages, nav, env)

    def make_not_found() -> None:
        with _stopping():
            populated(not_found)
            _build_theme_template(NOT_FOUND, env, files, config, nav)

    makers: dict[str, Callable[[], object]] = {file.dest_uri: partial(make_page, file) for file in pages}
    makers |= {NOT_FOUND: make_not_found}
    makers |= {
        file.dest_uri: file.copy_file for file in files.media_files() if file.inclusion is not InclusionLevel.EXCLUDED
    }
    written = site.assets() | sheets(site.content) | forms(site.content)
    return makers | {name: partial(_write, folder / name, make) for name, make in written.items()}


@lru_cache(maxsize=1)  # it takes a sixth of a load to read a long menu, which few edits change
def _config(path: str, site_dir: str, _text: bytes, _beside: tuple[Path, ...]) -> "MkDocsConfig":
    """The configuration in a file, kept while the text is the same and nothing comes beside it, or goes."""
    with _stopping():
        return load_config(path, site_dir=site_dir)


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of: printed while it builds, it could come after the reason for it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        level = "" if record.levelno >= logging.ERROR else f"{record.levelname}: "
        self.messages.append(f"{level}{record.getMessage()}")


@contextmanager
def _stopping() -> Iterator[None]:
    """Raise whatever stops MkDocs as `Stopped`, after what it warned of before."""
    collector, logger = _Collector(), logging.getLogger("mkdocs")
    logger.addHandler(collector)
    logger.setLevel(logging.INFO)  # with less, strict mode lets broken links pass
    try:
        yield
    except Abort as error:
        raise Stopped(collector.messages or [str(error)]) from None
    except MkDocsException as error:
        raise Stopped([*collector.messages, str(error)]) from None
    except SystemExit as error:  # the macros plug-in ends the program, after a page that programmers alone can read
        if isinstance(error.__context__, TemplateError):
            raise Stopped([place(error.__context__)]) from None
        raise Stopped([*collector.messages, f"The build ended with code {error.code}."]) from None
    except OSError:
        raise
    except Exception as error:
        error.add_note("\n".join(collector.messages))
        raise
    else:
        if collector.messages:
            raise Stopped(collector.messages)
    finally:
        logger.removeHandler(collector)


def _check_settings(root: Path) -> None:
    """Tell of settings with which MkDocs would tell of them alone, end in the midst of it, or publish pages unread.

    Raises:
        ContentError: with every other problem too.
    """
    problems = [*settings_problems(root)]
    problems += [Problem(name, 1, NO_FOLDER) for name in NEEDED_FOLDERS if not (root / name).is_dir()]
    if problems:
        try:
            load(root / "docs")
        except ContentError as error:
            problems += error.problems
        raise ContentError(problems)


def build_site(root: Path, folder: Path) -> list[str]:
    """Build the site of a project into a folder, in this process.

    Returns what stopped it, or nothing if the folder holds a good site.

    Raises:
        OSError: if a file cannot be read or written.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        _check_settings(root)
        with chdir(root), _stopping():  # the macros plug-in looks for its folder from here
            config = load_config("mkdocs.yml", site_dir=str(folder))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except Stopped as error:
        return error.problems
    except ContentError as error:
        return [str(error)]
    except (TemplateError, RuntimeError) as error:  # the second is of Typst
        return [place(error)]
    return []


def serve_site(root: Path, words: list[str]) -> list[str]:
    """Serve the site of a project as `mkdocs serve` does, which ends the program; the words are those that follow it.

    Returns what is wrong with its settings, of which MkDocs would tell alone and in its way.
    """
    try:
        _check_settings(root)
    except ContentError as error:
        return [str(error)]
    try:
        with chdir(root):  # MkDocs looks for its settings from here
            cli(["serve", *words], prog_name="mkdocs")
    except OverflowError:  # of the system, which MkDocs does not expect
        return ["There is no such port. Write one from 1 to 65535, such as --dev-addr 127.0.0.1:8001."]
    return []
