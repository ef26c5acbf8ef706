"""Proving tables, views, triggers and indexes against those that the migrations make."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from factdb.errors import FactDBError
from factdb.store.connect import make_engine
from factdb.store.dialect import is_sqlite
from factdb.store.schema import migrate, version

# What a thing is and its name, with its definition.
Definitions = Mapping[tuple[str, str], str]

_SCHEMA = "factdb_as_migrated"

# Words that a column may hold, as a SQLite has them that lets nobody change its checks (see migration 0016).
_LISTED = re.compile(r"(\w+) IN \(('[^']*'(?:, '[^']*'){2,})\)")

# By the revision and the server, of which each writes definitions in its own way.
_of_servers: dict[tuple[str, str], Definitions] = {}

_IN_POSTGRESQL = (
    (
        "table",
        "SELECT relname, string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attidentity,"
        " attgenerated, pg_get_expr(adbin, adrelid), collname), ', ' ORDER BY attname)"
        " FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
        " LEFT JOIN pg_collation ON pg_collation.oid = attcollation"
        " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped"
        " GROUP BY relname",
    ),
    (
        "constraint",
        "SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) || convalidated FROM pg_constraint"
        " WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f', 'c')",
    ),
    (
        "index",
        "SELECT indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes"
        " WHERE schemaname = current_schema()",
    ),
    ("view", "SELECT viewname, definition FROM pg_views WHERE schemaname = current_schema()"),
    (
        "trigger",
        "SELECT tgname, replace(pg_get_triggerdef(pg_trigger.oid), current_schema() || '.', '') FROM pg_trigger"
        " JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal",
    ),
    (
        "rule",
        "SELECT tablename || '.' || rulename, definition FROM pg_rules WHERE schemaname = current_schema()",
    ),
)


def schema_problems(connection: Connection) -> Iterator[str]:
    """What is missing, is another than it should be, or stands in the way, a line each.

    Tables, views and indexes of others are left alone; their triggers on our tables are not.
    """
    if is_sqlite(connection):
        wanted, found = _migrated_sqlite(version.head()), _in_sqlite(connection)
    else:
        server = (version.head(), str(connection.scalar(text("SELECT version()"))))
        try:
            if server not in _of_servers:
                _of_servers[server] = _migrated_postgresql(connection)
        except (DBAPIError, FactDBError):
            # Whoever may not make a schema is told what the models tell.
            yield from migrate.check(connection.engine)
            return
        wanted, found = _of_servers[server], _in_postgresql(connection)
    for (kind, name), definition in wanted.items():
        if (kind, name) not in found:
            yield f"{kind} {name}: is missing"
        elif found[kind, name] != definition:
            yield f"{kind} {name}: is not as the migrations make it"
    for kind, name in found.keys() - wanted.keys():
        if kind in ("trigger", "rule"):
            yield f"{kind} {name}: the migrations make none of that name; what it does is unknown"


@cache
def _migrated_sqlite(_head: str) -> Definitions:
    engine = make_engine(":memory:")
    try:
        migrate.upgrade(engine)
        with engine.connect() as connection:
            return _in_sqlite(connection)
    finally:
        engine.dispose()


def _in_sqlite(connection: Connection) -> Definitions:
    rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"))
    return {(kind, name): _plain(sql) for kind, name, sql in rows}


@cache  # most of what is there is, word for word, what the migrations make
def _plain(sql: str) -> str:
    """Without white space and quotation marks, which SQLite leaves as a statement happens to have them."""
    one_by_one = _LISTED.sub(lambda found: " OR ".join(f"{found[1]} = {word}" for word in found[2].split(", ")), sql)
    return re.sub(r'[\s"]+', "", one_by_one)


def _migrated_postgresql(connection: Connection) -> Definitions:
    """What the migrations make in a schema of its own, of which nothing stays."""
    with connection.engine.connect() as trial, trial.begin() as transaction:
        trial.execute(text(f"CREATE SCHEMA {_SCHEMA}"))
        trial.execute(text(f"SET LOCAL search_path TO {_SCHEMA}"))
        migrate.make_tables(trial)
        found = _in_postgresql(trial)
        transaction.rollback()
    return found


def _in_postgresql(connection: Connection) -> Definitions:
    return {
        (kind, name): re.sub(r"\s+", " ", definition)
        for kind, query in _IN_POSTGRESQL
        for name, definition in connection.execute(text(query))
    }
