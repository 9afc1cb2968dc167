"""Rendering: one Jinja environment over the component templates, which hold all markup."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.models import addresses
from macros.models.addresses import address
from macros.models.dates import format_date, format_month
from macros.models.inline_text import plain


@pass_context
def _href(context: Context, target: str) -> str:
    # Links are relative, so that the site works in any folder of any host.
    return "../" * context["page_url"].count("/") + address(target) or "./"


Render = Callable[..., Markup]

Cited = dict[str, list[str]]
"""The rules whose words of duty each page prints, by the page's address, in the order of their first use."""


@pass_context
def _cite(context: Context, rule_id: str) -> int:
    """The number of a rule on this page, as it stands on paper beside the word."""
    used: list[str] = context["cited_rules"].setdefault(context["page_url"], [])
    if rule_id not in used:
        used.append(rule_id)
    return used.index(rule_id) + 1


@lru_cache(maxsize=10)  # `make serve` builds again and again; a template that changed is read anew
def _environment(components: Path) -> Environment:
    jinja = Environment(
        loader=FileSystemLoader(components),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters |= {
        "say": format_date,
        "month": format_month,
        "href": _href,
        "address": address,
        "plain": plain,
        "cite": _cite,
    }
    jinja.globals["addresses"] = addresses
    return jinja


def renderer(components: Path, cited: Cited) -> Render:
    """A function that renders `components`/NAME/NAME.html for the page at `page_url`, and notes what it cites."""

    def render(component: str, *, page_url: str, **context: Any) -> Markup:
        template = _environment(components).get_template(f"{component}/{component}.html")
        text = template.render(page_url=page_url, cited_rules=cited, **context)
        return Markup(text.strip())  # noqa: S704 - the environment escapes

    return render
