"""Hosting: what every answer of a server says beside the file, written once and exported for each kind of server.

The files lie in the folder of the site, so that they are put in place together with the pages whose script they allow.
None of them is served, since each tells its server so; `_headers` is never served by the hosts that read it.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from selectolax.lexbor import LexborHTMLParser

from macros.content import Content
from macros.models.partnership import Partnership
from macros.paths import COMPONENTS

TEMPLATES = COMPONENTS / "hosting"
SERVER_FILES = {"nginx": ".nginx.conf", "apache": ".htaccess", "_headers": "_headers", "iis": "web.config"}
"""The templates, and the names that the servers look for."""
AZURE = "staticwebapp.config.json"
UNTRIED = "Not run by us: no server of this kind was to hand. Try it, and run `make verify` against it."

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
"""What is said with every file, whatever its address."""

TYPES = {
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
"""The type of a file by the end of its name."""
TEXT = ("css", "html", "js", "json", "svg", "txt", "xml")
"""The ends of names of what is text, in UTF-8."""

POLICY = "Content-Security-Policy"
OPEN = {"Access-Control-Allow-Origin": "*"}
"""For what pages of other hosts may read by script."""


def hash_of(script: str) -> str:
    """The hash by which a policy allows a script that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(*inline: str, own: str = "'self'") -> str:
    """What a page may load and do, as the element of a page can say it.

    `inline` are the scripts that stand in it, `own` is where files of this site come from.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join((f"script-src {own}", *map(hash_of, inline))),
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
    """The policy of a page in a frame. To WebKit nothing is 'self' in a sandbox, so the address is named as well."""
    return policy(own=f"'self' {partnership.origin}")


def headers(partnership: Partnership, *inline: str) -> dict[str, dict[str, str]]:
    """The headers by the folder they hold for, each complete; "" is everywhere else."""
    nowhere = "frame-ancestors 'none'"
    frames = "frame-ancestors " + (" ".join(partnership.frames) or "'none'")
    pages = {**COMMON_HEADERS, POLICY: f"{policy(*inline)}; {nowhere}"}
    return {
        "": pages,
        "api": pages | OPEN,
        "embed": {**COMMON_HEADERS, POLICY: f"{policy_of_embeds(partnership)}; {frames}"},
        "feeds": pages | OPEN,
        # A policy for pages would bind what a browser shows a PDF with.
        "sheets": {**COMMON_HEADERS, POLICY: nowhere},
    }


def headers_of(said: Mapping[str, dict[str, str]], path: str) -> dict[str, str]:
    """The headers of an address below the top of the site."""
    folder, below, _ = path.removeprefix("/").partition("/")
    return said.get(folder if below else "", said[""])


def inline_scripts(page: str) -> list[str]:
    """The scripts that stand in a page."""
    return [script.text() for script in LexborHTMLParser(page).css("script:not([src])")]


def read_inline(site: Path) -> list[str]:
    """The script that stands in the pages of a built site: that of the first page, since there is only one."""
    return inline_scripts((site / "index.html").read_text(encoding="utf-8"))


def write(site: Path, content: Content) -> None:
    """Write the configuration of each kind of server."""
    said = headers(content.partnership, *read_inline(site))
    folders = [path for path in sorted(site.rglob("*")) if path.is_dir() and not (path / "index.html").exists()]
    bare = [path.relative_to(site).as_posix() for path in folders]
    addresses = ["/", "/404.html", *sorted(f"/{path.name}/*" for path in site.iterdir() if path.is_dir())]
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, autoescape=True
    )
    hidden = sorted([*SERVER_FILES.values(), AZURE])
    common = {name: value for name, value in said[""].items() if all(own.get(name) == value for own in said.values())}
    given = {
        "common": common,
        "said": said,
        "types": TYPES,
        "text": TEXT,
        "hidden": hidden,
        "untried": UNTRIED,
        "addresses": addresses,
        "bare": bare,
    }
    for template, name in SERVER_FILES.items():
        jinja.autoescape = template == "iis"  # the only one that is XML
        (site / name).write_text(jinja.get_template(template).render(given), encoding="utf-8")
    (site / AZURE).write_text(_azure(said, hidden), encoding="utf-8")


def _azure(said: Mapping[str, dict[str, str]], hidden: list[str]) -> str:
    return json.dumps(
        {
            "globalHeaders": said[""],
            "mimeTypes": {f".{end}": kind for end, kind in TYPES.items()},
            "responseOverrides": {"404": {"rewrite": "/404.html"}},
            "routes": [
                *({"route": f"/{name}", "statusCode": 404} for name in hidden),
                *({"route": f"/{folder}/*", "headers": own} for folder, own in said.items() if folder),
            ],
            "trailingSlash": "always",
        },
        indent=2,
    ).replace("{", f'{{"$comment": "{UNTRIED}",', 1)
