"""The entry points of the macros plug-in of MkDocs; macros/hooks.py has loaded the content before."""

from functools import partial
from typing import Any

from macros.calls import REGISTRY
from macros.calls.macro import Macro
from macros.pages.menu import below
from macros.pages.render import PageRendering
from macros.site import Site


def define_env(env: Any) -> None:
    """Register every macro with the plug-in."""
    for macro in REGISTRY.values():
        env.macro(partial(_rendered, env, macro), macro.name)


def _rendered(env: Any, macro: Macro, *arguments: str) -> str:
    return macro.render(env.page.meta["rendering"], *arguments)


def on_pre_page_macros(env: Any) -> None:
    """Give each page a rendering state of its own."""
    site: Site = env.conf["extra"]["site"]
    env.page.meta["rendering"] = PageRendering(site, env.page.url, env.render, tuple(below(env.page)))
