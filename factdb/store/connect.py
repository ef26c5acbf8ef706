"""Connecting: a URL or a path in, an engine out; and the two kinds of session, one that reads and one that writes."""

import logging
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from factdb.errors import ConnectionLostError, FactDBError, SchemaError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    # Whatever reads; a connection is had sooner, because it does not need SQLAlchemy's ORM.
    Reader = Session | Connection

# How long a statement waits that is no beginning of a transaction: for a program that mends what a crash left.
BUSY_SECONDS = 60

# How long somebody waits for the right to write before a word is said of it.
SECONDS_BEFORE_A_WORD = 5

_log = logging.getLogger(__name__)

_PASSWORD = re.compile(r"(://[^:/@]*:).*(?=@)", re.DOTALL)
_OPTION = re.compile(r"(pass\w*=)[^&]*", re.IGNORECASE)

# The execution option that tells what a transaction is for, of which SQLite must know when it begins.
_PURPOSE = "factdb_purpose"
_WRITING, _ALTERING = "writing", "altering"

_BUSY_TIMEOUT = f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}"
# What a server says that is there and lets nobody in: it will say the same in a moment.
_REFUSED = re.compile(
    r'(?P<missing>database ".*" does not exist)|does not exist|authentication failed|no pg_hba.conf entry'
)
# Seconds before a server that has gone is asked again: it restarts in a few, and a broken network takes longer.
_WAITS = (0.2, 1, 3, 8)

Done = TypeVar("Done")

_LONGEST_SLEEP = 0.02  # seconds between two attempts to get the write lock

_PRAGMAS = (
    # SQLite enforces foreign keys only where a connection asks for it.
    "PRAGMA foreign_keys = ON",
    _BUSY_TIMEOUT,
    # With a write-ahead log this keeps every commit through a killed process without a disk flush for each;
    # a power cut may undo the last few commits whole, and never leaves half of one.
    "PRAGMA synchronous = NORMAL",
    # Sorting and grouping of large reports stay off the disk: 64 MiB of cache (negative means KiB).
    "PRAGMA cache_size = -65536",
)

_SQLITE_TROUBLE = {
    sqlite3.SQLITE_BUSY: f"another program has kept it locked for {BUSY_SECONDS} seconds; try again when that is done",
    sqlite3.SQLITE_READONLY: "it may only be read; check the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that its folder exists and may be written to",
    sqlite3.SQLITE_FULL: "the disk is full; make room and do it again",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write it; check the disk",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore a copy of it",
    sqlite3.SQLITE_NOTADB: "the file is not a SQLite database; give another",
}


def make_engine(url: str) -> Engine:
    """An engine for a path (``factdb.db``), a SQLite URL (``sqlite:///factdb.db``) or a PostgreSQL URL.

    Nothing is opened yet. Raises FactDBError for any other kind of URL. What a person can mend (a locked, damaged or
    read-only file, a server that does not answer) is raised as FactDBError by whatever uses the engine.
    """
    address = _parse(url)
    if address.get_backend_name() == "sqlite":
        # The sqlite3 module begins no transaction before CREATE TABLE, so a failed migration would leave half its
        # tables: with isolation_level=None it begins none at all, and ``_begin`` begins every one.
        if only_read := _only_readable(address):
            open_it = partial(sqlite3.connect, only_read, uri=True, isolation_level=None, check_same_thread=False)
            engine = create_engine(address, creator=open_it)
        else:
            engine = create_engine(address, connect_args={"isolation_level": None})
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        try:
            engine = create_engine(address)
        except ArgumentError:  # for an option that the driver cannot read
            raise _no_url(url) from None
        event.listen(engine, "connect", _set_up_server)
    event.listen(engine, "handle_error", _tell_people)
    return engine


@contextmanager
def reading(engine: Engine) -> "Iterator[Session]":
    """A session that only reads: it sees one state of a SQLite database throughout and holds up no writer."""
    from sqlalchemy.orm import Session

    with Session(engine) as session:
        yield session


def as_session(reader: "Reader") -> "Session":
    """A session, on the connection if it is one."""
    from sqlalchemy.orm import Session

    return Session(reader) if isinstance(reader, Connection) else reader


def as_connection(reader: "Reader") -> Connection:
    """The connection that a session reads by, or itself."""
    return reader if isinstance(reader, Connection) else reader.connection()


@contextmanager
def writing(engine: Engine) -> "Iterator[Session]":
    """A session that writes, committed at the end and rolled back whole if anything is raised.

    On SQLite it waits for the write lock before it reads anything: a transaction that reads first and writes later
    fails with "database is locked" when another has written in between, however long it would have waited.
    """
    from sqlalchemy.orm import Session

    with Session(engine.execution_options(**{_PURPOSE: _WRITING})) as session, session.begin():
        yield session


def persistently(work: Callable[[], Done]) -> Done:
    """What ``work`` returns; where the server has gone it is begun again, a few times, each after a longer wait.

    Only for work that may be done twice: a transaction whose commit was not acknowledged may have been kept.
    """
    for seconds in _WAITS:
        try:
            return work()
        except ConnectionLostError:
            time.sleep(seconds)
    return work()


@contextmanager
def altering(engine: Engine) -> Iterator[Connection]:
    """A connection whose one transaction changes the schema: committed at the end, else rolled back whole.

    On SQLite foreign keys are off meanwhile and checked before the commit, because a table is altered by dropping and
    making it again, which with foreign keys on fails, or deletes the rows that refer to it.
    """
    with engine.execution_options(**{_PURPOSE: _ALTERING}).connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise SchemaError(
                        f"{describe(engine)}: a row of {broken[0]} refers to none of {broken[2]}; nothing done"
                    )
        finally:
            # Past SQLAlchemy, which would begin a transaction, in which this does nothing.
            connection.connection.cursor().execute("PRAGMA foreign_keys = ON")


def describe(engine: Engine) -> str:
    """What a person calls the database: the file's path, or the URL without its password."""
    if engine.dialect.name == "sqlite":
        return engine.url.database or ":memory:"
    return engine.url.render_as_string(hide_password=True)


def _only_readable(address: URL) -> str | None:
    """For a SQLite file beside which nothing can be written, what opens it for reading; None for any other.

    Without files beside it, which a write-ahead log needs, SQLite opens such a database only as one that nobody
    changes; one whose log is still there can be read as long as its index is, too.
    """
    path = Path(address.database or ":memory:")
    if not path.is_file() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return None
    log = path.with_name(f"{path.name}-wal")
    unchanging = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return f"{path.resolve().as_uri()}?mode=ro{unchanging}"


def without_password(url: str) -> str:
    """A URL, of whatever form, without what may be a password: after the user's name, or in an option called so."""
    return _OPTION.sub(r"\1***", _PASSWORD.sub(r"\1***", url))


def _parse(url: str) -> URL:
    if not url:
        raise FactDBError("no database: the name given is empty; give a path or postgresql://user@host/name")
    if "://" not in url:
        return _file(url, URL.create("sqlite", database=url))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise _no_url(url) from None
    backend = address.get_backend_name()
    if backend == "sqlite":
        if address.query:
            raise FactDBError(f"{without_password(url)}: a SQLite database takes no options here; give its path alone")
        return _file(url, address.set(drivername="sqlite"))
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    raise FactDBError(f"{backend}: factdb keeps its data in SQLite or PostgreSQL; give a path or postgresql://...")


def _file(url: str, address: URL) -> URL:
    with suppress(OSError, ValueError):  # for what is no path, which SQLite says
        if Path(address.database or ":memory:").is_dir():
            raise FactDBError(f"{url}: a folder, no database; give a file in it")
    return address


def _no_url(url: str) -> FactDBError:
    """To be raised without its cause, which repeats the URL with its password."""
    return FactDBError(f"{without_password(url)}: not a database URL; give a path or postgresql://user@host/name")


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _set_up_server(connection: Any, _record: object) -> None:
    # In any other a moment at either end of the calendar may be none that Python knows.
    connection.execute("SET TIME ZONE 'UTC'")
    # What is read bit by bit is planned for its last row, not for the first tenth.
    connection.execute("SET cursor_tuple_fraction = 1")
    connection.commit()


def _begin(connection: Connection) -> None:
    purpose = connection.get_execution_options().get(_PURPOSE)
    if purpose == _ALTERING:
        # Neither can be changed within a transaction. The log is a property of the file, so once is enough:
        # with it a report goes on reading while an import writes.
        _when_free(connection, "PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    if purpose:
        _when_free(connection, "BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def _when_free(connection: Connection, statement: str) -> None:
    """Wait for the lock that it wants as long as it takes, asking the more often the longer that is; say so on the way.

    SQLite's own waiting asks ever less often, so that whoever comes later is served earlier: with eight programs at
    work some waited almost a minute. And it does not wait at all to give a new file its log while another writes.
    """
    own = connection.connection.cursor()
    own.execute("PRAGMA busy_timeout = 0")
    started, told = time.monotonic(), False
    try:
        while True:
            try:
                own.execute(statement)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
            waited = time.monotonic() - started
            if waited > SECONDS_BEFORE_A_WORD and not told:
                told = True
                tell_of_waiting(describe(connection.engine))
            time.sleep(_LONGEST_SLEEP / (1 + 10 * waited))
        connection.exec_driver_sql(statement)  # fails, and tells people why
    finally:
        own.execute(_BUSY_TIMEOUT)


def tell_of_waiting(place: str) -> None:
    """Say that another program writes, in the log, which Python shows on stderr if nobody does otherwise."""
    _log.warning("%s: waiting for another program that writes to it", place)


@contextmanager
def told_to_people(connection: Connection) -> Iterator[Any]:
    """The driver's own connection; people are told of its errors as they are otherwise."""
    driver: Any = connection.connection.driver_connection
    try:
        yield driver
    except sqlite3.Error as error:
        _tell_of_file(describe(connection.engine), error)
        raise
    except connection.dialect.loaded_dbapi.OperationalError as error:
        _tell_of_server(describe(connection.engine), error, connection.dialect.is_disconnect(error, driver, None))


def _tell_of_file(place: str, error: sqlite3.Error) -> None:
    """Raise what a person can do about it; returns if that is nothing."""
    # The low byte is the primary code; the rest only tells where it happened.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if reason := _SQLITE_TROUBLE.get(code):
        raise (SchemaError if code == sqlite3.SQLITE_NOTADB else FactDBError)(f"{place}: {reason}") from error
    if isinstance(error, sqlite3.OperationalError) and "decode" in str(error).lower():
        raise FactDBError(f"{place}: {_SQLITE_TROUBLE[sqlite3.SQLITE_CORRUPT]}") from error


def _tell_of_server(place: str, error: Any, gone: bool) -> NoReturn:
    reason = without_password(" ".join(str(error).split()))
    refused = _REFUSED.search(reason)
    is_missing = refused is not None and refused["missing"]
    mend = (
        "make it with PostgreSQL's createdb, or check the URL"
        if is_missing
        else "check the URL and that the server runs"
    )
    told = f"{place}: {reason}; {mend}"
    raise (ConnectionLostError if gone and not refused else FactDBError)(told) from error


def _tell_people(context: ExceptionContext) -> None:
    error: Any = context.original_exception
    place = describe(context.engine) if context.engine is not None else "the database"
    if isinstance(error, sqlite3.Error):
        _tell_of_file(place, error)
    elif type(error).__module__.startswith("psycopg") and (
        # The latter for an option that no connection has, or one of another form.
        isinstance(context.sqlalchemy_exception, OperationalError) or context.connection is None
    ):
        _tell_of_server(place, error, context.is_disconnect or context.connection is None)
