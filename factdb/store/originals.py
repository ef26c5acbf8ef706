"""The originals of articles: the files and pages themselves, kept beside the database by their hashes."""

import hashlib
from pathlib import Path

from sqlalchemy import Connection, Engine

from factdb.errors import FactDBError
from factdb.store.parts import beside, part_of, rights_of_new


def originals_folder(engine: Engine | Connection) -> Path:
    """Where a database's originals are: ``factdb.db`` has them in ``factdb.db.originals``.

    Those of a PostgreSQL database are in the current folder, under the database's name.
    """
    url = engine.url if isinstance(engine, Engine) else engine.engine.url
    name = url.database or "factdb"
    if engine.dialect.name == "sqlite" and name != ":memory:":
        return Path(f"{name}.originals")
    return Path(f"{name.strip(':')}.originals")


def belongs_to(path: Path, database: Path) -> bool:
    """True for a SQLite database, its log, and the originals beside it."""
    whole, database = path.absolute(), database.absolute()
    return whole in (database, *beside(database)) or database.with_name(f"{database.name}.originals") in whole.parents


def original_path(folder: Path, digest: str) -> Path:
    """The file of an original: in a folder of those whose hashes begin alike, so that none gets too full."""
    return folder / digest[:2] / digest


def keep_original(folder: Path, digest: str, data: bytes) -> None:
    """Write an original, whole or not at all; one that is there stays. Raises FactDBError if it can't be written."""
    path = original_path(folder, digest)
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part_of(path, rights_of_new(0o666)) as part:
            part.write_bytes(data)
            part.replace(path)
    except OSError as error:
        raise FactDBError(f"{path}: the original can't be kept ({error.strerror or error})") from error


def original_problem(folder: Path, digest: str) -> str | None:
    """What is wrong with a kept original: missing, unreadable, changed; None if it is as it was."""
    path = original_path(folder, digest)
    try:
        with path.open("rb") as file:
            actual = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"its original {digest[:16]} is missing from {folder} ({error.strerror or error})"
    return None if actual == digest else f"its original {digest[:16]} in {folder} was changed"
