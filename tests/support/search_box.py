"""The box that a reader searches in, as a driven page shows it; `search` asks the engine behind it."""

from playwright.sync_api import Page

from tests.support.markup import ALL, TYPED


def open_search(page: Page) -> None:
    """Bring up the box of search, which stands behind a button where the window is narrow."""
    if not page.locator(TYPED).is_visible():
        page.locator(ALL).click()
