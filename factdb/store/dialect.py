"""The one place where a statement is written differently for SQLite and for PostgreSQL."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from threading import Timer
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    TextClause,
    any_,
    bindparam,
    func,
    text,
)
from sqlalchemy.sql.selectable import TextualSelect

from factdb.store.connect import SECONDS_BEFORE_A_WORD, describe, tell_of_waiting, told_to_people

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from factdb.store.schema.base import Base

# Any number will do, as long as every factdb takes the same.
_CORRECTIONS_LOCK = 0xFAC7DC
_SHARE = "pg_advisory_xact_lock_shared"
_OWN = "pg_advisory_xact_lock"


def is_sqlite(connection: Connection) -> bool:
    """True on SQLite, False on PostgreSQL."""
    return connection.dialect.name == "sqlite"


def insert_one(connection: Connection, table: "type[Base]", row: Mapping[str, Any]) -> int | None:
    """Put ``row`` in and give its id; None if it is there already, even if another program has just put it there.

    It has values that the driver takes as they are, as those of ``insert_all`` do.
    """
    statement = f"{_inserting(connection, table, row)} ON CONFLICT DO NOTHING RETURNING id"
    found: int | None = connection.exec_driver_sql(statement, tuple(row.values())).scalar()
    return found


def insert_all(
    connection: Connection, table: "type[Base]", rows: Sequence[Mapping[str, Any]], *, missing: bool = False
) -> None:
    """Put ``rows`` in, or with ``missing`` those of them that are not there already.

    All have the same columns in the same order, and values that the driver takes as they are: most rows come this way,
    and without SQLAlchemy's treatment of each value an article is stored a quarter faster.
    """
    if rows and not missing and not is_sqlite(connection):
        _copy(connection, table.__tablename__, rows)
    elif rows:
        known = " ON CONFLICT DO NOTHING" if missing else ""
        statement = f"{_inserting(connection, table, rows[0])}{known}"
        connection.exec_driver_sql(statement, [tuple(row.values()) for row in rows])


def _inserting(connection: Connection, table: "type[Base]", row: Mapping[str, Any]) -> str:
    marks = ", ".join(["?" if is_sqlite(connection) else "%s"] * len(row))
    return f"INSERT INTO {table.__tablename__} ({', '.join(row)}) VALUES ({marks})"


def _copy(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """By COPY, which takes a fifth of the time that rows take one by one."""
    driver = connection.connection.driver_connection
    assert driver is not None
    into = f"COPY {table} ({', '.join(rows[0])}) FROM STDIN"
    with told_to_people(connection.engine), driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def is_among(
    connection: Connection, column: ColumnElement[int], wanted: Select[int] | TextualSelect
) -> ColumnElement[bool]:
    """The condition that ``column`` is one of the ids ``wanted``, which a database looks for first.

    PostgreSQL joins them to all else as its statistics say, and says of words and of what few rows have too much; an
    array it works out before. SQLite keeps what a subquery finds in order, and goes through it.
    """
    if is_sqlite(connection):
        return column.in_(wanted)
    return column == any_(func.array(wanted.scalar_subquery()))


def is_one_of(
    connection: Connection, column: "ColumnElement[int] | Mapped[int]", ids: Collection[int]
) -> ColumnElement[bool]:
    """The condition that ``column`` is one of ``ids``, of which there may be more than a statement has parameters."""
    if is_sqlite(connection):
        listed: BindParameter[str] = bindparam("ids", json.dumps(list(ids)), unique=True)
        # As text, because to make it of functions takes longer than to look up a few rows.
        return column.in_(text("SELECT value FROM json_each(:ids)").bindparams(listed))
    return column == any_(bindparam("ids", list(ids), ARRAY(BigInteger), unique=True))


def next_ids(connection: Connection, table: "type[Base]", count: int) -> Sequence[int]:
    """``count`` ids of ``table`` that nobody else will use, in rising order."""
    if not is_sqlite(connection):
        return sorted(connection.scalars(_next_of_sequence(table.__tablename__), {"count": count}))
    # Whoever has written holds the write lock, so nobody else adds rows before this transaction ends.
    first = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table.__tablename__}").scalar_one()
    return range(first, first + count)


def share_corrections(connection: Connection) -> None:
    """Wait until nobody corrects anything, and keep it so to the end of the transaction."""
    if not is_sqlite(connection):  # where whoever writes is alone
        _lock(connection, _SHARE)


def own_corrections(connection: Connection) -> None:
    """Wait until nobody stores an article or corrects anything, and keep it so to the end of the transaction."""
    if not is_sqlite(connection):
        _lock(connection, _OWN)


def _lock(connection: Connection, kind: str) -> None:
    """Have it at once, or wait in the queue of those who want it, saying so if that takes long."""
    if connection.scalar(_asking(kind.replace("pg_", "pg_try_")), {"lock": _CORRECTIONS_LOCK}):
        return
    word = Timer(SECONDS_BEFORE_A_WORD, tell_of_waiting, [describe(connection.engine)])
    word.daemon = True
    word.start()
    try:
        connection.execute(_asking(kind), {"lock": _CORRECTIONS_LOCK})
    finally:
        word.cancel()


def rows_as_they_come(connection: Connection, query: Select[Any], at_once: int) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a query, so many at a time, as the driver has them.

    PostgreSQL sends them all: of what is asked for by a cursor it leaves the joins to one process, which takes half as
    long again. So nothing else can be asked before the last.
    """
    if is_sqlite(connection):
        yield from connection.execute(query.execution_options(yield_per=at_once)).partitions()
        return
    from psycopg import capabilities

    told = query.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    driver: Any = connection.connection.driver_connection
    with told_to_people(connection.engine), driver.cursor() as cursor:
        # PostgreSQL's library hands over several rows together from version 17 on.
        rows = cursor.stream(told.string, told.params, size=at_once if capabilities.has_stream_chunked() else 1)
        yield from iter(lambda: list(islice(rows, at_once)), [])


def refresh_statistics(connection: Connection) -> None:
    """Have PostgreSQL count anew what its plans rest on, which it would not do by itself for a minute after a load."""
    if not is_sqlite(connection):
        connection.execute(text("ANALYZE"))


def damage(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file, a line each; PostgreSQL lets no row in that refers to none."""
    if is_sqlite(connection):
        yield from _found_by(connection, "integrity_check")
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{row.table}: a row refers to one of {row.parent} that is not there"


def damaged_pages(connection: Connection) -> Iterator[str]:
    """What SQLite finds wrong with any page of the file, or with how any row lies there; a line each.

    Whether a row may say what it says, and stands in every index, is looked at by ``damage``, in five times the time.
    """
    connection.execute(text("PRAGMA ignore_check_constraints = ON"))
    # As much of the file as SQLite can map at all: a system call for each page takes a third of the time.
    connection.execute(text(f"PRAGMA mmap_size = {2**31 - 1}"))
    yield from _found_by(connection, "quick_check")


def _found_by(connection: Connection, check: str) -> Iterator[str]:
    found = connection.execute(text(f"PRAGMA {check}")).scalars()
    return (f"the file is damaged: {line}" for line in found if line != "ok")


# Kept, as the next is, because making a statement takes as long as running it.
@cache
def _asking(function: str) -> TextClause:
    return text(f"SELECT {function}(:lock)")


@cache
def _next_of_sequence(table: str) -> TextClause:
    return text(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, :count)")
