"""Three browser engines behind one small face: Chromium and Firefox by Playwright, WebKitGTK by WebDriver."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
]

NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost"
"""Let a browser find this machine and no other, whatever a page asks for."""


PATIENCE = 30
"""How long a page may take to do what a test waits for, in seconds."""


class Tab(Protocol):
    """One tab of a browser."""

    def goto(self, url: str) -> None:
        """Open an address, as typed."""

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""

    def wait(self, script: str, wanted: Any) -> None:
        """Wait until an expression in the page has a value: a string, number, boolean, list of these, or null."""

    def click(self, selector: str) -> None:
        """Press the main button of the mouse on something."""

    def press(self, *keys: str) -> None:
        """Press and release keys, one after the other, by their names in the DOM."""

    def travel(self, steps: int) -> None:
        """Go through the history, as Back (-1) and Forward (1) do."""

    def front(self) -> None:
        """Bring the tab to the front."""


class Engine(Protocol):
    """A browser with nothing kept from before."""

    name: str

    def tab(self) -> Tab:
        """A new tab."""

    def tabs(self) -> int:
        """How many tabs there are."""


class PlaywrightTab:
    """A tab of Chromium or Firefox."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goto(self, url: str) -> None:
        """Open an address, as typed."""
        self.page.goto(url, wait_until="load")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        while True:
            try:
                return self.page.evaluate(script)
            except Error as error:
                # The server can know of a page before the driver does, which then asks the page before it.
                if "destroyed" not in error.message:
                    raise

    def wait(self, script: str, wanted: Any) -> None:
        """Wait until an expression in the page has a value."""
        same = f"wanted => JSON.stringify({script}) === JSON.stringify(wanted)"
        self.page.wait_for_function(same, arg=wanted)

    def click(self, selector: str) -> None:
        """Press the main button of the mouse on something."""
        self.page.locator(selector).click(no_wait_after=True)

    def press(self, *keys: str) -> None:
        """Press and release keys."""
        for key in keys:
            self.page.keyboard.press(key)

    def travel(self, steps: int) -> None:
        """Go through the history. Not by Playwright's own Back, which waits for a load that never comes."""
        if self.page.context.browser and self.page.context.browser.browser_type.name == "firefox":
            with suppress(Error):  # the page can go before it answers
                self.page.evaluate(f"() => history.go({steps})")
            return
        # A script could run in a page that is being left; the browser's own list cannot.
        while True:
            try:
                protocol = self.page.context.new_cdp_session(self.page)
                history = protocol.send("Page.getNavigationHistory")
            except Error as error:
                # Between two pages there is none to ask.
                if "Not attached" not in error.message:
                    raise
            else:
                break
        entry = history["entries"][history["currentIndex"] + steps]
        protocol.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})

    def front(self) -> None:
        """Bring the tab to the front."""
        self.page.bring_to_front()


class PlaywrightEngine:
    """A fresh context of Chromium or Firefox."""

    def __init__(self, name: str, context: BrowserContext) -> None:
        self.name = name
        self.context = context

    def tab(self) -> PlaywrightTab:
        """A new tab."""
        return PlaywrightTab(self.context.new_page())

    def tabs(self) -> int:
        """How many tabs there are."""
        return len(self.context.pages)


KEYS = {"Shift": Keys.SHIFT, "Escape": Keys.ESCAPE, "Enter": Keys.ENTER, "Tab": Keys.TAB, " ": Keys.SPACE}


class WebKitTab:
    """A tab of WebKitGTK; every step switches to it first."""

    def __init__(self, driver: webdriver.WebKitGTK, handle: str) -> None:
        self.driver = driver
        self.handle = handle
        self.aside = 0

    def goto(self, url: str) -> None:
        """Open an address, as typed."""
        self.front()
        self.driver.get(url)

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        self.front()
        return self.driver.execute_script(f"const it = {script}; return typeof it === 'function' ? it() : it")

    def wait(self, script: str, wanted: Any) -> None:
        """Wait until an expression in the page has a value.

        Its driver tells of no event, and a script that waits in the page ends with it: so the page is asked again.
        """
        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(lambda _: self.run(script) == wanted)

    def click(self, selector: str) -> None:
        """Press the main button of the mouse on something."""
        self.front()
        found = self.driver.find_element("css selector", selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found)
        # Fast presses in one place would be a double click, which no reader made.
        self.aside = 8 - self.aside
        ActionChains(self.driver).move_to_element_with_offset(found, self.aside, 0).click().perform()

    def press(self, *keys: str) -> None:
        """Press and release keys."""
        self.front()
        for key in keys:
            code = KEYS.get(key, key)
            ActionChains(self.driver).key_down(code).key_up(code).perform()

    def travel(self, steps: int) -> None:
        """Go through the history."""
        self.front()
        # Its window knows of a page later than the page itself: two answers alike mean that both agree.
        while self.driver.current_url != self.driver.execute_script("return location.href"):
            pass
        self.driver.back() if steps < 0 else self.driver.forward()

    def front(self) -> None:
        """Bring the tab to the front."""
        if self.driver.current_window_handle != self.handle:
            self.driver.switch_to.window(self.handle)


class WebKitEngine:
    """A fresh WebKitGTK."""

    name = "webkit"

    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self.driver = driver
        self.first = True

    def tab(self) -> WebKitTab:
        """A new tab."""
        if not self.first:
            self.driver.switch_to.new_window("tab")
        self.first = False
        return WebKitTab(self.driver, self.driver.current_window_handle)

    def tabs(self) -> int:
        """How many tabs there are."""
        return len(self.driver.window_handles)


def chromium(playwright: Playwright, *, kept_pages: bool = True, windows: bool = True) -> Browser:
    """Debian's Chromium. Playwright alone would switch off the keeping of pages for Back, which real ones do.

    Without windows it is what its makers build for no screen: it shows pages alike at half the work. What is tried of
    leaving needs the whole browser.
    """
    ignored = ["--disable-back-forward-cache"] if kept_pages else []
    return playwright.chromium.launch(
        executable_path="/usr/bin/chromium" if windows else "/usr/bin/chromium-headless-shell",
        args=[*ARGUMENTS, NOWHERE_ELSE],
        ignore_default_args=ignored,
    )


def firefox(playwright: Playwright, *, kept_pages: bool = True) -> Browser:
    """Debian's Firefox, as it is, over the standard protocol."""
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path="/usr/bin/firefox-esr",
        firefox_user_prefs={} if kept_pages else {"browser.sessionhistory.max_total_viewers": 0},
    )


@contextmanager
def display() -> Iterator[str]:
    """A screen that nobody sees, for WebKitGTK, which has no headless mode."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        assert screen.stdout
        yield f":{screen.stdout.readline().strip()}"
        screen.terminate()


def minibrowser() -> str:
    """WebKitGTK's own small browser, which Debian keeps beside the library."""
    files = subprocess.check_output(["dpkg", "-L", "libwebkit2gtk-4.1-0"], text=True).split()
    return next(file for file in files if file.endswith("/MiniBrowser"))


@contextmanager
def webkit(screen: str, *, kept_pages: bool = True) -> Iterator[webdriver.WebKitGTK]:
    """WebKitGTK's own small browser, driven."""
    options = Options()
    options.binary_location = minibrowser()
    options.add_argument("--automation")
    options.add_argument(f"--enable-page-cache={str(kept_pages).lower()}")
    service = Service("/usr/bin/WebKitWebDriver", env={**os.environ, "DISPLAY": screen})
    driver = webdriver.WebKitGTK(options=options, service=service)
    try:
        yield driver
    finally:
        driver.quit()
