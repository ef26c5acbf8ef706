"""What a database has that going back to an earlier schema would lose, found by going there and back again."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection, inspect, text

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
    keys_of = {
        name: one["constrained_columns"] for (_, name), one in inspect(connection).get_multi_pk_constraint().items()
    }
    for name in tables:
        if name not in keys_of:
            if every := connection.execute(text(f"SELECT count(*) FROM {_COPY}{name}")).scalar_one():
                yield _counted(every, "row", name)
            continue
        keys = keys_of[name]
        lost_of = _conditions(connection, name, keys)
        counts = connection.execute(
            text(
                f"SELECT {', '.join(f'count(*) FILTER (WHERE {condition})' for condition in lost_of.values())}"
                f" FROM {_COPY}{name} AS old LEFT JOIN {name} AS new"
                f" ON {' AND '.join(f'old.{key} = new.{key}' for key in keys)}"
            )
        ).one()
        for of, number in zip(lost_of, counts, strict=True):
            if number:
                yield _counted(number, "row" if of == name else "value", of)


def torn(connection: Connection) -> int | None:
    """The first correction that does not follow the one before it, which alone proves it; None if all do.

    Early schemas prove no decisions.
    """
    if "correction" not in inspect(connection).get_table_names():
        return None
    before = None
    for number, previous, proof in connection.execute(text("SELECT id, previous, hash FROM correction ORDER BY id")):
        if previous != (before or "0" * 64):
            return int(number)
        before = proof
    return None


def _conditions(connection: Connection, name: str, keys: Sequence[str]) -> Mapping[str, str]:
    """When the table has lost a row, and when it has lost a value of each column, of the remembered one beside its own.

    As text, since to build the like of it as expressions takes longer than the database takes to answer.
    """
    # PostgreSQL compares no JSON.
    differs = (
        "{0} IS NOT {1}"
        if connection.dialect.name == "sqlite"
        else "CAST({0} AS TEXT) IS DISTINCT FROM CAST({1} AS TEXT)"
    )
    quote = connection.dialect.identifier_preparer.quote
    is_there = f"new.{quote(keys[0])} IS NOT NULL"
    conditions = {name: f"NOT {is_there}"}
    now = _columns(connection, name)
    for column in _columns(connection, f"{_COPY}{name}"):
        old, new = f"old.{quote(column)}", f"new.{quote(column)}"
        if column not in keys:
            conditions[f"{name}.{column}"] = (
                f"{is_there} AND {differs.format(old, new)}" if column in now else f"{old} IS NOT NULL"
            )
    return conditions


def _columns(connection: Connection, name: str) -> Collection[str]:
    """The columns that a table has now, in a tenth of the time that it takes to ask for their types as well."""
    return connection.execute(text(f"SELECT * FROM {name} LIMIT 0")).keys()


def _counted(number: int, thing: str, of: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'} of {of}"
