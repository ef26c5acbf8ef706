"""The one place where a statement is written differently for SQLite and for PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from factdb.store.models import Base


def is_sqlite(session: Session) -> bool:
    """True on SQLite, False on PostgreSQL."""
    return session.get_bind().dialect.name == "sqlite"


def insert_missing(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that leaves out rows that are there already, also when another program has just put them there."""
    insert = sqlite.insert(table) if is_sqlite(session) else postgresql.insert(table)
    return insert.on_conflict_do_nothing()


def next_ids(session: Session, table: type[Base], count: int) -> Sequence[int]:
    """``count`` ids of ``table`` that nobody else will use, in rising order."""
    name = table.__tablename__
    if is_sqlite(session):
        # A writing session has the write lock, so nobody else adds rows before it ends.
        first = session.scalars(text(f"SELECT coalesce(max(id), 0) + 1 FROM {name}")).one()
        return range(first, first + count)
    sequence = text(f"SELECT nextval(pg_get_serial_sequence('{name}', 'id')) FROM generate_series(1, :count)")
    return sorted(session.scalars(sequence, {"count": count}))
