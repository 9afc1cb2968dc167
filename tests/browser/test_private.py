"""Reading leaves nothing behind and asks nothing of any other host."""

from pathlib import Path

import pytest

from tests.browser.conftest import Serve, Watch

pytestmark = pytest.mark.slow


def addresses(site: Path) -> list[str]:
    """Every page of a built site, as it is asked for."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


def test_reading_every_page(watch: Watch, site: Path, address: str) -> None:
    """No other host, no cookie, nothing kept, no history call, no complaint, on any page."""
    watched = watch()
    page = watched.page()
    for name in addresses(site):
        page.goto(address + name)
        assert watched.kept(page) == [], name
    assert watched.complaints == []
    page.goto(address + "no/such/page")
    assert watched.kept(page) == []
    assert page.locator("nav a").first.evaluate("link => link.href").startswith(address)
    assert (
        page.locator("main a[href$='/decide/share/']").first.evaluate("link => link.href") == address + "decide/share/"
    )
    assert len(watched.complaints) == 1, "the browser notes the 404 itself, and nothing else"
    assert watched.elsewhere == []
    assert len(watched.requests) > len(addresses(site))


def test_using_the_controls(watch: Watch, address: str) -> None:
    """Nor does ticking a list or following a flowchart keep anything."""
    watched = watch()
    page = watched.page()
    page.goto(address + "checklists/before-you-share/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    assert page.get_by_role("checkbox", checked=True).count() > 10
    page.reload()
    assert page.get_by_role("checkbox", checked=True).count() == 0
    page.goto(address + "decide/share/")
    page.locator("#danger a").nth(1).click()
    page.locator("#about a").nth(0).click()
    assert watched.kept(page) == []
    assert watched.elsewhere == []


@pytest.mark.parametrize(
    "leak",
    [
        '<img src="https://elsewhere.example/pixel.png" alt="">',
        '<link rel="stylesheet" href="https://elsewhere.example/style.css">',
        '<script src="leak.js"></script>',
        '<script>localStorage.setItem("a", "b")</script>',
        '<p style="color: red">styled</p>',
    ],
)
def test_the_watch_sees_leaks(leak: str, watch: Watch, serve: Serve, tmp_path: Path) -> None:
    """Negative control: each of these is seen, so that the tests above can fail."""
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Leak</title>{leak}", encoding="utf-8")
    (tmp_path / "leak.js").write_text(
        "sessionStorage.setItem('a', 'b'); history.pushState(1, ''); document.cookie = 'a=b'", encoding="utf-8"
    )
    watched = watch()
    page = watched.page()
    page.goto(serve(tmp_path))
    assert watched.elsewhere or watched.kept(page)
    if "leak.js" in leak:
        assert len(watched.kept(page)) >= 4
