"""What a database has that going back to an earlier schema would lose, found by going there and back again."""

from collections.abc import Iterator, Sequence

from sqlalchemy import JSON, ColumnElement, Connection, MetaData, Table, Text, and_, cast, func, inspect, select, text

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
    inspector.clear_cache()
    there = set(inspector.get_table_names())
    for name in tables:
        before = Table(f"{_COPY}{name}", MetaData(), autoload_with=connection)
        every = connection.scalars(select(func.count()).select_from(before)).one()
        if name not in there:
            if every:
                yield _counted(every, "row", name)
            continue
        after = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
        keys = [column.name for column in after.primary_key]
        same = and_(*(before.c[key] == after.c[key] for key in keys))
        kept = connection.scalars(select(func.count()).select_from(before.join(after, same))).one()
        if kept < every:
            yield _counted(every - kept, "row", name)
        for column in [column.name for column in before.columns]:
            if column not in after.c:
                filled = select(func.count()).select_from(before).where(before.c[column].is_not(None))
                if values := connection.scalars(filled).one():
                    yield _counted(values, "value", f"{name}.{column}")
            elif column not in keys:
                differs = _plain(before.c[column]).is_distinct_from(_plain(after.c[column]))
                changed = select(func.count()).select_from(before.join(after, same)).where(differs)
                if values := connection.scalars(changed).one():
                    yield _counted(values, "value", f"{name}.{column}")


def _plain(column: ColumnElement[object]) -> ColumnElement[object]:
    """The column as something that PostgreSQL can compare, which it cannot do with JSON."""
    return cast(column, Text) if isinstance(column.type, JSON) else column


def _counted(number: int, thing: str, of: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'} of {of}"
