"""HTTP response headers, defined once and exported as the configuration of each kind of server.

The files lie in the folder of the site, so that they are deployed together with the pages whose inline script they
allow. None of them is served, since each tells its server so; hosts that read `_headers` never serve it.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from selectolax.lexbor import LexborHTMLParser

from macros.content import Content
from macros.models.addresses import API_FOLDER, EMBED_FOLDER, FEED_FOLDER, SHEET_FOLDER
from macros.models.partnership import Partnership
from macros.paths import COMPONENTS

TEMPLATES = COMPONENTS / "hosting"
SERVER_FILES = {"nginx": ".nginx.conf", "apache": ".htaccess", "_headers": "_headers"}
"""The templates, and the names that the servers look for."""

COMMON_HEADERS = {
    "Cache-Control": "public, max-age=300",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
            *("magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock"),
            *("serial", "usb", "xr-spatial-tracking"),
        )
    ),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every file."""

MEDIA_TYPES = {
    "css": "text/css",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""The media type of a file by its suffix."""
TEXT_SUFFIXES = ("css", "html", "js", "json", "svg", "txt", "xml")
"""The suffixes of text files, in UTF-8."""

CSP = "Content-Security-Policy"
CORS_HEADERS = {"Access-Control-Allow-Origin": "*"}
"""For files that scripts of any origin may read."""
UNINDEXED_HEADERS = {"X-Robots-Tag": "noindex"}
"""For files that no search engine is to lead to: an old copy of a sheet would be found without its page."""


def csp_hash(script: str) -> str:
    """The source expression by which a content security policy allows an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(*inline: str, own: str = "'self'") -> str:
    """The content security policy of a page, without the directives that a meta element cannot have.

    `inline` are its inline scripts, `own` is the source of the files of this site.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join((f"script-src {own}", *map(csp_hash, inline))),
            f"style-src {own}",
            f"img-src {own} data:",
            f"connect-src {own}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def policy_of_embeds(partnership: Partnership) -> str:
    """The policy of an embed. In a sandbox WebKit matches nothing with 'self', so the origin is named as well."""
    return policy(own=f"'self' {partnership.origin}")


def headers_by_folder(partnership: Partnership, *inline: str) -> dict[str, dict[str, str]]:
    """All headers of the files in each folder at the top of the site; "" is every other address."""
    nowhere = "frame-ancestors 'none'"
    frames = "frame-ancestors " + (" ".join(partnership.frames) or "'none'")
    pages = {**COMMON_HEADERS, CSP: f"{policy(*inline)}; {nowhere}"}
    return {
        "": pages,
        API_FOLDER.partition("/")[0]: pages | CORS_HEADERS,
        EMBED_FOLDER: {**COMMON_HEADERS, CSP: f"{policy_of_embeds(partnership)}; {frames}"},
        FEED_FOLDER: pages | CORS_HEADERS,
        # The policy of pages would also bind the viewer of a browser for PDFs.
        SHEET_FOLDER: {**COMMON_HEADERS, **UNINDEXED_HEADERS, CSP: nowhere},
    }


def headers_of(by_folder: Mapping[str, dict[str, str]], path: str) -> dict[str, str]:
    """The headers of the response to a path."""
    folder, below, _ = path.removeprefix("/").partition("/")
    return by_folder.get(folder if below else "", by_folder[""])


def inline_scripts(page: str) -> list[str]:
    """The inline scripts of a page."""
    return [script.text() for script in LexborHTMLParser(page).css("script:not([src])")]


def read_inline(site: Path) -> list[str]:
    """The inline scripts of a built site, read from its first page, since all pages have the same."""
    return inline_scripts((site / "index.html").read_text(encoding="utf-8"))


def write(site: Path, content: Content) -> None:
    """Write the configuration of each kind of server into a built site."""
    by_folder = headers_by_folder(content.partnership, *read_inline(site))
    folders = [path for path in sorted(site.rglob("*")) if path.is_dir() and not (path / "index.html").exists()]
    bare = [path.relative_to(site).as_posix() for path in folders]
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("*/index.html"))
    addresses = ["/", "/404.html", *sorted(f"/{path.name}/*" for path in site.iterdir() if path.is_dir())]
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - none of these files is HTML or XML
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    everywhere = by_folder[""]
    common = {name: everywhere[name] for name in everywhere if len({own.get(name) for own in by_folder.values()}) == 1}
    given = {
        "common": common,
        "headers_by_folder": by_folder,
        "media_types": MEDIA_TYPES,
        "text_suffixes": TEXT_SUFFIXES,
        "hidden": sorted(SERVER_FILES.values()),
        "addresses": addresses,
        "folders_without_page": bare,
        "pages": pages,
        "sheets": sorted(path.relative_to(site).as_posix() for path in (site / SHEET_FOLDER).glob("*")),
    }
    for template, name in SERVER_FILES.items():
        (site / name).write_text(jinja.get_template(template).render(given), encoding="utf-8")
