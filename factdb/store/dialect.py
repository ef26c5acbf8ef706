"""The one place where a statement is written differently for SQLite and for PostgreSQL."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Insert, TextClause, text
from sqlalchemy.dialects import postgresql, sqlite

from factdb.store.models import Base


def is_sqlite(connection: Connection) -> bool:
    """True on SQLite, False on PostgreSQL."""
    return connection.dialect.name == "sqlite"


def insert_missing(connection: Connection, table: type[Base], returning: bool = False) -> Insert:
    """An INSERT that leaves out a row that is there already, also when another program has just put it there.

    With ``returning`` it gives the id of the row it puts in, and nothing for one it leaves out.
    """
    return _insert_missing(is_sqlite(connection), table, returning)


def next_ids(connection: Connection, table: type[Base], count: int) -> Sequence[int]:
    """``count`` ids of ``table`` that nobody else will use, in rising order."""
    if not is_sqlite(connection):
        return sorted(connection.scalars(_next_of_sequence(table.__tablename__), {"count": count}))
    # Whoever has written holds the write lock, so nobody else adds rows before this transaction ends.
    first = connection.scalars(_after_last(table.__tablename__)).one()
    return range(first, first + count)


# Kept, because making a statement takes as long as running it.


@cache
def _insert_missing(on_sqlite: bool, table: type[Base], returning: bool) -> Insert:
    statement = (sqlite.insert(table) if on_sqlite else postgresql.insert(table)).on_conflict_do_nothing()
    return statement.returning(table.__table__.c.id) if returning else statement


@cache
def _next_of_sequence(table: str) -> TextClause:
    return text(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, :count)")


@cache
def _after_last(table: str) -> TextClause:
    return text(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
