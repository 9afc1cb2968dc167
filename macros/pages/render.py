"""Rendering: one Jinja environment over the component templates, which hold all markup."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import material
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.content import Content
from macros.diagram.layout import Diagram
from macros.models import addresses
from macros.models.addresses import address
from macros.models.contact import DRAFT, draft_note
from macros.models.dates import format_date
from macros.models.inline_text import plain
from macros.pages.menu import MenuEntry
from macros.paths import COMPONENTS

THEME = Path(material.__file__).parent / "templates"
"""The theme's own templates, which hold its icons."""


@pass_context
def _href(context: Context, target: str) -> str:
    if target.startswith("https://"):
        return target
    # Links are relative, so that the site works in any folder of any host.
    return "../" * context["page_url"].count("/") + address(target) or "./"


@pass_context
def _cite(context: Context, rule_id: str) -> int:
    """The number of a rule on this page, as it stands on paper beside the word."""
    cited: list[str] = context["cited_rules"]
    if rule_id not in cited:
        cited.append(rule_id)
    return cited.index(rule_id) + 1


@lru_cache(maxsize=10)  # `make serve` builds again and again; a template that changed is read anew
def _environment(components: Path) -> Environment:
    jinja = Environment(
        loader=FileSystemLoader([components, THEME]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters |= {
        "format_date": format_date,
        "href": _href,
        "address": address,
        "plain": plain,
        "cite": _cite,
    }
    jinja.globals |= {"addresses": addresses, "draft": DRAFT, "draft_note": draft_note}
    return jinja


def render(component: str, *, page_url: str, cited_rules: list[str] | None = None, **context: object) -> Markup:
    """The HTML of components/NAME/NAME.html for the page at `page_url`, whose words of duty add to `cited_rules`."""
    template = _environment(COMPONENTS).get_template(f"{component}/{component}.html")
    cited = [] if cited_rules is None else cited_rules
    text = template.render(page_url=page_url, cited_rules=cited, **context)
    return Markup(text.strip())  # noqa: S704 - the environment escapes


class SiteValues(Protocol):
    """What the templates of components read of the site, beside its content; see macros/site.py."""

    @property
    def content(self) -> Content:
        """Everything that the site says."""

    @property
    def diagrams(self) -> Mapping[str, Diagram]:
        """The diagram of each flowchart."""

    @property
    def code_prefixes(self) -> Mapping[str, str]:
        """By name of a flowchart, the first signs of its route codes."""


class PageRendering:
    """The components of one page: their HTML, and the rules whose words of duty they print, in the order of first use.

    It is made anew each time that a page is rendered, so that nothing passes from one page to another.
    """

    def __init__(
        self, site: SiteValues, url: str, expand: Callable[[str], str], group: Sequence[MenuEntry] = ()
    ) -> None:
        self.content = site.content
        self.code_prefixes = site.code_prefixes
        self.expand = expand
        self.group = group
        self._site = site
        self._url = url
        self._cited_rules: list[str] = []
        self._blocks: list[str] = []

    @property
    def diagrams(self) -> Mapping[str, Diagram]:
        """The diagram of each flowchart, which are only laid out for a page that shows one."""
        return self._site.diagrams

    def inline(self, component: str, **context: object) -> str:
        """The HTML of a component's template, to stand among words."""
        given = {"content": self.content, "site": self._site, **context}
        return render(component, page_url=self._url, cited_rules=self._cited_rules, **given)

    def block(self, component: str, **context: object) -> str:
        """A placeholder for the HTML of a component's template, on a line of its own.

        Markdown would parse all of the HTML, and change none of it: that takes a third of a build.
        """
        self._blocks.append(self.inline(component, **context))
        return _placeholder(len(self._blocks) - 1)

    def with_blocks(self, html: str) -> str:
        """Replace each placeholder in the converted page by its block."""
        for number, block in enumerate(self._blocks):
            html = html.replace(_placeholder(number), block, 1)
        return html

    def abbreviation(self, key: str, inside: bool) -> str:
        """The explained abbreviation of a term, inside brackets or not."""
        return self.inline("abbreviation", key=key, term=self.content.terms[key], inside=inside)

    def paper_links(self, links: tuple[str, ...]) -> str:
        """The list of the addresses that the page leads to on paper, by their numbers."""
        return self.inline("paper-links", links=links)

    def cited(self) -> str:
        """The list of the rules that the page cites, or nothing."""
        return self.inline("cited", rule_ids=tuple(self._cited_rules))


def _placeholder(number: int) -> str:
    # No page can hold one of its own: an HTML comment in a page is a problem.
    return f"<!-- block {number} -->"
