"""Pages over the web, from a server on this machine."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from factdb.errors import InputError
from factdb.records import Article
from factdb.text import fetch as module
from factdb.text.fetch import USER_AGENT, Fetching, fetch
from tests.text.stories import FERRY, FILES

PRIVATE = Fetching(seconds=5, allow_private=True)
ROBOTS = "User-agent: factdb\nDisallow: /secret\n"


class Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str | None]]] = []
    robots = ROBOTS

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        page = (FILES / "ferry.html").read_bytes().replace(b'<link rel="canonical"', b'<link rel="other"')
        match self.path:
            case "/robots.txt":
                self.answer(self.robots.encode(), "text/plain")
            case "/story" | "/secret":
                self.answer(page, "text/html; charset=utf-8")
            case "/latin":
                text = page.decode().replace('<meta charset="utf-8">', "")
                self.answer(text.encode("windows-1252"), "text/html; charset=windows-1252")
            case "/feed":
                self.answer((FILES / "feed.rss").read_bytes(), "application/rss+xml")
            case "/moved":
                self.send(301, {"Location": "/story"})
            case "/loop":
                self.send(302, {"Location": "/loop"})
            case "/away":
                self.send(302, {"Location": "file:///etc/passwd"})
            case "/slow":
                time.sleep(2)
                self.answer(page, "text/html")
            case "/large":
                self.send(200, {"Content-Type": "text/html"})
                try:
                    for _ in range(120):
                        self.wfile.write(b"x" * (1 << 20))
                except OSError:
                    pass
            case _:
                self.send(404, {})

    def answer(self, body: bytes, kind: str) -> None:
        self.send(200, {"Content-Type": kind, "Content-Length": str(len(body))})
        self.wfile.write(body)

    def send(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    module._RULES.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(url: str, how: Fetching = PRIVATE) -> str:
    [error] = fetch(url, how)
    assert isinstance(error, InputError)
    return str(error)


def test_a_page_is_read_from_where_it_is(site: str) -> None:
    [article] = fetch(f"{site}/story", PRIVATE)
    assert isinstance(article, Article)
    assert (article.source, article.title, article.collection) == (f"{site}/story", FERRY.title, "")
    assert article.is_fetched
    assert all(paragraph in article.text for paragraph in FERRY.paragraphs)
    assert Site.asked == [("/robots.txt", USER_AGENT), ("/story", USER_AGENT)]


def test_the_servers_encoding_counts(site: str) -> None:
    [article] = fetch(f"{site}/latin", PRIVATE)
    assert isinstance(article, Article)
    assert all(paragraph in article.text for paragraph in FERRY.paragraphs)


def test_a_feed_gives_its_entries(site: str) -> None:
    found = [one for one in fetch(f"{site}/feed", PRIVATE) if isinstance(one, Article)]
    assert [one.is_fetched for one in found] == [False] * 3  # what stands at their pages may be newer


def test_redirects_are_followed_and_said(site: str) -> None:
    [article] = fetch(f"{site}/moved", PRIVATE)
    assert isinstance(article, Article)
    assert article.notes == (f"{site}/moved: redirected to {site}/story",)
    assert article.source == f"{site}/story"
    assert "where nothing can be fetched" in refused(f"{site}/loop")
    assert "where nothing can be fetched" in refused(f"{site}/away")


def test_what_robots_txt_forbids_is_not_asked_for(site: str) -> None:
    assert "robots.txt asks programs not to" in refused(f"{site}/secret")
    assert "/secret" not in [path for path, _ in Site.asked]


def test_private_addresses_only_if_allowed(site: str) -> None:
    assert "a private address (127.0.0.1)" in refused(f"{site}/story", Fetching())
    for url in (
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/x",
        "http://0.0.0.0/",
    ):
        assert "private address" in refused(url, Fetching())
    assert Site.asked == []


def test_errors_are_one_line(site: str) -> None:
    assert refused(f"{site}/nothing").endswith("the server says 404 Not Found")
    assert "no answer in 0.5 seconds" in refused(f"{site}/slow", Fetching(0.5, allow_private=True))
    assert "larger than 100 MB" in refused(f"{site}/large", Fetching(60, allow_private=True))
    assert "no such host" in refused("http://nowhere.invalid/")
    assert "cannot be fetched" in refused("http://127.0.0.1:1/")
    assert "no such host" in refused("http://a:b:c/")
