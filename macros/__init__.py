"""The site's own macros, as the macros plug-in of MkDocs wants them; macros/hooks.py has loaded the content before."""

from functools import partial
from typing import Any

from macros.calls import REGISTRY
from macros.calls.macro import Macro
from macros.pages.render import PageRendering
from macros.site import Site


def define_env(env: Any) -> None:
    """Offer the plug-in every macro of the registry."""
    for macro in REGISTRY.values():
        env.macro(partial(_rendered, env, macro), macro.name)


def _rendered(env: Any, macro: Macro, *arguments: str) -> str:
    return macro.render(env.page.meta["rendering"], *arguments)


def on_pre_page_macros(env: Any) -> None:
    """Begin to render a page: what its macros make, and what they cite, is its own."""
    if isinstance(site := env.conf["extra"]["site"], Site):
        env.page.meta["rendering"] = PageRendering(site, env.page.url, env.render)
