"""A PostgreSQL database for one test after the other: emptied where a test only stored rows, else made anew.

To make one takes the server four times as long as to empty it.
"""

import psycopg
from psycopg import Connection, errors

# What a database is besides its rows is in these, and in the row that it has from the first. What changes a row, of
# whatever table, gives it another xmin.
_CATALOGUES = (
    *("pg_attribute", "pg_class", "pg_constraint", "pg_index", "pg_namespace", "pg_policy", "pg_proc", "pg_rewrite"),
    *("pg_db_role_setting", "pg_event_trigger", "pg_statistic", "pg_trigger", "pg_type", "factdb_version"),
)
_MADE_OF = " UNION ALL ".join(f"SELECT count(*), sum(xmin::text::bigint) FROM {table}" for table in _CATALOGUES)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'factdb_version'"
_OTHERS = (
    "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_FROM_ONE = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
# What is deleted stays in the files for a time, and is read over.
_MOST_DELETED = 2_000


class Standing:
    """A database that stands there from test to test, made of a template by ``make``."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._deleted = 0
        with psycopg.connect(url, autocommit=True) as connection:
            self._made_of = connection.execute(_MADE_OF.encode()).fetchall()
            tables = [name for (name,) in connection.execute(_TABLES)]
        self._delete = [f"DELETE FROM {name}".encode() for name in tables]

    def emptied(self) -> bool:
        """Whether it is again as it was made, with no row but the first ones, and ids that begin with 1."""
        try:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute(_OTHERS)
                if self._deleted > _MOST_DELETED or self._made_of != connection.execute(_MADE_OF.encode()).fetchall():
                    return False
                self._empty(connection)
        except errors.OperationalError:  # it is gone, or somebody holds on to it
            return False
        return True

    def _empty(self, connection: Connection) -> None:
        connection.execute("SET lock_timeout = '5s'; SET session_replication_role = replica")  # no order among tables
        with connection.transaction():
            for delete in self._delete:
                self._deleted += connection.execute(delete).rowcount
            connection.execute(_FROM_ONE)
