"""Print pages with WebKitGTK's own print operation. Runs in Debian's Python, which has the bindings, on a screen.

Run as `webkit_print.py WIDTH HEIGHT MARGIN URL FILE [URL FILE ...]`, lengths in millimetres. WebKitGTK takes the
margins of its print dialog, not those of the page's style, so that they are given here.
"""

import sys
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402 - the versions come first

width, height, margin = map(float, sys.argv[1:4])
jobs = list(zip(sys.argv[4::2], sys.argv[5::2], strict=True))

settings = Gtk.PrintSettings()
settings.set(Gtk.PRINT_SETTINGS_PRINTER, "Print to File")
settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
setup = Gtk.PageSetup()
setup.set_paper_size(Gtk.PaperSize.new_custom("paper", "paper", width, height, Gtk.Unit.MM))
for side in ("top", "bottom", "left", "right"):
    getattr(setup, f"set_{side}_margin")(margin, Gtk.Unit.MM)

window = Gtk.OffscreenWindow()
view = WebKit2.WebView()
view.get_settings().set_print_backgrounds(False)
window.add(view)
window.show_all()


def next_page(*_: Any) -> None:
    """Open the next page, or end."""
    if jobs:
        view.load_uri(jobs[0][0])
    else:
        Gtk.main_quit()


def loaded(_: Any, event: Any) -> None:
    """Print to the file once everything is there."""
    if event != WebKit2.LoadEvent.FINISHED:
        return
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, f"file://{jobs.pop(0)[1]}")
    operation = WebKit2.PrintOperation.new(view)
    operation.set_print_settings(settings)
    operation.set_page_setup(setup)
    operation.connect("finished", next_page)
    operation.connect("failed", lambda _, error: sys.exit(str(error)))
    operation.print_()


view.connect("load-changed", loaded)
next_page()
Gtk.main()
