"""Pages and feeds over the web: fetched politely, within bounds, and never from a private network unless asked to."""

import io
import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import factdb
from factdb.errors import InputError, Remedy
from factdb.records import Article
from factdb.text.readers import Document, Reading, read_document
from factdb.text.readers.document import AS_USUAL, LARGEST

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"factdb/{factdb.__version__}"
_MOST_REDIRECTS = 5
_LARGEST_ROBOTS = 500_000
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch: no longer than ``seconds`` for all of a page, and no private address unless ``allow_private``."""

    seconds: float = 30.0
    allow_private: bool = False
    user_agent: str = USER_AGENT


def is_url(source: str) -> bool:
    """True for what is fetched rather than opened."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, fetching: Fetching, reading: Reading = AS_USUAL) -> Iterator[Article | InputError]:
    """The articles of a page or a feed, or an InputError that says why there is none; nothing is raised.

    Redirects are followed, five at most, each checked like the first, and said in a note. What ``robots.txt`` forbids
    is not fetched.
    """
    try:
        document, note = _document(url, fetching, reading)
    except InputError as error:
        yield error
        return
    for item in read_document(document):
        yield item if isinstance(item, InputError) else _fetched(item, document, note)


def _fetched(article: Article, document: Document, note: str) -> Article:
    """The article with a note; what a feed or an archive holds of a page is not what stands there now."""
    is_page = article.origin.sha256 == document.sha256 and not article.origin.reader.startswith("feed")
    return replace(article, notes=(*article.notes, note) if note else article.notes, is_fetched=is_page)


def _document(url: str, fetching: Fetching, reading: Reading) -> tuple[Document, str]:
    try:
        import httpx
    except ImportError as error:
        raise InputError(
            f'{url}: fetching needs httpx; install it: pip install "factdb[web]"', reason="httpx is not installed"
        ) from error
    ends = time.monotonic() + fetching.seconds
    visited = [url]
    try:
        # Environment variables might lead through a proxy, which would then connect to what is refused here.
        with httpx.Client(
            trust_env=False, timeout=fetching.seconds, headers={"User-Agent": fetching.user_agent}
        ) as client:
            while True:
                address = visited[-1]
                _refuse_private(address, url, fetching)
                _refuse_forbidden(address, url, client, fetching)
                with client.stream("GET", address) as response:
                    if response.is_redirect:
                        visited.append(_next(response, visited, url))
                        continue
                    _refuse_peer(response, url, fetching)
                    return _whole(response, url, ends, reading), _redirected(visited)
    except httpx.TimeoutException as error:
        raise InputError(f"{url}: no answer in {fetching.seconds:g} seconds", reason="no answer") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        why = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(f"{url}: cannot be fetched ({why})", reason="no answer") from error


def _whole(response: "httpx.Response", url: str, ends: float, reading: Reading) -> Document:
    if response.status_code != 200:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        raise InputError(f"{url}: the server says {reason}", reason=f"the server says {reason}")
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > LARGEST:
            raise InputError(f"{url}: larger than {LARGEST >> 20} MB", reason="too large")
        if time.monotonic() > ends:
            raise InputError(f"{url}: took too long", reason="no answer")
        pieces.append(piece)
    address = str(response.url)
    name = urlsplit(address).path.rstrip("/").rpartition("/")[2] or urlsplit(address).hostname or "page"
    declared = response.headers.get("content-type", "")
    return Document(
        io.BytesIO(b"".join(pieces)),
        name,
        url,
        url=address,
        charset=response.charset_encoding or "",
        media_type=declared.partition(";")[0].strip().lower(),
        reading=reading,
    )


def _next(response: "httpx.Response", visited: list[str], url: str) -> str:
    if len(visited) > _MOST_REDIRECTS:
        raise InputError(f"{url}: redirects more than {_MOST_REDIRECTS} times", reason="redirects")
    target = urljoin(visited[-1], str(response.headers.get("location", "")))
    if not is_url(target) or target in visited:
        raise InputError(f"{url}: redirects to {target[:200]!r}, where nothing can be fetched", reason="redirects")
    return target


def _redirected(visited: list[str]) -> str:
    return f"{visited[0]}: redirected to {' to '.join(visited[1:])}" if len(visited) > 1 else ""


def _refuse_private(address: str, url: str, fetching: Fetching) -> None:
    """Raise InputError if the address is, or resolves to, one of this machine or its network."""
    parts = urlsplit(address)
    try:
        port = parts.port or _PORTS.get(parts.scheme.lower(), 80)
        found = socket.getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise InputError(f"{url}: no such host ({parts.hostname or address})", reason="no such host") from error
    if not fetching.allow_private:
        for *_, place in found:
            _refuse_address(str(place[0]), url)


def _refuse_peer(response: "httpx.Response", url: str, fetching: Fetching) -> None:
    """Once connected: a name may resolve to another address the second time."""
    stream: Any = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer and not fetching.allow_private:
        _refuse_address(str(peer[0]), url)


def _refuse_address(address: str, url: str) -> None:
    place = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(place, "ipv4_mapped", None) or place
    if not mapped.is_global or mapped.is_multicast:
        message = f"{url}: a private address ({address}), which is not fetched unless it is allowed"
        raise InputError(message, reason="private address").mended_by(Remedy.ALLOW_PRIVATE)


def _refuse_forbidden(address: str, url: str, client: "httpx.Client", fetching: Fetching) -> None:
    parts = urlsplit(address)
    rules = _robots(f"{parts.scheme}://{parts.netloc}", client, fetching.user_agent)
    if not rules.can_fetch(fetching.user_agent, address):
        raise InputError(f"{url}: the site's robots.txt asks programs not to fetch it", reason="robots.txt")


# The rules of each site, asked for once, by its address and for whom.
_RULES: dict[tuple[str, str], RobotFileParser] = {}


def _robots(site: str, client: "httpx.Client", user_agent: str) -> RobotFileParser:
    """The site's rules (RFC 9309): if it has none, all is allowed; if it can't say (a server error), nothing is."""
    if (site, user_agent) not in _RULES:
        rules = RobotFileParser(f"{site}/robots.txt")
        rules.parse(_robots_text(site, client).splitlines())
        _RULES[site, user_agent] = rules
    return _RULES[site, user_agent]


def _robots_text(site: str, client: "httpx.Client") -> str:
    with client.stream("GET", f"{site}/robots.txt", follow_redirects=False) as response:
        if response.status_code >= 500:
            return "User-agent: *\nDisallow: /"
        if response.status_code != 200:
            return ""
        text = b""
        for piece in response.iter_bytes():
            text += piece
            if len(text) > _LARGEST_ROBOTS:
                break
    return text.decode("utf-8", "replace")
