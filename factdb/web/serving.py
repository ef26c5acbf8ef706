"""Running the server: who may come, by which name, and where it listens."""

import errno
import ipaddress
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence

import uvicorn
from sqlalchemy import Engine

from factdb.errors import FactDBError, Remedy
from factdb.store import users
from factdb.store.connect import reading
from factdb.web.access.people import Person, Role
from factdb.web.app import make_app
from factdb.web.jobs import Jobs
from factdb.web.site import Site

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


def serve(
    database: Engine, host: str, port: int, names: Sequence[str], alone: str, opens: bool, say: Callable[[str], object]
) -> None:
    """Serve until interrupted. ``alone`` is the one person on a loopback address; elsewhere people log in.

    ``say`` tells people where it is. Raises FactDBError if the port is taken, or nobody may log in.
    """
    site = make_site(database, host, port, names, alone)
    listening = _listening(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    if site.key:
        address += f"?key={site.key}"
    # Elsewhere it answers to its names alone.
    say(f"factdb is at {address}" if site.key else f"factdb is at {address}, and answers to {' and '.join(site.hosts)}")
    say("Ctrl-C ends it")
    threading.Thread(target=_warm, args=(site,), daemon=True).start()
    if opens:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        make_app(site),
        log_level="warning",
        access_log=False,  # addresses hold what people look for, and the key
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listening])


def make_site(database: Engine, host: str, port: int, names: Sequence[str], alone: str) -> Site:
    """Who may come to a server on that host. Raises FactDBError if it is not loopback and nobody may log in."""
    if is_loopback(host):
        person = Person(alone, Role.ADMIN)
        return Site(
            database, Jobs(), (*_LOOPBACK, *names), person, key=secrets.token_urlsafe(18), cookie=f"factdb-{port}"
        )
    with reading(database) as session:
        if not users.user_count(session):
            raise FactDBError(f"{host} is seen by others, and nobody may log in yet").mended_by(Remedy.ADD_USER)
    return Site(database, Jobs(), tuple(names) or (host, *_LOOPBACK), cookie=f"factdb-{port}")


def is_loopback(host: str) -> bool:
    """True if only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Told that it is TCP, asyncio sends what there is at once; else a browser waits some 40 ms for each page's body.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # whoever comes while the server still starts waits for it
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise FactDBError(f"port {port} is taken; give another with --port") from error
        raise FactDBError(f"{host}:{port}: {error.strerror}; give another --host or --port") from error
    return listening


def _warm(site: Site) -> None:
    """Read what pages need, before the first one asks."""
    with reading(site.database) as session:
        site.snapshot.news(session)
