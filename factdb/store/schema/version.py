"""At which revision a database is, and which one this factdb needs: read without Alembic, which takes long to start."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

import factdb
from factdb.errors import FactDBError, Remedy, SchemaError
from factdb.store.connect import describe

# A table of our own name, so that a database shared with another program's Alembic keeps the two apart.
VERSION_TABLE = "factdb_version"

_REVISION = re.compile(r"^(revision|down_revision)\b.*?=\s*(?:None|[\"'](\w+)[\"'])", re.MULTILINE)


def current(engine: Engine) -> str | None:
    """The revision the database is at; None if it has no factdb tables. Makes no file."""
    if is_missing(engine):
        return None
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """The same, as the connection's transaction sees it."""
    if not connection.dialect.has_table(connection, VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return revision


def head() -> str:
    """The revision that this factdb needs."""
    known = revisions()
    newest = known.keys() - set(known.values())
    if len(newest) != 1:
        raise SchemaError(f"{migrations()}: holds {len(newest)} newest revisions, not one; install factdb again")
    return newest.pop()


def revisions() -> Mapping[str, str | None]:
    """Every revision that this factdb knows, with the one before it."""
    return _read(tuple((migrations() / "versions").glob("*.py")))


@cache  # for whoever asks once asks again: a command on its way, a server with every proof
def _read(files: Sequence[Path]) -> Mapping[str, str | None]:
    known: dict[str, str | None] = {}
    for path in files:
        assigned = dict(_REVISION.findall(path.read_text(encoding="utf-8")))
        known[assigned["revision"]] = assigned["down_revision"] or None
    return known


def is_empty(engine: Engine) -> bool:
    """True if there is no database yet, or one without any table. Makes no file."""
    return is_missing(engine) or set(inspect(engine).get_table_names()) <= {VERSION_TABLE}


def require_current(engine: Engine) -> None:
    """Raise SchemaError, with what mends it, unless the database is at the revision needed."""
    place = describe(engine)
    if is_missing(engine):
        raise SchemaError(f"{place}: no such database").mended_by(Remedy.IMPORT)
    revision, needed = current(engine), head()
    if revision is None:
        raise SchemaError(f"{place}: holds no factdb tables").mended_by(Remedy.MAKE_TABLES)
    if revision not in revisions():
        newer = f"{place}: was made by a newer factdb (its schema is {revision}, this one knows {needed})"
        raise SchemaError(newer).mended_by(Remedy.UPGRADE_FACTDB)
    if revision != needed:
        older = f"{place}: its schema is {revision}, this factdb needs {needed}"
        raise SchemaError(older).mended_by(Remedy.UPGRADE_DATABASE)


def require_place(engine: Engine) -> None:
    """Raise FactDBError if the database is a file that is not there, and that cannot be made."""
    if is_missing(engine):
        folder = Path(describe(engine)).resolve().parent
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            told = "it cannot be made; check that its folder exists and may be written to"
            raise FactDBError(f"{describe(engine)}: {told}")


def is_missing(engine: Engine) -> bool:
    """True for a SQLite file that does not exist, which connecting would make."""
    path = engine.url.database
    return engine.dialect.name == "sqlite" and bool(path) and path != ":memory:" and not Path(str(path)).exists()


def migrations() -> Path:
    """Where the revisions are: inside the installed package, or beside it in a checkout."""
    package = Path(factdb.__file__).parent
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parent / "migrations"
