"""A PostgreSQL database for one test after the other: emptied where a test only stored rows, else made anew.

To make one takes the server four times as long as to empty it.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import errors

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


def own_folder(where: Path) -> Path:
    """A new folder for the data of a server; those of tests that were killed are removed.

    It has a short name: the path of a socket in it may have no more than 107 bytes.
    """
    for left in where.glob("factdb-pg-*-*"):
        with suppress(ValueError, PermissionError):
            try:
                os.kill(int(left.name.split("-")[2]), 0)
            except ProcessLookupError:  # a server that is still there ends when it misses its files
                shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"factdb-pg-{os.getpid()}-", dir=where))


class Standing:
    """A database that stands there from test to test, made of a template by ``make``."""

    def __init__(self, url: str) -> None:
        self._deleted = 0
        # One for all tests: what a new one reads of the tables takes three times as long as to empty them.
        self._connection = psycopg.connect(url, autocommit=True)
        # Rows are deleted in any order of tables.
        self._connection.execute("SET lock_timeout = '5s'; SET session_replication_role = replica")
        self._made_of = self._connection.execute(_MADE_OF.encode()).fetchall()
        tables = [name for (name,) in self._connection.execute(_TABLES)]
        self._delete = [f"DELETE FROM {name}".encode() for name in tables]

    def emptied(self) -> bool:
        """Whether it is again as it was made, with no row but the first ones, and ids that begin with 1."""
        try:
            self._connection.execute(_OTHERS)
            made_of = self._connection.execute(_MADE_OF.encode()).fetchall()
            if self._deleted <= _MOST_DELETED and made_of == self._made_of:
                self._empty()
                return True
        except errors.OperationalError:  # it is gone, or somebody holds on to it
            pass
        self.close()
        return False

    def close(self) -> None:
        """It is looked at no more."""
        self._connection.close()

    def _empty(self) -> None:
        with self._connection.transaction():
            for delete in self._delete:
                self._deleted += self._connection.execute(delete).rowcount
            self._connection.execute(_FROM_ONE)
