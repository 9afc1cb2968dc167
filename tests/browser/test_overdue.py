"""What is overdue on a day, for readers: said by the build, and in an old copy by the script."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from macros.content import Content
from tests.support.markup import OVERDUE
from tests.support.world import Serve

pytestmark = pytest.mark.slow


def test_readers_are_told_what_is_overdue(
    revised: Path, other: Path, small_content: Content, headless: Browser, serve: Serve
) -> None:
    """On the day of the next review the build says it; before, only the script of a reader who comes too late."""
    due = small_content.pages["law/index.md"].meta.next_review

    def hidden(site: Path) -> bool:
        line = html.parse(str(site / "law" / "index.html")).xpath("//*[@data-due]")[0]
        return line.get("hidden") is not None

    assert not hidden(revised / "site"), "built on that day"
    assert hidden(other)
    address = serve(other)
    for day, told in (("2026-11-23", False), (due.isoformat(), True)):
        page = headless.new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.goto(address + "law/")
        assert page.locator(OVERDUE).is_visible() == told
        page.close()
