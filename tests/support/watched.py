"""A browser context whose every request, mark and complaint is noted; the fixture `watch` opens one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Route

WATCH = """
window.__marks = [];
for (const [owner, names] of [
  [Storage.prototype, ['setItem', 'removeItem', 'clear']],
  [History.prototype, ['pushState', 'replaceState', 'go', 'back', 'forward']],
  [IDBFactory.prototype, ['open']],
  [Navigator.prototype, ['sendBeacon']],
  [window, ['fetch']],
]) for (const name of names) {
  const real = owner[name];
  owner[name] = function (...given) { window.__marks.push(name); return real.apply(this, given); };
}
document.addEventListener('securitypolicyviolation', e => window.__marks.push('policy: ' + e.violatedDirective));
"""
"""Notes each call that would keep or send something, before any script of the page runs."""


@dataclass
class Watched:
    """A browser context, and what left the machine or was complained of."""

    context: BrowserContext
    elsewhere: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A new page, watched."""
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def kept(self, page: Page) -> list[str]:
        """What the page keeps, kept or tried to send."""
        marks: list[str] = page.evaluate(
            "[...window.__marks, ...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
        )
        return marks + [str(cookie) for cookie in self.context.cookies()]


Watch = Callable[..., Watched]

Answering = Callable[[Route], None]
"""What comes in place of what the server has."""


def answering(text: str) -> Answering:
    """Answering with a text."""

    def answer(route: Route) -> None:
        route.fulfill(body=text, content_type="text/html")

    return answer


PATIENCE = 90_000
"""How long a page may take to do what a test waits for, in milliseconds, on a machine that has other work."""
