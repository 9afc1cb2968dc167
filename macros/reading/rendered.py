"""What Python-Markdown, which renders the site, makes of a text: the outline that a reader would see."""

from functools import cache
from html.parser import HTMLParser
from typing import Any

from markdown import Markdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": False},  # the link to itself is no part of what an editor wrote
    "tables": {},
    "fenced_code": {},
    "attr_list": {},
    "pymdownx.blocks.admonition": {"types": ["note", "warning"]},
}
"""Those of mkdocs.yml, and those that MkDocs itself adds."""

Event = tuple[str, str]
"""A container that begins or ends, such as ("ul", "") and ("/ul", ""), or a block with its text."""

CONTAINERS = ("ul", "ol", "li", "blockquote", "table", "tr", "div")
LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre")


def rendered_outline(text: str) -> list[Event]:
    """The blocks of a text as Python-Markdown reads it, in order."""
    outline = _Outline()
    outline.feed(_renderer().reset().convert(text))
    outline.close()
    outline.flush()
    return outline.events


def tidy(text: str) -> str:
    """A text without the spaces that HTML does not show."""
    return "\n".join(" ".join(row.split()) for row in text.strip().split("\n"))


@cache
def _renderer() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self._leaf, self._id, self._text = "p", "", ""

    def flush(self) -> None:
        """End the block whose text was read."""
        text = tidy(self._text)
        if text or self._leaf in ("td", "th"):
            self.events.append((f"{self._leaf}#{self._id}" if self._id else self._leaf, text))
            self._id = ""
        self._leaf, self._text = "p", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in (*CONTAINERS, *LEAVES, "hr"):
            self.flush()
            self._id = given.get("id") or self._id
        if tag in (*CONTAINERS, "hr"):
            self.events.append(((given.get("class") or "").replace("admonition ", "div ") if tag == "div" else tag, ""))
        elif tag in LEAVES:
            self._leaf = "title" if given.get("class") == "admonition-title" else tag
        elif self._leaf != "pre" and tag not in ("thead", "tbody"):
            self._text += f"<a {given.get('href')}>" if tag == "a" else f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in (*CONTAINERS, *LEAVES):
            self.flush()
        if tag in CONTAINERS:
            self.events.append((f"/{tag}", ""))
        elif tag not in (*LEAVES, "thead", "tbody") and self._leaf != "pre":
            self._text += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self._text += data
