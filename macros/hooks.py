"""Hooks: a function for each event of MkDocs; no other module imports MkDocs.

MkDocs loads this file under a name of its own, so that what lives between events here is not what `macros.hooks` has:
what other modules read goes with the configuration.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

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
from macros.paper.pdf import write_pdfs
from macros.paper.word import write_forms
from macros.publish import assets
from macros.publish.export import STEPS
from macros.publish.minify import guard, minify_page
from macros.reading.problem import ContentError
from macros.records.snapshot import SNAPSHOTS
from macros.site import BrokenSite, Site, load_site

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

NOT_FOUND = "404.md"
NUMBERED = ("about/", "guidance/", "principles/", "settings/", "teams/", "with")
"""The pages whose links are numbered on paper: the law has one at each line, and what is filled in has hardly any."""


@dataclass
class Session:
    """State that lives between events: MkDocs passes the command to `on_startup` alone."""

    is_serving: bool = False


SESSION = Session()


def _site(config: "MkDocsConfig") -> Site | BrokenSite:
    site: Site | BrokenSite = config.extra["site"]
    return site


def on_startup(*, command: str, **_: object) -> None:
    """Store the command: while serving, a problem is shown, not raised."""
    SESSION.is_serving = command == "serve"


@event_priority(100)  # before the macros plug-in, which calls define_env
def on_config(config: "MkDocsConfig") -> None:
    """Load and check all content.

    Raises:
        PluginError: with every problem of the content, if there is any and nobody is looking on.
    """
    try:
        config.extra["site"] = load_site(Path(config.docs_dir), has_policy=not SESSION.is_serving)
        config.theme.static_templates.discard("sitemap.xml")  # MkDocs would date it by the build
    except (ContentError, ValueError) as error:
        if not SESSION.is_serving:
            raise PluginError(str(error)) from None
        print(error, file=sys.stderr)  # MkDocs counts what it logs, and would stop
        config.extra["site"] = BrokenSite(str(error))
        config.theme.static_templates.clear()


def on_files(files: Files, config: "MkDocsConfig") -> None:
    """Add the generated files, and remove the files of the theme that no page uses."""
    for file in list(files):
        if assets.is_unused(file.src_uri):
            files.remove(file)
    for file in _generated(config):
        files.append(file)


def _generated(config: "MkDocsConfig") -> Iterator[File]:
    site = _site(config)
    for name, text in site.assets():
        yield File.generated(config, name, content=text)
    for page in site.generated_pages() if isinstance(site, Site) else ():
        text = f"---\ntemplate: {page.template}\n---\n{page.body}"
        yield File.generated(config, f"{page.url.strip('/')}.md", content=text, inclusion=InclusionLevel.NOT_IN_NAV)


def on_nav(nav: "Navigation", config: "MkDocsConfig", files: Files) -> "Navigation":
    """Put the page of each scenario below the list of all, so that it stands in the same sections."""
    site = _site(config)
    pages = {file.src_uri: file.page for file in files.documentation_pages()}
    for key in site.content.scenarios if isinstance(site, Site) else ():
        if page := pages[example_page(key)]:
            page.parent = pages[SCENARIOS_PAGE]  # type: ignore[assignment]  # it need not be a section
    return nav


def on_page_read_source(page: "Page", config: "MkDocsConfig") -> str | None:
    """Give MkDocs the body of a file and a title that is text: it would read the front matter again, in its own way."""
    site = _site(config)
    if isinstance(site, BrokenSite):
        return "---\ntemplate: problems.html\n---\n"
    read = site.content.pages.get(page.file.src_uri) if page.file.abs_src_path else None
    return f"---\ntitle: {json.dumps(read.meta.title)}\n---\n{read.body}" if read else None


def on_page_content(html: str, page: "Page", config: "MkDocsConfig", **_: object) -> str:
    """Insert the HTML of macros, explain abbreviations, add legacy anchors; fix links of embeds and of the 404 page."""
    site = _site(config)
    if isinstance(site, BrokenSite):
        return html
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
    if page.file.src_uri == NOT_FOUND:  # which a server shows at any address
        visitors.append(lambda tree: root_links(tree, urlsplit(config.site_url or "/").path))
    return rewrite(rendering.with_blocks(html), *visitors)


def on_env(env: "Environment", config: "MkDocsConfig", files: Files) -> None:
    """Give the templates the site, the words of the 404 page, and what makes addresses."""
    not_found = files.get_file_from_path(NOT_FOUND)
    if not_found:
        files.remove(not_found)
    env.globals |= {"site": _site(config), "not_found": not_found and not_found.page}
    env.globals |= {"draft": DRAFT, "draft_note": draft_note}
    env.globals |= {"guard": guard(), "say": format_date, "plain": plain, "address": address, "addresses": addresses}


def on_post_page(output: str, **_: object) -> str:
    """Leave out the white space of the templates, which is 3 % of what a page weighs."""
    return minify_page(output)


def on_post_build(config: "MkDocsConfig") -> None:
    """Write the outputs that are not pages. While serving, write only the sheets, which are cached."""
    site = _site(config)
    if isinstance(site, Site):
        for step in (write_pdfs, write_forms) if SESSION.is_serving else STEPS:
            step(Path(config.site_dir), site.content)


def on_serve(server: "LiveReloadServer", config: "MkDocsConfig", **_: object) -> None:
    """Build again after a change of the records, which mkdocs.yml cannot name: there are none before a release."""
    records = Path(config.docs_dir).parent / SNAPSHOTS
    records.mkdir(parents=True, exist_ok=True)
    server.watch(str(records))


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of: printed while it builds, it could come after the reason for it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        level = "" if record.levelno >= logging.ERROR else f"{record.levelname}: "
        self.messages.append(f"{level}{record.getMessage()}")


def build_site(root: Path, folder: Path) -> list[str]:
    """Build the site of a project into a folder, in this process.

    Returns what stopped it, or nothing if the folder holds a good site.

    Raises:
        OSError: if a file cannot be read or written.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    collector, logger = _Collector(), logging.getLogger("mkdocs")
    logger.addHandler(collector)
    logger.setLevel(logging.INFO)  # with less, strict mode lets broken links pass
    try:
        with chdir(root):  # the macros plug-in looks for its folder from here
            config = load_config("mkdocs.yml", site_dir=str(folder))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except Abort as error:
        return collector.messages or [str(error)]
    except MkDocsException as error:
        return [*collector.messages, str(error)]
    except SystemExit as error:  # the macros plug-in ends the program
        return [*collector.messages, f"The build ended with code {error.code}."]
    except OSError:
        raise
    except Exception as error:
        error.add_note("\n".join(collector.messages))
        raise
    finally:
        logger.removeHandler(collector)
    return []
