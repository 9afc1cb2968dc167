"""The client of law watch: polite, and only to public addresses."""

import socket

import pytest

from macros.watch.client import MOST_BYTES, PACE, REDIRECTS, Client, Unreached
from tests.support.web import PRIVATE, Page, Web

HERE = "https://one.test/page"


def why(web: Web, address: str = HERE) -> str:
    """Why an address is not reached."""
    with pytest.raises(Unreached) as caught:
        web.client().get(address)
    return str(caught.value)


def moved(to: str) -> Page:
    """A redirect."""
    return Page(status=302, headers={"Location": to})


def test_it_says_who_asks_and_sends_no_cookie(web: Web) -> None:
    """A stated agent, and no cookie, though one was set."""
    web.pages[HERE] = Page("words", headers={"Set-Cookie": "a=b"})
    client = web.client()
    client.get(HERE)
    client.get(HERE)
    assert {sent["user-agent"] for _, sent in web.asked} == {"law-watch/1"}
    assert not any("cookie" in sent for _, sent in web.asked)


def test_law_watch_asks_once_a_second(web: Web) -> None:
    """A second from one request to the next."""
    web.client().get(HERE)
    assert [address for address, _ in web.asked] == ["https://one.test/robots.txt", HERE]
    assert web.slept == [PACE]


def test_it_keeps_to_robots_txt_which_it_asks_for_once(web: Web) -> None:
    """What is closed to programs is not asked for."""
    web.pages["https://one.test/robots.txt"] = Page("User-agent: *\nDisallow: /closed/", kind="text/plain")
    web.pages[HERE] = Page("words")
    client = web.client()
    with pytest.raises(Unreached, match=r"closed to programs by robots\.txt"):
        client.get("https://one.test/closed/page")
    assert client.get(HERE).body == b"words"
    assert [address for address, _ in web.asked] == ["https://one.test/robots.txt", HERE]


def test_a_host_whose_robots_txt_fails_is_not_asked(web: Web) -> None:
    """Rules that cannot be read allow nothing."""
    web.pages["https://one.test/robots.txt"] = Page(status=500)
    client = web.client()
    for _ in range(2):
        with pytest.raises(Unreached, match=r"robots\.txt answered 500"):
            client.get(HERE)
    assert len(web.asked) == 1


def test_it_follows_redirects_and_says_where_they_end(web: Web) -> None:
    """Relative ones, and those to another host."""
    web.pages |= {
        HERE: moved("/b"),
        "https://one.test/b": moved("https://two.test/c"),
        "https://two.test/c": Page("here"),
    }
    reply = web.client().get(HERE)
    assert (reply.address, reply.body) == ("https://two.test/c", b"here")


def test_each_redirect_keeps_to_the_robots_txt_of_its_host(web: Web) -> None:
    """The host that is led to has its own rules."""
    web.pages |= {
        HERE: moved("https://two.test/c"),
        "https://two.test/robots.txt": Page("User-agent: *\nDisallow: /", kind="text/plain"),
    }
    assert why(web) == "is closed to programs by robots.txt"


def test_a_circle_and_a_long_chain_of_redirects_end(web: Web) -> None:
    """Five redirects are followed."""
    web.pages |= {HERE: moved("/b"), "https://one.test/b": moved("/page")}
    assert why(web) == "leads in a circle"
    web.pages |= {f"https://one.test/{n}": moved(f"/{n + 1}") for n in range(9)}
    web.asked.clear()
    assert why(web, "https://one.test/0") == f"redirects more than {REDIRECTS} times"
    assert len(web.asked) == 1 + 1 + REDIRECTS


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("https://inside.test/", "leads into a private network"),
        ("https://both.test/", "leads into a private network"),
        ("http://127.0.0.1/", "leads into a private network"),
        ("http://[::1]/", "leads into a private network"),
        ("http://169.254.169.254/latest", "leads into a private network"),
        ("file:///etc/passwd", "leads away from the web"),
        ("ftp://one.test/a", "leads away from the web"),
        ("https://me:secret@one.test/", "names a user"),
        ("https://one.test:0/", "leads away from the web"),
        ("https://one.test:99999/", "is no address"),
    ],
)
def test_a_redirect_leads_to_public_addresses_of_the_web_alone(web: Web, to: str, reason: str) -> None:
    """Each step is checked anew, before anything is asked of it."""
    web.names |= {"inside.test": (PRIVATE,), "both.test": ("93.184.216.34", PRIVATE)}
    web.names |= {ip: (ip,) for ip in ("127.0.0.1", "::1", "169.254.169.254")}
    web.pages[HERE] = moved(to)
    assert why(web) == reason
    assert len(web.asked) == 2


def test_a_host_without_an_address_is_not_reached(web: Web) -> None:
    """A name that nobody has."""
    web.names["one.test"] = ()
    assert why(web) == "is on a host that has no address"


def test_without_a_web_of_ours_it_looks_up_and_refuses_this_machine() -> None:
    """What a run uses, and no test replaces, refuses too."""
    with pytest.raises(Unreached, match="leads into a private network"):
        Client("law-watch/1").get("http://localhost/")


def test_a_host_that_asks_to_wait_is_left_alone_for_the_run(web: Web) -> None:
    """429 closes a host, and no other."""
    web.pages |= {HERE: Page(status=429), "https://two.test/": Page("words")}
    client = web.client()
    with pytest.raises(Unreached, match="answered 429"):
        client.get(HERE)
    with pytest.raises(Unreached, match="asked us to wait"):
        client.get("https://one.test/other")
    assert client.get("https://two.test/").status == 200
    assert "https://one.test/other" not in [address for address, _ in web.asked]


def test_what_is_too_long_is_given_up(web: Web) -> None:
    """An endless answer ends."""
    web.pages[HERE] = Page(endless=True)
    assert why(web) == f"is longer than {MOST_BYTES // 1_000_000} MB"


def test_what_is_too_slow_is_given_up(web: Web) -> None:
    """An answer that drips ends."""
    web.pages[HERE] = Page(endless=True)
    ticks = iter(range(0, 10_000, 70))
    client = Client(
        "law-watch/1", look_up=web.look_up, connect=web.connect, clock=lambda: next(ticks), sleep=lambda _: None
    )
    with pytest.raises(Unreached, match="takes longer than 60 seconds"):
        client.get(HERE)


def test_a_connection_that_breaks_off_or_is_refused_is_not_reached(web: Web) -> None:
    """Half an answer is none."""
    web.pages[HERE] = Page("short", headers={"Content-Length": "100"})
    assert why(web).startswith("does not answer")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        web.port = closed.getsockname()[1]
    assert why(web).startswith("does not answer")
