"""The Atom feeds, of all changes and of those of each setting; and the sitemap, dated by review."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from macros.checks.links import UNLISTED_PAGES
from macros.content import Content
from macros.models.addresses import address, change_entry, feed_file, sitemap_file
from macros.models.change import CHANGES_PAGE, Change
from macros.models.dates import format_date
from macros.models.inline_text import plain

ALL = "changes"
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def feeds(content: Content) -> dict[str, str]:
    """The title of each feed by its name; "" for that of all changes, and of a setting that was given up."""
    gone = [row.page.split("/")[2] for row in content.retired if row.page.startswith("/settings/")]
    settings = {key: page.meta.title for key, page in content.settings.items()}
    return {ALL: "", **{key: "" for key in gone if key}, **settings}


def write_feeds(site: Path, content: Content) -> None:
    """Write the file of each feed."""
    for name, title in feeds(content).items():
        changes = {key: one for key, one in content.changes.items() if not title or one.concerns(name)}
        _write(site / feed_file(name), _feed(content, name, title, changes))


def write_sitemap(site: Path, content: Content) -> None:
    """Write sitemap.xml, once the site has an address."""
    if content.partnership.is_placeholder:
        return
    urls = ET.Element("urlset", xmlns=SITEMAP)
    for name, page in content.pages.items():
        if not name.startswith(UNLISTED_PAGES):
            url = _add(urls, "url")
            _add(url, "loc", content.partnership.absolute_url(address(name)))
            _add(url, "lastmod", page.meta.reviewed.isoformat())
    _write(site / sitemap_file(), urls)


def _feed(content: Content, name: str, title: str, changes: dict[str, Change]) -> ET.Element:
    partnership, page = content.partnership, content.pages[CHANGES_PAGE]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    own = partnership.absolute_url(feed_file(name))
    _add(feed, "id", content.permanent_url(feed_file(name)))
    _add(feed, "title", f"{page.meta.title}: {title}" if title else page.meta.title)
    edition = partnership.edition
    _add(feed, "subtitle", f"{partnership.name}. {edition.title}, {format_date(edition.date)}")
    _add(feed, "updated", _moment([one.date for one in changes.values()] or [partnership.edition.date]))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=partnership.absolute_url(address(CHANGES_PAGE)))
    _add(_add(feed, "author"), "name", partnership.name)
    for key, change in changes.items():
        entry = _add(feed, "entry")
        place = partnership.absolute_url(change_entry(key))
        _add(entry, "id", content.permanent_url(change_entry(key)))
        _add(entry, "title", change.title)
        _add(entry, "updated", _moment([change.date]))
        _add(entry, "link", rel="alternate", type="text/html", href=place)
        for more in change.pages:
            _add(entry, "link", rel="related", type="text/html", href=partnership.absolute_url(address(more)))
        for setting in change.settings:
            _add(entry, "category", term=setting, label=content.settings[setting].meta.title)
        _add(entry, "content", plain(change.do_now), type="text")
    return feed


def _moment(days: Iterable[date]) -> str:
    return f"{max(days)}T00:00:00Z"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def _write(path: Path, root: ET.Element) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ET.indent(root)
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
