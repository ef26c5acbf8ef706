"""A consistent copy of a database as one SQLite file, whole or not at all, while others go on writing.

A SQLite database is copied page by page within one read, which its write-ahead log lets no writer disturb. Out of
PostgreSQL every table is copied, row by row, within one transaction that sees one state throughout.

A copy is proved to be whole: SQLite finds every page in its place and can read every row, and the chain of corrections
has no gap. That what the rows say is true to the texts is proved by ``verify``, of the copy as of the database.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, text

from factdb.errors import FactDBError, InputError, ProofError, Remedy, overwrites
from factdb.store.connect import altering, describe, make_engine
from factdb.store.corrections import chain
from factdb.store.dialect import damaged_pages
from factdb.store.parts import beside, naming, part_of_database
from factdb.store.schema import migrate as schema
from factdb.store.schema import version


def backup(engine: Engine, path: Path, *, force: bool = False) -> None:
    """Copy the database to ``path``, proved before it takes that name; with ``force`` in place of what is there.

    Raises InputError if the name cannot be taken, ProofError if the copy is damaged, as it is if the database is.
    """
    path = path.resolve()
    _refuse(engine, path, force)
    copy = _from_sqlite if engine.dialect.name == "sqlite" else _from_postgresql
    with part_of_database(path, _rights(engine)) as part:
        copy(engine, part)
        _prove(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        with naming(path):
            part.replace(path)
        _keep_name(path.parent)


def free_name(engine: Engine) -> Path:
    """A name for a copy that nothing has yet: beside a SQLite file, else in the current folder; with the time in it."""
    moment = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    base = Path(describe(engine) if engine.dialect.name == "sqlite" else f"{engine.url.database}.db").resolve()
    names = (base.with_name(f"{base.stem}-{moment}{(number and f'-{number}') or ''}.db") for number in count())
    return next(name for name in names if not name.exists())


def _refuse(engine: Engine, path: Path, force: bool) -> None:
    if engine.dialect.name == "sqlite" and path == Path(describe(engine)).resolve():
        raise InputError(f"{path}: is the database itself; give another name")
    if not path.parent.is_dir():
        raise InputError(f"{path}: its folder does not exist; make it, or give another name")
    # What is left there would be taken for a part of the copy.
    if left := next((name for name in beside(path) if name.exists()), None):
        raise InputError(f"{path}: is a database in use, as {left.name} shows; give another name")
    if path.exists() and not force:
        raise overwrites(path)


def _rights(engine: Engine) -> int:
    """Those of the database; what a server keeps to those with a password is for nobody else."""
    return Path(describe(engine)).stat().st_mode & 0o777 if engine.dialect.name == "sqlite" else 0o600


def _from_sqlite(engine: Engine, part: Path) -> None:
    with engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        try:
            with closing(sqlite3.connect(part)) as target:
                # All pages in one step: one that is begun again whenever somebody writes might never end.
                source.backup(target, pages=-1)
        except sqlite3.Error as error:
            raise FactDBError(f"{describe(engine)}: cannot be copied to {part.parent}: {error}") from error


def _from_postgresql(engine: Engine, part: Path) -> None:
    """Every table is copied as it is, also one of an earlier schema, which the target is then brought to."""
    target = make_engine(str(part))
    try:
        one_state = engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with one_state as source:
            for setting in _AS_READ:
                source.execute(text(f"SET LOCAL {setting}"))
            # The first that is read, in the state in which all else is.
            revision = version.revision_of(source)
            assert revision is not None, "there is nothing to copy"
            schema.upgrade(target, revision)
            with altering(target) as connection:
                _copy_tables(source, connection)
    finally:
        target.dispose()


def _copy_tables(source: Connection, target: Connection) -> None:
    tables = MetaData()
    tables.reflect(target, only=lambda name, _: not name.startswith(("claim_search", version.VERSION_TABLE)))
    with _indexed_afterwards(target):
        for table in tables.sorted_tables:
            _copy_table(source, target, table)


@contextmanager
def _indexed_afterwards(target: Connection) -> Iterator[None]:
    """Without indexes, and triggers that keep the search, until every row is there: to keep them up takes longer.

    Nor is it looked at again whether a row may say what it says, as PostgreSQL has: that is half of what rows take.
    """
    target.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    made = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    later = target.execute(text(made)).all()
    for kind, name, _ in later:
        target.exec_driver_sql(f"DROP {kind} {name}")
    yield
    for _, _, statement in later:
        target.exec_driver_sql(statement)
    target.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    """By PostgreSQL's COPY, which sends each value as text, and SQLite's own insertion: rows go past SQLAlchemy."""
    names = ", ".join(table.columns.keys())
    server, file = source.connection.driver_connection, target.connection.driver_connection
    assert server is not None
    assert isinstance(file, sqlite3.Connection)
    with server.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table.name} LIMIT 0")
        kinds = [_KINDS.get(one.type_display) for one in cursor.description]
        made = [(place, kind) for place, kind in enumerate(kinds) if kind is not None]
        order = ", ".join(table.primary_key.columns.keys())
        marks = ", ".join("?" * len(kinds))
        with cursor.copy(f"COPY (SELECT {names} FROM {table.name} ORDER BY {order}) TO STDOUT") as sent:
            rows = (_as_sqlite_has_it(row, made) for row in sent.rows())
            file.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)


def _as_sqlite_has_it(row: Sequence[str | None], made: Sequence[tuple[int, Callable[[str], Any]]]) -> Sequence[Any]:
    values: list[Any] = list(row)
    for place, kind in made:
        if values[place] is not None:
            values[place] = kind(values[place])
    return values


# Values are read as these have a server write them, which may be set otherwise.
_AS_READ = ("datestyle = 'ISO, YMD'", "timezone = 'UTC'", "bytea_output = 'hex'", "extra_float_digits = 1")

# What SQLite holds, of what PostgreSQL says of each type that is no text. Whole numbers it reads itself.
_KINDS: Mapping[str, Callable[[str], Any]] = {
    "bool": lambda said: said == "t",
    "bytea": lambda said: bytes.fromhex(said.removeprefix("\\x")),
    "float8": float,
    "timestamptz": lambda said: datetime.fromisoformat(said).astimezone(UTC).isoformat(),
}


def _prove(part: Path) -> None:
    """Raise ProofError unless every page of the file is sound and the chain of corrections is whole."""
    copy = make_engine(str(part))
    try:
        with copy.connect() as connection:
            problems = [*damaged_pages(connection)]
            if not problems and version.current(copy) == version.head():
                problems += chain.problems(connection)
    finally:
        copy.dispose()
    if problems:
        raise ProofError(f"not copied, because the database is damaged: {problems[0]}").mended_by(Remedy.PROVE)


def _keep_name(folder: Path) -> None:
    """Have the disk keep the new name through a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
