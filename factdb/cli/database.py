"""Opening the database that a command works on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb import database
from factdb.cli.talk import say
from factdb.database import Database
from factdb.store.connect import describe, make_engine, reading, writing
from factdb.store.schema import version

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


class _Saying(logging.Handler):
    """Says what is logged in the way of all talk."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        say(record.getMessage())


logging.getLogger("factdb").addHandler(_Saying())


def opened(url: str) -> Database:
    """The database at ``url``; raises SchemaError if it is missing or of another version."""
    return database.open(url, create=False)


@contextmanager
def existing(url: str) -> "Iterator[Session]":
    """A session that reads the database at ``url``; raises SchemaError as ``opened`` does."""
    with reading(opened(url).engine) as session:
        yield session


@contextmanager
def correcting(url: str) -> "Iterator[Session]":
    """A session that writes to the database at ``url``, all or nothing; raises SchemaError as ``opened`` does."""
    with writing(opened(url).engine) as session:
        yield session


def tell_of_originals(source: "Engine", target: "Engine") -> None:
    """Say where the originals are that a copy of rows leaves behind, if there are any."""
    from factdb.store.originals import originals_folder

    there, here = originals_folder(source), originals_folder(target)
    if there.is_dir() and not here.exists():
        say(f"the originals in {there} are not copied; copy that folder to {here}")


def made(url: str) -> "Engine":
    """The database at ``url``, made if there is none; raises SchemaError if it is of another version."""
    engine = make_engine(url)
    new = version.is_empty(engine)
    opened_or_made = database.open(url)
    if new:
        say(f"made the database {describe(engine)}")
    return opened_or_made.engine


def left_out(session: "Session", without_copies: bool) -> frozenset[int]:
    """The articles that do not count: near copies of an earlier one, if it is to be ``without_copies``."""
    if not without_copies:
        return frozenset()
    from factdb.store.read.appearances import copies  # needs NumPy, for which nobody else is to wait

    return frozenset(copy["id"] for copy in copies(session))
