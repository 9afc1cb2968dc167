"""The site's own macros, and the only module that knows MkDocs.

Content is loaded and checked when the macros are defined, which is before MkDocs writes anything.
"""

import json
import re
import sys
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from macros.checks.links import UNLISTED_PAGES
from macros.content import Content, load
from macros.diagram.labels import diagram_of
from macros.editions.sheet_status import answers
from macros.models.addresses import EMBED_FOLDER, address, asset_file, diagram_file, feed_file
from macros.models.change import CHANGES_PAGE
from macros.models.dates import as_of, format_date
from macros.models.force import DUTY_MACROS
from macros.models.inline_text import plain
from macros.pages.abbreviations import explain
from macros.pages.embeds import embeds, gone, open_links_in_top_window
from macros.pages.legacy_anchors import add_legacy_anchors
from macros.pages.render import Cited, renderer
from macros.pages.rewrite import Visitor, rewrite
from macros.pages.search_index import a_to_z, as_json, index
from macros.paper.pdf import pdfs, write_pdfs
from macros.paper.sheet import sheet_of
from macros.paper.word import write_forms
from macros.publish import api
from macros.publish.export import STEPS
from macros.publish.feeds import ALL, feeds
from macros.publish.hosting import policy, policy_of_embeds
from macros.publish.minify import guard, minify
from macros.publish.theme_css import THEME
from macros.reading.excerpt import excerpt
from macros.reading.problem import ContentError

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

NOT_FOUND = "404.md"
ON_FOCUS = ("engine.js", "box.js")
"""The scripts of search that are loaded when its box first has focus."""
FRAMED = {
    "abbreviation",
    "base",
    "checklist",
    "cited",
    "colours",
    "contact",
    "copy",
    "embed",
    "flowchart",
    "instrument",
    "mark",
    "notice",
    "overdue",
    "sheet",
}
"""The components whose styles and scripts an embed loads; it does without the theme's."""
UNUSED = ("components/", "assets/images/", "assets/javascripts/", "assets/stylesheets/", "sitemap.xml")
THEMES = "assets/stylesheets/main."
"""The theme's own sheet, whose name changes with the theme."""


_serving = False


def on_startup(*, command: str, **_: Any) -> None:
    """Know whether someone is looking on: under `make serve` a problem is shown, not raised."""
    global _serving  # noqa: PLW0603 - MkDocs tells it only here, once
    _serving = command == "serve"


def define_env(env: Any) -> None:
    """Check all content, then offer one macro for each kind of it.

    Raises:
        PluginError: with every problem of the content, if there is any and nobody is looking on.
    """
    docs = Path(env.conf["docs_dir"])
    try:
        content = load(docs)
        pdfs(content)  # a sheet that does not hold its words stops the build before anything is written
        day = as_of()
    except (ContentError, ValueError) as error:
        if not _serving:
            raise PluginError(str(error)) from None
        print(error, file=sys.stderr)  # MkDocs counts what it logs, and would stop
        env.conf["extra"]["problems"] = str(error)
        env.conf["theme"].static_templates.clear()
        return
    diagrams = {name: diagram_of(content, chart) for name, chart in content.flowcharts.items()}
    cited: Cited = {}
    blocks: list[str] = []
    render = renderer(_components(env.conf), cited)
    env.conf["extra"] |= {
        "blocks": blocks,
        "content": content,
        "diagrams": diagrams,
        "say": format_date,
        "plain": plain,
        "address": address,
        "as_of": day,
    }
    env.conf["extra"]["colours"] = render("colours", page_url="", colours=content.partnership.colours)
    env.conf["extra"]["cited"] = lambda url: render("cited", page_url=url, content=content, rule_ids=cited.get(url, ()))
    env.conf["extra"]["abbreviation"] = lambda url, key, inside: render(
        "abbreviation", page_url=url, key=key, term=content.terms[key], inside=inside
    )
    env.conf["theme"].static_templates.discard("sitemap.xml")  # MkDocs would date it by the build

    def show(component: str, **context: object) -> str:
        return render(component, page_url=env.page.url, content=content, **context)

    def block(component: str, **context: object) -> str:
        # Markdown would read all of it, and change none of it: that takes a third of a build.
        blocks.append(show(component, **context))
        return f"<!-- block {len(blocks) - 1} -->"

    def checklist(name: str) -> str:
        one = content.checklists[name]
        return block("checklist", checklist=one, sheet=sheet_of(content, "checklists", name, one))

    def principle(name: str) -> str:
        page = content.principles[name]
        return f"## {page.meta.title} {{#{name}}}\n\n{env.render(page.body)}"

    def instruments(which: str) -> str:
        shown = [key for key, one in content.instruments.items() if bool(one.listed) == (which == "listed")]
        entries = groupby(shown, lambda key: content.instruments[key].listed or key)
        return block("instrument", entries=[(listed, list(keys)) for listed, keys in entries], which=which)

    def instrument(key: str) -> str:
        return block("instrument", entries=[("", [key])], which="alone")

    def rules(view: str) -> str:
        groups = {"who": content.rules_by_who, "year": content.rules_by_year}[view]()
        return block("rules", groups=groups)

    def scenarios(setting: str = "") -> str:
        shown = {key: one for key, one in content.scenarios.items() if not setting or setting in one.settings}
        return block("scenario", scenarios=shown, setting=setting)

    for name in DUTY_MACROS:
        env.macro(lambda rule: show("mark", duty=rule), name)
    env.macro(lambda rule: show("rule", rule_id=rule), "rule")
    env.macro(checklist, "checklist")
    env.macro(lambda name: block("flowchart", flowchart=content.flowcharts[name], diagram=diagrams[name]), "flowchart")
    env.macro(principle, "principle")
    env.macro(instruments, "instruments")
    env.macro(instrument, "instrument")  # for embeds alone: see macros/embed.py
    env.macro(rules, "rules")
    env.macro(lambda *names: block("contact", names=names or tuple(content.partnership.contacts)), "contacts")
    env.macro(lambda: block("term", terms=content.terms), "glossary")
    env.macro(scenarios, "scenarios")
    env.macro(lambda: block("snippet", embeds=list(embeds(content))), "snippets")
    env.macro(lambda: block("feed", feeds=feeds(content)), "feeds")
    env.macro(lambda: block("data", kinds=api.RESOURCE_KINDS), "data")
    env.macro(
        lambda name, *places: block("written", name=name, places=places, words=excerpt(docs, name, places)), "written"
    )
    env.macro(lambda: block("change", changes=content.changes), "changes")
    env.macro(lambda: block("sheet", lists=content.checklists), "sheets")
    env.macro(lambda: block("a-to-z", letters=a_to_z(index(content))), "a_to_z")


def _components(config: "MkDocsConfig") -> Path:
    return Path(config.theme.custom_dir or "") / "components"


def on_files(files: Files, config: "MkDocsConfig") -> Files:
    """Publish the components' styles and scripts joined, and of the theme's files only what pages use."""
    components = _components(config)
    for file in list(files):
        if file.src_uri.startswith(THEMES) and file.src_uri.endswith(".css") and file.abs_src_path:
            text = Path(file.abs_src_path).read_text(encoding="utf-8")
            files.append(File.generated(config, THEME, content=text))
        if file.src_uri.startswith(UNUSED) or file.src_uri.endswith(".map"):
            files.remove(file)
    for ending in ("css", "js"):
        named = [path for path in sorted(components.glob(f"*/*.{ending}")) if path.stem == path.parent.name]
        parts = {path.stem: path.read_text(encoding="utf-8") for path in named}
        if ending == "css" and "content" in config.extra:
            parts["colours"] = config.extra["colours"]
        for sheet, names in (("site", parts.keys() - {"embed"}), ("embed", parts.keys() & FRAMED)):
            joined = "\n".join(text for name, text in parts.items() if name in names)
            files.append(File.generated(config, asset_file(f"{sheet}.{ending}"), content=minify(joined, ending)))
    if content := config.extra.get("content"):
        _generate(files, config, content)
        script = "\n".join((components / "search" / name).read_text(encoding="utf-8") for name in ON_FOCUS)
        files.append(File.generated(config, asset_file("find.js"), content=minify(script, "js")))
        files.append(File.generated(config, asset_file("find.json"), content=as_json(content, index(content))))
    return files


def _generate(files: Files, config: "MkDocsConfig", content: Content) -> None:
    """The pages of what moved or was withdrawn, those that tell a sheet whether it is current, and those for frames."""
    rows = [row for row in content.ledger if not row.live]
    config.extra["gone"] = {row.page[1:]: row for row in rows if not row.fragment}
    config.extra["gone_from"], config.extra["gone_with"] = defaultdict(list), defaultdict(list)
    for row in rows:
        if row.fragment and row.to.partition("#")[0] != row.page:
            page = config.extra["gone"].get(row.page[1:])
            went_along = page and (row.to, row.day, row.reason) == (page.to, page.day, page.reason)
            config.extra["gone_with" if went_along else "gone_from"][row.page[1:]].append(row)
    for name, chart in content.flowcharts.items():
        diagram = config.extra["diagrams"][name]
        picture = renderer(_components(config), {})("diagram", page_url="", flowchart=chart, diagram=diagram)
        files.append(File.generated(config, diagram_file(name), content=picture))
    config.extra["feeds"] = {address(f"settings/{name}.md"): feed_file(name) for name in content.settings}
    config.extra["feeds"] |= {address(CHANGES_PAGE): feed_file(ALL)}
    config.extra["citable"] = {name for name in content.pages if not name.startswith(UNLISTED_PAGES)}
    config.extra["answers"] = {answer.url: answer for answer in answers(content)}
    config.extra["embeds"] = {embed.url: embed for embed in (*gone(content), *embeds(content))}
    bodies = {embed.url: embed.body for embed in config.extra["embeds"].values()}
    for template, urls in (("gone", config.extra["gone"]), ("answer", config.extra["answers"]), ("embed", bodies)):
        for url in urls:
            text = f"---\ntemplate: {template}.html\n---\n{bodies.get(url, '')}"
            page = File.generated(config, f"{url.strip('/')}.md", content=text)
            page.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(page)


def on_page_content(html: str, page: "Page", config: "MkDocsConfig", **_: Any) -> str:
    """Put in what macros made, then change the page on its tree."""
    if "problems" in config.extra:
        return html
    blocks, show = config.extra["blocks"], config.extra["abbreviation"]
    html = re.sub(r"<!-- block (\d+) -->", lambda place: blocks[int(place[1])], html)
    content, embedded = config.extra["content"], config.extra["embeds"]
    visitors: list[Visitor] = [
        lambda tree: explain(tree, content.terms, lambda key, inside: show(page.url, key, inside)),
        lambda tree: add_legacy_anchors(tree, page.url.removeprefix(f"{EMBED_FOLDER}/"), content.ledger),
    ]
    if page.url in embedded:
        visitors.append(lambda tree: open_links_in_top_window(tree, page.url, embedded))
    return rewrite(html, *visitors)


def on_page_read_source(page: "Page", config: "MkDocsConfig") -> str | None:
    """Give MkDocs the body and a title that is text: it would read the front matter again, in its own way."""
    if "problems" in config.extra:
        return "---\ntemplate: problems.html\n---\n"
    read = config.extra["content"].pages.get(page.file.src_uri)
    return f"---\ntitle: {json.dumps(read.meta.title)}\n---\n{read.body}" if read else None


def on_env(env: "Environment", config: "MkDocsConfig", files: Files) -> "Environment":
    """Hand the words of the 404 page to its template, and to every page that is published its policy.

    The server shows the 404 page at any address.
    """
    config.extra["guard"] = guard()
    if not _serving:
        config.extra["policy"] = policy(config.extra["guard"])
        config.extra["framed_policy"] = policy_of_embeds(config.extra["content"].partnership)
    if "problems" not in config.extra and (file := files.get_file_from_path(NOT_FOUND)):
        config.extra["not_found"] = file.page
        files.remove(file)
    return env


def on_post_build(env: Any) -> None:
    """Make what is no page. The macros plugin calls this.

    Under `make serve` each edit would wait for it, so that only the sheets are made there, which were set already.
    """
    if content := env.conf["extra"].get("content"):
        for step in (write_pdfs, write_forms) if _serving else STEPS:
            step(Path(env.conf["site_dir"]), content)
