"""The one place where a statement is written differently for SQLite and for PostgreSQL."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache, lru_cache, partial
from itertools import islice
from threading import Timer
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Dialect,
    Executable,
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
    statement = f"{_inserting(connection, table, tuple(row))} ON CONFLICT DO NOTHING RETURNING id"
    found: int | None
    [[found]] = _asked(connection, statement, tuple(row.values())) or [[None]]
    return found


def insert_all(connection: Connection, table: "type[Base]", rows: Sequence[Mapping[str, Any]]) -> None:
    """Put ``rows`` in.

    All have the same columns in the same order, and values that the driver takes as they are: most rows come this way,
    and without SQLAlchemy's treatment of each value an article is stored a quarter faster.
    """
    if rows and not is_sqlite(connection):
        _copy(connection, table.__tablename__, rows)
    elif rows:
        _put_in(connection, _inserting(connection, table, tuple(rows[0])), rows)


def insert_missing(
    connection: Connection, table: "type[Base]", rows: Sequence[Mapping[str, Any]], returned: str
) -> list[Any]:
    """Put in those of ``rows`` that are not there already; on PostgreSQL the ``returned`` of each of them.

    SQLite is asked for that afterwards, because it puts in what it tells nothing of in a third of the time. The rows
    are as those of ``insert_all`` are, of texts and whole numbers.
    """
    if not rows:
        return []
    if is_sqlite(connection):
        _put_in(connection, f"{_inserting(connection, table, tuple(rows[0]))} ON CONFLICT DO NOTHING", rows)
        return []
    name, columns = table.__tablename__, ", ".join(rows[0])
    given = f"SELECT {columns} FROM json_populate_recordset(NULL::{name}, %s)"
    statement = f"INSERT INTO {name} ({columns}) {given} ON CONFLICT DO NOTHING RETURNING {returned}"
    return _asked(connection, statement, (json.dumps(rows),))


def _asked(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """The rows that a statement gives, asked of the driver itself: SQLAlchemy takes as long again for each."""
    with told_to_people(connection) as driver:
        return list(driver.execute(statement, values).fetchall())


def ask(connection: Connection, statement: Executable, **values: Any) -> list[Any]:
    """The rows, if any, that a statement gives which the caller keeps: written once, and asked of the driver itself.

    Only to look up how a statement is written takes SQLAlchemy several times as long as the driver takes to ask. The
    ``values`` and those that come back are the driver's own: on SQLite moments are text and truth values are numbers.
    """
    query, standing, order = _written(statement, connection.dialect)
    given = {**standing, **values}
    with told_to_people(connection) as driver:
        found = driver.execute(query, given if order is None else [given[name] for name in order])
        return list(found.fetchall()) if found.description else []


def ask_one(connection: Connection, statement: Executable, **values: Any) -> Any:
    """The first value of the first row of what ``ask`` finds; None if there is no row."""
    found = ask(connection, statement, **values)
    return found[0][0] if found else None


@lru_cache(maxsize=200)
def _written(statement: Executable, dialect: Dialect) -> tuple[str, Mapping[str, Any], Sequence[str] | None]:
    """A statement as text, the values that stand in it, and the names of all values in order where that is all."""
    told: Any = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})  # type: ignore[attr-defined]
    return told.string, told.params, told.positiontup if told.positional else None


def plain_rows(connection: Connection, query: Select[Any], values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a query as the driver has them, for whoever goes through very many.

    So SQLite's truth values are numbers. Raises ValueError for what cannot be read.
    """
    found = connection.execute(query, values)
    try:
        with told_to_people(connection):
            return list(found.cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise ValueError(f"a row cannot be read: {error}") from error
    finally:
        found.close()


def _put_in(connection: Connection, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    with told_to_people(connection) as driver:
        driver.executemany(statement, [tuple(row.values()) for row in rows])


def _inserting(connection: Connection, table: "type[Base]", columns: tuple[str, ...]) -> str:
    return _insert_into(table.__tablename__, columns, "?" if is_sqlite(connection) else "%s")


@cache
def _insert_into(table: str, columns: tuple[str, ...], mark: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


def _copy(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """By COPY, which takes a fifth of the time that rows take one by one."""
    into = f"COPY {table} ({', '.join(rows[0])}) FROM STDIN"
    with told_to_people(connection) as driver, driver.cursor() as cursor, cursor.copy(into) as copy:
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
    connection: Connection, column: "ColumnElement[int] | Mapped[int] | Mapped[int | None]", ids: Collection[int]
) -> ColumnElement[bool]:
    """The condition that ``column`` is one of ``ids``, of which there may be more than a statement has parameters."""
    if len(ids) == 1:  # for which PostgreSQL keeps its plan, that takes several times as long to make as to carry out
        return column == next(iter(ids))
    if is_sqlite(connection):
        listed: BindParameter[str] = bindparam("ids", json.dumps(list(ids)), unique=True)
        # As text, because to make it of functions takes longer than to look up a few rows.
        return column.in_(text("SELECT value FROM json_each(:ids)").bindparams(listed))
    return column == any_(bindparam("ids", list(ids), ARRAY(BigInteger), unique=True))


def is_given(column: "ColumnElement[int] | Mapped[int]", *, on_sqlite: bool) -> ColumnElement[bool]:
    """The same of the parameter ``ids``, which is as ``ids_given`` has them: for a statement that is kept."""
    if on_sqlite:
        return column.in_(text("SELECT value FROM json_each(:ids)"))
    return column == any_(bindparam("ids", type_=ARRAY(BigInteger)))


def ids_given(connection: Connection, ids: Collection[int]) -> str | list[int]:
    """Ids as ``is_given`` looks for them."""
    return json.dumps(list(ids)) if is_sqlite(connection) else list(ids)


def ids_by_key(connection: Connection, table: "type[Base]", keys: Collection[str]) -> dict[str, int]:
    """The ids of the rows of ``table`` that have one of ``keys``, by key; of any number of keys."""
    if not keys:
        return {}
    name = table.__tablename__
    if is_sqlite(connection):
        query = f"SELECT key, id FROM {name} WHERE key IN (SELECT value FROM json_each(?))"
        return dict(_asked(connection, query, (json.dumps(list(keys)),)))
    # Each looked up by itself. Of many at once PostgreSQL reads the whole table while it is small, and goes on so while
    # it grows, for a connection keeps its plans.
    one = f"(SELECT id FROM {name} WHERE {name}.key = given.key)"
    found = _asked(connection, f"SELECT key, {one} FROM unnest(%s::text[]) AS given (key)", (list(keys),))
    return {key: number for key, number in found if number is not None}


def next_ids(connection: Connection, wanted: "Mapping[type[Base], int]") -> list[Sequence[int]]:
    """Of each table as many ids as are ``wanted`` that nobody else will use, in rising order."""
    names = [table.__tablename__ for table in wanted]
    counts = list(wanted.values())
    if is_sqlite(connection):
        # Whoever has written holds the write lock, so nobody else adds rows before this transaction ends.
        last = ", ".join(f"(SELECT coalesce(max(id), 0) FROM {name})" for name in names)
        return [
            range(first + 1, first + 1 + count)
            for first, count in zip(_asked(connection, f"SELECT {last}")[0], counts, strict=True)
        ]
    # By the name that PostgreSQL gives a sequence: to look it up takes longer than to count. The count is looked up,
    # because for each one that is given PostgreSQL would plan anew, which takes as long again.
    each = ", ".join(f"ARRAY(SELECT nextval('{name}_id_seq') FROM generate_series(1, (SELECT %s)))" for name in names)
    return [sorted(ids) for ids in _asked(connection, f"SELECT {each}", tuple(counts))[0]]


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
    if ask_one(connection, _asking(kind.replace("pg_", "pg_try_")), lock=_CORRECTIONS_LOCK):
        return
    word = Timer(SECONDS_BEFORE_A_WORD, tell_of_waiting, [describe(connection.engine)])
    word.daemon = True
    word.start()
    try:
        ask(connection, _asking(kind), lock=_CORRECTIONS_LOCK)
    finally:
        word.cancel()


def rows_as_they_come(connection: Connection, query: Select[Any], at_once: int) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a query, so many at a time, as the driver has them.

    PostgreSQL sends them all: of what is asked for by a cursor it leaves the joins to one process, which takes half as
    long again. So nothing else can be asked before the last.
    """
    if is_sqlite(connection):
        with closing(connection.execute(query)) as found, told_to_people(connection):
            yield from iter(partial(found.cursor.fetchmany, at_once), [])
        return
    from psycopg import capabilities

    told = query.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    with told_to_people(connection) as driver, driver.cursor() as cursor:
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


# Kept, because making a statement takes as long as running it.
@cache
def _asking(function: str) -> TextClause:
    return text(f"SELECT {function}(:lock)")
