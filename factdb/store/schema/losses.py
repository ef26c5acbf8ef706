"""What a database has that going back to an earlier schema would lose, found by going there and back again."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, TableClause, Text, and_, cast, func, inspect, select, text
from sqlalchemy import column as a_column
from sqlalchemy import table as a_table

# What full-text search keeps is made of the claims, and Alembic's own row is no data.
_OURS_TO_MAKE = ("claim_search", "factdb_version")
_COPY = "factdb_before_"


def remember(connection: Connection) -> Sequence[str]:
    """Copy every table into a temporary one; their names. What the transaction does next can be compared with them."""
    tables = [name for name in inspect(connection).get_table_names() if not name.startswith(_OURS_TO_MAKE)]
    for table in tables:
        connection.execute(text(f"CREATE TEMPORARY TABLE {_COPY}{table} AS SELECT * FROM {table}"))
    return tables


def lost(connection: Connection, tables: Sequence[str]) -> Iterator[str]:
    """What of the remembered ``tables`` is no longer there, a phrase for each: rows of a table, values of a column."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    for name in tables:
        before = _as_it_is(connection, f"{_COPY}{name}")
        if name not in there:
            if every := connection.scalars(select(func.count()).select_from(before)).one():
                yield _counted(every, "row", name)
            continue
        after = _as_it_is(connection, name)
        keys = inspector.get_pk_constraint(name)["constrained_columns"]
        same = and_(*(before.c[key] == after.c[key] for key in keys))
        is_there = after.c[keys[0]].is_not(None)
        lost_of: dict[str, ColumnElement[int]] = {name: func.count().filter(~is_there)}
        for column in [part.name for part in before.c if part.name not in keys]:
            if column in after.c:
                differs = _plain(connection, before.c[column]).is_distinct_from(_plain(connection, after.c[column]))
                lost_of[f"{name}.{column}"] = func.count().filter(is_there, differs)
            else:
                lost_of[f"{name}.{column}"] = func.count(before.c[column])
        counts = connection.execute(select(*lost_of.values()).select_from(before.outerjoin(after, same))).one()
        for of, number in zip(lost_of, counts, strict=True):
            if number:
                yield _counted(number, "row" if of == name else "value", of)


def _as_it_is(connection: Connection, name: str) -> TableClause:
    """A table with the columns that it has now, in a tenth of the time that it takes to ask for their types as well."""
    return a_table(name, *map(a_column, connection.execute(text(f"SELECT * FROM {name} LIMIT 0")).keys()))


def _plain(connection: Connection, value: ColumnElement[object]) -> ColumnElement[object]:
    """The value as something that the database can compare, which PostgreSQL cannot do with JSON."""
    return cast(value, Text) if connection.dialect.name == "postgresql" else value


def _counted(number: int, thing: str, of: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'} of {of}"
