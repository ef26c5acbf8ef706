"""A copy that ``backup`` made, put into an empty database with all its rows: how an archive goes from SQLite to
PostgreSQL, and how it comes back.

Rows are copied as they are, so that ids, decisions and their chain stay what they were.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, exists, select, text

from factdb.errors import InputError, ProofError, Remedy
from factdb.store.backup import backup
from factdb.store.connect import describe, make_engine, told_to_people
from factdb.store.corrections import chain
from factdb.store.dialect import damaged_pages, refresh_statistics
from factdb.store.read.load import greatest_removed
from factdb.store.schema import migrate as schema
from factdb.store.schema import version
from factdb.store.schema.base import Base

_AT_ONCE = 5_000  # rows


def restore(copy: Path, engine: Engine) -> Iterator[int]:
    """Put what the SQLite database ``copy`` holds into the database, which has to be empty; yields rows as they go.

    Whole or not at all. Raises SchemaError if ``copy`` is no database of this factdb's schema, InputError if something
    is in the other already, ProofError if the copy is damaged.
    """
    source = make_engine(str(copy))
    try:
        version.require_current(source)
        if engine.dialect.name == "sqlite":
            path = Path(describe(engine))
            if path.exists():
                raise InputError(f"{path}: is there already; restore into a new file")
            backup(source, path)
        else:
            yield from _into_postgresql(source, engine)
    finally:
        source.dispose()


def _into_postgresql(source: Engine, engine: Engine) -> Iterator[int]:
    with source.connect() as copy, schema.made(engine) as target:
        _refuse(describe(source), damaged_pages(copy))
        tables = Base.metadata.sorted_tables
        for table in tables:
            if target.scalar(select(exists().select_from(table))):
                told = f"{describe(engine)}: its table {table.name} is not empty; restore into a new database"
                raise InputError(told)
        for table in tables:
            yield from _copied(copy, target, table)
            if "id" in table.columns:  # whoever adds the next row gets one that is free
                number = f"pg_get_serial_sequence('{table.name}', 'id')"
                # Nor is that of an article that was removed.
                last = greatest_removed(target) if table.name == "article" else 0
                greatest = f"greatest(max(id), nullif({last}, 0))"
                given = f"SELECT setval({number}, {greatest}) FROM {table.name} HAVING {greatest} IS NOT NULL"
                target.execute(text(given))
        _refuse(describe(source), chain.problems(target))
        refresh_statistics(target)


def _copied(copy: Connection, target: Connection, table: Table) -> Iterator[int]:
    """By COPY, which reads every value that SQLite has, a time or a truth value too, from its text."""
    names = ", ".join(table.columns.keys())
    file, server = copy.connection.driver_connection, target.connection.driver_connection
    assert isinstance(file, sqlite3.Connection)
    assert server is not None
    problem: Any = target.engine.dialect.loaded_dbapi
    with closing(file.execute(f"SELECT {names} FROM {table.name}")) as rows, told_to_people(target):
        try:
            with server.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as sent:
                while some := rows.fetchmany(_AT_ONCE):
                    for row in some:
                        sent.write_row(row)
                    yield len(some)
        except (problem.DataError, problem.IntegrityError) as error:
            _refuse(f"table {table.name}", str(error).split("\n")[:1], error)


def _refuse(where: str, problems: Iterable[str], cause: Exception | None = None) -> None:
    """Raise ProofError for the first of the problems, if there is any."""
    for problem in problems:
        raise ProofError(f"{where}: {problem}; nothing restored").mended_by(Remedy.PROVE) from cause
